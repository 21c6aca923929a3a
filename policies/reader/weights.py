"""What pieces of evidence weigh: files that `tests/reader/train.py` learns from labelled letters."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

FOLDER = Path(__file__).parent
PARTS = 64
"""Of one: weights are whole numbers of such parts."""
Piece = TypeVar("Piece")


def read_weights(name: str) -> dict[str, float]:
    """Read a file of weights by evidence; "" is what every sentence has.

    They are taken as whole parts of one: floats add those up exactly, in whatever order. A set has its pieces in another order
    in every process, and a sentence near the border would be judged by that. Equal weights are one object: the few
    there are stay near the processor.
    """
    found = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    weights = {piece: round(weight * PARTS) / PARTS for piece, weight in found.items()}
    objects = {weight: weight for weight in weights.values()}
    return {piece: objects[weight] for piece, weight in weights.items()}


def total(pieces: Iterable[Piece], weights: Mapping[Piece, float]) -> float:
    """Return what pieces of evidence weigh together; what letters did not teach weighs nothing."""
    return sum(filter(None, map(weights.get, pieces)))
