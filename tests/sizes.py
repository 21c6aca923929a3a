"""How much the thorough tests try: little in `make test`, all of it in `.ci/run`, far more in `make long`."""

import os
from typing import TypeVar

Amount = TypeVar("Amount")
SIZE = os.environ.get("TEST_SIZE", "small")
"""small, full or long."""


def sized(small: Amount, full: Amount, long: Amount | None = None) -> Amount:
    """Return the amount for this run; where `long` is not given, `make long` tries as much as `.ci/run`."""
    return {"small": small, "full": full, "long": full if long is None else long}[SIZE]
