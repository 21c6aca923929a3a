"""The ledger as rows of words: the head, then for each action its cells and the code that tells them apart later."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone, translation

from policies.exchange.ledger.cells import code_of, fitting
from policies.exchange.ledger.columns import CODE_LABEL, COLUMNS
from policies.exchange.ledger.entries import AT_ONCE, Held, hold, in_ledger

HEAD = [*(column.label for column in COLUMNS), CODE_LABEL]
ALL_UNITS = "全部单位"


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is written out: which actions, and what its head and its second sheet say of that."""

    actions: QuerySet
    unit: str = ALL_UNITS
    filters: list[str] = field(default_factory=list)
    """What narrows it, in words."""
    made_on: date = field(default_factory=timezone.localdate)
    told: Callable[[int], None] = lambda done: None
    """Is told now and then how many rows there were."""

    @property
    def title(self) -> str:
        return f"{self.unit}答复承诺事项台账"

    def rows(self) -> Iterator[list[str]]:
        """Yield for each action the words of its columns, and its code."""
        with translation.override("zh-hans"):
            for n, held in enumerate(hold(in_ledger(self.actions))):
                if n % AT_ONCE == 0:
                    self.told(n)
                words = words_of(held)
                yield [*words.values(), code_of(held.action.pk, words.items())]


def words_of(held: Held) -> dict[str, str]:
    """Return what the cells of an action hold, by the name of the column. Chinese, whatever the language of the page."""
    told = held.of_letter
    if not told:
        told |= {column.name: fitting(column.read(held)) for column in COLUMNS if column.of_letter}
    return {column.name: told[column.name] if column.of_letter else fitting(column.read(held)) for column in COLUMNS}
