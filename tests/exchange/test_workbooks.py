"""Large workbooks: asked for once, made by the worker, taken by everybody, and gone with what is withdrawn."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.core.management import CommandError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from policies import changes
from policies.exchange.workbooks import build, store
from policies.models import Reply
from policies.office.background import Progress, tidying
from policies.office.locks import WORKER, alone
from policies.public.views import downloads, workbooks
from tests.factories import make_category, make_reply, make_staff, make_update
from tests.pages import ids_on, text_of
from tests.secrets_site import HIDDEN, build_site
from tests.worker import work

pytestmark = pytest.mark.django_db
PAGE, FILE = "/actions/workbook/", "/actions.xlsx"


@pytest.fixture(autouse=True)
def _two_are_many(monkeypatch):
    for module in (downloads, workbooks):
        monkeypatch.setattr(module, "MOST_AT_ONCE", 2)


@pytest.fixture(scope="module", autouse=True)
def asked_for(module_db) -> list[int]:
    return [make_reply(actions=3).pk, make_reply(category=make_category()).pk]


@pytest.fixture
def letters(asked_for, db) -> list[Reply]:
    return [Reply.objects.get(pk=pk) for pk in asked_for]


def status(client, address: str) -> int:
    answer = client.get(address)
    answer.getvalue()  # a file that is handed over is open until it was read
    return answer.status_code


def ready(client, query: str = "") -> str:
    """Have a workbook made; return its address as the page links it."""
    client.post(PAGE + query)
    work()
    return link_on(client.get(PAGE + query))


def link_on(page) -> str:
    [address] = [part.split('"')[0] for part in page.content.decode().split('href="') if part.startswith("/workbooks/")]
    return address


def rows_of(answer) -> list[int]:
    assert answer.status_code == 200
    sheet = openpyxl.load_workbook(BytesIO(answer.getvalue()))["actions"]
    return [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_a_workbook_is_asked_for_made_and_taken(letters, client):
    assert client.get(FILE)["Location"] == PAGE
    page = client.get(PAGE)
    assert page.status_code == 200 and "准备这个工作簿" in text_of(page) and not DBTaskResult.objects.exists()
    assert client.post(PAGE)["Location"] == PAGE
    waiting = client.get(PAGE)
    assert waiting.status_code == 202 and "做它的后台程序现在没有运行" in text_of(waiting)
    work()
    done = client.get(PAGE)
    assert done.status_code == 200 and "4 条" in text_of(done) and '<form method="post"' not in done.content.decode()
    listed = ids_on(client.get("/actions/?order=newest"), "actions")
    answer = client.get(link_on(done))
    today = timezone.localdate().isoformat()
    assert answer["Content-Disposition"] == f'attachment; filename="actions-{today}-4-of-4.xlsx"'
    assert (answer["Tracker-Total"], answer["Tracker-Of"], answer["Cache-Control"]) == ("4", "4", "no-cache")
    assert rows_of(answer) == rows_of(client.get(FILE)) == listed != []


def test_the_same_list_is_made_once(letters, client):
    first = ready(client)
    client.post(f"{PAGE}?utm=x")
    assert not DBTaskResult.objects.filter(status="READY").exists()
    assert link_on(client.get(PAGE)) == first
    assert ready(client, "?status=unreported") != first
    client.post(f"{PAGE}?order=due"), client.post(f"{PAGE}?order=due")
    assert DBTaskResult.objects.filter(status="READY").count() == 1


def test_the_order_asked_for_is_the_order_of_the_rows(letters, client):
    address = ready(client, "?order=due")
    assert rows_of(client.get(address)) == ids_on(client.get("/actions/?order=due"), "actions")


def test_what_is_newer_is_offered_and_the_old_one_still_taken(letters, client):
    old = ready(client)
    make_update(letters[0].actions.first(), "in_progress")
    page = client.get(PAGE)
    assert "这份里没有那些变动" in text_of(page) and "做一份新的" in text_of(page)
    assert len(rows_of(client.get(old))) == 4 and client.get(FILE)["Location"] == PAGE
    new = ready(client)
    assert new != old and status(client, old) == 404
    assert "做一份新的" not in text_of(client.get(PAGE))


def test_another_day_is_newer(letters, client):
    ready(client)
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        assert "做一份新的" in text_of(client.get(PAGE))


def test_what_is_withdrawn_takes_the_workbook_with_it(letters, client):
    old = ready(client)
    gone = set(letters[0].actions.values_list("pk", flat=True))
    make_reply(actions=3)
    assert gone < set(rows_of(client.get(old)))
    changes.withdraw_reply(reply=letters[0], reason="寄错了单位", by=make_staff())
    assert status(client, old) == 404 and client.get(FILE)["Location"] == PAGE
    page = client.get(PAGE)
    assert "这份已经收回" in text_of(page) and "/workbooks/" not in page.content.decode()
    assert gone.isdisjoint(rows_of(client.get(ready(client))))


def test_no_workbook_holds_what_is_not_public(client, monkeypatch):
    build_site()
    for module in (downloads, workbooks):
        monkeypatch.setattr(module, "MOST_AT_ONCE", 0)
    book = openpyxl.load_workbook(BytesIO(client.get(ready(client)).getvalue()))
    words = "".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    assert "明引" in words and [word for word in HIDDEN if word in words] == []


def test_few_lie_ready_and_the_oldest_goes_first(letters, client, monkeypatch):
    monkeypatch.setattr(store, "MOST_FILES", 2)
    first, second, third = (ready(client, query) for query in ("", "?order=due", "?order=updated"))
    assert [status(client, each) for each in (first, second, third)] == [404, 200, 200]
    assert len(list(store.home().glob("*.xlsx"))) == len(list(store.home().glob("*.json"))) == 2
    monkeypatch.setattr(store, "MOST_BYTES", 1)
    assert "准备这个工作簿" in text_of(_asked(client, "?order=newest"))


def _asked(client, query: str):
    client.post(PAGE + query)
    work()
    return client.get(PAGE + query)


def test_an_address_asks_for_few_within_an_hour(letters, client, monkeypatch):
    monkeypatch.setattr(build, "MOST_FROM_ONE_ADDRESS", 1)
    ready(client)
    refused = client.post(f"{PAGE}?order=due")
    assert (
        refused.status_code == 429 and "一小时内已经要了 1 个" in text_of(refused) and refused["Retry-After"] == "3600"
    )
    assert client.post(f"{PAGE}?order=due", REMOTE_ADDR="192.0.2.7").status_code == 302
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert client.post(f"{PAGE}?order=updated").status_code == 302


def test_few_wait_at_once(letters, client, monkeypatch):
    monkeypatch.setattr(build, "MOST_WAITING", 1)
    assert client.post(PAGE).status_code == client.post(PAGE).status_code == 302
    full = client.post(f"{PAGE}?order=due")
    assert full.status_code == 503 and "已经有 1 个工作簿在等" in text_of(full)
    assert DBTaskResult.objects.count() == 1


def test_more_than_a_sheet_holds_is_not_made(letters, client, monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_ROWS", 3)
    page = client.post(PAGE)
    assert "一张工作表最多放 3 条" in text_of(page) and "/actions.csv" in page.content.decode()
    assert not DBTaskResult.objects.exists()


def test_a_small_one_is_taken_at_once_and_needs_no_worker(letters, client):
    assert "随要随做" in text_of(client.get(f"{PAGE}?category=农业水利类"))
    assert len(rows_of(client.get(f"{FILE}?category=农业水利类"))) == 1


def test_values_that_mean_nothing_are_named(letters, client):
    assert "无效" in text_of(client.get(f"{PAGE}?status=finished"))


def test_whoever_comes_from_an_english_page_goes_on_to_one(letters, client):
    assert client.get(FILE, headers={"referer": "http://testserver/en/actions/"})["Location"] == f"/en{PAGE}"
    assert 'lang="en"' in client.get(f"/en{PAGE}").content.decode()


def test_the_page_says_how_far_it_is(letters, client):
    client.post(PAGE), client.post(f"{PAGE}?order=due")
    with alone(WORKER):
        assert "前面还有 1 件" in text_of(client.get(f"{PAGE}?order=due"))
        row = begun()
        assert "正在做。" in text_of(client.get(PAGE))
        Progress(str(row.pk)).tell(2000, 4000)
        assert "写到第 2,000 条，共 4,000 条" in text_of(client.get(PAGE))


def begun(times: int = 1) -> DBTaskResult:
    """Let the first in the queue be begun by a worker that goes no further."""
    row = DBTaskResult.objects.ready().first()
    for each in range(times):
        row.claim(f"worker {each}")
    return row


def test_what_a_dead_worker_left_is_done_by_the_next(letters, client):
    client.post(PAGE)
    row = begun()
    page = client.get(PAGE)
    assert page.status_code == 202 and "做到一半停下了" in text_of(page)
    work()
    row.refresh_from_db()
    assert (row.status, len(row.worker_ids)) == ("SUCCESSFUL", 2)
    assert len(rows_of(client.get(FILE))) == 4


def test_what_kills_its_worker_again_and_again_is_given_up(letters, client):
    client.post(PAGE)
    begun(3)
    work()
    assert "上一次没有做成" in text_of(client.get(PAGE))
    assert ready(client)


@pytest.mark.database
def test_there_is_one_worker(db):
    with alone(WORKER), pytest.raises(CommandError, match="另一个后台进程已经在运行"):
        work()


def test_what_is_over_is_forgotten_and_with_it_who_asked(letters, client):
    ready(client)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        client.post(f"{PAGE}?order=due")
        assert [row.args_kwargs["kwargs"]["query"] for row in DBTaskResult.objects.all()] == ["order=due"]
        tidying.tidy.enqueue()
        work()
        [later] = DBTaskResult.objects.filter(status="READY")
        assert later.run_after - timezone.now() > timedelta(minutes=50)
