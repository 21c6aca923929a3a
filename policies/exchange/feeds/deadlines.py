"""iCalendar of deadlines: whoever subscribes sees each promise on the day by which it is due.

A calendar is for people, who do not look at a million days: it holds the deadlines of the last ninety days and of what
is to come, unless other days are asked for, and of these the first thousand. Where it holds not all, it says so.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone

from policies.exchange.feeds.actions import categories_of, deadline_of, title_of
from policies.exchange.feeds.ids import host, whole
from policies.exchange.feeds.moments import OF_ACTIONS, latest
from policies.exchange.feeds.words import labelled, letter, on, said
from policies.models import Action, Reply, Status
from policies.models.days import ends
from policies.queries.filters import ActionFilter
from policies.queries.paging import by_columns, paginate

MOST_EVENTS = 1000
PAST_DAYS = 90
REFRESHED = timedelta(hours=12)


def calendar(found: ActionFilter, *, title: str, path: str, page: str) -> bytes:
    """Write the deadlines of what is found; `path` is the calendar's own address, `page` that of the list."""
    actions, is_all, since = _deadlines(found)
    written = Calendar()
    for name, value in _head(title, _says(actions, is_all, since), path, page):
        written.add(name, value, parameters=PARAMETERS.get(name))
    for component in [*_events(actions, found.day)] or [Timezone.from_tzid("Asia/Shanghai")]:  # RFC 5545 wants one
        written.add_component(component)
    return written.to_ical()


PARAMETERS = {"refresh-interval": {"VALUE": "DURATION"}, "source": {"VALUE": "URI"}}


def _head(title: str, told: str, path: str, page: str) -> list[tuple]:
    """What stands above the events; each twice, in the words of RFC 7986 and in those that came before it."""
    return [
        ("prodid", f"-//{host()}//{_('答复承诺追踪')}//ZH"),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("uid", f"{path}@{host()}"),
        ("name", title),
        ("x-wr-calname", title),
        ("description", told),
        ("x-wr-caldesc", told),
        ("url", whole(page)),
        ("source", whole(path)),
        ("refresh-interval", REFRESHED),
        ("x-published-ttl", "PT12H"),
    ]


def _deadlines(found: ActionFilter) -> tuple[list[Action], bool, date | None]:
    """Return what is due, soonest first; whether that is all; and since when, where the filter says nothing of days."""
    rows, order, since = found.qs.filter_dated(due_on__isnull=False), by_columns(found.offered["due"]), None
    if not any(found.found(name) for name in ("due", "due_after", "due_before")):
        since = found.today - timedelta(days=PAST_DAYS)
        rows = rows.alias(due_key=order.key).filter(due_key__gte=since)  # a range of the index of the order
    page = paginate(rows, order, size=MOST_EVENTS)
    letters = Prefetch("reply", Reply.objects.public().without_text())
    prefetch_related_objects(page.items, "lead", "categories", "deadline_changes", letters)
    return page.items, not page.next, since


def _says(actions: list[Action], is_all: bool, since: date | None) -> str:
    told = [_("答复里写明了日期的承诺，每条在期限那天；状态只由公开的进展决定。")]
    if since:
        told.append(_("只含 %(day)s以来的期限。") % {"day": on(since)})
    if not is_all:
        held = {"n": len(actions), "day": on(actions[-1].due_on)}
        told.append(_("不是全部：只含最早的 %(n)d 条，到 %(day)s为止；请按单位、类别或日期筛选。") % held)
    return "".join(told)


def _events(actions: list[Action], day: date | None) -> Iterable[Event]:
    pks = [action.pk for action in actions]
    changed = latest(Action.objects.public().filter(pk__in=pks), OF_ACTIONS, day)
    for action in actions:
        yield _event(action, changed[action.pk], _moved(action, day))


def _event(action: Action, changed_at: datetime, moved: int) -> Event:
    """The day is a whole one, and nobody is busy on it. `moved` deadlines make the same event a later one of its kind."""
    event = Event()
    path = reverse("action", args=[action.pk])
    told = {
        "uid": f"action-{action.pk}@{host()}",
        "sequence": moved,
        "created": action.published_at,
        "dtstamp": changed_at,
        "last-modified": changed_at,
        "dtstart": action.due_on,
        "dtend": action.due_on + timedelta(days=1),
        "summary": _("期限") + " · " + title_of(action),
        "description": "\n".join(_told(action)),
        "url": whole(path),
        "categories": [said(each.label) for each in categories_of(action)],
        "status": "CANCELLED" if action.status == Status.DROPPED else "CONFIRMED",
        "transp": "TRANSPARENT",
    }
    for name, value in told.items():
        event.add(name, value)
    return event


def _told(action: Action) -> list[str]:
    status = Status(action.status)
    return [
        said(action.shown_quote),
        labelled(_("状态"), f"{status.label}{_('。')}{status.meaning}"),
        labelled(_("期限"), deadline_of(action)),
        *([labelled(_("最初的期限"), on(action.due_on_first))] if _is_moved(action) else []),
        labelled(_("主责单位"), said(action.lead.name) if action.lead else _("未定")),
        labelled(_("答复"), letter(action.reply)),
        whole(reverse("action", args=[action.pk])),
    ]


def _is_moved(action: Action) -> bool:
    return action.due_on_first is not None and action.due_on_first != action.due_on


def _moved(action: Action, day: date | None) -> int:
    """Count how often its deadline was moved, by the end of a past day if one is given."""
    return sum(day is None or change.changed_at < ends(day) for change in action.deadline_changes.all())
