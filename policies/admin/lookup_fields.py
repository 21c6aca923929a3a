"""Fields in which staff type a name: the browser offers what is on record, and needs no script for it.

A list of a thousand choices is none; a name is short, known to who types it, and refused with a sentence when it means
nothing or more than one thing.
"""

from collections.abc import Callable, Iterable

from django import forms
from django.db.models import Q, QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from policies.models import Action, Category, Organisation, Place, Reply, seen_or_public
from policies.queries.paging import as_number

# What a browser offers while one types; a name beyond them is taken all the same.
MOST_OFFERED = 300
MOST_TOLD = 5
LONGEST_NAME = 100
MOST_NAMES = 300
"""In one field."""


class OfferingInput(forms.TextInput):
    """A line of text for which the browser offers the names of `offered()`."""

    offered: Callable[[], Iterable[str]] = staticmethod(tuple)

    def render(self, name, value, attrs=None, renderer=None):
        options = format_html_join("", '<option value="{}"></option>', ((word,) for word in self.offered()))
        known = f"{(attrs or {}).get('id') or name}-known"
        line = super().render(name, value, {**(attrs or {}), "list": known, "autocomplete": "off"}, renderer)
        return format_html('{}<datalist id="{}">{}</datalist>', line, known, options)


class NamedField(forms.CharField):
    """The one row that a name means. `found(name)` is a queryset, `offered()` the names to choose from."""

    widget = OfferingInput

    def __init__(self, *, missing: str, found: Callable[[str], QuerySet], offered=tuple, called=str, **kwargs):
        self.missing, self.found, self.called = missing, found, called
        super().__init__(**kwargs)
        self.widget.offered = offered

    def prepare_value(self, value):
        return self.called(value) if value is not None and not isinstance(value, str) else value

    def clean(self, value):
        name = super().clean(value)
        if not name:
            return None
        rows = list(self.found(name)[:MOST_TOLD])
        if not rows:
            raise forms.ValidationError(self.missing % name)
        if len(rows) > 1:
            told = {"name": name, "found": "、".join(getattr(row, "slug", str(row)) for row in rows)}
            raise forms.ValidationError(_("叫“%(name)s”的不止一个：%(found)s；请照其中一个写。") % told)
        return rows[0]

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "").strip()


def place_field(**kwargs) -> NamedField:
    return NamedField(
        missing=_("没有登记行政区“%s”；请管理员先在“行政区”里建立。"),
        found=lambda name: Place.objects.filter(name=name),
        offered=lambda: Place.objects.order_by("name").values_list("name", flat=True)[:MOST_OFFERED],
        required=False,
        **kwargs,
    )


def category_field(**kwargs) -> NamedField:
    return NamedField(
        missing=_("没有登记类别“%s”；先在“类别”里建立。"),
        found=lambda name: Category.objects.filter(Q(name=name) | Q(slug=name)),
        offered=lambda: Category.objects.order_by("name").values_list("name", flat=True)[:MOST_OFFERED],
        required=False,
        **kwargs,
    )


def unit_field(place: Place | None, **kwargs) -> NamedField:
    """A unit, by a name that it bears or bore; those of `place` are offered, and meant where several bear the name."""

    def found(name: str):
        named = Organisation.objects.filter(
            pk__in=Organisation.objects.filter(Q(name=name) | Q(names__name=name) | Q(slug=name)).values("pk")
        )
        here = named.filter(place=place)
        return here if place is not None and here.exists() else named

    def offered():
        return Organisation.objects.filter(place=place).order_by("name").values_list("name", flat=True)[:MOST_OFFERED]

    return NamedField(
        missing=_("没有登记单位“%s”；请管理员先在“单位”里登记。"),
        found=found,
        offered=offered,
        called=lambda unit: unit.name if unit.place_id == (place and place.pk) else unit.slug,
        required=False,
        **kwargs,
    )


def reply_field(by, offered: Callable[[], Iterable[Reply]] = tuple, **kwargs) -> NamedField:
    """A letter that `by` or anybody sees, by its number here or its 文号.

    Of those that are offered the browser shows the number and the 文号.
    """
    letters = seen_or_public(by, Reply.objects.without_text())

    def found(name: str):
        number = name.split("·")[0].strip()
        try:
            return letters.filter(Q(document_number=name) | Q(pk=as_number(number)))
        except ValueError:
            return letters.filter(document_number=name)

    return NamedField(
        missing=_("没有找到答复“%s”；写它的文号，或它在这里的号数。"),
        found=found,
        offered=lambda: [f"{reply.pk} · {reply.document_number or reply}" for reply in list(offered())[:MOST_OFFERED]],
        called=lambda reply: str(reply.pk),
        required=False,
        **kwargs,
    )


def action_field(offered: Callable[[], Iterable[Action]], **kwargs) -> NamedField:
    """An action, by its number. Of those that are offered the browser shows the number and the quote."""

    def found(name: str):
        try:
            return Action.objects.filter(pk=as_number(name.split("·")[0].strip()))
        except ValueError:
            return Action.objects.none()

    return NamedField(
        missing=_("没有第 %s 号举措。"),
        found=found,
        offered=lambda: [f"{action.pk} · {action}" for action in list(offered())[:MOST_OFFERED]],
        called=lambda action: str(action.pk),
        **kwargs,
    )


class NamesField(forms.CharField):
    """Several names as written, one a line or with 、 between them."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": 2}), required=False, **kwargs)

    def prepare_value(self, value):
        return value if value is None or isinstance(value, str) else "、".join(value)

    def to_python(self, value):
        lines = super().to_python(value).replace("、", "\n").split("\n")
        return list(dict.fromkeys(line.strip() for line in lines if line.strip()))

    def validate(self, value):
        super().validate(value)
        if len(value) > MOST_NAMES:
            raise forms.ValidationError(_("一次最多写 %s 个名称。") % MOST_NAMES)
        for name in value:
            if len(name) > LONGEST_NAME:
                told = {"most": LONGEST_NAME, "name": f"{name[:20]}…"}
                raise forms.ValidationError(
                    _("一个名称最多 %(most)s 个字：“%(name)s”太长；几个名称用“、”隔开。") % told
                )


class UnitsField(NamesField):
    """Several units, by names that they bear or bore; those of `place` are meant where others bear the name too."""

    place: Place | None = None

    def prepare_value(self, value):
        called = unit_field(self.place).called
        return super().prepare_value([each if isinstance(each, str) else called(each) for each in value or []])

    def clean(self, value):
        one = unit_field(self.place)
        return [one.clean(name) for name in super().clean(value)]

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != "、".join(self.to_python(data or ""))
