"""What pieces of evidence weigh: files that `tests/reader/train.py` learns from labelled letters."""

import json
from collections.abc import Iterable
from itertools import repeat
from math import fsum
from pathlib import Path

FOLDER = Path(__file__).parent


def read_weights(name: str) -> dict[str, float]:
    """Read a file of weights by evidence; "" is what every sentence has."""
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def total(pieces: Iterable[str], weights: dict[str, float]) -> float:
    """Return what pieces of evidence weigh together; what letters did not teach weighs nothing.

    Exactly: a set has its pieces in another order in every process, and a sum of floats would follow the order.
    """
    return fsum(map(weights.get, pieces, repeat(0.0)))
