"""The story of a proposal, in the order of its days: handed in, given to units, answered, judged by its proposers.

Whoever shows it says what may be seen: the public page hands over public letters alone, the admin all of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from policies.models import Action, Handling, Organisation, OutcomeClass, Reply, Satisfaction, Update
from policies.public.views.timeline import by_partners


@dataclass(frozen=True, slots=True)
class Told:
    """An action of a letter, and the newest news about it: its own, or of what it was merged into."""

    action: Action
    reported: Action
    newest: Update | None
    is_partners: bool
    """Whether a partner reported the news, which decides no status."""


@dataclass(slots=True)
class Event:
    """What happened on a day; `on` is None where nobody wrote the day down. `kind` is handled, answered or judged."""

    kind: str
    on: date | None
    handlings: list[Handling] = field(default_factory=list)
    reply: Reply | None = None
    outcome: OutcomeClass | None = None
    actions: list[Told] = field(default_factory=list)
    given: Satisfaction | None = None


# What comes first of the things of one day.
ORDER = ("handled", "answered", "judged")


def story_of(
    replies: Iterable[Reply],
    handlings: Iterable[Handling],
    satisfactions: Iterable[Satisfaction],
    news: Iterable[Update],
) -> list[Event]:
    """Put in order what happened. Each reply holds its actions as `shown_actions`; `news` is about these, newest first.

    Without a day, handing over stands at the beginning, a letter at the end, an opinion behind its letter.
    """
    replies = list(replies)
    newest: dict[int, Update] = {}
    for update in news:
        newest.setdefault(update.action_id, update)
    reported = [_reported(action) for reply in replies for action in reply.shown_actions]
    partners = by_partners((newest[each.pk], each.lead_id) for each in reported if each.pk in newest)
    places = {reply.place_id for reply in replies if reply.outcome_mark}
    outcomes = {(each.place_id, each.mark): each for each in OutcomeClass.objects.filter(place__in=places)}
    by_day: dict[date | None, Event] = {}
    for handling in handlings:
        event = by_day.setdefault(handling.assigned_on, Event("handled", handling.assigned_on))
        event.handlings.append(handling)
    events = [((each.on or date.min, 0), each) for each in by_day.values()]
    days = {reply.pk: reply.issued_on or date.max for reply in replies}
    for reply in replies:
        told = [_told(action, newest, partners) for action in reply.shown_actions]
        outcome = outcomes.get((reply.place_id, reply.outcome_mark))
        event = Event("answered", reply.issued_on, reply=reply, outcome=outcome, actions=told)
        events.append(((days[reply.pk], 1), event))
    for given in satisfactions:
        events.append(((given.given_on or days[given.reply_id], 2), Event("judged", given.given_on, given=given)))
    return [event for _key, event in sorted(events, key=lambda each: each[0])]


def _reported(action: Action) -> Action:
    return action.same_as if action.same_as_id and action.same_as.is_public else action


def _told(action: Action, newest: dict[int, Update], partners: set[int]) -> Told:
    reported = _reported(action)
    news = newest.get(reported.pk)
    return Told(action, reported, news, is_partners=news is not None and news.pk in partners)


def told_in(replies: Iterable[Reply]) -> set[int]:
    """Return the keys of the letters' actions, and of what these were merged into: of what there may be news."""
    actions = [action for reply in replies for action in reply.shown_actions]
    return {key for action in actions for key in (action.pk, action.same_as_id)} - {None}


def linked_units(handlings: Iterable[Handling]) -> set[int]:
    """Return which of the units have a public page."""
    named = {handling.organisation_id for handling in handlings}
    return set(Organisation.objects.public().filter(pk__in=named).values_list("pk", flat=True))
