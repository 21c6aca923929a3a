"""Two units with people for whom things of every kind wait, in a database of its own: `python -m tests.reminded 10`."""

import sys
from datetime import date, timedelta

import django

ON = date(2030, 6, 1)


def make(people: int) -> None:
    """Make so many people for each of two units: the first two review, the others report."""
    from tests import factories  # after Django is set up

    staff = factories.make_staff()
    for name in ("青原县水利局", "青原县教育局"):
        unit = factories.make_unit(name)
        made = []
        for number in range(people):
            role = "reviewer" if number < 2 else "reporter"
            person = factories.make_member(role, unit, username=f"{name}{number}")
            person.email = f"{unit.pk}-{number}@example.cn"
            person.save()
            made.append(person)
        for days in (-40, 5, 25):
            factories.make_reply(lead=unit, due_on=ON + timedelta(days=days))
        late = factories.make_reply(lead=unit, due_on=ON - timedelta(days=3)).actions.get()
        factories.make_update(late)
        for by in (*made, staff):
            factories.make_update(factories.make_reply(lead=unit).actions.get(), published=False, by=by)


if __name__ == "__main__":
    django.setup()
    make(int(sys.argv[1]))
