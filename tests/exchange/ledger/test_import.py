"""A ledger that comes back: what each row would change, who may, and what is written."""

from datetime import date
from io import BytesIO

import pytest
from django.contrib.admin.models import LogEntry
from openpyxl import load_workbook

from policies import changes
from policies.exchange.ledger.importing import ChangedSince, import_ledger, try_import
from policies.exchange.ledger.sheet import HEAD
from policies.models import Action, AuditEntry, DeadlineChange, LedgerEntry, LedgerImport, RowOutcome, Update
from tests.exchange.ledger.office import as_csv, as_workbook, edited, furnish, saved, tried
from tests.exchange.ledger.test_export import where
from tests.factories import make_category, make_member, make_staff, make_unit, make_update

pytestmark = pytest.mark.django_db


EXPORTED: list[bytes] = []
"""The ledger as every test of this module finds it, written out once."""


@pytest.fixture(scope="module")
def furnished(module_db) -> int:
    action = furnish()
    EXPORTED[:] = [as_workbook()]
    return action.pk


@pytest.fixture
def action(furnished, db) -> Action:
    return Action.objects.get(pk=furnished)


def rows(made: LedgerImport) -> list[tuple]:
    """What each row of note would do: (outcome, changes, reason)."""
    found = made.rows.exclude(outcome=RowOutcome.UNCHANGED).order_by("number")
    return [(row.outcome, row.changes, row.reason) for row in found]


def typed(**cells) -> bytes:
    """The ledger with cells of its first row typed anew, by the names of their columns."""
    from policies.exchange.ledger.columns import BY_NAME

    return edited(EXPORTED[0], **{where(BY_NAME[name].label): value for name, value in cells.items()})


@pytest.mark.parametrize(
    "made", [as_workbook, as_csv, lambda: edited(as_workbook())], ids=["xlsx", "csv", "saved-again"]
)
def test_what_was_not_touched_changes_nothing(action, made):
    before = LedgerEntry.history.count()
    ledger = tried(made())
    assert (ledger.counts, rows(ledger)) == ({"unchanged": 3}, [])
    done = import_ledger(ledger_import=ledger, by=make_staff())
    assert done.state == "applied" and LedgerEntry.history.count() == before
    assert not LogEntry.objects.exists()
    assert AuditEntry.objects.get(kind="ledger_imported").words == "没有变化 3"


def test_one_cell_changes_one_thing_and_leaves_one_line(action):
    ledger = tried(typed(remarks="另报"))
    assert rows(ledger) == [("changed", [["remarks", "=1+1", "另报"]], "")]
    assert LedgerEntry.objects.get().remarks == "=1+1"  # it was only tried
    import_ledger(ledger_import=ledger, by=make_staff())
    assert LedgerEntry.objects.get().remarks == "另报"
    assert LogEntry.objects.get().change_message == "导入台账（台账.xlsx 第 2 行）：备注：=1+1 → 另报"
    assert ledger.rows.get(outcome="changed").applied_at
    with pytest.raises(changes.Refused, match="已导入"):
        import_ledger(ledger_import=ledger, by=make_staff())


def test_every_column_that_is_filled_in_is_written_back(action):
    other, unit = make_category("水土保持类"), make_unit("青原县农业局")
    ledger = tried(
        typed(
            strength="原则性",
            categories="农业水利类；水土保持类",
            lead="青原县农业局",
            due_on=date(2027, 1, 31),
            due_reason="工期顺延",
            measures="先勘察",
            year_goal="过半",
            office="规划科",
            officer="李四",
            phone="0123",
            check_remark="尚可",
            remarks=None,
        )
    )
    [(outcome, told, reason)] = rows(ledger)
    assert (outcome, len(told), reason) == ("changed", 12, "")
    import_ledger(ledger_import=ledger, by=make_staff())
    action.refresh_from_db()
    assert (action.strength, action.lead, action.due_on) == ("soft", unit, date(2027, 1, 31))
    assert other in action.categories.all() and action.categories.count() == 2
    assert DeadlineChange.objects.get().reason == "工期顺延"
    entry = LedgerEntry.objects.get()
    assert (entry.office, entry.officer, entry.phone, entry.remarks) == ("规划科", "李四", "0123", "")
    assert (entry.measures, entry.year_goal, entry.check_remark) == ("先勘察", "过半", "尚可")
    assert LogEntry.objects.count() == 1
    assert rows(tried(as_workbook())) == []


