"""Of which models history is kept, and what of it a public page may show.

Left out is what never changes (a letter's text and file), what only says who made the change that the history is of,
and what `derived` writes. A quote is the letter's text between `start` and `end`, so it is not kept a second time.
"""

from simple_history import register

from policies.models.action import Action
from policies.models.category import Category
from policies.models.commitment import Commitment
from policies.models.ledger_entry import LedgerEntry
from policies.models.organisation import Organisation
from policies.models.proposal import Proposal
from policies.models.recording import Recorded
from policies.models.reply import Reply

DERIVED = [
    "is_public",
    "is_listed",
    "is_demo",
    "place",
    "status",
    "status_since",
    "last_update_on",
    "last_published_at",
]
BY = ["confirmed_by", "published_by", "withdrawn_by", "removed_by"]
FROZEN = ["text", "text_key", "source_file", "source_sha256", "read_at", "edited_at", "changed_at"]


def _record(model, *, without=(), **rules) -> None:
    named = {each.name for each in model._meta.fields}
    register(
        model, records_class=Recorded, excluded_fields=[each for each in (*without, *BY) if each in named], **rules
    )


_record(
    Reply,
    since="read_at",
    links=["proposals"],
    without=FROZEN,
    public=[
        *("place", "proposals", "kind", "form", "follows", "title", "document_number", "issued_on"),
        *("outcome_mark", "source_url"),
    ],
)
_record(
    Action,
    since="reply__read_at",
    links=["categories"],
    without=["quote", "quote_key", *DERIVED, "counted_in", "counted_by_day"],
    public=[
        *("start", "end", "strength", "due_text", "due_on", "lead", "categories", "commitment"),
        *("same_as", "superseded_by", "split_from"),
    ],
)
_record(Commitment, since="reply__read_at")
# Nothing of it is public.
_record(LedgerEntry)
_record(Proposal, public=["session", "kind", "number", "title", "category", "category_number"], without=["number_key"])
_record(
    Organisation,
    links=["succeeded_by"],
    public=["place", "name", "parent", "succeeded_by"],
    without=["action_count"],
)
_record(Category, public=["name", "parent"])
