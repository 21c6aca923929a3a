"""The dump that /data/ hands out: the newest, whole, and no longer once something in it was withdrawn."""

import hashlib
import io
import json
import re
import zipfile
from datetime import timedelta
from itertools import pairwise

import pytest
import time_machine
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import override_settings
from django.utils import timezone

from policies import changes
from policies.exchange.dump import latest
from policies.exchange.dump.latest import newest, publish
from policies.models import Action, Evidence, ReaderCorrection, Reply, Update
from tests.factories import make_link, make_place, make_reply, make_staff, make_unit, make_update
from tests.pages import text_of
from tests.secrets_site import HIDDEN, build_site

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def home(module_db, tmp_path_factory):
    return tmp_path_factory.mktemp("data")


@pytest.fixture(autouse=True)
def _here(home, settings):
    settings.DATA_DIR = home


@pytest.fixture(scope="module")
def made(home):
    """A dump of a site with everything that anybody may see, and everything that nobody may."""
    build_site()
    opened = Evidence(kind="file", title="开件", file="evidence/2025/b.pdf", file_is_public=True)
    make_update(Action.objects.public().get(), "in_progress", evidence=[opened])
    with override_settings(DATA_DIR=home):
        return publish()


@pytest.mark.sqlite
def test_the_planner_learns_what_the_indexes_hold(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    make_reply(actions=3)
    call_command("publish_data")
    with connection.cursor() as cursor:
        cursor.execute("SELECT idx, stat FROM sqlite_stat1 WHERE tbl = 'policies_action'")
        counted = dict(cursor.fetchall())
    assert counted["action_by_news"].split()[0] == str(Action.objects.count())
    assert not any(name.startswith("policies_action_superseded_by") for name in counted)


@pytest.mark.sqlite
def test_where_somebody_else_writes_the_planner_learns_another_night(tmp_path, settings, capsys):
    def busy(execute, sql, params, many, context):
        if sql == "ANALYZE":
            raise OperationalError("database is locked")
        return execute(sql, params, many, context)

    settings.DATA_DIR = tmp_path
    with connection.execute_wrapper(busy):
        call_command("publish_data")
    assert "个文件" in capsys.readouterr().out


def take(client, name: str, **headers):
    """Return the answer with what was downloaded as `whole`."""
    answer = client.get(f"/data/{name}", headers=headers)
    answer.whole = answer.getvalue()
    return answer


def test_every_file_is_handed_out_as_it_lies_there(made, client):
    for name, file in made.files.items():
        answer = take(client, name)
        assert answer.status_code == 200
        assert hashlib.sha256(answer.whole).hexdigest() == file.sha256
        assert (answer["ETag"], answer["Cache-Control"]) == (f'"{file.sha256}"', "no-cache")
    assert take(client, "actions.csv", **{"if-none-match": answer["ETag"]}).status_code == 200
    assert take(client, name, **{"if-none-match": answer["ETag"]}).status_code == 304


def test_the_archive_holds_every_other_file(made, client):
    archive = zipfile.ZipFile(io.BytesIO(take(client, "commitments.zip").whole))
    held = {name.removeprefix("commitments/"): archive.read(name) for name in archive.namelist()}
    assert {name: hashlib.sha256(content).hexdigest() for name, content in held.items()} == {
        name: file.sha256 for name, file in made.files.items() if name != latest.ZIP
    }
    assert [word for word in HIDDEN for content in held.values() if word.encode() in content] == []
    assert any("明引".encode() in content for content in held.values())


def test_machines_are_told_of_every_file_where_it_is_what_it_is_and_how_large(made, client):
    told = {each["contentUrl"].split("/data/")[-1]: each for each in distributed(client)}
    assert {name for name in told if "/" not in name} == set(made.files)
    for name, file in made.files.items():
        answer = take(client, name)
        assert told[name]["contentSize"] == f"{file.size} B" and len(answer.whole) == file.size
        assert told[name]["encodingFormat"] == answer["Content-Type"].split(";")[0]
        assert told[name]["name"].startswith(name) and told[name]["@type"] == "DataDownload"
    of_actions = {address.rsplit(".", 1)[1]: each for address, each in told.items() if "/actions." in address}
    for kind, each in of_actions.items():
        answer = client.get(f"/actions.{kind}")
        answer.getvalue()
        assert each["encodingFormat"] == answer["Content-Type"].split(";")[0] and "contentSize" not in each


def test_machines_are_told_of_no_file_that_may_not_be_taken(made, client, staff):
    changes.withdraw_reply(reply=Reply.objects.public().latest("pk"), reason="寄错了。", by=staff)
    assert len(distributed(client)) == 4 and all("/actions." in each["contentUrl"] for each in distributed(client))


def distributed(client) -> list[dict]:
    """Return the files that /data/ tells machines of."""
    page = client.get("/data/").content.decode()
    told = [json.loads(each) for each in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)]
    [data] = [
        each
        for each in (thing for graph in told for thing in graph.get("@graph", [graph]))
        if each["@type"] == "Dataset"
    ]
    return data["distribution"]


