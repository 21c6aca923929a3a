"""What each row of a ledger says otherwise than the record. Nothing is written here, nor asked what may be."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import translation
from django.utils.translation import gettext as _

from policies.exchange.ledger import conflicts
from policies.exchange.ledger.cells import Code, is_said, meant, untouched, was_cut
from policies.exchange.ledger.column import CODE, ID, Column
from policies.exchange.ledger.columns import BY_NAME, NAMES
from policies.exchange.ledger.entries import Held, held_by_pk
from policies.exchange.ledger.locating import Locator, NotThere, Place, Unclear, bare
from policies.exchange.ledger.sheet import words_of as words_of_action
from policies.exchange.ledger.table import Cell, Line, words_of
from policies.exchange.ledger.values import as_day, as_number
from policies.models import Action, RowOutcome, seen
from policies.refusal import Refused

REPORT = ("status", "happened_on", "progress", "evidence")
"""Columns that are one update together."""


@dataclass(slots=True)
class Finding:
    """What one row would do."""

    outcome: RowOutcome
    action: int | None = None
    changes: list[list[str]] = field(default_factory=list)
    reason: str = ""
    span: list[int] = field(default_factory=list)
    held: Held | None = None
    values: dict[str, str] = field(default_factory=dict)
    """What every column would say afterwards."""

    @property
    def writes(self) -> bool:
        return self.outcome in (RowOutcome.NEW, RowOutcome.CHANGED)


class Comparison:
    """Compares rows with the record, some hundred at a time. `columns` says for each cell which of our columns it is.

    `often` counts the numbers of the whole file: of two rows with one number neither is believed.
    """

    def __init__(self, columns: Sequence[str], often: Counter, *, is_csv: bool, by):
        self.columns, self.often, self.is_csv, self.by = columns, often, is_csv, by
        self._locator = Locator(by)
        self._found: set[tuple[int, int]] = set()

    def of(self, lines: Iterable[Line]) -> list[Finding]:
        """Return a finding for each line, in their order."""
        rows = [self._row(line) for line in lines]
        belong = [self._belonging(row) for row in rows]
        wanted = {each for each in belong if isinstance(each, int)}
        wanted |= {each.action for each in belong if isinstance(each, Place) and each.action}
        held = held_by_pk(seen(self.by, Action.objects.filter(pk__in=wanted)).values_list("pk", flat=True))
        return [self._finding(row, each, held) for row, each in zip(rows, belong, strict=True)]

    def _row(self, line: Line) -> dict[str, Cell]:
        cells = zip(self.columns, line.cells, strict=True)
        return {
            name: meant(cell, is_csv=self.is_csv) if isinstance(cell, str) else cell for name, cell in cells if name
        }

    def _belonging(self, row: Mapping[str, Cell]) -> "int | Place | Finding":
        """Return the number of the row's action, the place of its sentence, or why it has neither."""
        try:
            number = as_number(words_of(row.get(ID, "")))
            if number is not None and (n := self.often[number]) > 1:
                told = {"number": number, "n": n}
                return _refused(_("编号 %(number)s 在文件里出现了 %(n)s 次；每条举措只留一行。") % told)
            return number if number is not None else self._locator.find(row)
        except NotThere as why:
            return Finding(RowOutcome.WAITING, reason=str(why))
        except (Unclear, ValueError) as why:
            return _refused(str(why))

    def _finding(self, row: Mapping[str, Cell], belongs: "int | Place | Finding", held: Mapping[int, Held]) -> Finding:
        if isinstance(belongs, Finding):
            return belongs
        if isinstance(belongs, int):
            return _known(row, belongs, held)
        if (belongs.reply, belongs.start) in self._found:
            return _refused(_("这一句在文件里出现了不止一次；每条举措只留一行。"))
        self._found.add((belongs.reply, belongs.start))
        return _differences(row, held[belongs.action], None) if belongs.action in held else _new(row, belongs)


def _refused(reason: str, action: int | None = None) -> Finding:
    return Finding(RowOutcome.REFUSED, action, reason=reason)


