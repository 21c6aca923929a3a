"""Two at once: a form carries what it showed, so that whoever saves second is told what somebody else changed meanwhile.

Of each entry there are three values: what was shown, what was typed, what stands now. What was not touched here follows
what stands; what both changed, each to something else, is told field by field and saved only when pressed again. A
deed that signs for what was read carries that too, as facts: nothing is signed that was not on the page.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

SHOWN = "shown"
THEIRS = "theirs"  # the names of the entries for which what stands now is taken
# Of longer words a page keeps the beginning, and a digest that tells whether the rest is the same.
LONGEST = 80
# A page is stamped after its rows were read: a change may have been logged in between.
STAMPED_LATE = timedelta(seconds=10)

Value = str | list[str]


@dataclass(frozen=True, slots=True)
class Difference:
    """What somebody else changed since the page was opened. `typed` is what was entered here, None for a mere fact."""

    what: str
    shown: str
    now: str | None  # None where it cannot be entered here any more
    typed: str | None = None
    entry: str = ""  # the name of the form's entry
    who: str = ""
    at: datetime | None = None

    def __str__(self) -> str:
        told = {"what": self.what, "shown": self.shown or _("空"), "now": self.now or _("空"), "who": self.who}
        typed = self.typed or _("空")
        if self.now is None:
            return _("您打开这一页后，“%s”已经不能在这里改了；") % self.what + _("您填的是“%s”。") % typed
        if self.who and self.at:
            told["at"] = date_format(timezone.localtime(self.at), "DATETIME_FORMAT")
            told = _("您打开这一页后，%(who)s于 %(at)s 把“%(what)s”由“%(shown)s”改为“%(now)s”。") % told
        else:
            told = _("您打开这一页后，“%(what)s”由“%(shown)s”改成了“%(now)s”。") % told
        return told if self.typed is None else told + _("您填的是“%s”。") % typed


def remember(parts: Mapping[str, forms.BaseForm], facts: Mapping[str, str]) -> str:
    """Return what unbound forms show, and the facts beside them, as a hidden entry carries it; nothing where all is empty.

    `parts` are the forms of one page by the key of their row, which is blank for the only one.
    """
    fields = {key: [str(field.label or name), plain(field, value)] for key, name, field, value in _entries(parts)}
    if not fields and not facts:
        return ""
    kept = {what: _cut(words) for what, words in facts.items()}
    return json.dumps({"at": timezone.now().isoformat(), "fields": fields, "facts": kept}, ensure_ascii=False)


def merge(
    data: QueryDict, files, parts: Mapping[str, forms.BaseForm], facts: Mapping[str, str], *, fill: bool = False
) -> tuple[QueryDict, list[Difference]]:
    """Compare what was sent with what stands: `parts` are unbound forms of now, `facts` those of now.

    Returns what was sent, with entries that were not touched as they stand now, and what is to be told before anything
    is saved. `fill`: an entry that was not sent at all was not touched.
    """
    shown = _remembered(data)
    merged, told = data.copy(), []
    taken = data.get(THEIRS, "").split(",")
    asked = set()
    for key, name, field, value in _entries(parts):
        asked.add(key)
        before = shown["fields"].get(key, [None, None])[1]
        now, typed = plain(field, value), _typed(field, data, files, name)
        missing = fill and field.widget.value_omitted_from_data(data, files, name)
        if missing or typed == before or name in taken:
            _put(merged, name, field, value)
        elif before is not None and now not in (before, typed):
            words = words_of(field, before), _stored_words(field, now), words_of(field, typed)
            told.append(Difference(str(field.label or name), *words, entry=name))
    for key, (label, before) in shown["fields"].items():
        if key not in asked and "." not in key and (typed := _sent(data, key)) not in ("", _in_a_row(before)):
            told.append(Difference(label, _in_a_row(before), None, typed))
    return merged, told + list(_changed(shown["facts"], facts))


def told_by(differences: Iterable[Difference], about: Iterable, data: QueryDict, by) -> tuple[Difference, ...]:
    """Add to differences who made them and when, as far as the admin's log of the rows `about` says so."""
    since = _remembered(data)["at"]
    rows = Q()
    for row in about:
        rows |= Q(content_type=ContentType.objects.get_for_model(row), object_id=str(row.pk))
    entries = []
    if since and rows:
        found = LogEntry.objects.filter(rows, action_time__gt=since - STAMPED_LATE)
        entries = list(found.select_related("user").order_by("-action_time")[:50])
    return tuple(_signed(difference, entries, by) for difference in differences)


def plain(field: forms.Field, value) -> Value:
    """Return a value of a field so that what was stored, shown and typed compare: words without their line ends' kind."""
    value = field.prepare_value(value)
    if isinstance(value, list | tuple | set | QuerySet):
        return sorted(str(each) for each in value)
    if value is None or value is False:
        return ""
    if value is True:
        return "on"
    if isinstance(value, date):
        return value.isoformat()
    return "\n".join(str(value).splitlines()).strip()


