"""The dump: the whole public record and nothing else, the same bytes from both databases, and the record rebuilt from it."""

import csv
import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from policies.derived import differences
from policies.exchange.dump.read import WrongDump, opened
from policies.exchange.dump.rebuild import ACCOUNT, NotEmpty, rebuild
from policies.exchange.dump.tables import CHANGES, NEVER, TABLES
from policies.exchange.dump.write import write_dump
from policies.exchange.exports import as_written
from policies.models import Action, Place, Reply, Update
from tests.dump_record import KEPT, KEPT_ON, furnish, tables_of, wipe
from tests.factories import make_proposal, make_reply
from tests.secrets_site import HIDDEN

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SILENT = ["默员"]


@pytest.fixture(scope="module")
def written(module_db, tmp_path_factory) -> Path:
    """A dump of a record in which every table has rows."""
    folder = tmp_path_factory.mktemp("dump") / "whole"
    furnish()
    write_dump(folder)
    return folder


def restore(folder: Path) -> None:
    rebuild(opened(folder), told=lambda table, rows: None)


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    text = (folder / f"{name}.csv").read_bytes().decode("utf-8-sig")
    read = csv.DictReader(StringIO(text, newline=""))
    return [{column: as_written(cell) for column, cell in row.items()} for row in read]


def test_every_model_is_in_the_dump_or_never_leaves():
    ours = ("policies", "django_tasks_database")
    models = [each for app in ours for each in apps.get_app_config(app).get_models(include_auto_created=True)]
    shown = {table.model for table in TABLES.values()}
    names = {model.__name__ for model in models if model not in shown}
    assert names == NEVER.keys()


def test_every_table_has_rows_to_be_looked_at(written):
    assert [name for name in TABLES if not rows(written, name)] == []


def test_nothing_hidden_is_in_any_file(written):
    """The SQLite file is read as bytes: whatever lies in it, in use or not."""
    found = []
    for path in sorted(written.iterdir()):
        content = path.read_bytes()
        found += [(path.name, word) for word in [*HIDDEN, *SILENT] if word.encode() in content]
    assert found == []
    assert b"sha256" in (written / "commitments.sqlite3").read_bytes()


def test_what_is_public_is_there(written):
    told = "".join(tables_of(written).values())
    words = [
        "明引",
        "明标",
        "明因",
        "明佐",
        "明局",
        "明类",
        "明函",
        "明文",
        "明案",
        "明员",
        "明件",
        "明对象",
        "误报",
        "填错了",
    ]
    words += [
        "读明",
        "答明",
        "撤答由",
        "138********",
        "139********",
        "后来的答复另有安排",
        "记错了",
        "资金未到",
        "录错",
    ]
    assert [word for word in words if word not in told] == []


def test_a_file_that_is_not_public_has_its_title_alone(written):
    [closed] = [row for row in rows(written, "evidence") if row["title"] == "明件"]
    assert {name: value for name, value in closed.items() if value and name != "id"} == {
        "kind": "file", "title": "明件", "file_is_public": "false",
    }  # fmt: skip


def test_a_digest_is_no_phone_number(written):
    assert f"ab13812345678cd{'0' * 49}" in {row["sha256"] for row in rows(written, "evidence")}


def test_the_sqlite_file_holds_the_rows_of_the_tables(written):
    with closing(sqlite3.connect(written / "commitments.sqlite3")) as base:
        for name, table in TABLES.items():
            kept = base.execute(f'SELECT * FROM "{name}"').fetchall()
            asked = [[_plain(value) for value in row] for row in kept]
            flags = {column.name for column in table.columns if column.always and column.field.type.value == "flag"}
            listed = [[_flag(v) if c in flags else v for c, v in row.items()] for row in rows(written, name)]
            assert asked == listed
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        meant = base.execute('SELECT "table", "column" FROM "_columns" WHERE zh = \'\' OR en = \'\'').fetchall()
        assert meant == [] and base.execute("PRAGMA freelist_count").fetchone() == (0,)


def _plain(value) -> str:
    return "" if value is None else str(value)


def _flag(value: str) -> str:
    return {"true": "1", "false": "0"}[value]


