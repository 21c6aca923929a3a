"""What leaves the site as rows: the same by every door."""

from policies.exports.cells import as_written, defused
from policies.exports.tables import csv_of

__all__ = ["as_written", "csv_of", "defused"]
