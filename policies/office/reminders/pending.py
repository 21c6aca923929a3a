"""What waits for somebody and was not told yet: the same matters as on the first page after login."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from policies.models import Action, Reminder, Update
from policies.office.reminders.people import own_scope
from policies.office.work_queue import REMINDED, Matter

MOST_SHOWN = 50
"""So many of one kind are written out; the others are counted, with a link to their list."""

# Everything that a line of the mail shows.
SHOWN = {
    Action: lambda rows: rows.select_related("lead"),
    Update: lambda rows: rows.select_related("action", "organisation").prefetch_related("remarks"),
}


@dataclass(frozen=True, slots=True)
class Untold:
    """Matters of one kind: the key and the stage of each, and the first rows."""

    matter: Matter
    stages: dict[int, str]
    rows: list


def untold(person, on: date) -> list[Untold]:
    """Return what is new for a person, kind by kind; three or four queries for each, however much it is."""
    scope = own_scope(person)
    found = [_of_kind(matter, matter.waiting(person, on, scope), person) for matter in REMINDED]
    return [new for new in found if new.stages]


def about(matter: Matter) -> str:
    """Return the field of a reminder that holds what the matter is about."""
    return matter.about._meta.model_name


def _of_kind(matter: Matter, waiting: QuerySet, person) -> Untold:
    waiting, name = waiting.order_by(matter.stage, "pk"), about(matter)
    told = Reminder.objects.told().filter(
        person=person, matter=matter.code, **{f"{name}__in": waiting.order_by().values("pk")}
    )
    known = set(told.values_list(name, "stage"))
    stages = {pk: _stage(value) for pk, value in waiting.values_list("pk", matter.stage)}
    stages = {pk: stage for pk, stage in stages.items() if (pk, stage) not in known}
    first = list(stages)[:MOST_SHOWN]
    return Untold(matter, stages, list(SHOWN[matter.about](waiting.filter(pk__in=first))) if first else [])


def _stage(value: date | datetime) -> str:
    """Write a stage alike on both databases."""
    return value.isoformat()
