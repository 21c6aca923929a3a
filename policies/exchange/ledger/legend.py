"""The second sheet of the workbook (说明): what was exported and when, what every column means, and its choices."""

from xlsxwriter.utility import xl_col_to_name

from policies.exchange.ledger.columns import CODE_LABEL, CODE_MEANING, COLUMNS
from policies.exchange.ledger.sheet import Ledger

LEGEND = "说明"
FIRST = 5  # the first row of choices, counted from 1; above it stands what each list is of
_CHOOSING = [column for column in COLUMNS if column.choices]
# Column → where its choices stand on this sheet.
CHOICES = {
    column.name: "${0}${1}:${0}${2}".format(xl_col_to_name(4 + at), FIRST, FIRST + len(column.choices) - 1)
    for at, column in enumerate(_CHOOSING)
}
HINTS = (
    "蓝色表头的列可以填写，灰色的格子由系统给出，锁定不改。新的承诺写在最下面的空行里，编号留空。",
    "工作表受保护，没有密码：筛选可以直接用；整表排序要先“撤销工作表保护”，排完不必再保护。请排整张表，不要只排一列。",
    "填好以后在系统里“导入台账”：先核对，每一行改了什么都列出来，确认后才写入。空着的格子在导出时有内容、现在清空了，就是清空。",
)


def write_legend(sheet, formats, ledger: Ledger, n: int) -> None:
    rows = [[("title", ledger.title)]]
    told = "；".join(ledger.filters) or "无"
    rows.append([("plain", f"导出日期：{ledger.made_on:%Y-%m-%d}　共 {n} 条　筛选：{told}")])
    rows.append([])
    rows.append([("bold", each) for each in ("列", "含义", "能不能改")])
    for column in COLUMNS:
        may = "填写" if column.is_open else "只读"
        rows.append([("plain", column.label), ("plain", column.meaning), ("plain", may)])
    rows.append([("plain", CODE_LABEL), ("plain", CODE_MEANING), ("plain", "只读")])
    rows.append([])
    rows += [[("plain", ""), ("plain", hint)] for hint in HINTS]
    beside = _choices()
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 80)
    sheet.set_column(2, 3, 10)
    sheet.set_column(4, 4 + len(_CHOOSING), 14)
    for at, row in enumerate(rows):
        for where, (look, words) in enumerate(row):
            sheet.write_string(at, where, words, getattr(formats, look))
        for where, words in beside.get(at, ()):
            sheet.write_string(at, where, words, formats.plain)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 1)
    sheet.protect()


def _choices() -> dict[int, list[tuple[int, str]]]:
    """Return the lists of choices by the row of the sheet: (column of the sheet, words)."""
    found: dict[int, list[tuple[int, str]]] = {}
    for at, column in enumerate(_CHOOSING):
        words = [f"{column.label}的选项", *column.choices]
        for below, each in enumerate(words):
            found.setdefault(FIRST - 2 + below, []).append((4 + at, each))
    return found
