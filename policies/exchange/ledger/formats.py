"""How cells of the workbook look, and which of them are locked."""

from functools import cache

from xlsxwriter import Workbook

from policies.exchange.ledger.column import Column

CELL = {"border": 1, "border_color": "#999999", "valign": "top", "text_wrap": True, "font_size": 10}
HEAD = CELL | {"bold": True, "valign": "vcenter", "align": "center"}
DAY, WORDS, NUMBER = "yyyy-mm-dd", "@", "0"
GREY = "#eeeeee"


class Formats:
    """The formats of one workbook: as many as differ."""

    def __init__(self, book: Workbook):
        self.book = book
        self._made = cache(lambda items: book.add_format(dict(items)))
        self.of = cache(self.of)  # asked of every cell
        self.head = self._format(HEAD | {"bg_color": "#d9d9d9", "locked": True})
        self.open_head = self._format(HEAD | {"bg_color": "#cfe2f3", "locked": True})
        self.locked = self._format(CELL | {"num_format": WORDS, "locked": True, "bg_color": GREY, "text_wrap": False})
        self.plain = self._format({"valign": "top", "text_wrap": True})
        self.bold = self._format({"bold": True, "valign": "top"})
        self.title = self._format({"bold": True, "font_size": 14})
        self.late = self._format({"font_color": "#9c0006", "bg_color": "#ffc7ce"})
        self.silent = self._format({"font_color": "#7f6000", "bg_color": "#ffeb9c"})

    def of(self, column: Column, *, is_quoted: bool = False, is_new: bool = False):
        """Return the format of a cell. What people do not fill in is grey and locked; in a new row only the number is."""
        locked = column.kind == "id" if is_new else not column.is_open
        look = CELL | {"num_format": {"id": NUMBER, "date": DAY}.get(column.kind, WORDS), "locked": locked}
        if locked:
            look |= {"bg_color": GREY}
        if column.kind == "id":
            look |= {"align": "center"}
        return self._format(look | ({"quote_prefix": True} if is_quoted else {}))

    def _format(self, look: dict):
        return self._made(tuple(sorted(look.items())))
