"""The history of an object in words: what each change made of each field, for staff and for the public."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from policies.models import Action, Reply, Session
from policies.reader.phones import masked

# What a public page names only while it is public itself; any other unit or category stood on the object's own page.
ONLY_IF_PUBLIC = {"same_as", "superseded_by", "split_from", "follows", "proposals", "parent", "succeeded_by"}
# The words between two places of a letter are told in place of the places.
PLACES = ("start", "end")
LONGEST = 120
AROUND = 20


@dataclass(frozen=True, slots=True)
class Difference:
    """One field before and after a change; "" where it was empty."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Event:
    """One change of one object: its first state (`is_first`), its making, or the differences.

    `deed` is the name of the change, as `rights` knows it.
    """

    pk: int
    at: datetime
    by: Any
    deed: str
    is_first: bool
    is_made: bool
    is_public: bool
    differences: list[Difference]


def rows_of(obj) -> QuerySet:
    """Return the rows of history of an object, the newest first, each with the key of the one before it."""
    kept = type(obj).history.model.objects
    earlier = kept.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    found = kept.filter(id=obj.pk).select_related("history_user").order_by("-history_id")
    return found.annotate(earlier=Subquery(earlier.values("history_id")[:1]))


def public_rows_of(obj) -> QuerySet:
    """Return those of the changes that the public saw: made while the object was public, in what its page shows."""
    return rows_of(obj).filter(is_public=True)


def events_of(obj, rows: Iterable, *, public: bool = False, is_masked: bool = False) -> list[Event]:
    """Tell `rows`, found by `rows_of`, each against the one before it, in a number of queries that is always the same.

    `is_masked` hides personal phone numbers. For the public: only fields that a public page shows, without names of staff and personal phone numbers.
    """
    rows = list(rows)
    found = type(obj).history.model.objects.in_bulk([row.earlier for row in rows if row.earlier])
    pairs = [(found.get(row.earlier), row) for row in rows]
    words = _Words(type(obj), pairs, public, is_masked or public)
    return [
        Event(
            pk=new.pk,
            at=new.history_date,
            by=None if public else new.history_user,
            deed=new.history_change_reason or "",
            is_first=new.history_type == "+" and new.history_user_id is None,
            is_made=new.history_type == "+" and new.history_user_id is not None,
            is_public=new.is_public,
            differences=words.differences(old, new) if old else [],
        )
        for old, new in pairs
    ]


class _Words:
    """Whatever two neighbouring rows of history name, fetched at once and told in words."""

    def __init__(self, model, pairs: list[tuple], public: bool, is_masked: bool):
        self.model, self.public, self.is_masked = model, public, is_masked
        kept = model.history.model
        tracked = [each for each in kept.tracked_fields if each.name not in ("id", "reply")]
        self.fields = [*tracked, *(model._meta.get_field(name) for name in kept.rules.links)]
        if public:
            self.fields = [each for each in self.fields if each.name in kept.rules.public]
        self.changed = {
            new.pk: [each for each in self.fields if _value(old, each) != _value(new, each)]
            for old, new in pairs
            if old is not None
        }
        self.named, self.shown = self._fetch(pairs)
        moved = any(each.name in PLACES for fields in self.changed.values() for each in fields)
        self.text = Reply.objects.filter(actions=pairs[0][1].id).values_list("text", flat=True).get() if moved else ""

    def differences(self, old, new) -> list[Difference]:
        told, moved = [], False
        for field in self.changed[new.pk]:
            if field.name in PLACES:
                label, before, after = Action._meta.get_field("quote").verbose_name, self._quote(old), self._quote(new)
                if moved:
                    continue
                moved = True
            else:
                label, before, after = field.verbose_name, self._told(field, old), self._told(field, new)
            if self.is_masked:
                before, after = masked(before), masked(after)
            told.append(Difference(str(label), *shortened(before, after)))
        return told

    def _fetch(self, pairs) -> tuple[dict, dict]:
        """Return the objects that changed fields name, by model and key, and which of them the public may see."""
        wanted = defaultdict(set)
        for old, new in pairs:
            for field in self.changed.get(new.pk, ()):
                if field.is_relation:
                    wanted[field.related_model] |= {*_keys(_value(old, field)), *_keys(_value(new, field))}
        named = {model: _rows(model).in_bulk(pks) for model, pks in wanted.items()}
        shown = {}
        for model, pks in wanted.items() if self.public else ():
            if hasattr(model.objects, "public"):
                shown[model] = set(model.objects.public().filter(pk__in=pks).values_list("pk", flat=True))
        return named, shown

    def _told(self, field, row) -> str:
        value = _value(row, field)
        if field.is_relation:
            return _("、").join(self._name(field, pk) for pk in _keys(value))
        if value is None or value == "":
            return ""
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(value, datetime):
            return format_date(timezone.localtime(value), _("Y年n月j日 H:i"))
        if isinstance(value, date):
            return format_date(value, _("Y年n月j日"))
        return str(value)

    def _name(self, field, pk: int) -> str:
        model = field.related_model
        obj = self.named[model].get(pk)
        if self.public and field.name in ONLY_IF_PUBLIC and pk not in self.shown.get(model, ()):
            return _("（未公开）")
        if obj is None:
            return _("（已不在记录里）")
        if isinstance(obj, Action):
            return _("举措 %(pk)s") % {"pk": pk}
        return _("答复 %(pk)s") % {"pk": pk} if isinstance(obj, Reply) else str(obj)

    def _quote(self, row) -> str:
        return self.text[row.start : row.end]


def shortened(before: str, after: str) -> tuple[str, str]:
    """Cut off what two long texts begin and end with alike, but for some characters around what differs."""
    if max(len(before), len(after)) <= LONGEST:
        return before, after
    first = _alike(before, after)
    last = min(_alike(before[::-1], after[::-1]), len(before) - first, len(after) - first)
    return _cut(before, first, last), _cut(after, first, last)


def _cut(text: str, first: int, last: int) -> str:
    start, end = max(first - AROUND, 0), min(len(text) - last + AROUND, len(text))
    middle = text[start:end]
    if len(middle) > 2 * LONGEST:
        middle = f"{middle[:LONGEST]}…{middle[-LONGEST:]}"
    return f"{'…' if start else ''}{middle}{'…' if end < len(text) else ''}"


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _value(row, field):
    return row.links.get(field.name, []) if field.many_to_many else getattr(row, field.attname)


def _keys(value) -> list[int]:
    return value if isinstance(value, list) else [value] if value is not None else []


def _rows(model) -> QuerySet:
    """Return the rows of a model with what their names need, and without long texts."""
    rows = model._base_manager
    if model is Session:
        return rows.select_related("place")
    return rows.defer("text") if model is Reply else rows.all()
