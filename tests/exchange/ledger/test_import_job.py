"""Ledgers of many rows, left to the worker: tried and imported by the rights of whoever asked, stopped, and done anew."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.models import DBTaskResult

from policies import changes
from policies.exchange.ledger import import_job, walking
from policies.exchange.ledger.importing import try_import
from policies.models import AuditEntry, LedgerEntry, LedgerImport, edition
from policies.office.background import Progress
from policies.office.locks import WORKER, alone
from tests.exchange.ledger.office import as_workbook, edited
from tests.exchange.ledger.test_export import where
from tests.factories import make_member, make_staff, make_unit
from tests.forms import form_on, forms_on
from tests.pages import text_of
from tests.worker import work

pytestmark = pytest.mark.django_db
ADD = "/admin/policies/ledgerimport/add/"


@pytest.fixture(autouse=True)
def _two_rows_are_many(monkeypatch):
    monkeypatch.setattr(import_job, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(walking, "AT_ONCE", 1)


@pytest.fixture
def page(desk, action):
    """The page of a ledger of three rows, two of them changed, that was just handed in."""
    data = edited(as_workbook(), **{where("备注"): "另报", where("责任科室", 3): "规划科"})
    return desk.post(ADD, {"file": SimpleUploadedFile("台账.xlsx", data)}, follow=True)


def again(desk, page):
    return desk.get(page.request["PATH_INFO"])


def tried(desk, page):
    work()
    return again(desk, page)


def asked_to_import(desk, page):
    """Press the button that imports; return the page as it stands then."""
    return desk.get(form_on(tried(desk, page), "import_ledger").press(desk)["Location"])


def begun() -> DBTaskResult:
    row = DBTaskResult.objects.ready().first()
    row.claim("a worker")
    return row


def remarks(action) -> str:
    return LedgerEntry.objects.get(action=action).remarks


def test_many_rows_are_tried_and_imported_by_the_worker(desk, clerk, page, action):
    told = text_of(page)
    assert "后台核对中" in told and "后台进程没有在运行" in told and "各行" not in told
    assert "后台核对中" in text_of(desk.get("/admin/policies/ledgerimport/"))
    shown = text_of(tried(desk, page))
    assert "改动 2" in shown and "备注： =1+1 → 另报" in " ".join(shown.split()) and remarks(action) == "=1+1"
    waiting = text_of(asked_to_import(desk, page))
    assert "已交给后台" in waiting and "后台导入中" in waiting and "全部做完才一次写入" in waiting
    work()
    done = text_of(again(desk, page))
    assert "已导入" in done and remarks(action) == "另报"
    made = LedgerImport.objects.get()
    assert (made.applied_by, made.counts) == (clerk, {"changed": 2, "unchanged": 1})
    noted = AuditEntry.objects.get(kind="ledger_imported")
    assert (noted.by, noted.address, noted.about_id) == (clerk, "127.0.0.1", made.pk)


def test_few_rows_need_no_worker(desk, action, monkeypatch):
    monkeypatch.setattr(import_job, "MOST_AT_ONCE", 3)
    data = edited(as_workbook(), **{where("备注"): "另报"})
    page = desk.post(ADD, {"file": SimpleUploadedFile("台账.xlsx", data)}, follow=True)
    form_on(page, "import_ledger").press(desk)
    assert remarks(action) == "另报" and not DBTaskResult.objects.exists()


def _disable(person):
    person.is_active = False


def _lose_role(person):
    person.groups.clear()


@pytest.mark.parametrize("change", [_disable, _lose_role])
def test_the_rights_are_those_of_the_moment_when_it_runs(desk, clerk, page, action, client, change):
    asked_to_import(desk, page)
    change(clerk), clerk.save()
    work()
    assert remarks(action) == "=1+1" and LedgerImport.objects.get().state == "tried"
    client.force_login(make_staff())
    assert "您没有做这件事的权限" in text_of(again(client, page))


def test_a_unit_that_is_theirs_no_more_refuses_its_rows(desk, clerk, page, action):
    asked_to_import(desk, page)
    clerk.memberships.all().delete()
    work()
    assert remarks(action) == "=1+1"
    told = text_of(again(desk, page))
    assert "3 行和刚才看到的不一样了；没有写入" in told and "它属于别的单位" in told


def test_what_somebody_changed_meanwhile_is_shown_and_nothing_written(desk, page, action):
    asked_to_import(desk, page)
    changes.edit_ledger(action=action, remarks="抢先", by=make_staff("second"))
    work()
    told = text_of(again(desk, page))
    assert "1 行和刚才看到的不一样了；没有写入" in told and "把“备注”改为“抢先”" in told
    assert remarks(action) == "抢先" and LedgerEntry.objects.filter(office="规划科").count() == 0


def test_nothing_else_is_done_to_it_meanwhile(desk, page, action):
    shown = tried(desk, page)
    forms = [form_on(shown, deed) for deed in ("import_ledger", "try_import", "drop_import")]
    forms[0].press(desk)
    page = again(desk, page)
    assert [form.fields["deed"] for form in _forms(page)] == []
    for form in forms:
        assert "正在后台排队或进行" in text_of(form.press(desk))
    assert DBTaskResult.objects.filter(status="READY").count() == 1


def _forms(page):
    return [form for form in forms_on(page) if "deed" in form.fields]


def stop(desk, page):
    return desk.post(f"{page.request['PATH_INFO'].removesuffix('change/')}stop/", follow=True)


def test_what_waits_is_stopped_at_once(desk, page, action):
    asked_to_import(desk, page)
    told = " ".join(text_of(stop(desk, page)).split())
    assert "已停下。 什么也没有写入。" in told and "已核对，未导入" in told
    work()
    assert remarks(action) == "=1+1"
    form_on(again(desk, page), "import_ledger").press(desk), work()
    assert remarks(action) == "另报"


def test_what_is_under_way_is_stopped_before_its_next_rows(desk, page, action):
    asked_to_import(desk, page)
    with alone(WORKER):
        row = begun()
        Progress(str(row.pk)).tell(1, 3)
        assert "做完 1 行，共 3 行" in text_of(again(desk, page))
        assert "已经要求停下" in text_of(stop(desk, page))
        number = row.pk
    result = import_job.run_import.call(_Context(number), **row.args_kwargs["kwargs"])
    assert result == {"outcome": "stopped"} and remarks(action) == "=1+1"
    work()
    assert "已停下。" in text_of(again(desk, page)) and remarks(action) == "=1+1"


class _Context:
    """What a worker tells of a piece of work: its number."""

    def __init__(self, number):
        self.task_result = self
        self.id = str(number)


def test_only_who_began_it_or_an_administrator_stops_it(desk, page, action, client):
    asked_to_import(desk, page)
    client.force_login(make_member("reviewer", make_unit(), username="other"))
    stop(client, page)
    assert DBTaskResult.objects.filter(status="READY").count() == 1
    client.force_login(make_staff())
    assert "已停下。" in text_of(stop(client, page))
    assert "没有可以停下的" in text_of(stop(client, page))


def test_stopping_is_no_link(desk, page):
    assert desk.get(f"{page.request['PATH_INFO'].removesuffix('change/')}stop/").status_code == 405


def test_what_a_dead_worker_left_is_done_by_the_next(desk, page, action):
    asked_to_import(desk, page)
    begun()
    assert "做到一半停下了：后台进程没有在运行" in text_of(again(desk, page))
    work()
    assert remarks(action) == "另报"


def test_what_was_written_before_the_worker_died_is_not_written_twice(desk, page, action):
    asked_to_import(desk, page)
    row = begun()
    import_job.run_import.call(_Context(row.pk), **row.args_kwargs["kwargs"])
    assert remarks(action) == "另报"
    work()
    row.refresh_from_db()
    assert row.return_value["outcome"] == "done"
    assert "不能再做" not in text_of(again(desk, page))


def test_a_try_that_was_broken_off_imports_nothing(desk, page, action):
    with alone(WORKER):
        row = begun()
        stop(desk, page)
    import_job.run_import.call(_Context(row.pk), **row.args_kwargs["kwargs"]), work()
    shown = again(desk, page)
    assert "没有核对完" in text_of(shown) and "import_ledger" not in shown.content.decode().replace("try_import", "")
    form_on(shown, "try_import").press(desk), work()
    assert "改动 2" in text_of(again(desk, page))


def test_trying_leaves_the_record_at_its_edition(page, clerk):
    before = edition()
    work()
    assert LedgerImport.objects.get().tried_at and edition() == before


def test_small_tries_are_refused_to_who_lost_the_right(page, clerk):
    work()
    person = get_user_model().objects.get(pk=clerk.pk)
    person.is_active = False
    with pytest.raises(changes.Refused, match="没有做这件事的权限"):
        try_import(ledger_import=LedgerImport.objects.get(), by=person)
