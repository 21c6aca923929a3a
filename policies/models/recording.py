"""History: how each row that people change stood before and after every change, written once at the change's end.

A change is recorded as a whole: whichever of its rows it leaves otherwise gets one row of history, however often it was
saved on the way, by `save`, `update` or a many-to-many field. A row without history first gets one that says how it
stood until then. What no change wrote leaves no history: letters are stored in bulk, and their first state is how they
were read.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.signals import m2m_changed, pre_save
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

AT_ONCE = 500


class Remembered(models.Model):
    """What a row of history holds beside the fields of its object."""

    # Many-to-many fields by name, each a sorted list of keys. The package would keep a table for each, fill it row by
    # row, and make a row of history of every `add` and `remove`.
    links = models.JSONField(default=dict)
    # The object was public when it was changed, and in something that its public page shows.
    is_public = models.BooleanField(default=False)

    class Meta:
        abstract = True


@dataclass(frozen=True, slots=True)
class State:
    """A row as it stands in the database."""

    values: dict[str, Any]
    """Columns of the recorded fields."""
    links: dict[str, list[int]]
    since: datetime | None
    was_public: bool
    has_history: bool


@dataclass(slots=True)
class Recording:
    """The change under way: who makes it, and how the rows that it touches stood before."""

    by: Any
    deed: str
    at: datetime
    before: dict[type[models.Model], dict[int, State | None]] = field(default_factory=dict)
    """By model and key; None for what the change made."""
    linked: set[type[models.Model]] = field(default_factory=set)
    """Models of which many-to-many fields were changed."""

    def touch(self, model, pks: Iterable[int]) -> None:
        """Note how the rows stand, unless that is noted already."""
        noted = self.before.setdefault(model, {})
        for piece in _pieces([pk for pk in pks if pk not in noted]):
            noted.update(_old_states(model, piece))

    def write(self) -> None:
        """Write a row of history for each row that stands otherwise than before."""
        for model, noted in self.before.items():
            for piece in _pieces(list(noted)):
                self._write(model, {pk: noted[pk] for pk in piece})

    def _write(self, model, before: dict[int, State | None]) -> None:
        kept = model.history.model
        links = None if model in self.linked else {pk: old.links for pk, old in before.items() if old}
        after, rows = _states(model, list(before), links=links), []
        for pk, old in before.items():
            new = after.get(pk)
            changed = _changed(kept, old, new) if old and new else set()
            if old is None or new is None:
                shown = False
            elif changed:
                shown = old.was_public and not changed.isdisjoint(kept.rules.public)
            else:
                continue
            if old and not old.has_history:
                rows.append(kept(history_type="+", history_date=old.since or self.at, links=old.links, **old.values))
            if state := new or old:
                sign = ("~" if new else "-") if old else "+"
                told = {"history_user": self.by, "history_change_reason": self.deed, "history_date": self.at}
                rows.append(kept(history_type=sign, links=state.links, is_public=shown, **told, **state.values))
        kept.objects.bulk_create(rows)


_under_way: ContextVar[Recording | None] = ContextVar("recording", default=None)


@contextmanager
def recording(*, by, deed: str, at: datetime | None = None) -> Iterator[None]:
    """Record what `by` changes inside, as one change; part of the change under way where there is one.

    Must stand inside a transaction. Nothing is written where an exception leaves it.
    """
    if _under_way.get() is not None:
        yield
        return
    begun = Recording(by, deed, at or timezone.now())
    token = _under_way.set(begun)
    try:
        yield
        begun.write()
    finally:
        _under_way.reset(token)


class RecordedQuerySet(models.QuerySet):
    """The rows of a recorded model: an `update` inside a change leaves history as `save` does."""

    def update(self, **fields):
        begun, tracked = _under_way.get(), self.model.history.model.tracked_fields
        if begun is not None and any(each.name in fields or each.attname in fields for each in tracked):
            begun.touch(self.model, self.order_by().values_list("pk", flat=True))
        return super().update(**fields)

    update.alters_data = True


class Recorded(HistoricalRecords):
    """The package's history of a model, written by `recording` in place of the package's row for every `save`.

    `since` is the path to when a row came on record, `links` the many-to-many fields that are recorded, `public` the
    names of what a public page shows.
    """

    def __init__(self, *, since: str = "", links: Iterable[str] = (), public: Iterable[str] = (), **options):
        self.since, self.links, self.public = since, tuple(links), frozenset(public)
        options |= {"bases": [Remembered], "history_id_field": models.BigAutoField()}
        options |= {"verbose_name": _("变更记录"), "verbose_name_plural": _("变更记录")}
        super().__init__(**options)

    def create_history_model(self, model, inherited):
        kept = super().create_history_model(model, inherited)
        kept.rules = self
        return kept

    def copy_fields(self, model):
        """Index the object's key alone: history is read object by object."""
        fields = super().copy_fields(model)
        for name, each in fields.items():
            each.db_index = name == model._meta.pk.name
        return fields

    def finalize(self, sender, **kwargs):
        super().finalize(sender, **kwargs)
        pre_save.connect(self.pre_save, sender=sender, weak=False)
        for name in self.links:
            m2m_changed.connect(self.links_changed, sender=getattr(sender, name).through, weak=False)

    def pre_save(self, instance, raw=False, **kwargs):
        if instance.pk and not raw:
            self._touch([instance.pk])

    def post_save(self, instance, created, using=None, **kwargs):
        begun = _under_way.get()
        if begun is not None and created:
            begun.before.setdefault(self.cls, {}).setdefault(instance.pk, None)

    def pre_delete(self, instance, **kwargs):
        self._touch([instance.pk])

    def post_delete(self, instance, using=None, **kwargs):
        """Leave it to `recording` to find that the row is gone."""

    def links_changed(self, instance, action, reverse, pk_set, **kwargs):
        if action.startswith("pre_"):
            if begun := _under_way.get():
                begun.linked.add(self.cls)
            self._touch(pk_set or () if reverse else [instance.pk])

    def _touch(self, pks: Iterable[int]) -> None:
        if begun := _under_way.get():
            begun.touch(self.cls, pks)


