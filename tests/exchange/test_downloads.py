"""Files of actions: each holds the rows of the list, the same by every door, and says what it holds."""

import csv
import json
import re
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO

import openpyxl
import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from policies import changes
from policies.exchange.exports import NAMES, ROW, Rows, Type, as_dict, as_written, defused, write_workbook
from policies.exchange.exports import query as taken
from policies.models import Action, Partner, Place, Session
from policies.public.views import downloads
from tests.factories import make_category, make_place, make_proposal, make_reply, make_staff, make_unit, make_update
from tests.pages import ids_on

pytestmark = pytest.mark.django_db

KINDS = ("csv", "json", "ndjson", "xlsx")


@pytest.fixture(scope="module")
def shelf(module_db):
    """Actions that fill every column, some with what a spreadsheet would run."""
    today = timezone.localdate()
    top, other = make_category("农业水利类"), make_category("=cmd|类")
    meeting = Session.objects.get_or_create(place=make_place(), body="npc", term=9, number=3)[0]
    asked = make_proposal(kind="suggestion", number="00123", title="+关于修渠的建议", session=meeting)
    reply = make_reply(
        quotes=["=SUM(1)将于年底前完成，电话13987654321", "-2将于年底前开工\n第二行"],
        heading="@修渠",
        category=top,
        proposal=asked,
        due_on=today - timedelta(days=3),
        document_number="青水函〔2031〕0001号",
    )
    reply.proposals.add(make_proposal(number="900009", title="关于修路的提案"))
    first, second = reply.actions.order_by("pk")
    first.categories.add(other)
    Partner.objects.create(action=first, position=1, name="青原县财政局")
    Partner.objects.create(action=first, position=2, name="青原县发改局")
    make_update(first, "in_progress", today - timedelta(days=9), reason="已经开工，电话13812345678")
    make_update(first, "in_progress", today - timedelta(days=5), reason="完成一半")
    make_update(second, "done", today - timedelta(days=2), reason="完成", organisation=make_unit("青原县财政局"))
    demo = make_place("示例市", level="city", is_demo=True)
    make_reply(place=demo, lead=make_unit("示例市水务局", place=demo))
    make_reply(category=other), make_reply(published=False), make_reply(withdrawn=True)
    Place.objects.filter(pk=demo.pk).update(is_demo=True)
    return first, second


def told(client, kind: str, query: str = "") -> list[dict]:
    """Return the rows of a file with every value as CSV writes it: JSON's are the richest, so they are written down."""
    answer = client.get(f"/actions.{kind}?{query}")
    assert answer.status_code == 200, answer.getvalue().decode()
    content = answer.getvalue()
    match kind:
        case "csv":
            assert content.startswith(b"\xef\xbb\xbf")
            rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))
            return [{name: as_written(value) for name, value in row.items()} for row in rows]
        case "json":
            return [_flat(row) for row in json.loads(content)["actions"]]
        case "ndjson":
            return [_flat(json.loads(line)) for line in content.decode().splitlines()]
    head, *rows = openpyxl.load_workbook(BytesIO(content))["actions"].iter_rows(values_only=True)
    return [_flat(dict(zip(head, row, strict=True))) for row in rows]


def listed_on(client, query: str = "") -> list[int]:
    return ids_on(client.get(f"/actions/?{query}"), "actions")


def _flat(row: dict) -> dict[str, str]:
    return {name: _written(value) for name, value in row.items()}


