"""What pieces of evidence weigh: files that `tests/reader/train.py` learns from labelled letters."""

import json
from collections.abc import Iterable
from itertools import repeat
from pathlib import Path

FOLDER = Path(__file__).parent


def read_weights(name: str) -> dict[str, float]:
    """Read a file of weights by evidence; "" is what every sentence has.

    They are taken as whole 64ths: floats add those up exactly, in whatever order. A set has its pieces in another order
    in every process, and a sentence near the border would be judged by that.
    """
    found = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return {piece: round(weight * 64) / 64 for piece, weight in found.items()}


def total(pieces: Iterable[str], weights: dict[str, float]) -> float:
    """Return what pieces of evidence weigh together; what letters did not teach weighs nothing."""
    return sum(map(weights.get, pieces, repeat(0.0)), 0.0)