@pytest.mark.parametrize("name", [".state.json", "..", "../data/actions.csv", "%2e%2e%2factions.csv", "x.csv", ".lock"])
def test_nothing_else_is_handed_out(made, client, name):
    assert take(client, name).status_code == 404


def test_the_page_lists_what_there_is(made, client):
    page = client.get("/data/").content.decode()
    assert [name for name in made.files if f'href="/data/{name}"' not in page] == []
    assert [file.sha256 for name, file in made.files.items() if file.sha256 not in page] == [
        made.files["commitments.zip"].sha256
    ]
    assert "第一份，没有可以比较的" in page


def test_without_a_dump_the_page_says_so(made, client, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "none"
    assert "还没有做过一份" in text_of(client.get("/data/"))
    assert take(client, "actions.csv").status_code == 404


def test_what_is_added_leaves_the_dump_where_it_is(made, client):
    make_update(Action.objects.public().get(), "in_progress", reason="后来的进展")
    make_reply()
    assert take(client, "updates.csv").status_code == 200
    assert "后来的进展" not in take(client, "updates.csv").whole.decode()


def _withdraw_letter(staff):
    changes.withdraw_reply(reply=Reply.objects.public().get(), reason="寄错了", by=staff)


def _remove_action(staff):
    changes.remove_action(action=Action.objects.public().get(), reason="不是承诺", by=staff)


def _withdraw_update(staff):
    changes.withdraw_update(update=Update.objects.get(reason="明因"), reason="误报", by=staff)


def _correct_update(staff):
    old = Update.objects.get(reason="明因")
    make_update(old.action, old.status, old.happened_on, replaces=old, evidence=[make_link()])


def _withdraw_answer(staff):
    told = ReaderCorrection.objects.get(text="读明")
    changes.withdraw_answer(correction=told, reason="说错了", by=staff)


def _close_file(staff):
    piece = Evidence.objects.get(title="开件")
    piece.file_is_public = False
    changes.save(obj=piece, by=staff)


def _silence_place(staff):
    place = make_place()
    place.names_proposers = False
    changes.save(obj=place, by=staff)


@pytest.mark.parametrize(
    "take_away",
    [
        _withdraw_letter,
        _remove_action,
        _withdraw_update,
        _correct_update,
        _withdraw_answer,
        _close_file,
        _silence_place,
    ],
)
def test_what_is_taken_back_takes_the_dump_with_it(made, client, take_away):
    assert take(client, "commitments.zip").status_code == 200
    take_away(make_staff())
    for name in made.files:
        answer = take(client, name)
        assert (answer.status_code, answer["Content-Type"]) == (404, "text/plain; charset=utf-8")
        assert "已经收回" in answer.content.decode()
    page = text_of(client.get("/data/"))
    assert "已经收回" in page and "commitments.zip" not in page


def test_the_next_one_says_what_changed(made, client, capsys, home):
    staff = make_staff()
    _withdraw_letter(staff)
    new = make_reply(lead=make_unit("明局")).actions.get()
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        call_command("publish_data", "--if-needed")
    told = take(client, "changes.csv").whole.decode("utf-8-sig").split()
    action = Action.objects.withdrawn().order_by("pk").first()
    assert f"actions,{action.pk},withdrawn" in told and f"actions,{new.pk},new" in told
    assert "actions" not in {line.split(",")[0] for line in told if line.endswith(",changed")}
    assert [line for line in told[1:] if line.startswith("updates,") and not line.endswith("withdrawn")] == []
    assert "和上一份（" in text_of(client.get("/data/"))
    capsys.readouterr()
    call_command("publish_data", "--if-needed")
    assert "仍可下载" in capsys.readouterr().out
    folders = sorted(path.name for path in home.iterdir() if path.is_dir())
    assert len(folders) == 2 and all(a < b for a, b in pairwise(folders))
    newer = newest().folder
    assert newer.name == folders[-1] != made.folder.name
    (newer / ".state.json").unlink()  # for the other tests, the first one is the newest again


def test_a_run_that_was_killed_leaves_nothing_that_is_handed_out(made, home):
    left = home / f"{latest.UNFINISHED}x"
    left.mkdir()
    assert newest() == made
    with latest._alone(home), pytest.raises(latest.AnotherRun):
        publish()
    assert left.exists()
    newer = publish()
    assert not left.exists() and made.folder.exists()
    (newer.folder / ".state.json").unlink()
