"""Files that people hand in: what each is by its content, which are taken, and how they are named. Knows no model."""

from policies.files.examine import Examined, examine
from policies.files.kinds import ACCEPTED, CONTENT_TYPES, SUFFIXES, content_type
from policies.files.names import clean_name, stored_name
from policies.files.refusal import MOST_BYTES, NotTaken

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
