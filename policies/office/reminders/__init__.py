"""Reminders (提醒): one mail to each person with what has come to wait for them, each matter once at each stage.

`untold` finds, `text` words, `outbox` writes down and sends, `run` goes through the people. The mail is on record
before it is sent, and is sent until the server has said yes: a run may die at any moment and be repeated.
"""

from policies.office.locks import AnotherRun
from policies.office.reminders.outbox import Unreachable
from policies.office.reminders.run import Outcome, Told, everybody, preview, remind

__all__ = ["AnotherRun", "Outcome", "Told", "Unreachable", "everybody", "preview", "remind"]
