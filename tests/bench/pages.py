"""How long the public pages take, beside the bare SQL of the same pages: `python -m tests.bench.pages`.

`DATABASE_URL` names a database with many letters (`tests.load`, `tests.bench.multiply`). Each page is asked for `TIMES`
times (the slowest less often) in this process, through everything that stands before a page in production, with its
settings; the statements of one answer are then asked once more, as often, and their rows fetched whole. The median is of
a page that is not kept, of a list of which some page was shown in this edition: its rows are sought and put on the page
anew, by what was found out of the list before (docs/decisions/014-two-caches.md). "changed" is what it takes right after a change of
the record, when nothing is known, and "again" what it takes once the page itself is kept. `--keep FILE` keeps the
medians, and `--beside FILE` says how much quicker they were there. Leaves with 1 where a page is slower than asked.
"""

import argparse
import json
import os
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote
from wsgiref.util import setup_testing_defaults

import django

TIMES, FEWEST = 31, 5
LONGEST = 5000
"""After so many milliseconds a page is asked for no more often, once it was `FEWEST` times."""
# At the median (docs/design.md, section 5); of a search, also that which one of twenty exceeds.
LIST, ACTION, SEARCH, SEARCH_P95 = 15, 8, 50, 200


@dataclass(frozen=True, slots=True)
class Measured:
    median: float
    p95: float
    cpu: float
    """Of this process alone: it says what a page costs where others keep the machine busy."""
    queries: int
    sql: float
    changed: float
    """Right after a change of the record."""
    again: float
    """Once the page is kept. All in milliseconds."""


def main() -> int:
    options = _options()
    os.environ |= {"DEBUG": "0", "SECRET_KEY": "only-for-measuring-" * 3, "ALLOWED_HOSTS": "localhost", "PROXIES": "0"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from policies.models import Action, Reply
    from tests.bench.addresses import addresses

    call_command("collectstatic", interactive=False, verbosity=0)
    actions = Action.objects.public().listed().count()
    print(f"{connection.vendor}: {Reply.objects.count():,} letters, {actions:,} actions listed; "
          f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")  # fmt: skip
    beside = json.loads(Path(options.beside).read_text()) if options.beside else {}
    print(
        f"{'page':32} {'median':>8} {'p95':>8} {'CPU':>7} {'queries':>7} {'SQL':>8} {'ratio':>6} {'changed':>8} {'again':>6} {'asked':>6}",
        end="",
    )
    print(f" {'quicker there':>13}" if beside else "")
    kept, slow = {}, 0
    for name, address in addresses().items():
        if options.only and options.only not in name:
            continue
        measured = _measure(address, options.times)
        kept[name] = measured.median
        slow += _said(name, measured, beside.get(name))
    if options.keep:
        Path(options.keep).write_text(json.dumps(kept, ensure_ascii=False, indent=1))
    print(f"load {os.getloadavg()[0]:.1f}; {slow} slower than asked")
    return 1 if slow else 0


def _options():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--keep", metavar="FILE", help="keep the medians in this file")
    options.add_argument("--beside", metavar="FILE", help="compare with the medians of this file")
    options.add_argument("--only", metavar="WORDS", help="only pages in whose name these words stand")
    options.add_argument("--times", type=int, default=TIMES)
    return options.parse_args()


def _said(name: str, measured: Measured, there: float | None) -> bool:
    """Print a line; return whether it is slower than asked."""
    is_search = name.startswith("search")
    asked = SEARCH if is_search else ACTION if name == "action" else LIST
    slow = measured.median > asked or is_search and measured.p95 > SEARCH_P95
    print(
        f"{name:32} {measured.median:8.1f} {measured.p95:8.1f} {measured.cpu:7.1f} {measured.queries:7} {measured.sql:8.1f}"
        f" {measured.median / measured.sql if measured.sql else 0:6.1f} {measured.changed:8.1f} {measured.again:6.1f} {asked:6}"
        f"{f' {measured.median / there:13.2f}' if there else ''}{'  slow' if slow else ''}",
        flush=True,
    )
    return slow


def _measure(address: str, times: int) -> Measured:
    from django.conf import settings
    from django.db import connection

    from policies.queries.cache import clear_cache

    statements = []

    def noting(execute, sql, params, many, context):
        statements.append((sql, params))
        return execute(sql, params, many, context)

    settings.KEEP_PAGES = False
    first = _timed(_ask, address)[0]  # templates and translations are read by whoever asks first
    with connection.execute_wrapper(noting):
        _ask(address)
    times = max(FEWEST, min(times, int(LONGEST / first)))
    took, cpu = zip(*(_timed(_ask, address) for _ in range(times)), strict=True)
    bare = [_timed(_execute, statements)[0] for _ in range(times)]
    changed = []
    for _ in range(min(times, FEWEST)):
        clear_cache()
        changed.append(_timed(_ask, address)[0])
    settings.KEEP_PAGES = True
    _ask(address)
    again = [_timed(_ask, address)[0] for _ in range(times)]
    return Measured(
        median=statistics.median(took),
        p95=sorted(took)[int(times * 0.95)],
        cpu=statistics.median(cpu),
        queries=len(statements),
        sql=statistics.median(bare) if statements else 0,
        changed=statistics.median(changed),
        again=statistics.median(again),
    )


def _timed(work, *args) -> tuple[float, float]:
    """Return how long it took by the clock, and how much of that this process worked."""
    began, worked = time.perf_counter(), time.process_time()
    work(*args)
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


def _ask(address: str) -> bytes:
    """Ask as a server would: the whole of the answer, compressed."""
    from tracker.wsgi import application

    path, _, query = address.partition("?")
    environ = {"PATH_INFO": unquote(path, "iso-8859-1"), "QUERY_STRING": query, "wsgi.url_scheme": "https"}
    environ |= {"HTTP_HOST": "localhost", "HTTP_ACCEPT_ENCODING": "gzip"}
    setup_testing_defaults(environ)
    statuses = []
    answer = application(environ, lambda status, headers, *_: statuses.append(status))
    try:
        whole = b"".join(answer)
    finally:
        answer.close()
    assert statuses == ["200 OK"], f"{address}: {statuses}"
    return whole


def _execute(statements: list) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            if cursor.description:
                cursor.fetchall()
            while connection.vendor == "postgresql" and cursor.nextset():  # several statements in one
                if cursor.description:
                    cursor.fetchall()


if __name__ == "__main__":
    sys.exit(main())
