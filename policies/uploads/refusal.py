"""Why a file is not taken."""

from policies.refusal import Refused

MOST_BYTES = 20 * 1024 * 1024


class NotTaken(Refused):
    """A file that cannot be evidence. Its text says what the file is, and what to do instead."""
