"""Several people press at once for a minute, on each database: `python -m tests.bench.together --seconds 60 --processes 8`.

Every press goes through the whole site: log in, open the page, fill in its form, send it. Afterwards each press that
was answered as saved is looked up in the record. Nothing may be lost, wrong, locked or broken; a refusal with a sentence
is as it should be. `TEST_DATABASE_URL` names a PostgreSQL server; without it one is started.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from urllib.parse import urlsplit

ROLES = ["reporter", "reviewer", "administrator", "reviewer"]
ACTIONS = 50


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--here", action="store_true", help="on DATABASE_URL alone, which must be empty")
    asked = parser.parse_args()
    if asked.here:
        return _here(asked.seconds, asked.processes)
    command = [sys.executable, "-m", "tests.bench.together", "--here"]
    command += ["--seconds", str(asked.seconds), "--processes", str(asked.processes)]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        failed = 0
        for url in (f"sqlite:///{folder}/together.sqlite3", _postgres(folder)):
            given = {"DEBUG": "1", "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
            given["TEST_MEDIA_ROOT"] = f"{folder}/files"
            failed += subprocess.run(command, env=os.environ | given).returncode != 0
    return 1 if failed else 0


def _postgres(folder: str) -> str:
    """Return the address of an empty database on the server for tests."""
    import psycopg

    from tests.run import embedded_postgres

    server = os.environ.get("TEST_DATABASE_URL") or embedded_postgres(folder)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS together")
        connection.execute("CREATE DATABASE together")
    return urlsplit(server)._replace(path="/together").geturl()


def _here(seconds: float, processes: int) -> int:
    _setup()
    from django.core.management import call_command
    from django.db import connection, connections

    call_command("migrate", verbosity=0)
    people = [f"{ROLES[number % len(ROLES)]}{number}" for number in range(processes)]
    _furnish(people)
    connections.close_all()
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _PRESS, name, str(seconds), str(seed)], stdout=subprocess.PIPE, text=True
        )
        for seed, name in enumerate(people)
    ]
    lines, ended = [], []
    for process in running:
        told, _ = process.communicate()
        ended.append(process.returncode)
        lines += [json.loads(line) for line in told.splitlines()]
    print(f"── {connection.vendor}: {processes} people, {ACTIONS} actions, {seconds:.0f} s " + "─" * 30)
    _print(lines)
    wrong = [f"{people[at]} ended with {code}" for at, code in enumerate(ended) if code] + list(_wrong(lines))
    print("\n".join(wrong) if wrong else "nothing lost, nothing wrong, nothing locked, no error")
    return 1 if wrong else 0


_PRESS = (
    "import sys; from tests.bench.together import _setup; _setup(); "
    "from tests.bench.pressing import press; press(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]))"
)


def _setup() -> None:
    import django
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment(debug=False)  # as in production: no record of every query is kept


def _furnish(people: list[str]) -> None:
    """Store 50 public actions of two units, and people of the office above both."""
    from datetime import date

    from tests import factories
    from tests.bench.pressing import PASSWORD

    office = factories.make_unit("青原县政府")
    units = [factories.make_unit(name, parent=office) for name in ("青原县水利局", "青原县河道所")]
    categories = [factories.make_category(name) for name in ("农业水利类", "节水类", "河道类", "教育类")]
    for number in range(ACTIONS // 5):
        factories.make_reply(actions=5, lead=units[number % 2], category=categories[0], due_on=date(2026, 6, 30))
    for name in people:
        person = factories.make_member(name.rstrip("0123456789"), office, username=name)
        person.set_password(PASSWORD)
        person.save()


def _print(lines: list[dict]) -> None:
    by_deed = defaultdict(list)
    for line in lines:
        by_deed[line["deed"]].append(line)
    print(f"{'deed':18}{'made':>7}{'refused':>9}{'errors':>8}{'median ms':>11}{'p95 ms':>9}")
    for deed, pressed in sorted(by_deed.items()) + [("all", lines)]:
        came, took = Counter(line["came"] for line in pressed), sorted(line["ms"] for line in pressed)
        p95 = took[int(len(took) * 0.95)] if took else 0
        numbers = f"{came['made']:7}{came['refused']:9}{came['error']:8}"
        print(f"{deed:18}{numbers}{statistics.median(took or [0]):11.0f}{p95:9.0f}")
    told = Counter(line["told"][:70] for line in lines if line["came"] == "refused")
    for sentence, n in told.most_common(8):
        print(f"  refused {n:4} × {sentence}")


def _wrong(lines: list[dict]):
    """Yield a line for everything that is not as it was answered."""
    from policies.models import Category, DeadlineChange, Remark, Update
    from tests.record.truths import check

    for line in lines:
        if line["came"] == "error" or "locked" in line.get("told", "") or not line.get("told", "-").strip():
            yield f"{line['by']} {line['deed']}: {line['told'][-2000:] or 'refused without a sentence'}"
    made = [line for line in lines if line["came"] == "made"]
    if not made:
        yield "nothing was pressed"
    count = Counter(line["deed"] for line in made)
    moved = count["revise_deadline"] + sum(line["n"] for line in made if line["deed"] == "many")
    updates = Update.objects
    expected = {
        "published": (count["publish_update"], updates.filter(published_at__isnull=False).count()),
        "withdrawn": (count["withdraw_update"], updates.filter(state="withdrawn").count()),
        "returned": (count["return_update"], Remark.objects.count()),
        "deadlines moved": (moved, DeadlineChange.objects.count()),
        "reported": (count["report"] + count["correct"], updates.count()),
    }
    for what, (answered, stored) in expected.items():
        if answered != stored:
            yield f"{what}: {answered} were answered as saved, {stored} are on record"
    yield from _lost(made, {"report", "correct", "rewrite"}, set(updates.values_list("reason", flat=True)))
    names = set(Category.objects.values_list("name", flat=True))
    yield from _lost(made, {"rename"}, names)
    try:
        check()
    except AssertionError as error:
        yield f"the record does not hold together: {error}"


def _lost(made: list[dict], deeds: set[str], standing: set[str]):
    """Yield what was saved and neither stands nor was replaced by somebody who saw it.

    Nobody writes the same words twice, so what is written one after the other is a chain: each words follow others.
    """
    written = [line for line in made if line["deed"] in deeds]
    followed = Counter(line["before"] for line in written if line.get("before"))
    for line in written:
        if line["after"] not in standing and not followed[line["after"]]:
            yield f"lost: {line['after']}"
    for words, n in followed.items():
        if n > 1:
            yield f"lost: {n} people wrote over “{words}”, each without seeing the others"


if __name__ == "__main__":
    sys.exit(main())
