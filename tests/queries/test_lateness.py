"""A promise is late from the day after its deadline on, and by every door on the same day."""

import csv
import json
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from policies.models import Action
from policies.queries.cache import clear_cache
from tests.factories import make_category, make_reply, make_update
from tests.pages import ids_on

DUE = date(2026, 3, 31)


@pytest.fixture
def late(db):
    """Two actions with the same deadline: one under way, one of which nobody has reported."""
    with time_machine.travel(datetime(2026, 1, 5, 4, tzinfo=UTC), tick=False):
        under_way, silent = make_reply(actions=2, due_on=DUE, category=make_category()).actions.order_by("pk")
        make_update(under_way, "in_progress", date(2026, 1, 2))
    return under_way.pk, silent.pk


def doors(client, pk: int) -> dict[str, object]:
    """Return what each door says of which actions are overdue."""
    rows = csv.DictReader(client.get("/actions.csv").getvalue().decode("utf-8-sig").splitlines())
    return {
        "list": ids_on(client.get("/actions/?due=overdue"), "actions"),
        "page": "已逾期" in client.get(f"/actions/{pk}/").content.decode(),
        "category": [action.pk for action in client.get("/categories/农业水利类/").context["overdue"]],
        "csv": [int(row["id"]) for row in rows if row["overdue"] == "true"],
        "json": [row["id"] for row in json.loads(client.get("/actions.json").getvalue())["actions"] if row["overdue"]],
        "api": [row["id"] for row in client.get("/api/v1/actions/").json()["results"] if row["overdue"]],
        "queryset": list(Action.objects.overdue().values_list("pk", flat=True)),
        "row": [action.pk for action in Action.objects.all() if action.is_overdue()],
    }


@pytest.mark.parametrize(("after", "is_late"), [(0, False), (1, True)])
def test_every_door_says_the_same_on_the_day_itself_and_on_the_next(late, client, after, is_late):
    under_way, silent = late
    clear_cache()
    with time_machine.travel(datetime(2026, 3, 31, 4, tzinfo=UTC) + timedelta(days=after), tick=False):
        assert doors(client, under_way) == {
            "page": is_late,
            **dict.fromkeys(
                ["list", "category", "csv", "json", "api", "queryset", "row"], [under_way] if is_late else []
            ),
        }
        told = ids_on(client.get("/actions/?due=silent"), "actions")
        assert told == list(Action.objects.silent().values_list("pk", flat=True)) == ([silent] if is_late else [])
        assert [action.pk for action in Action.objects.all() if action.is_silent()] == told


def test_what_the_site_said_of_the_day_it_says_later_too(late, client):
    under_way, _silent = late
    with time_machine.travel(datetime(2026, 5, 1, 4, tzinfo=UTC), tick=False):
        for day, found in ((DUE, []), (DUE + timedelta(days=1), [under_way])):
            assert ids_on(client.get(f"/actions/?due=overdue&as_of={day}"), "actions") == found