def words_of(field: forms.Field, value: Value) -> str:
    """Return a plain value that was sent as people read it: of rows that may be chosen, names in place of numbers."""
    if hasattr(field, "queryset"):
        known = {str(row.pk): _called(field, row) for row in field.queryset.filter(pk__in=_numbers(value))}
        return "、".join(known.get(pk, _("第 %s 号") % pk) for pk in _numbers(value))
    if hasattr(field, "choices"):
        labels = {str(code): str(label) for code, label in field.choices}
        return labels.get(value, value)
    if isinstance(field, forms.BooleanField):
        return _("是") if value else _("否")
    return _in_a_row(value)


def _stored_words(field: forms.Field, now: Value) -> str:
    """Return what stands as people read it; it may be a row that cannot be chosen any more."""
    if not hasattr(field, "queryset"):
        return words_of(field, now)
    rows = field.queryset.model._default_manager.filter(pk__in=_numbers(now))
    return "、".join(_called(field, row) for row in rows)


def _called(field: forms.Field, row) -> str:
    """Return what a row that may be chosen is called; a field may have a say in it (`called`), for whoever reads."""
    return getattr(field, "called", str)(row)


def _numbers(value: Value) -> list[str]:
    """Return the keys that a plain value names; what is no key names nothing."""
    pks = value if isinstance(value, list) else [value]
    return [pk for pk in pks if len(pk) < 19 and pk.isascii() and pk.isdigit()]


def _entries(parts: Mapping[str, forms.BaseForm]):
    """Yield the entries that show something stored: key, name in what is sent, field, value that stands."""
    for key, form in parts.items():
        if not getattr(form, "shows_stored", True):
            continue
        for bound in form.visible_fields():
            if not isinstance(bound.field, forms.FileField) and not bound.field.disabled:
                value = form.get_initial_for_field(bound.field, bound.name)
                yield f"{key}.{bound.name}" if key else bound.name, bound.html_name, bound.field, value


def _typed(field: forms.Field, data: QueryDict, files, name: str) -> Value:
    raw = field.widget.value_from_datadict(data, files, name)
    try:
        return plain(field, field.to_python(raw))
    except forms.ValidationError:
        return raw if isinstance(raw, list) else str(raw)


def _sent(data: QueryDict, name: str) -> str:
    return _in_a_row(sorted("\n".join(each.splitlines()).strip() for each in data.getlist(name)))


def _in_a_row(value: Value) -> str:
    return "、".join(value) if isinstance(value, list) else value


def _put(data: QueryDict, name: str, field: forms.Field, value) -> None:
    """Let `data` say of an entry what stands, as a browser would send it."""
    value = field.prepare_value(value)
    if isinstance(value, list | tuple | set | QuerySet):
        data.setlist(name, [str(each) for each in value])
    elif value is None or value is False:
        data.setlist(name, [] if isinstance(field, forms.BooleanField) else [""])
    else:
        data[name] = "on" if value is True else value.isoformat() if isinstance(value, date) else str(value)


def _remembered(data: QueryDict) -> dict:
    """Return what the page showed; nothing for what no page of ours sent."""
    try:
        kept = json.loads(data.get(SHOWN, ""))
        at, fields, facts = datetime.fromisoformat(kept["at"]), dict(kept["fields"]), dict(kept["facts"])
        fields = {key: (str(label), value) for key, (label, value) in fields.items()}
        return {"at": at, "fields": fields, "facts": {what: tuple(words) for what, words in facts.items()}}
    except (ValueError, TypeError, KeyError):
        return {"at": None, "fields": {}, "facts": {}}


def _cut(words: str) -> tuple[str, str]:
    """Return the beginning of some words, and a digest of all of them where that is not all."""
    digest = hashlib.sha256(words.encode()).hexdigest()[:16]
    return (words, "") if len(words) <= LONGEST else (f"{words[: LONGEST - 1]}…", digest)


def _changed(shown: dict[str, tuple], facts: Mapping[str, str]):
    """Yield what of the facts on the page is another now; a page that carried none is asked nothing."""
    if not shown:
        return
    now = {what: _cut(words) for what, words in facts.items()}
    for what in [*now, *(what for what in shown if what not in now)]:
        if now.get(what) != shown.get(what):
            before, after = (kept.get(what, (_("没有"),))[0] for kept in (shown, now))
            yield Difference(what, before, after)


def _signed(difference: Difference, entries: list[LogEntry], by) -> Difference:
    """Name who made a change: the latest entry that names it; or the only one who did anything meanwhile."""
    what = difference.what.rpartition(" · ")[2]
    naming = [entry for entry in entries if what in entry.get_change_message()]
    if not naming and len({entry.user_id for entry in entries}) != 1:
        return difference
    entry = (naming or entries)[0]
    who = _("您自己（在另一个页面）") if entry.user_id == by.pk else entry.user.get_full_name() or entry.user.username
    return replace(difference, who=who, at=entry.action_time)
