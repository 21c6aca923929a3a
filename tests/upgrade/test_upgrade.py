"""A database as a release left it upgrades with the migrations of today, and answers the public as that release did."""

import json
from pathlib import Path

import pytest

from tests.processes import Apart
from tests.same.answers import Answer
from tests.same.folder import Folder
from tests.upgrade.compare import differences
from tests.upgrade.dumps import ENDING, Dump, is_released, this_version, version_of, what_to_do

DUMPS = sorted(Path(__file__).parent.glob(f"*{ENDING}"))
JSON, CSV = "/api/v1/actions/", "/actions.csv"
BODIES = {
    JSON: '[{"id": 1, "quote": "修缮校舍", "lead": {"name": "教育局"}}]',
    CSV: "id,quote\r\n1,修缮校舍\r\n",
    "/actions.ndjson": '{"id": 1}\n{"id": 2}\n',
    "/actions.atom": "<feed><id>1</id></feed>",
    "/actions/1/": "",
}


@pytest.mark.django_db
@pytest.mark.database
@pytest.mark.thorough
@pytest.mark.parametrize("dump", DUMPS, ids=version_of)
def test_a_database_of_a_release_upgrades(dump, tmp_path):
    name = "upgrade_" + version_of(dump).replace(".", "_")
    process = Apart(tmp_path, name).empty().start("check", str(dump), module="tests.upgrade")
    output, _ = process.communicate()
    assert process.returncode == 0, f"{output}\n{what_to_do(version_of(dump))}"


def test_every_release_has_a_dump():
    assert this_version() in map(version_of, DUMPS) or not is_released(this_version())
    assert "0.1.0" in map(version_of, DUMPS)


def test_dumps_hold_rows_that_are_answered_and_no_passwords():
    for dump in map(Dump.load, DUMPS):
        rows = json.loads(dump.answers[JSON]["body"])
        assert {row["id"] for row in rows} <= {row[0] for row in dump.tables["policies.action"]["rows"]}
        assert {row["is_demo"] for row in rows} == {True, False}
        users = dump.tables["auth.user"]
        assert {row[users["columns"].index("password")] for row in users["rows"]} == {"!"}
        assert "sessions.session" not in dump.tables


def answered(path: Path, status: int = 200, **changed: str) -> Folder:
    folder = Folder(path)
    for address, body in (BODIES | changed).items():
        folder.add(address, Answer(status if address == "/actions/1/" else 200, {}, body.encode()))
    return folder


@pytest.mark.parametrize(("address", "body"), [
    pytest.param(JSON, BODIES[JSON].replace("修缮", "建设"), id="value"),
    pytest.param(JSON, BODIES[JSON].replace("教育局", "住建局"), id="value within"),
    pytest.param(JSON, BODIES[JSON].replace('"quote": "修缮校舍", ', ""), id="field gone"),
    pytest.param(JSON, "[]", id="row gone"),
    pytest.param(JSON, BODIES[JSON].replace("}}]", '}}, {"id": 2}]'), id="row more"),
    pytest.param(CSV, "id,quote\r\n1,建设校舍\r\n", id="cell"),
    pytest.param(CSV, "id\r\n1\r\n", id="column gone"),
    pytest.param("/actions.ndjson", '{"id": 2}\n{"id": 1}\n', id="order"),
    pytest.param("/actions.atom", "<feed><id>2</id></feed>", id="feed"),
])  # fmt: skip
def test_what_is_answered_otherwise_is_a_difference(tmp_path, address, body):
    lines = differences(answered(tmp_path / "a"), answered(tmp_path / "b", **{address: body}))
    assert f"changed: {address}" in lines


def test_a_page_that_is_gone_is_a_difference(tmp_path):
    assert "status: 200 → 404" in differences(answered(tmp_path / "a"), answered(tmp_path / "b", status=404))
    after = answered(tmp_path / "c")
    del after.index["/actions/1/"]
    assert "gone: /actions/1/" in differences(answered(tmp_path / "a"), after)


def test_what_is_added_is_no_difference(tmp_path):
    more = {
        JSON: '[{"new": 1, "id": 1, "quote": "修缮校舍", "lead": {"name": "教育局", "new": null}}]',
        CSV: "id,new,quote\r\n1,x,修缮校舍\r\n",
        "/actions/2/": "",
    }
    assert differences(answered(tmp_path / "a"), answered(tmp_path / "b", **more)) == []


def test_a_row_that_changes_on_the_way_is_a_difference(tmp_path):
    """Among the answers of a real dump, whatever their number."""
    dump = Dump.load(DUMPS[-1])
    before, after = (dump.unpack_answers(Folder(tmp_path / name)) for name in "ab")
    assert differences(before, after) == []
    rows = json.loads(after.body(JSON))
    rows[-1]["due_on"] = "2031-01-01"
    after.add(JSON, Answer(200, {}, json.dumps(rows).encode()))
    assert f"changed: {JSON}" in differences(before, after)


def test_a_release_is_never_written_anew():
    assert is_released("0.0.1") and "Mend the migration or the code" in what_to_do("0.0.1")
