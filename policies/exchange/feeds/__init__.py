"""What others subscribe to: Atom (RFC 4287) of lists and of each action, and iCalendar (RFC 5545) of deadlines.

They speak Chinese alone, as the record does, with codes beside the words; there is one of each, not one for each language.
"""

from policies.exchange.feeds.actions import entries_of_actions
from policies.exchange.feeds.atom import CONTENT_TYPE, Feed, atom
from policies.exchange.feeds.deadlines import calendar
from policies.exchange.feeds.moments import OF_ACTIONS, OF_PROPOSALS, OF_REPLIES, newest
from policies.exchange.feeds.proposals import entries_of_proposals
from policies.exchange.feeds.replies import entries_of_replies
from policies.exchange.feeds.story import entries_of_story
from policies.exchange.feeds.withdrawals import WITHDRAWN, entries_of_withdrawn, is_withdrawn, withdrawn_from

__all__ = [
    "CONTENT_TYPE",
    "OF_ACTIONS",
    "OF_PROPOSALS",
    "OF_REPLIES",
    "WITHDRAWN",
    "Feed",
    "atom",
    "calendar",
    "entries_of_actions",
    "entries_of_proposals",
    "entries_of_replies",
    "entries_of_story",
    "entries_of_withdrawn",
    "is_withdrawn",
    "newest",
    "withdrawn_from",
]
