"""`python -m tests.same make DIR`, `python -m tests.same crawl DIR`, `python -m tests.same BEFORE AFTER`."""

import argparse
import os
import re
import shutil
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

from tests.run import embedded_postgres
from tests.same.compare import MOST_SHOWN, report
from tests.same.folder import Folder

POSTGRESQL = "postgresql"
FILES = "site"
"""The folder of evidence and dumps, beside the index."""


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["make"]:
        return make(make_options(arguments[1:]))
    if arguments[:1] == ["crawl"]:
        return crawl(crawl_options(arguments[1:]))
    return compare(compare_options(arguments))


def make(options) -> int:
    """Make a database and crawl it."""
    prepare(options.folder, options.database)
    from django.db import connection

    from tests.same.site import build_site

    if connection.introspection.table_names():
        sys.exit("The database is not empty; name another one, or crawl it: python -m tests.same crawl DIR")
    build_site(options.letters)
    print(f"made in {time.process_time():.0f} s of CPU")
    return crawl_site(options)


def crawl(options) -> int:
    """Crawl the database that DATABASE_URL names."""
    if "DATABASE_URL" not in os.environ:
        sys.exit("DATABASE_URL names no database; to make one: python -m tests.same make DIR")
    prepare(options.folder, os.environ["DATABASE_URL"])
    if options.files:
        shutil.copytree(options.files, options.folder / FILES, dirs_exist_ok=True)
    from django.core.management import call_command

    call_command("migrate", check_unapplied=True, verbosity=0)  # ends here where it is of older code
    return crawl_site(options)


def compare(options) -> int:
    """Say what differs between two crawls."""
    before, after = (Folder.load(path) for path in (options.before, options.after))
    ignore = re.compile(options.ignore) if options.ignore else None
    lines = report(before, after, ignore, options.show)
    print("\n".join(lines) or f"the same: {len(after.index)} answers")
    return 1 if lines else 0


def prepare(folder: Path, database: str) -> None:
    """Set Django up for a site whose files lie in the folder."""
    if folder.exists() and any(folder.iterdir()):
        sys.exit(f"{folder} is not empty; name a new folder.")
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if not database:
        database = f"sqlite:///{folder}/tracker.sqlite3"
    elif database == POSTGRESQL:
        database = embedded_postgres(str(folder))
    files = folder / FILES
    (files / "static").mkdir(parents=True)
    os.environ |= {
        "DATABASE_URL": database,
        "SAME_FILES": str(files),
        "DJANGO_SETTINGS_MODULE": "tests.same.settings",
    }
    import django

    django.setup()


def crawl_site(options) -> int:
    from tests.same.everywhere import crawl_everywhere
    from tests.same.site import CRAWLED_ON, at

    folder = Folder(options.folder)
    with at(CRAWLED_ON):
        otherwise = crawl_everywhere(folder, records=options.records, combined=options.queries)
    folder.save()
    statuses = Counter(entry["status"] for entry in folder.index.values())
    told = ", ".join(f"{n} × {status}" for status, n in sorted(statuses.items()))
    print(f"{options.folder}: {len(folder.index)} answers ({told}), {time.process_time():.0f} s of CPU")
    for address, entry in folder.index.items():
        if entry["status"] >= 500:
            print(f"the server failed: {unquote(address)}")
    for address in otherwise:
        print(f"asked again, it answers otherwise: {unquote(address)}")
    return 1 if otherwise else 0


def make_options(arguments: list[str]):
    options = argparse.ArgumentParser("python -m tests.same make", description=make.__doc__)
    options.add_argument("--letters", type=int, default=200, help="made-up letters (%(default)s)")
    options.add_argument(
        "--database",
        default=os.environ.get("DATABASE_URL", ""),
        help=f"the URL of an empty database, or {POSTGRESQL} for a server of its own; default: DATABASE_URL, or SQLite in DIR",
    )
    return add_bounds(options).parse_args(arguments)


def crawl_options(arguments: list[str]):
    options = argparse.ArgumentParser("python -m tests.same crawl", description=crawl.__doc__)
    options.add_argument(
        "--files", type=Path, help=f"the folder `{FILES}` of the crawl for which the database was made"
    )
    return add_bounds(options).parse_args(arguments)


def add_bounds(options: argparse.ArgumentParser) -> argparse.ArgumentParser:
    options.add_argument("folder", type=Path, metavar="DIR", help="a new folder")
    options.add_argument("--records", type=int, default=40, help="records of each kind (%(default)s)")
    options.add_argument(
        "--queries", type=int, default=50, help="combinations of parameters of each list (%(default)s)"
    )
    return options


def compare_options(arguments: list[str]):
    options = argparse.ArgumentParser("python -m tests.same", description=compare.__doc__)
    options.add_argument("before", type=Path, metavar="BEFORE")
    options.add_argument("after", type=Path, metavar="AFTER")
    options.add_argument("--ignore", metavar="REGEX", help='take this out of every body first: cursor=[^"&]+')
    options.add_argument("--show", type=int, default=MOST_SHOWN, help="how many addresses are shown (%(default)s)")
    return options.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
