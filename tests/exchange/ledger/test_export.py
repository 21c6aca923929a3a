"""The ledger as it is written out: every column, as a workbook that people can work in and as CSV."""

from datetime import date, datetime
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from policies.exchange.ledger.columns import COLUMNS
from policies.exchange.ledger.sheet import HEAD
from policies.models import Action, AuditEntry, Session
from tests.exchange.ledger.office import as_csv, as_workbook, furnish, table
from tests.factories import make_action, make_member, make_reply, make_staff, make_unit, make_update

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def action(module_db) -> Action:
    return furnish()


@pytest.fixture(scope="module")
def book(action):
    return load_workbook(BytesIO(as_workbook(unit="青原县水利局", filters=["状态：推进中"])))


def where(label: str, row: int = 2) -> str:
    return f"{get_column_letter(HEAD.index(label) + 1)}{row}"


def test_every_column_says_what_the_record_says(action, book):
    sheet = book["台账"]
    assert [cell.value for cell in sheet[1]] == HEAD
    row = dict(zip(HEAD, [cell.value for cell in sheet[2]], strict=True))
    proposal = action.reply.proposals.get()
    told = {
        "编号": action.pk,
        "届次": "青原县政协10届2次会议",
        "类型": "提案",
        "案号": proposal.number,
        "案由": proposal.title,
        "提出者": "方见山",
        "答复文号": action.reply.document_number,
        "答复日期": datetime(2025, 6, 30),
        "办理结果": "A",
        "满意度": "满意",
        "承诺事项（标题）": "（一）加快水利建设",
        "具体举措（原文）": action.quote,
        "力度": "具体",
        "类别": "农业水利类",
        "主责单位": "青原县水利局",
        "协办单位": "县财政局",
        "期限（原文）": "年底前",
        "完成时限": datetime(2026, 1, 31),
        "最初时限": datetime(2026, 1, 31),
        "时限变更理由": None,
        "落实措施": "一、勘察\n二、施工",
        "当年目标": "完工",
        "责任科室": "工程科",
        "责任人": "张三",
        "联系电话": "0123-456",
        "状态": "推进中",
        "发生日期": datetime(2025, 9, 1),
        "进展情况": "已经开工。\n分两期。",
        "佐证材料": "开工的消息 https://example.org/news/1",
        "核查意见": "属实",
        "备注": "=1+1",
        "是否公开": "已公开",
        "网址": f"http://127.0.0.1:8000/admin/policies/action/{action.pk}/change/",
    }
    assert {label: row[label] for label in told} == told
    assert "已逾期" in row["提示"] and set(row) == {*told, "提示", "校验码"}
    assert row["编号"] == action.pk and sheet.max_row == 4


def test_words_are_words_and_days_are_days(book):
    sheet = book["台账"]
    assert sheet[where("备注")].data_type == "s" and sheet[where("备注")].quotePrefix
    assert sheet[where("案号")].data_type == "s" and sheet[where("案号")].number_format == "@"
    assert sheet[where("完成时限")].is_date
    assert sheet[where("编号")].data_type == "n"


def test_what_people_do_not_fill_in_is_locked_and_the_rest_is_open(book):
    sheet = book["台账"]
    assert sheet.protection.sheet and not sheet.protection.password
    assert not (sheet.protection.sort or sheet.protection.autoFilter or sheet.protection.insertRows)  # all are allowed
    for column in COLUMNS:
        assert sheet[where(column.label)].protection.locked == (not column.is_open), column.label
    spare = sheet.column_dimensions
    assert spare[get_column_letter(1)].protection.locked
    assert not spare[get_column_letter(HEAD.index("答复文号") + 1)].protection.locked
    assert spare[get_column_letter(len(HEAD))].hidden