def test_a_changed_status_is_a_report_and_never_a_status(action):
    ledger = tried(
        typed(
            status="已完成",
            happened_on=date(2025, 10, 1),
            progress="验收合格",
            evidence="开工的消息 https://example.org/news/1\n验收 https://example.org/2\n《验收报告》",
        )
    )
    assert [row[0] for row in rows(ledger)] == ["changed"] and Update.objects.count() == 1
    import_ledger(ledger_import=ledger, by=make_staff())
    action.refresh_from_db()
    update = Update.objects.latest("pk")
    assert action.status == "in_progress"  # until another person publishes it
    assert (update.state, update.status, update.happened_on) == ("submitted", "done", date(2025, 10, 1))
    assert [(piece.kind, piece.title) for piece in update.evidence.order_by("pk")] == [
        ("link", "开工的消息"),
        ("link", "验收"),
        ("document", "《验收报告》"),
    ]
    assert Update.objects.earliest("pk").evidence.get() in update.evidence.all()  # the same piece, not a copy


def test_the_same_report_twice_is_one(action):
    data = typed(status="受阻", happened_on=date(2025, 10, 1), progress="停工")
    import_ledger(ledger_import=tried(data), by=make_staff())
    again = tried(data)
    assert again.counts == {"unchanged": 3}
    assert again.rows.exclude(reason="").get().reason == "同样的进展已经填报，还没有公开。"


