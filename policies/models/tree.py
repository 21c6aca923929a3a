"""Rows that stand below one another by `parent`: places, units and categories."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.text import slugify


def all_below(rows, pks: Iterable[int]) -> list[int]:
    """Return `pks` and the keys of everything in the queryset `rows` that stands below them, a query a level."""
    level = list(pks)
    found = list(level)
    while level:
        level = list(rows.filter(parent__in=level).exclude(pk__in=found).values_list("pk", flat=True))
        found += level
    return found


def below_each(rows, pks: Iterable[int]) -> dict[int, set[int]]:
    """Return for each of `pks` what `all_below` returns for it, a query a level for all together."""
    below: dict[int, set[int]] = {pk: set() for pk in pks}
    wanted, level = list(below), list(below)
    while level:
        fresh = []
        for pk, parent in rows.filter(parent__in=level).values_list("pk", "parent"):
            below.setdefault(parent, set()).add(pk)
            if pk not in below:
                below[pk] = set()
                fresh.append(pk)
        level = fresh
    return {pk: _reached(pk, below) for pk in wanted}


def _reached(pk: int, below: dict[int, set[int]]) -> set[int]:
    reached, waiting = set(), [pk]
    while waiting:
        if (at := waiting.pop()) not in reached:
            reached.add(at)
            waiting += below[at]
    return reached


def refuse_circle(row, message, by: str = "parent") -> None:
    """Raise ValidationError with `message` where `row` would stand above itself, following `by` from row to row."""
    seen, above = {row.pk}, getattr(row, by)
    while above is not None:
        if above.pk is not None and above.pk in seen:
            raise ValidationError({by: message})
        seen.add(above.pk)
        above = getattr(above, by)


def free_slug(row, above: str = "") -> str:
    """Return a slug for `row` that no other has: its name, preceded by `above` on a clash, then with a number."""
    others = type(row).objects.exclude(pk=row.pk)
    name, full = slugify(row.name, allow_unicode=True), slugify(f"{above}{row.name}", allow_unicode=True)
    limit = row._meta.get_field("slug").max_length - 5
    tried, number = (name or full)[:limit], 1
    while others.filter(slug=tried).exists():
        tried = full[:limit] if number == 1 and full != name else f"{full[:limit]}-{number + 1}"
        number += 1
    return tried
