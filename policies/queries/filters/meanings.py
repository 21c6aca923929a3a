"""What the values of a parameter mean: words, days, rows that the public may see. Each finds value → meaning."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policies.models import Category, Place, Reply, Session
from policies.models.days import EARLIEST
from policies.models.tree import all_below
from policies.queries.cache import cached_per_edition
from policies.queries.paging import as_date
from policies.search import parse

NO_CATEGORY = "none"


def closed(choices):
    """Return a `find` for a closed list; its `choices` are what is in the list."""

    def find(values) -> dict:
        return {text: find.choices[text] for text in values if text in find.choices}

    find.choices = dict(choices)
    return find


def as_words(values) -> dict:
    """Words mean themselves, unless they ask for nothing (a lone quotation mark) or are too long to be a question."""
    return {text: text for text in values if parse(text)}


def by_slug(model):
    return lambda values: _by_slug(model, tuple(values)) if values else {}


@cached_per_edition
def _by_slug(model, slugs: tuple[str, ...]) -> dict:
    return {row.slug: row for row in model.objects.public().filter(slug__in=slugs)}


def by_category_or_none(values) -> dict:
    found = by_slug(Category)([text for text in values if text != NO_CATEGORY])
    return found | ({NO_CATEGORY: _("没有类别")} if NO_CATEGORY in values else {})


def by_place_name(values) -> dict:
    return {place.name: place for place in Place.objects.public().filter(name__in=values)} if values else {}


def with_below(model, rows) -> list[int]:
    """Return the keys of `rows` and of everything public below them."""
    return _below(model, tuple(row.pk for row in rows))


@cached_per_edition
def _below(model, pks: tuple[int, ...]) -> list[int]:
    return all_below(model.objects.public(), pks)


def by_letter(values) -> dict:
    pks = keys(values)
    found = Reply.objects.public().without_text().filter(pk__in=pks) if pks else []
    return {str(reply.pk): reply for reply in found}


def by_key(model):
    """Return a `find` for the numbers of public rows of a model."""

    def find(values) -> dict:
        pks = keys(values)
        return {str(row.pk): row for row in model.objects.public().filter(pk__in=pks)} if pks else {}

    return find


def by_session(values) -> dict:
    pks = keys(values)
    found = Session.objects.public().select_related("place").filter(pk__in=pks) if pks else []
    return {str(session.pk): session for session in found}


def by_day(values) -> dict[str, str]:
    """Read 2026-03-01, and say it as a reader of the page would. Other ways to write a day mean nothing."""
    return {text: date_format(day, gettext("Y年n月j日")) for text in values if (day := _day(text))}


def by_past_day(values) -> dict[str, str]:
    """The same for a day whose end the site can speak of: not one to come."""
    today = timezone.localdate().isoformat()
    return {text: day for text, day in by_day(values).items() if text <= today}


def day_of(found: dict) -> date:
    """Return the day that was given."""
    return date.fromisoformat(next(iter(found)))


def _day(text: str) -> date | None:
    try:
        day = as_date(text)
    except ValueError:
        return None
    # Not 20260301 nor 2026-W09-7: one day, one address. No letter is older, and some years have no day before them.
    return day if day.isoformat() == text and day >= EARLIEST else None


def keys(values) -> list[int]:
    return [int(text) for text in values if text.isascii() and text.isdigit() and len(text) < 19]
