"""What leaves the site as rows: the same by every door."""

from policies.exchange.exports.about import about, licence
from policies.exchange.exports.as_csv import rows_as_csv
from policies.exchange.exports.as_json import as_dict, rows_as_json, rows_as_ndjson
from policies.exchange.exports.as_xlsx import MOST_ROWS, write_workbook
from policies.exchange.exports.cells import as_written, defused
from policies.exchange.exports.dictionary import dictionary
from policies.exchange.exports.fields import NAMES, ROW, Field, Type
from policies.exchange.exports.query import SAID, Taken
from policies.exchange.exports.rows import Rows
from policies.exchange.exports.tables import cells_up_to, csv_of

__all__ = [
    "MOST_ROWS",
    "NAMES",
    "ROW",
    "SAID",
    "Field",
    "Rows",
    "Taken",
    "Type",
    "about",
    "as_dict",
    "as_written",
    "cells_up_to",
    "csv_of",
    "defused",
    "dictionary",
    "licence",
    "rows_as_csv",
    "rows_as_json",
    "rows_as_ndjson",
    "write_workbook",
]
