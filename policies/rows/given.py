"""Rows given to those they belong to, as Django's prefetch gives them, whoever fetched them."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Model


def give_one(rows: Iterable[Model], name: str, found: Iterable[Model]) -> None:
    """Let the foreign key `name` of each row hold that of `found` which it names, or None."""
    known = {each.pk: each for each in found}
    for row in rows:
        field = row._meta.get_field(name)
        field.set_cached_value(row, known.get(getattr(row, field.attname)))


def give_many(rows: Iterable[Model], relation: str, found: Iterable[Model], by: str) -> None:
    """Let `all()` of `relation` of each row be those of `found` whose attribute `by` is its key, in their order.

    They are a list, which cannot be narrowed further: to make a query set for each row takes longer than the rows.
    """
    belonging = _sorted_out(found, by)
    for row in rows:
        row.__dict__.setdefault("_prefetched_objects_cache", {})[relation] = belonging[row.pk]


def give_list(rows: Iterable[Model], attribute: str, found: Iterable[Model], by: str) -> None:
    """Give each row a list of its own, of those of `found` whose attribute `by` is its key."""
    belonging = _sorted_out(found, by)
    for row in rows:
        setattr(row, attribute, belonging[row.pk])


def _sorted_out(found: Iterable[Model], by: str) -> dict[int, list[Model]]:
    belonging = defaultdict(list)
    for each in found:
        belonging[getattr(each, by)].append(each)
    return belonging
