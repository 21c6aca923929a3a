"""What the values of a parameter mean: words, days, rows that the public may see. Each finds value → meaning."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policies.models import Category, Place, Proposal, Proposer, Reply, Session
from policies.models.tree import all_below
from policies.paging import as_date
from policies.search import parse

NO_CATEGORY = "none"


def closed(choices) -> dict:
    """Return a `find` for a closed list."""
    meanings = dict(choices)
    return lambda values: {text: meanings[text] for text in values if text in meanings}


def as_words(values) -> dict:
    """Words mean themselves, unless they ask for nothing (a lone quotation mark) or are too long to be a question."""
    return {text: text for text in values if parse(text)}


def searched(queryset, found):
    return queryset.search(next(iter(found)))


def by_slug(model):
    return lambda values: {row.slug: row for row in model.objects.public().filter(slug__in=values)} if values else {}


def by_category_or_none(values) -> dict:
    found = by_slug(Category)([text for text in values if text != NO_CATEGORY])
    return found | ({NO_CATEGORY: _("没有类别")} if NO_CATEGORY in values else {})


def by_place_name(values) -> dict:
    return {place.name: place for place in Place.objects.public().filter(name__in=values)} if values else {}


def with_below(model, rows) -> list[int]:
    """Return the keys of `rows` and of everything public below them."""
    return all_below(model.objects.public(), [row.pk for row in rows])


def by_letter(values) -> dict:
    pks = _keys(values)
    found = Reply.objects.public().without_text().filter(pk__in=pks) if pks else []
    return {str(reply.pk): reply for reply in found}


def by_session(values) -> dict:
    pks = _keys(values)
    found = Session.objects.public().select_related("place").filter(pk__in=pks) if pks else []
    return {str(session.pk): session for session in found}


@dataclass(frozen=True, slots=True)
class Named:
    """Whoever bears a name, anywhere or in one place. They may be several people."""

    name: str
    place: Place | None = None

    def __str__(self) -> str:
        return f"{self.name}（{self.place}）" if self.place else self.name


def by_proposer(values) -> dict[str, Named]:
    """Read 李明, or 3/李明 for those of place 3, where a proposal that the public sees bears the name."""
    if not values:
        return {}
    shown = Proposer.objects.public()
    found = {name: Named(name) for name in shown.named(values).values_list("name", flat=True)}
    return found | {text: named for text in values if text not in found and (named := _in_place(text))}


def _in_place(text: str) -> Named | None:
    key, slash, name = text.partition("/")
    if not slash or not _keys([key]):
        return None
    borne = Proposer.objects.public().named([name]).of_place(int(key)).select_related("proposal__session__place")
    proposer = borne.first()
    if proposer is None:
        return None
    session = proposer.proposal.session
    return Named(name, session.place if session else Place.objects.public().get(pk=int(key)))


def named_in(place: int, name: str) -> str:
    """Return the value that `by_proposer` reads as whoever bears the name in this place."""
    return f"{place}/{name}"


def proposals_of(found: dict[str, Named]) -> list[int]:
    """Return the keys of the public proposals of whoever was named, asked for at once like those who bear the name."""
    named = next(iter(found.values()))
    proposals = Proposal.objects.public().proposed_by(named.name, named.place and named.place.pk)
    return list(proposals.values_list("pk", flat=True))


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
    return day if day.isoformat() == text else None  # not 20260301 nor 2026-W09-7: one day, one address


def _keys(values) -> list[int]:
    return [int(text) for text in values if text.isascii() and text.isdigit() and len(text) < 19]