def test_the_head_stays_and_choices_drop_down(book):
    sheet = book["台账"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:{get_column_letter(len(HEAD))}4"
    lists = {rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    found = set()
    for each in lists:
        cells = book["说明"][each.split("!")[1].replace("$", "")]
        found.add(tuple(row[0].value for row in cells))
    assert found == {("具体", "原则性", "附条件"), ("推进中", "持续落实", "已完成", "受阻", "不再实施")}
    days = [rule for rule in sheet.data_validations.dataValidation if rule.type == "date"]
    assert len(days) == 2


def test_it_prints_as_a_ledger(book):
    sheet = book["台账"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")
    assert "青原县水利局答复承诺事项台账" in sheet.oddHeader.center.text
    assert str(date.today().year) in sheet.oddHeader.right.text and "&P" in sheet.oddFooter.center.text


def test_the_second_sheet_explains_every_column(book):
    words = [cell.value for row in book["说明"].iter_rows() for cell in row if cell.value]
    assert {column.meaning for column in COLUMNS} <= set(words)
    assert any("筛选：状态：推进中" in each for each in words)


def test_csv_holds_the_same_cells(book):
    rows = table(as_csv())
    sheet = book["台账"]
    for number, row in enumerate(rows, start=2):
        cells = {label: cell.value for label, cell in zip(HEAD, sheet[number], strict=True)}
        for label, value in cells.items():
            shown = f"{value:%Y-%m-%d}" if isinstance(value, datetime) else "" if value is None else str(value)
            assert row[label] == (f"'{shown}" if shown.startswith("=") else shown)
    assert len(rows) == 3 and as_csv().startswith(b"\xef\xbb\xbf")


def test_what_stands_no_more_has_no_row(staff, db):
    reply = make_reply(actions=2)
    from policies import changes

    gone, kept = reply.actions.order_by("pk")
    changes.remove_action(action=gone, reason="不是承诺", by=staff)
    withdrawn = make_reply(withdrawn=True)
    numbers = [int(row["编号"]) for row in table(as_csv())]
    assert kept.pk in numbers and gone.pk not in numbers and withdrawn.actions.get().pk not in numbers


def test_a_long_ledger_asks_as_often_as_a_short_one(db):
    asked = []
    for n in (2, 12):
        reply = make_reply(actions=n)
        for each in reply.actions.all():
            make_update(each)
        with CaptureQueriesContext(connection) as queries:
            as_csv(reply.actions.all())
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 14


def test_the_list_of_the_admin_hands_over_what_it_shows(client, db):
    wood, school = make_unit("青原县林业局"), make_unit("青原县教育局")
    mine, other = make_reply(lead=wood), make_reply(lead=school)
    done = make_update(make_action(mine.commitments.get(), "现答复如下", lead=wood), published=False).action
    client.force_login(make_member("reporter", wood))
    list_page = client.get(reverse("admin:policies_action_changelist"), {"strength": "firm"}).content.decode()
    assert "ledger.xlsx?strength=firm" in list_page
    answer = client.get(reverse("admin:policies_action_ledger"), {"strength": "firm"})
    assert "attachment" in answer["Content-Disposition"] and "spreadsheetml" in answer["Content-Type"]
    sheet = load_workbook(BytesIO(answer.getvalue()))["台账"]
    numbers = {cell.value for cell in sheet["A"][1:]}
    assert numbers == set(mine.actions.values_list("pk", flat=True)) and done.pk in numbers
    assert other.actions.get().pk not in numbers
    assert AuditEntry.objects.get(kind="exported").words.startswith("全部单位答复承诺事项台账")


def test_the_list_narrows_by_unit_meeting_and_status(client, db):
    client.force_login(make_staff())
    reply, other = make_reply(), make_reply(lead=make_unit("青原县教育局"))
    session = Session.objects.create(place=reply.place, body="npc", term=9, number=1)
    other.proposals.update(session=session)
    make_update(reply.actions.get())
    asked = {
        f"lead__id__exact={reply.actions.get().lead_id}": [reply],
        f"session={session.pk}": [other],
        "session=x": [],
        "status__exact=in_progress": [reply],
        "status__exact=done": [],
    }
    for query, found in asked.items():
        rows = table(client.get(f"{reverse('admin:policies_action_ledger_csv')}?{query}").content)
        expected = [reply.actions.get().pk for reply in found]
        assert [int(row["编号"]) for row in rows if int(row["编号"]) >= reply.actions.get().pk] == expected, query


def test_nobody_else_gets_it(client, db):
    make_reply()
    assert client.get(reverse("admin:policies_action_ledger")).status_code == 302
    client.force_login(make_member("reporter", make_unit("白水县水利局", place=make_unit().place)))
    assert table(client.get(reverse("admin:policies_action_ledger_csv")).content) == []


def test_the_command_writes_both_kinds(tmp_path, db):
    reply, other = make_reply(), make_reply(lead=make_unit("青原县教育局"))
    told = StringIO()
    call_command("export_ledger", tmp_path / "台账.xlsx", unit="青原县水利局", status="尚未反馈", stdout=told)
    sheet = load_workbook(tmp_path / "台账.xlsx")["台账"]
    assert reply.actions.get().pk in [cell.value for cell in sheet["A"]]
    assert other.actions.get().pk not in [cell.value for cell in sheet["A"]]
    call_command("export_ledger", tmp_path / "台账.csv", session="青原县政协10届2次会议", stdout=told)
    assert {int(row["编号"]) for row in table((tmp_path / "台账.csv").read_bytes())} >= {reply.actions.get().pk}
    for wrong in ({"unit": "没有局"}, {"session": "没有会"}, {"status": "没有"}):
        with pytest.raises(CommandError, match="没有"):
            call_command("export_ledger", tmp_path / "台账.csv", **wrong)
    with pytest.raises(CommandError, match="xlsx"):
        call_command("export_ledger", tmp_path / "台账.ods")
