"""`python -m tests.upgrade write`, `python -m tests.upgrade check DUMP`."""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.same.__main__ import prepare
from tests.same.folder import Folder
from tests.upgrade.dumps import Dump, dump_of, is_released, pack_answers, this_version, version_of, what_to_do

USAGE = "python -m tests.upgrade write\npython -m tests.upgrade check DUMP"


def main(arguments: list[str]) -> int:
    with TemporaryDirectory() as folder:
        match arguments:
            case ["write"]:
                return write(Path(folder))
            case ["check", path]:
                return check(Path(folder), Path(path))
    sys.exit(USAGE)


def write(folder: Path) -> int:
    """Store and show the samples as this version does, and keep both in its dump."""
    version = this_version()
    if is_released(version):
        sys.exit(
            f"{version} is released and its dump stays; give pyproject.toml and CHANGELOG.md the next version first."
        )
    prepare(folder / "site", database="")
    from tests.same.site import CRAWLED_ON, at, load_samples
    from tests.upgrade.answers import keep_answers
    from tests.upgrade.rows import last_migrations, read_rows

    load_samples()
    answers = Folder(folder)
    with at(CRAWLED_ON):
        keep_answers(answers)
    migrations, path = last_migrations(), dump_of(version)
    Dump(migrations, read_rows(migrations), pack_answers(answers)).save(path)
    print(f"{path.name}: {len(answers.index)} answers, {path.stat().st_size // 1000} kB")
    return 0


def check(folder: Path, path: Path) -> int:
    """Upgrade the rows of a dump in the empty database that DATABASE_URL names; say what is not as it was."""
    dump = Dump.load(path)
    prepare(folder / "site", os.environ.get("DATABASE_URL", ""))
    from tests.same.site import CRAWLED_ON, at
    from tests.upgrade.answers import keep_answers
    from tests.upgrade.compare import differences

    before, after = dump.unpack_answers(Folder(folder / "before")), Folder(folder / "after")
    with at(CRAWLED_ON):
        wrong = upgrade(dump)
        keep_answers(after)
    if lines := [*wrong, *differences(before, after)]:
        print("\n".join([*lines, what_to_do(version_of(path))]))
        return 1
    print(f"{path.name} upgrades: {len(before.index)} answers are the same")
    return 0


def upgrade(dump: Dump) -> list[str]:
    """Make the database of the release and upgrade it as an operator does; return what `check_derived` would say."""
    from django.core.management import call_command
    from django.db import connection

    from policies import derived
    from policies.models import Organisation, Reply
    from tests.upgrade.rows import insert_rows, migrate_to

    if connection.introspection.table_names():
        sys.exit("The database is not empty; name another one.")
    migrate_to(dump.migrations)
    insert_rows(dump.migrations, dump.tables)
    call_command("migrate", verbosity=0)
    # Search rows have no models, and are in no dump.
    derived.reindex(Reply.objects.order_by("pk").values_list("pk", flat=True), are_new=True)
    derived.reindex_units(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    return list(derived.differences())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
