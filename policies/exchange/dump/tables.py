"""Everything that the dump holds, table by table, and everything that never leaves, with the reason."""

from django.utils.translation import gettext_lazy as _

from policies.exchange.dump.columns import Table, text
from policies.exchange.dump.diff import CHANGED, GONE, NEW
from policies.exchange.dump.letters import LETTERS
from policies.exchange.dump.promises import PROMISES
from policies.exchange.dump.registers import REGISTERS

TABLES: dict[str, Table] = {table.name: table for table in (*REGISTERS, *LETTERS, *PROMISES)}
"""A table points to tables before it, to itself, or to the one that it belongs to."""

CHANGES = Table(
    "changes",
    _("和上一份全部数据相比，哪些行是新的、改了的、不再公开的"),
    None,
    None,
    (
        text("table", _("表"), always=True),
        text("id", _("行的编号；由两列认出的行，两个编号以 / 分开"), always=True),
        text("kind", _("怎样"), codes={NEW: _("新的"), CHANGED: _("改了"), GONE: _("不再公开")}, always=True),
    ),
    ("table", "id"),
)
"""Made of two dumps, not of the record."""

NEVER = {
    "Account": "people who work here",
    "AuditEntry": "who did what, for administrators",
    "Membership": "who works for which unit",
    "Preference": "settings of people who work here",
    "Digest": "mail to people who work here",
    "Reminder": "mail to people who work here",
    "Reading": "what the reader made of a letter, before a person looked at it",
    "Doubt": "what the reader was unsure of",
    "Reply_received_for": "whose staff took a letter in",
    "Remark": "why a report was returned, said among staff",
    "LedgerEntry": "what only the ledger of staff holds",
    "LedgerImport": "files of staff, and who handed them in",
    "LedgerRow": "rows of such files, and what waits for its letter",
    "LedgerMapping": "how an office names the columns of its own ledger",
    "HistoricalLedgerEntry": "what only the ledger of staff held",
    "DBTaskResult": "what waits for the worker, and by whom it was asked for",
    "Edition": "no record: tells copies of pages apart",
    "RegisterChange": "when something was told otherwise; told anew by the tracker that takes the dump",
    "StatusPeriod": "worked out from the tables",
    "ReplyByOrganisation": "worked out from the tables",
    "ReplyByCategory": "worked out from the tables",
    "CategoryStatusPeriod": "worked out from the tables",
    "Tally": "counted from the tables",
    "DayTally": "counted from the tables",
    "MonthTally": "counted from the tables",
    # The public pages tell the public part of them, change by change; the dump holds what stands and its dated records.
    "HistoricalAction": "names staff, and how things stood before they were public",
    "HistoricalCategory": "names staff, and how things stood before they were public",
    "HistoricalCommitment": "names staff, and how things stood before they were public",
    "HistoricalOrganisation": "names staff, and how things stood before they were public",
    "HistoricalProposal": "names staff, and how things stood before they were public",
    "HistoricalReply": "names staff, and how things stood before they were public",
}
"""Models of which no row is in the dump."""