def _pieces(pks: list[int]) -> Iterator[list[int]]:
    """Cut many keys into as many as a query takes on every database."""
    return (pks[first : first + AT_ONCE] for first in range(0, len(pks), AT_ONCE))


def _old_states(model, pks: list[int]) -> dict[int, State]:
    """Return how the rows stand before a change, by key; whether the public sees them, and whether they have history."""
    asked = {"has_history": Exists(model.history.filter(id=OuterRef("pk")))}
    if model.history.model.rules.public:
        asked["was_public"] = Exists(model.objects.public().filter(pk=OuterRef("pk")))
    return _states(model, pks, **asked)


def _states(model, pks: list[int], *, links: dict[int, dict] | None = None, **asked) -> dict[int, State]:
    """Return how the rows stand, by key. `links` are those that are known to stand as before."""
    rules = model.history.model.rules
    names = [each.attname for each in model.history.model.tracked_fields]
    columns = [*names, rules.since] if rules.since else names
    found = {row["id"]: row for row in model._base_manager.filter(pk__in=pks).values(*columns, **asked)}
    if links is None or not links.keys() >= found.keys():
        links = _links(model, list(found), rules.links)
    return {
        pk: State(
            {name: row[name] for name in names},
            links[pk],
            row.get(rules.since),
            row.get("was_public", False),
            row.get("has_history", False),
        )
        for pk, row in found.items()
    }


def _links(model, pks: list[int], names: Iterable[str]) -> dict[int, dict[str, list[int]]]:
    """Return the keys that many-to-many fields lead to, sorted, by row and field."""
    links = {pk: {name: [] for name in names} for pk in pks}
    for name in names:
        linked = model._meta.get_field(name)
        held = linked.remote_field.through.objects.filter(**{f"{linked.m2m_field_name()}__in": pks})
        for pk, target in held.values_list(linked.m2m_column_name(), linked.m2m_reverse_name()):
            links[pk][name].append(target)
    return {pk: {name: sorted(targets) for name, targets in each.items()} for pk, each in links.items()}


def _changed(kept, old: State, new: State) -> set[str]:
    """Return the names of the fields in which two states differ."""
    fields = {each.name for each in kept.tracked_fields if old.values[each.attname] != new.values[each.attname]}
    return fields | {name for name in kept.rules.links if old.links[name] != new.links[name]}


def erase_history(model, rows: models.Q) -> None:
    """Erase the history of objects that themselves are erased: those whose rows of history `rows` finds."""
    kept = model.history.model.objects
    kept.filter(id__in=kept.filter(rows).order_by().values("id")).delete()
