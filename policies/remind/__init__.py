"""Reminders (提醒): one mail to each person with what has come to wait for them, each matter once at each stage.

`untold` finds, `text` words, `outbox` writes down and sends, `run` goes through the people. The mail is on record
before it is sent, and is sent until the server has said yes: a run may die at any moment and be repeated.
"""

from policies.alone import AnotherRun
from policies.remind.outbox import Unreachable
from policies.remind.run import Outcome, Told, everybody, preview, remind

__all__ = ["AnotherRun", "Outcome", "Told", "Unreachable", "everybody", "preview", "remind"]