def test_reports_can_be_kept_as_drafts(action):
    data = typed(status="已完成", happened_on=date(2025, 10, 1), progress="验收合格", evidence=None)
    assert "要有佐证" in rows(tried(data))[0][2]
    ledger = tried(data, as_drafts=True)
    import_ledger(ledger_import=ledger, by=make_staff())
    assert Update.objects.latest("pk").state == "draft"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        pytest.param({"status": "已完成"}, "进展情况还是上一次的", id="status-alone"),
        pytest.param({"progress": "又做了"}, "发生日期还是上一次的（2025-09-01）", id="no-new-day"),
        pytest.param({"progress": "又做了", "happened_on": "年底"}, "“发生日期”：“年底”不是某一天", id="no-day"),
        pytest.param(
            {"status": "尚未反馈", "progress": "无", "happened_on": "2025-10-01"}, "不能是“尚未反馈”", id="unreported"
        ),
        pytest.param({"progress": "又做了", "happened_on": "2999-01-01"}, "今天之后", id="in-the-future"),
        pytest.param({"evidence": "文件：没有这份"}, "进展情况还是上一次的", id="evidence-alone"),
        pytest.param(
            {"progress": "又做了", "happened_on": "2025-10-01", "evidence": "文件：甲"}, "请在系统里上传", id="file"
        ),
        pytest.param({"due_on": date(2027, 1, 31)}, "要写明理由", id="deadline-without-reason"),
        pytest.param({"due_reason": "顺延"}, "完成时限却没有变", id="reason-without-deadline"),
        pytest.param({"strength": "很具体"}, "可以选：具体、原则性、附条件", id="choice"),
        pytest.param({"lead": "没有局"}, "没有登记主责单位“没有局”", id="unit"),
        pytest.param({"categories": "没有类"}, "没有登记类别“没有类”", id="category"),
        pytest.param({"officer": "名" * 201}, "责任人", id="too-long"),
        pytest.param({"quote": "改了原文"}, "“具体举措（原文）”不能在台账里改", id="quote"),
        pytest.param({"proposal_title": "改了案由"}, "“案由”不能在台账里改", id="read-only"),
        pytest.param({"remarks": "=1+1"}, "没有算出来的值", id="formula"),
        pytest.param({"phone": 12345678901234567890}, "超过 15 位", id="long-number"),
        pytest.param({"id": "十"}, "编号“十”不对", id="no-number"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(action, cells, reason):
    ledger = tried(typed(**cells))
    [(outcome, _changes, told)] = rows(ledger)
    assert outcome == "refused" and reason in told


def test_a_refused_row_stops_all_unless_the_others_are_wanted(action):
    data = edited(typed(remarks="另报"), **{where("状态", 3): "已完成", where("备注", 4): "三"})
    ledger = tried(data)
    assert [row[0] for row in rows(ledger)] == ["changed", "refused", "changed"]
    with pytest.raises(changes.Refused, match="有 1 行不能导入，什么也没有写入"):
        import_ledger(ledger_import=ledger, by=make_staff())
    assert LedgerEntry.objects.get().remarks == "=1+1"
    done = import_ledger(ledger_import=ledger, skip_refused=True, by=make_staff())
    assert done.skipped and LedgerEntry.objects.filter(remarks__in=["另报", "三"]).count() == 2
    assert LogEntry.objects.count() == 2 and not ledger.rows.get(outcome="refused").applied_at


def test_a_row_is_written_whole_or_not_at_all(action):
    import_ledger(ledger_import=tried(typed(remarks="另报", strength="很具体")), skip_refused=True, by=make_staff())
    assert LedgerEntry.objects.get().remarks == "=1+1"


def test_what_somebody_changed_since_the_export_is_told_with_who_and_when(action):
    data = typed(remarks="另报", office="规划科")
    changes.edit_ledger(action=action, remarks="昨日改", by=make_staff("second"))
    [(outcome, _told, reason)] = rows(tried(data))
    assert outcome == "refused" and "second于" in reason and "把“备注”改为“昨日改”，台账里填的是“另报”" in reason
    # What was not touched here follows the record; what both made the same is no conflict.
    changes.edit_ledger(action=action, remarks="另报", by=make_staff("second"))
    assert rows(tried(data)) == [("changed", [["office", "工程科", "规划科"]], "")]


def test_a_report_published_since_is_a_conflict(action):
    data = typed(status="受阻", happened_on=date(2025, 10, 1), progress="停工")
    make_update(action, "done", date(2025, 9, 20))
    [(outcome, _told, reason)] = rows(tried(data))
    assert outcome == "refused" and "second于" in reason


def test_what_changes_between_the_look_and_the_import_is_looked_at_again(action):
    ledger = tried(typed(remarks="另报"))
    changes.edit_ledger(action=action, remarks="抢先", by=make_staff("second"))
    with pytest.raises(ChangedSince, match="1 行和刚才看到的不一样"):
        import_ledger(ledger_import=ledger, by=make_staff())
    assert LedgerEntry.objects.get().remarks == "抢先"
    assert rows(try_import(ledger_import=ledger, by=make_staff()))[0][0] == "refused"


def test_a_column_sorted_by_itself_and_a_number_twice_are_refused(action):
    second, third = (each.pk for each in Action.objects.order_by("start")[1:])
    sorted_alone = edited(as_workbook(), A3=third, A4=second)
    assert [row[2][:9] for row in rows(tried(sorted_alone))] == ["编号和校验码对不上"] * 2
    assert ["出现了 2 次" in row[2] for row in rows(tried(edited(as_workbook(), A3=third)))] == [True] * 2
    book = load_workbook(BytesIO(as_workbook()))  # whole rows in another order are the same rows
    book["台账"].move_range(f"A2:{where('校验码', 2)}", rows=5)
    assert tried(saved(book)).counts == {"unchanged": 3}


def test_rights_hold_row_by_row(action):
    data = typed(strength="原则性")
    reporter = make_member("reporter", make_unit("青原县水利局"))
    assert "由审核员来改" in rows(tried(data, by=reporter))[0][2]
    assert rows(tried(typed(remarks="另报"), by=reporter))[0][0] == "changed"
    assert "没有做这件事的权限" in rows(tried(typed(check_remark="属实吗"), by=reporter))[0][2]
    stranger = make_member("reporter", make_unit("青原县林业局"))
    assert {row[2] for row in rows(tried(typed(remarks="另报"), by=stranger))} == {
        f"没有第 {each.pk} 号举措，或者它属于别的单位，您看不到。" for each in Action.objects.all()
    }
    ledger = tried(data, by=reporter)
    with pytest.raises(changes.Refused, match="别人上传的"):
        import_ledger(ledger_import=ledger, by=stranger)


def test_a_partner_reports_for_itself(action):
    school = make_unit("青原县教育局")
    action.partners.update(organisation=school)
    partner = make_member("reporter", school)
    data = typed(status="已完成", happened_on=date(2025, 10, 1), progress="协办的已完成")
    import_ledger(ledger_import=tried(data, by=partner), skip_refused=True, by=partner)
    assert Update.objects.latest("pk").organisation == school


def test_a_ledger_without_its_code_is_compared_by_what_it_fills_in(action):
    book = load_workbook(BytesIO(as_workbook()))
    book["台账"].delete_cols(len(HEAD))
    book["台账"][where("备注")] = None
    book["台账"][where("责任科室")] = "规划科"
    assert rows(tried(saved(book))) == [("changed", [["office", "工程科", "规划科"]], "")]