def test_the_package_says_what_lies_there(written):
    package = json.loads((written / "datapackage.json").read_text())
    assert [resource["name"] for resource in package["resources"]] == [*TABLES, CHANGES.name]
    for resource in package["resources"]:
        content = (written / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert (resource["bytes"], resource["rows"]) == (len(content), len(rows(written, resource["name"])))
    sums = dict(line.split("  ")[::-1] for line in (written / "SHA256SUMS").read_text().splitlines())
    files = {path.name for path in written.iterdir()} - {"SHA256SUMS"}
    assert sums == {name: hashlib.sha256((written / name).read_bytes()).hexdigest() for name in files}


def test_a_dump_of_the_rebuilt_record_is_the_same_bytes(written, tmp_path):
    before = Action.objects.public().count()
    wipe()
    restore(written)
    write_dump(tmp_path / "again")
    assert tables_of(tmp_path / "again") == tables_of(written)
    assert list(differences()) == []
    assert Action.objects.public().count() == Action.objects.count() == before
    newest = max(Place.objects.values_list("pk", flat=True))
    assert Place.objects.create(name="又一县", level="county").pk > newest


def test_what_one_database_wrote_the_other_writes_again(tmp_path):
    """The files in tests/dumps were written by SQLite; they are read and written here by whichever this is."""
    wipe()
    with time_machine.travel(KEPT_ON, tick=False):
        restore(KEPT)
        write_dump(tmp_path / "again")
    assert tables_of(tmp_path / "again") == tables_of(KEPT)


def test_nobody_can_log_in_as_who_stands_for_the_rebuilt_record(written, client):
    wipe()
    restore(written)
    by = {update.created_by for update in Update.objects.select_related("created_by")}
    [account] = by
    assert (account.username, account.is_active, account.has_usable_password()) == (ACCOUNT, False, False)


def test_a_rebuilt_page_shows_what_it_showed(written, client):
    action = Action.objects.public().get(quote__startswith="明引")
    before = client.get(f"/actions/{action.pk}/").content.decode()
    wipe()
    restore(written)
    after = client.get(f"/actions/{action.pk}/").content.decode()
    # History is told on the site alone.
    assert [line for line in before.splitlines() if line not in after and "/history/" not in line] == []


def test_the_planner_learns_at_once_what_was_rebuilt(written):
    learnt = {
        "sqlite": "SELECT 1 FROM sqlite_stat1 WHERE tbl = 'policies_action'",
        "postgresql": "SELECT 1 FROM pg_stats WHERE tablename = 'policies_action'",
    }
    wipe()
    call_command("import_data", str(written))
    with connection.cursor() as cursor:
        cursor.execute(learnt[connection.vendor])
        assert cursor.fetchone()


def test_a_record_that_is_there_is_left_alone(written):
    counted = Reply.objects.count()
    with pytest.raises(NotEmpty):
        restore(written)
    with pytest.raises(CommandError, match="已经有记录了"):
        call_command("import_data", str(written))
    assert Reply.objects.count() == counted


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        pytest.param(lambda folder: (folder / "datapackage.json").unlink(), "没有可读的", id="no-package"),
        pytest.param(lambda folder: (folder / "updates.csv").unlink(), "updates.csv 缺少", id="no-table"),
        pytest.param(
            lambda folder: (folder / "updates.csv").write_text("id\n1\n"), "updates.csv 和写出时不一样", id="edited"
        ),
        pytest.param(
            lambda folder: (folder / "datapackage.json").write_text(
                (folder / "datapackage.json").read_text().replace('"1.0.0"', '"2.0.0"')
            ),
            "不是这个版本",
            id="other-version",
        ),
    ],
)
def test_a_dump_that_is_not_whole_is_not_read(tmp_path, harm, told):
    shutil.copytree(KEPT, tmp_path / "harmed")
    harm(tmp_path / "harmed")
    wipe()
    with pytest.raises(WrongDump, match=told):
        restore(tmp_path / "harmed")
    assert not Reply.objects.exists()


def test_rebuilding_that_stops_leaves_nothing(written):
    def stop(table: str, rows: int) -> None:
        if table == "updates":
            raise KeyboardInterrupt

    wipe()
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        rebuild(opened(KEPT), told=stop)
    assert not Reply.objects.exists() and Place.objects.get().level == "nation"


def test_a_dump_that_stops_leaves_nothing(written, tmp_path):
    def stop(table: str, rows: int) -> None:
        if table == "updates":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_dump(tmp_path / "parts" / "whole", told=stop)
    assert list((tmp_path / "parts").iterdir()) == []
    with pytest.raises(CommandError, match="已经在了"):
        call_command("export_data", str(written))


def test_more_rows_ask_no_more_of_the_database(tmp_path):
    wipe()
    asked = []
    for n in (1, 4):
        make_reply(actions=n, proposal=make_proposal())
        with CaptureQueriesContext(connection) as queries:
            write_dump(tmp_path / str(n))
        asked.append(len(queries))
    assert asked[0] == asked[1]
