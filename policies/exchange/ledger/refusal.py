"""Why a file is not read as a ledger."""

from policies.refusal import Refused


class NotALedger(Refused):
    """A sentence for whoever handed the file in: what is wrong with it, and what to do."""
