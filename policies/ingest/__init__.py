"""From a letter to rows: whole or not at all, safe to repeat, and it says what it did."""

from policies.ingest.chunk import CannotIngest, Ingested, Outcome
from policies.ingest.files import letter_bytes, letter_files
from policies.ingest.letter import ingest
from policies.ingest.units import find_unit

__all__ = ["CannotIngest", "Ingested", "Outcome", "find_unit", "ingest", "letter_bytes", "letter_files"]