def _written(value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "；".join(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def test_a_row_says_everything_about_an_action(shelf):
    first, _ = shelf
    today = timezone.localdate()
    row = as_dict(Rows().of([first.pk])[0])
    assert list(row) == list(NAMES)
    assert row == {
        "id": first.pk,
        "url": f"{settings.SITE_URL}/actions/{first.pk}/",
        "quote": "=SUM(1)将于年底前完成，电话139********",
        "heading": "@修渠",
        "strength": first.strength,
        "status": "in_progress",
        "status_since": (today - timedelta(days=9)).isoformat(),
        "due_text": first.due_text,
        "due_on": (today - timedelta(days=3)).isoformat(),
        "due_on_first": first.due_on_first and first.due_on_first.isoformat(),
        "overdue": True,
        "last_update_on": (today - timedelta(days=5)).isoformat(),
        "last_update_reason": "完成一半",
        "organisation": "青原县水利局",
        "organisation_slug": "青原县水利局",
        "partners": ["青原县财政局", "青原县发改局"],
        "categories": ["=cmd|类", "农业水利类"],
        "place": "青原县",
        "session": "青原县人大9届3次会议；青原县政协10届2次会议",
        "proposal_kinds": ["suggestion", "proposal"],
        "proposal_numbers": ["00123", "900009"],
        "proposal_titles": ["+关于修渠的建议", "关于修路的提案"],
        "document_number": "青水函〔2031〕0001号",
        "issued_on": "2025-06-30",
        "outcome": "",
        "reply_url": f"{settings.SITE_URL}/replies/{first.reply_id}/",
        "is_demo": False,
    }


def test_what_a_partner_reports_is_not_the_status(shelf):
    _, second = shelf
    row = as_dict(Rows().of([second.pk])[0])
    assert (row["status"], row["last_update_reason"], row["last_update_on"]) == ("unreported", "", None)


@pytest.mark.database
@pytest.mark.parametrize("query", ["", "demo=1", "order=due", "category=农业水利类&status=in_progress", "q=年底"])
def test_every_file_holds_the_rows_of_the_list(shelf, client, query):
    listed = listed_on(client, query if "order" in query else f"{query}&order=newest")
    files = {kind: told(client, kind, query) for kind in KINDS}
    assert [int(row["id"]) for row in files["json"]] == listed != []
    assert client.head(f"/actions.csv?{query}")["Tracker-Total"] == str(len(listed))
    assert all(rows == files["json"] for rows in files.values())


@pytest.mark.database
def test_files_of_a_past_day_are_the_lists_of_that_day(shelf, client):
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        make_update(shelf[0], "done", timezone.localdate(), reason="全部完成")
        then = (timezone.localdate() - timedelta(days=2)).isoformat()
        for kind in KINDS:
            rows = {int(row["id"]): row for row in told(client, kind, f"as_of={then}")}
            assert list(rows) == listed_on(client, f"as_of={then}")
            row = rows[shelf[0].pk]
            assert (row["status"], row["last_update_reason"], row["overdue"]) == ("in_progress", "完成一半", "true")
        assert {row["status"] for row in told(client, "csv", f"q=SUM&as_of={timezone.localdate()}")} == {"done"}


def test_a_file_says_which_filter_how_many_and_as_of_when(shelf, client):
    answer = client.get("/actions.csv", {"status": "in_progress", "category": "农业水利类", "order": "due", "utm": "x"})
    today = timezone.localdate().isoformat()
    assert answer["Tracker-Filter"] == "status=in_progress&category=%E5%86%9C%E4%B8%9A%E6%B0%B4%E5%88%A9%E7%B1%BB"
    assert (answer["Tracker-Total"], answer["Tracker-Of"], answer["Tracker-As-Of"]) == ("1", "3", today)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Content-Disposition"] == f'attachment; filename="actions-{today}-1-of-3.csv"'
    document = json.loads(client.get("/actions.json?status=in_progress").getvalue())
    document.pop("actions")
    assert document == {
        "filter": {"status": ["in_progress"]}, "total": 1, "of": 3, "as_of": today, "licence": downloads.licence(),
    }  # fmt: skip
    book = openpyxl.load_workbook(BytesIO(client.get("/actions.xlsx?demo=1&status=unreported").getvalue()))
    lines = {row[0]: row[1] for row in book["about"].iter_rows(values_only=True) if row[0]}
    assert (lines["total"], lines["as_of"], lines["filter"]) == ("1 / 1", today, "demo = 1\nstatus = unreported")
    assert {column.name for column in ROW} <= lines.keys()


def test_a_workbook_opens_as_people_use_it(shelf, client):
    book = openpyxl.load_workbook(BytesIO(client.get("/actions.xlsx").getvalue()))
    sheet = book["actions"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:AA4")
    row = next(row for row in sheet.iter_rows(min_row=2) if "SUM" in row[2].value)
    kinds = {column.name: (cell.data_type, cell.is_date) for column, cell in zip(ROW, row, strict=True)}
    assert kinds["id"] == ("n", False)
    assert kinds["due_on"] == ("d", True)
    assert kinds["quote"] == ("s", False) and row[2].quotePrefix and row[2].value.startswith("=SUM")
    assert kinds["proposal_numbers"] == ("s", False)


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_that_means_nothing_is_refused(shelf, client, kind):
    answer = client.get(f"/actions.{kind}?status=finished&due=soon")
    assert answer.status_code == 400
    assert (
        answer.getvalue().decode()
        == "“status”里的“finished”无效：没有这一项，或者写法不对。\n“due”里的“soon”无效：没有这一项，或者写法不对。"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_list_is_an_empty_file(shelf, client, kind):
    assert told(client, kind, "status=dropped") == []


def test_more_rows_ask_no_more_of_the_database(shelf):
    def asked(pks) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(Rows().of(pks)) == len(pks)
        return len(queries)

    reply = make_reply(actions=9, category=make_category())
    pks = list(reply.actions.values_list("pk", flat=True))
    assert asked(pks) == asked(pks[:1]) <= 9


def test_what_is_withdrawn_while_a_file_is_made_leaves_no_more(shelf, client, monkeypatch):
    monkeypatch.setattr(taken, "CHUNK", 1)
    listed = listed_on(client)
    parts = iter(client.get("/actions.ndjson"))
    got = [json.loads(next(parts))["id"]]
    last = Action.objects.get(pk=listed[-1]).reply
    changes.withdraw_reply(reply=last, reason="寄错了单位", by=make_staff())
    got += [json.loads(line)["id"] for part in parts for line in part.splitlines()]
    gone = set(last.actions.values_list("pk", flat=True))
    assert got == [pk for pk in listed if pk not in gone] != listed


@pytest.mark.parametrize("text", ["=1+1", "+86", "-2", "@x", "\tx", "\rx", "\nx", "'=1", "''=1", "'x", "x=", "", "'"])
def test_no_cell_is_run_and_each_comes_back(text):
    assert as_written(defused(text)) == text
    assert not re.match(r"[=+\-@\t\r\n]", defused(text))


@given(st.text())
def test_every_text_comes_back_from_its_cell(text):
    assert as_written(defused(text)) == text


def test_a_long_text_is_cut_where_the_cell_ends(shelf):
    row = [None if column.type is Type.DAY else "" for column in ROW]
    row[0], row[2] = 1, "长" * 40_000
    file = BytesIO()
    write_workbook(file, [[tuple(row)]], [("total", "1")])
    cell = openpyxl.load_workbook(file)["actions"]["C2"].value
    assert len(cell) == 32_767 and cell.endswith("长……")


def test_days_that_a_letter_names_are_days(shelf):
    assert isinstance(Rows().of([shelf[0].pk])[0][NAMES.index("due_on")], date)


@pytest.mark.parametrize("kind", ["csv", "json", "ndjson", "xlsx"])
def test_whoever_holds_a_file_that_stands_is_not_sent_it_again(client, staff, kind):
    """Until the record changes, or the day does: tomorrow what is due today is late."""
    with time_machine.travel("2026-03-31T04:00:00Z", tick=False):
        action = make_reply(due_on=date(2026, 3, 31)).actions.get()
        address = f"/actions.{kind}?strength=firm"
        first = taken_away(client, address)
        held = {"if-none-match": first["ETag"]}
        with CaptureQueriesContext(connection) as asked:
            again = client.get(address, headers=held)
        assert (again.status_code, again.content, again["ETag"], len(asked)) == (304, b"", first["ETag"], 1)
        assert again["Cache-Control"] == first["Cache-Control"] == "no-cache"
        assert "ETag" in first["Access-Control-Expose-Headers"]
        assert taken_away(client, f"/actions.{kind}", **held).status_code == 200
        make_update(action)
        changed = taken_away(client, address, **held)
        assert changed.status_code == 200 and changed["ETag"] != first["ETag"]
    with time_machine.travel("2026-04-01T04:00:00Z", tick=False):
        assert taken_away(client, address, **{"if-none-match": changed["ETag"]}).status_code == 200


def taken_away(client, address: str, **headers):
    """Ask for a file and read it to its end."""
    answer = client.get(address, headers=headers)
    answer.getvalue()
    return answer


def test_what_is_refused_bears_no_mark(client, db):
    for held in ("*", 'W/"x"'):
        answer = client.get("/actions.csv?status=finished", headers={"if-none-match": held})
        assert answer.status_code == 400 and "ETag" not in answer
