"""Files that people hand in: what each is by its content, which are taken, and how they are named. Knows no model."""

from policies.uploads.examine import Examined, examine
from policies.uploads.kinds import ACCEPTED, CONTENT_TYPES, SUFFIXES, content_type
from policies.uploads.names import clean_name, stored_name
from policies.uploads.refusal import MOST_BYTES, NotTaken

__all__ = [
    "ACCEPTED",
    "CONTENT_TYPES",
    "MOST_BYTES",
    "SUFFIXES",
    "Examined",
    "NotTaken",
    "clean_name",
    "content_type",
    "examine",
    "stored_name",
]
