"""How long the admin's pages take with much in the database, and how many queries: `python -m tests.bench.desk`.

`DATABASE_URL` names a database that `python -m tests.load --letters 25000 --publish` has filled. Pages are asked for in this
process, as an administrator and as members of the units with the most work; medians are of `TIMES` requests each.
"""

import os
import statistics
import sys
import time

import django

TIMES = 15


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment

    from policies.models import Action, Reply, Update

    setup_test_environment(debug=False)  # as in production: no record of every query is kept
    counts = {model.__name__: model.objects.count() for model in (Reply, Action, Update)}
    print(f"{connection.vendor}: " + ", ".join(f"{n:,} {name}" for name, n in counts.items()))
    slow = 0
    for name, user in _people().items():
        for page, address in _pages(user).items():
            milliseconds, queries = _measure(user, address)
            slow += milliseconds > 300
            print(f"{name:14} {page:18} {milliseconds:7.1f} ms  {queries:3} queries")
    return 1 if slow else 0


def _people() -> dict:
    """An administrator, and a reporter and a reviewer of the unit that leads most: made for this, once."""
    from django.db.models import Count

    from policies.models import Action, Organisation
    from tests import factories

    most = Action.objects.filter(lead__isnull=False).values("lead").annotate(n=Count("pk")).order_by("-n")[0]["lead"]
    unit = Organisation.objects.get(pk=most)
    return {
        "administrator": factories.make_member("administrator"),
        "reviewer": factories.make_member("reviewer", unit),
        "reporter": factories.make_member("reporter", unit),
    }


def _pages(user) -> dict[str, str]:
    from django.urls import reverse

    from policies.models import Action, Reply, Update, seen

    def list_of(model, query=""):
        return reverse(f"admin:policies_{model}_changelist") + query

    def page_of(model):
        row = seen(user, model.objects.all()).order_by("-pk").first()
        return reverse(f"admin:policies_{model._meta.model_name}_change", args=[row.pk])

    pages = {
        "queue": reverse("admin:index"),
        "replies": list_of("reply"),
        "actions": list_of("action"),
        "actions, silent": list_of("action", "?waits=silent"),
        "actions, overdue": list_of("action", "?waits=overdue"),
        "actions, no lead": list_of("action", "?waits=without_lead"),
        "actions, searched": list_of("action", "?q=水利"),
        "updates": list_of("update"),
        "doubtful replies": list_of("reply", "?waits=doubts"),
        "reply": page_of(Reply),
        "action": page_of(Action),
        "update": page_of(Update),
    }
    if not user.groups.filter(name="reporter").exists():
        pages["review"] = reverse("admin:policies_update_review")
    return pages


def _measure(user, address: str) -> tuple[float, int]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(user)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address, secure=True)
    queries = len(asked)  # now: the record of queries begins anew with each request
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        client.get(address, secure=True)
        took.append(time.perf_counter() - began)
    return statistics.median(took) * 1000, queries


if __name__ == "__main__":
    sys.exit(main())
