"""Importing a ledger in the admin: handed in, looked at, confirmed; columns of others; what waits; the command."""

from datetime import date
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from policies import changes
from policies.exchange.ledger.importing import try_import
from policies.models import Action, LedgerEntry, LedgerImport, LedgerMapping, LedgerRow, Update
from tests.exchange.ledger.hostile import workbook
from tests.exchange.ledger.office import as_workbook, edited
from tests.exchange.ledger.test_export import where
from tests.factories import make_member, make_reply, make_staff, make_unit
from tests.forms import form_on
from tests.pages import text_of

pytestmark = pytest.mark.django_db
ADD = "/admin/policies/ledgerimport/add/"


def hand_in(desk, data: bytes, name: str = "台账.xlsx", **typed):
    return desk.post(ADD, {"file": SimpleUploadedFile(name, data), **typed}, follow=True)


def test_nothing_changed_is_said(desk, action):
    page = hand_in(desk, as_workbook())
    assert "台账和记录完全一致，没有要导入的。" in text_of(page)
    assert "import_ledger" not in page.content.decode()


def test_what_changes_is_shown_and_then_confirmed(desk, action):
    page = hand_in(desk, edited(as_workbook(), **{where("备注"): "另报", where("责任科室", 3): "规划科"}))
    told = text_of(page)
    assert "改动 2" in told and "备注： =1+1 → 另报" in " ".join(told.split()) and "责任科室： 空 → 规划科" in told
    assert LedgerEntry.objects.get(action=action).remarks == "=1+1"
    done = desk.get(form_on(page, "import_ledger").press(desk)["Location"])
    assert "已导入：改动 2，没有变化 1。" in text_of(done)
    assert LedgerEntry.objects.get(action=action).remarks == "另报"
    history = text_of(desk.get(reverse("admin:policies_action_history", args=[action.pk])))
    assert "导入台账（台账.xlsx 第 2 行）：备注：=1+1 → 另报" in history


def test_a_refused_row_asks_whether_the_others_are_wanted(desk, action):
    page = hand_in(desk, edited(as_workbook(), **{where("备注"): "另报", where("状态", 3): "已完成"}))
    assert "写明发生日期" in text_of(page) and "只导入其余各行" in text_of(page)
    refused = form_on(page, "import_ledger").press(desk)
    assert "有 1 行不能导入，什么也没有写入" in text_of(refused)
    done = form_on(refused, "import_ledger").press(desk, skip_refused="on")
    assert done.status_code == 302 and LedgerEntry.objects.get(action=action).remarks == "另报"


def test_a_change_in_between_is_shown_before_anything_is_written(desk, action):
    page = hand_in(desk, edited(as_workbook(), **{where("备注"): "另报"}))
    changes.edit_ledger(action=action, remarks="抢先", by=make_staff("second"))
    told = text_of(form_on(page, "import_ledger").press(desk))
    assert "1 行和刚才看到的不一样了；没有写入" in told and "把“备注”改为“抢先”" in told
    assert LedgerEntry.objects.get(action=action).remarks == "抢先"


def test_a_look_in_another_tab_is_told_before_the_import(desk, action):
    page = hand_in(desk, edited(as_workbook(), **{where("备注"): "另报"}))
    changes.edit_ledger(action=action, remarks="抢先", by=make_staff("second"))
    form_on(page, "try_import").press(desk)
    told = text_of(form_on(page, "import_ledger").press(desk))
    assert "“行数”由“改动 1，没有变化 2”" in told and "不能导入 1" in told
    assert LedgerEntry.objects.get(action=action).remarks == "抢先"


def test_a_file_that_is_no_ledger_is_refused_and_leaves_nothing(desk, action):
    assert "没有找到台账" in text_of(hand_in(desk, workbook(head=["甲"])))
    assert "空文件" in text_of(hand_in(desk, b""))
    assert not LedgerImport.objects.exists()


def test_rows_are_shown_by_outcome_and_page(desk, db):
    reply = make_reply(actions=60)
    page = hand_in(desk, as_workbook(reply.actions.all()))
    address = page.request["PATH_INFO"]
    assert "第 1 页，共 2 页" in text_of(page) and "全部 60" in text_of(page)
    last = desk.get(f"{address}?outcome=all&p=2")
    assert last.content.decode().count("tag-unchanged") == 10
    assert text_of(desk.get(f"{address}?outcome=refused")).count("没有变化 60") == 1


def test_columns_of_others_are_told_once_and_kept(desk, action):
    head = ["序号", "文号", "承诺事项原文", "承办科室", "完成情况", "别的"]
    theirs = workbook(
        ["1", action.reply.document_number, action.quote, "规划科", "", "杂"],
        head=head,
        sheet="2026",
        more=lambda sheet: None,
    )
    page = hand_in(desk, theirs, name="我局台账.xlsx")
    form = form_on(page, "map_columns")
    assert [form.fields[f"column_{at}"] for at in range(6)] == [
        [""],
        ["document_number"],
        ["quote"],
        ["office"],
        ["status"],
        [""],
    ]
    told = text_of(form.press(desk, column_5="office"))
    assert "有两列都对应“责任科室”" in told
    done = desk.get(form.press(desk, name="我局")["Location"])
    assert "责任科室： 工程科 → 规划科" in " ".join(text_of(done).split())
    assert LedgerMapping.objects.get().organisation == make_unit()
    again = hand_in(desk, theirs)
    assert LedgerImport.objects.latest("pk").state == "tried" and "规划科" in text_of(again)


