"""Workbooks that are too large to be made while somebody waits: made once for everybody, and kept for a while."""

from policies.exchange.workbooks.build import HOUR, Full, TooMany, ask, under_way
from policies.exchange.workbooks.store import Workbook, latest, named

__all__ = ["HOUR", "Full", "TooMany", "Workbook", "ask", "latest", "named", "under_way"]