def _new(row: Mapping[str, Cell], place: Place) -> Finding:
    """A sentence of a letter that is no action yet: whatever the row fills in comes with it."""
    found = Finding(RowOutcome.NEW, span=[place.reply, place.start, place.end])
    try:
        filled = {name: _typed(BY_NAME[name], cell) for name, cell in row.items() if name in BY_NAME}
    except ValueError as error:
        return _refused(str(error))
    found.values = {name: words for name, words in filled.items() if words}
    found.changes = [
        [name, "", words] for name, words in found.values.items() if BY_NAME[name].is_open or name == "quote"
    ]
    return found


def _known(row: Mapping[str, Cell], number: int, held: Mapping[int, Held]) -> Finding:
    if number not in held:
        return _refused(_("没有第 %s 号举措，或者它属于别的单位，您看不到。") % number)
    code = None
    if CODE in row:
        code = untouched(words_of(row[CODE]).strip(), number, NAMES)
        if code is None:
            return _refused(
                _("编号和校验码对不上：编号改过，或只排了一列的序，或校验码不完整；请重新导出再填。"), number
            )
    return _differences(row, held[number], code)


def _differences(row: Mapping[str, Cell], held: Held, code: Code | None) -> Finding:
    """Compare a row with its action. With its code, only what was touched counts; without, only what is filled in."""
    now = words_of_action(held)
    found = Finding(RowOutcome.UNCHANGED, held.action.pk, held=held, values=dict(now))
    try:
        for name, cell in row.items():
            if name not in (ID, CODE):
                _look(found, BY_NAME[name], cell, now[name], code)
        if code and any(name in REPORT for name, _old, _new in found.changes):
            _refuse_newer_report(found, now, code)
    except (ValueError, Refused) as error:
        found.outcome, found.reason = RowOutcome.REFUSED, str(error)
        return found
    if _is_reported_already(found):
        found.changes = [each for each in found.changes if each[0] not in REPORT]
        found.reason = _("同样的进展已经填报，还没有公开。")
    if found.changes:
        found.outcome = RowOutcome.CHANGED
    return found


def _look(found: Finding, column: Column, cell: Cell, now: str, code: Code | None) -> None:
    """Add to the finding what the cell says otherwise. Raises ValueError with a sentence."""
    typed = _typed(column, cell)
    raw = getattr(typed, "raw", typed)
    if code.holds(column.name, typed) or code.holds(column.name, raw) if code else not typed:
        return
    if is_said(now, typed):
        return
    if column.name == "quote" and bare(typed) == bare(now):
        return
    if not column.is_open:
        if code is None and column.name != "quote":
            return  # theirs may be written otherwise; it is not what is imported
        raise ValueError(
            _("“%(label)s”不能在台账里改：记录里是“%(now)s”，台账里是“%(typed)s”。请改回原样。")
            % {"label": column.label, "now": conflicts.short(now), "typed": conflicts.short(typed)}
        )
    if code and not code.holds(column.name, now):
        raise ValueError(conflicts.told(found.held, column, now, typed))
    if was_cut(now) or was_cut(typed):
        raise ValueError(_("“%s”太长，台账里没有写全；请在系统里改。") % column.label)
    found.values[column.name] = typed.strip()
    found.changes.append([column.name, now, typed.strip()])


def _typed(column: Column, cell: Cell) -> str:
    """Return what a cell says, a day as 2026-06-30. Raises ValueError with a sentence that names the column."""
    words = words_of(cell)
    try:
        if not isinstance(cell, str):
            raise ValueError(cell[1])
        if column.kind == "date":
            day = as_day(words)
            return day.isoformat() if day else ""
    except ValueError as error:
        raise ValueError(_("“%(label)s”：%(why)s") % {"label": column.label, "why": error}) from error
    return words


def _refuse_newer_report(found: Finding, now: Mapping[str, str], code: Code) -> None:
    """Raise ValueError where another report was published since: its status and words belong together."""
    for name in REPORT:
        if not code.holds(name, now[name]):
            typed = next((new for each, _old, new in found.changes if each == name), now[name])
            raise ValueError(conflicts.told(found.held, BY_NAME[name], now[name], typed))


def _is_reported_already(found: Finding) -> bool:
    """Say whether the report that the row makes waits already: the same file handed in twice."""
    if not any(name in REPORT for name, _old, _new in found.changes):
        return False
    with translation.override("zh-hans"):
        told = {
            (str(update.get_status_display()), update.happened_on.isoformat(), update.reason.strip())
            for update in found.held.waiting
        }
    return (found.values["status"], found.values["happened_on"], found.values["progress"].strip()) in told