def test_an_import_can_be_dropped_whatever_its_columns(desk, action):
    unknown = workbook(["一", "二", "三"], head=["甲", "乙", "丙"], sheet="S")
    for data in (unknown, edited(as_workbook(), **{where("备注"): "另报"})):
        assert form_on(hand_in(desk, data), "drop_import").press(desk).status_code == 302
        assert LedgerImport.objects.latest("pk").state == "dropped"
    page = desk.get(reverse("admin:policies_ledgerimport_change", args=[LedgerImport.objects.latest("pk").pk]))
    assert "import_ledger" not in page.content.decode()
    with pytest.raises(changes.Refused, match="“已放弃”，不能再做"):
        try_import(ledger_import=LedgerImport.objects.latest("pk"), by=make_staff())


@pytest.mark.parametrize(
    ("columns", "reason"),
    [({1: "office", 0: ""}, "要能找到举措"), ({0: "document_number", 1: "quote"}, "没有一列是可以填写的")],
)
def test_columns_that_find_or_fill_nothing_are_refused(desk, action, columns, reason):
    page = hand_in(desk, workbook(["一", "二", "三"], head=["甲", "乙", "丙"], sheet="S"))
    entered = {f"column_{at}": name for at, name in columns.items()}
    assert reason in text_of(form_on(page, "map_columns").press(desk, **entered))


def test_what_waits_is_listed_and_looked_for_again(desk, action):
    rows = [["", "青水函〔2032〕1号", "将建成泵站", ""], ["", "青水函〔2032〕2号", "将栽树", ""]]
    page = hand_in(desk, workbook(*rows))
    assert "有 2 行找不到答复函" in text_of(page)
    assert LedgerRow.objects.count() == 2 and "将建成泵站" not in text_of(desk.get("/admin/policies/ledgerrow/"))
    form_on(page, "import_ledger").press(desk)
    listed = desk.get("/admin/policies/ledgerrow/")
    assert "将建成泵站" in text_of(listed) and "还没有收录文号为" in text_of(listed)
    make_reply(opening="将建成泵站。\n\n", document_number="青水函〔2032〕1号")
    ticked = {"action": "retry", "_selected_action": [row.pk for row in LedgerRow.objects.all()]}
    told = text_of(desk.post("/admin/policies/ledgerrow/", ticked, follow=True))
    assert "找到 1 行，已写入；还有 1 行没有找到" in told
    assert Action.objects.filter(quote="将建成泵站").exists()
    last = LedgerRow.objects.get(outcome="waiting")
    shown = desk.get(reverse("admin:policies_ledgerrow_change", args=[last.pk]))
    assert "还没有收录" in text_of(form_on(shown, "retry_row").press(desk))
    assert form_on(shown, "leave_row").press(desk).status_code == 302
    assert not LedgerRow.objects.filter(outcome="waiting").exists()


def test_an_import_is_seen_by_who_made_it_alone(desk, client, action):
    page = hand_in(desk, as_workbook())
    other = make_member("reviewer", make_unit(), username="other")
    client.force_login(other)
    assert "没有第" in text_of(client.get(page.request["PATH_INFO"], follow=True))
    client.force_login(make_staff())
    assert client.get(page.request["PATH_INFO"]).status_code == 200


def test_pages_are_in_english_too(desk, action):
    english = desk.get(f"/en{ADD}")
    assert english.status_code == 200 and 'lang="en"' in english.content.decode()


def test_a_report_can_be_kept_as_a_draft(desk, action):
    data = edited(
        as_workbook(), **{where("状态"): "受阻", where("发生日期"): date(2025, 10, 1), where("进展情况"): "停工"}
    )
    page = hand_in(desk, data, as_drafts="on")
    form_on(page, "import_ledger").press(desk)
    assert Update.objects.latest("pk").state == "draft"


def test_the_command_looks_and_imports(action, tmp_path):
    file, told = tmp_path / "台账.xlsx", StringIO()
    file.write_bytes(edited(as_workbook(), **{where("备注"): "另报", where("状态", 3): "已完成"}))
    staff = make_staff().username
    call_command("import_ledger", file, "--as", staff, "--dry-run", stdout=told)
    assert "第 2 行 改动 备注：=1+1 → 另报\n第 3 行 不能导入 写明发生日期" in told.getvalue()
    assert told.getvalue().endswith("只是核对，没有写入：改动 1，没有变化 1，不能导入 1。\n")
    assert not LedgerImport.objects.exists()
    with pytest.raises(CommandError, match="有 1 行不能导入"):
        call_command("import_ledger", file, "--as", staff, stdout=told)
    assert LedgerEntry.objects.get(action=action).remarks == "=1+1"
    call_command("import_ledger", file, "--as", staff, "--skip-refused", stdout=told)
    assert LedgerEntry.objects.get(action=action).remarks == "另报"
    for wrong in (("没有这人", file), (staff, tmp_path / "没有.xlsx")):
        with pytest.raises(CommandError):
            call_command("import_ledger", wrong[1], "--as", wrong[0])
