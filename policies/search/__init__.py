"""The only place that knows how words are searched: what is kept of a text, and which rows hold the words asked for.

A text is folded (`folded`), a query is parsed (`parse`), and a row is found where every word asked for stands in its
folded text, and no word that is to be left out: what `in` says of two strings, found by an index of pairs of characters.
"""

from policies.search.folding import BETWEEN, folded
from policies.search.index import ACTIONS, PROPOSALS, REPLIES, UNITS, Index
from policies.search.lookup import Sought
from policies.search.marking import marks
from policies.search.query import LONGEST, Query, parse

__all__ = [
    "ACTIONS",
    "BETWEEN",
    "LONGEST",
    "PROPOSALS",
    "REPLIES",
    "UNITS",
    "Index",
    "Query",
    "Sought",
    "folded",
    "marks",
    "parse",
]
