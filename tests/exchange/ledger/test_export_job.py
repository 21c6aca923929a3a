"""Ledgers of many rows, written by the worker: the rows of the list, for whoever asked and nobody else."""

import os
import time
from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook

from policies.admin.ledger import export, export_job
from policies.models import AuditEntry, Organisation
from policies.office.background import Progress, folder, tidying
from policies.office.locks import WORKER, alone
from tests.exchange.ledger.office import table
from tests.factories import make_member, make_reply, make_unit
from tests.forms import forms_on
from tests.pages import text_of
from tests.worker import work

pytestmark = pytest.mark.django_db
LIST = "/admin/policies/action/"


@pytest.fixture(autouse=True)
def _one_row_is_many(monkeypatch):
    monkeypatch.setattr(export, "MOST_ROWS", 1)


@pytest.fixture
def clerk(db):
    unit = make_unit()
    make_reply(actions=3, lead=unit), make_reply(actions=2, lead=make_unit("青原县教育局"))
    return make_member("reporter", unit)


@pytest.fixture
def desk(client, clerk):
    client.force_login(clerk)
    return client


def asked(desk, suffix: str = "xlsx", query: str = ""):
    """Ask for the ledger and leave it to the worker; return the page that tells of it."""
    page = desk.get(f"{LIST}ledger.{suffix}{query}")
    assert "清单里超过 1 条" in text_of(page)
    form = next(form for form in forms_on(page) if "ledger" in form.action or form.action.startswith("?"))
    return desk.post(f"{LIST}ledger.{suffix}{query}", form.fields, follow=True)


def again(desk, page):
    return desk.get(page.request["PATH_INFO"])


def file_of(page) -> str:
    return f"{page.request['PATH_INFO']}file/"


def taken(desk, page) -> bytes:
    return desk.get(file_of(page)).getvalue()


def test_many_rows_are_written_by_the_worker_and_taken(desk, clerk):
    assert desk.get(f"{LIST}ledger.xlsx").status_code == 200 and not DBTaskResult.objects.exists()
    page = asked(desk)
    assert "后台进程没有在运行" in text_of(page) and "正在导出" in text_of(desk.get(LIST))
    work()
    done = again(desk, page)
    assert "取台账" in text_of(done) and "导出好的台账" in text_of(desk.get(LIST))
    rows = list(load_workbook(BytesIO(taken(desk, page)))["台账"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == 3  # the actions of their own unit
    noted = AuditEntry.objects.get(kind="exported")
    assert noted.by == clerk and noted.address == "127.0.0.1" and "3 条" in noted.words


def test_the_rows_are_those_of_the_list_as_narrowed(desk, clerk, client):
    client.force_login(get_user_model().objects.create_superuser("boss", "boss@example.org", "x"))
    unit = Organisation.objects.get(name="青原县教育局")
    page = asked(client, "csv", f"?lead__id__exact={unit.pk}")
    work()
    assert {row["主责单位"] for row in table(taken(client, page))} == {"青原县教育局"}
    assert "青原县教育局" in text_of(again(client, page))


def test_nobody_else_takes_it_or_sees_it(desk, client, clerk):
    page = asked(desk)
    work()
    client.force_login(make_member("reporter", make_unit(), username="other"))
    for address in (page.request["PATH_INFO"], file_of(page)):
        assert client.get(address)["Location"] == LIST
    assert "没有这份台账" in text_of(client.get(LIST))
    assert client.post(f"{page.request['PATH_INFO']}stop/")["Location"] == LIST


def test_who_belongs_elsewhere_since_takes_it_no_more(desk, clerk):
    page = asked(desk)
    work()
    clerk.memberships.all().delete()
    assert desk.get(file_of(page))["Location"] == LIST
    assert "这份台账不再提供" in text_of(desk.get(LIST))
    assert not AuditEntry.objects.filter(kind="exported").exists()


def test_the_rights_are_those_of_the_moment_when_it_runs(desk, clerk):
    page = asked(desk)
    clerk.is_active = False
    clerk.save()
    work()
    assert DBTaskResult.objects.get().return_value["outcome"] == "refused"
    clerk.is_active = True
    clerk.save()
    desk.force_login(clerk)
    assert "您没有做这件事的权限" in text_of(again(desk, page)) and list(folder("exports").iterdir()) == []


def test_pressed_twice_it_is_written_once_and_few_wait(desk, monkeypatch):
    assert asked(desk).request["PATH_INFO"] == asked(desk).request["PATH_INFO"]
    monkeypatch.setattr(export_job, "MOST_OPEN", 1)
    assert "已经有 1 份台账在等" in text_of(asked(desk, "csv"))
    assert DBTaskResult.objects.count() == 1


def test_it_is_stopped_by_who_asked(desk):
    page = asked(desk)
    assert "已停下。" in text_of(desk.post(f"{page.request['PATH_INFO']}stop/", follow=True))
    work()
    page = asked(desk)
    with alone(WORKER):
        row = DBTaskResult.objects.ready().first()
        row.claim("a worker")
        Progress(str(row.pk)).tell(1, 3)
        assert "做完 1 行，共 3 行" in text_of(again(desk, page))
        assert "已经要求停下" in text_of(desk.post(f"{page.request['PATH_INFO']}stop/", follow=True))
    work()
    assert "已停下。" in text_of(again(desk, page)) and list(folder("exports").iterdir()) == []


def test_it_lies_ready_for_a_day(desk):
    page = asked(desk)
    work()
    [file] = folder("exports").iterdir()
    yesterday = time.time() - tidying.FILES_KEPT - 1
    os.utime(file, (yesterday, yesterday))
    tidying.tidy.enqueue(), work()
    assert "已经删掉" in text_of(again(desk, page)) and desk.get(file_of(page))["Location"] == LIST
