"""Every page of the admin opens and shows what it is for; only staff see it; no list asks in a loop."""

import re
from datetime import date

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from policies.admin import columns
from policies.ingest import ingest
from policies.models import (
    Doubt,
    Reading,
    Reply,
)
from tests import factories
from tests.full_record import one_of_everything

LETTER = """关于市政协十届二次会议第0021号提案的答复函

王小河委员：

您提出的《关于修缮南街小学校舍的提案》收悉。现答复如下：

下一步，我们将重点做好以下工作：

（一）修缮校舍。将于2027年底前完成南街小学校舍修缮。

青原县教育局
2026年3月2日
"""


@pytest.fixture
def desk(client, staff):
    """The browser of somebody who may do everything."""
    client.force_login(staff)
    return client


@pytest.fixture
def record(staff):
    """At least one row of every model."""
    return one_of_everything(LETTER, staff)


def models():
    return sorted((m for m in admin.site._registry if m._meta.app_label == "policies"), key=lambda m: m.__name__)


def test_tallies_are_no_page_of_the_admin():
    assert len(models()) == 26
    assert "Tally" not in [model.__name__ for model in models()]


@pytest.mark.database
def test_list_and_page_of_every_model_open(desk, record, subtests):
    for model in models():
        with subtests.test(model=model.__name__):
            row = model.objects.first()
            listed = desk.get(reverse(f"admin:policies_{model._meta.model_name}_changelist"))
            shown = desk.get(reverse(f"admin:policies_{model._meta.model_name}_change", args=[row.pk]))
            searched = desk.get(reverse(f"admin:policies_{model._meta.model_name}_changelist"), {"q": "水利"})
            assert (listed.status_code, shown.status_code, searched.status_code) == (200, 200, 200)
            assert str(model._meta.verbose_name_plural) in listed.content.decode()
            assert len(listed.context["cl"].result_list) > 0
            for page in (listed, shown):
                assert (
                    re.findall(r"<script>|<style| style=| on[a-z]+=", page.content.decode()) == []
                )  # the policy forbids them
            assert str(row)[:10] in shown.content.decode() or shown.context["original"] == row


def test_only_registers_and_letters_are_added_by_hand(desk, record, subtests):
    added = {
        "Account",
        "Category",
        "Handling",
        "LedgerImport",
        "Organisation",
        "OutcomeClass",
        "Place",
        "Proposal",
        "Reply",
        "Satisfaction",
    }
    for model in models():
        with subtests.test(model=model.__name__):
            answer = desk.get(reverse(f"admin:policies_{model._meta.model_name}_add"))
            assert answer.status_code == (200 if model.__name__ in added | {"Session"} else 403)


def test_what_is_on_record_cannot_be_deleted(desk, record, subtests):
    kept = {
        "Account",
        "Action",
        "AuditEntry",
        "Commitment",
        "DeadlineChange",
        "Digest",
        "Doubt",
        "LedgerEntry",
        "LedgerImport",
        "LedgerMapping",
        "LedgerRow",
        "Evidence",
        "ReaderCorrection",
        "Reading",
        "Remark",
        "Reminder",
        "Reply",
        "Update",
    }
    for model in models():
        with subtests.test(model=model.__name__):
            row = model.objects.first()
            answer = desk.post(reverse(f"admin:policies_{model._meta.model_name}_delete", args=[row.pk]))
            assert answer.status_code == (403 if model.__name__ in kept else 200)
            assert model.objects.filter(pk=row.pk).exists()


def test_first_page_lists_the_work_in_order_and_what_waits(desk, record, action):
    factories.make_update(action, published=False, by=factories.make_staff("colleague"))
    answer = desk.get(reverse("admin:index"))
    sections = [section["name"] for section in answer.context["app_list"]]
    assert sections[:5] == ["答复与进展", "台账", "提案和建议", "基础信息", "存档"]
    first = [model["name"] for model in answer.context["app_list"][0]["models"]]
    assert first == ["答复", "疑点", "具体举措", "进展", "佐证", "读者更正"]
    waiting = {str(label): n for _group, rows in answer.context["queue"] for label, n, _more, _url in rows}
    assert waiting["待审核的进展"] == 1
    assert waiting["待确认的答复"] == 1
    assert "答复承诺追踪 · 管理" in answer.content.decode()


def test_links_of_what_waits_lead_to_lists_that_show_it(desk, record):
    rows = [row for _group, rows in desk.get(reverse("admin:index")).context["queue"] for row in rows]
    assert sum(n for _label, n, _more, _url in rows) > 3
    for _label, n, _more, url in rows:
        assert desk.get(url).context["cl"].result_count == n


def test_reply_list_filters_and_searches(desk, staff, subtests):
    factories.make_reply()
    factories.make_reply(published=False, confirmed=True)
    factories.make_reply(withdrawn=True)
    ingest(LETTER.encode(), name="letter.txt")
    for query, n in (
        ("state=read", 1),
        ("state=published", 1),
        ("state=withdrawn", 1),
        ("state=confirmed", 1),
        ("state=misspelt", 0),  # finds nothing
        ("doubts=open", 1),
        ("doubts=none", 3),
        ("q=青水函", 3),
        ("q=教育局", 1),
    ):
        with subtests.test(query=query):
            answer = desk.get(reverse("admin:policies_reply_changelist") + f"?{query}", follow=True)
            assert answer.context["cl"].result_count == n


def test_reply_list_counts_actions_and_open_doubts(desk, staff):
    ingest(LETTER.encode(), name="letter.txt")
    row = desk.get(reverse("admin:policies_reply_changelist")).context["cl"].result_list[0]
    doubts = Reply.objects.get().readings.get().doubts.count()
    assert (row.action_count, row.doubt_count) == (1, doubts)
    assert doubts > 0


def test_action_list_filters_and_searches(desk, staff, subtests):
    for reported in (True, False):
        late = factories.make_reply(actions=1, due_on=date(2026, 1, 31)).actions.get()
        if reported:
            factories.make_update(late)
    factories.make_reply(actions=1)
    for query, n in (
        ("due=overdue", 1),
        ("due=silent", 1),
        ("due=none", 1),
        ("status__exact=in_progress", 1),
        ("strength__exact=soft", 0),
        ("public=no", 0),
        ("demo=no", 3),
        ("q=青原县水利局", 3),
    ):
        with subtests.test(query=query):
            answer = desk.get(reverse("admin:policies_action_changelist") + f"?{query}")
            assert answer.context["cl"].result_count == n


def queries(client, url: str) -> int:
    """Count what one more look at a page asks of the database."""
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


LISTS = ["reply", "action", "update", "readercorrection", "doubt", "evidence", "proposal", "organisation"]


def test_addresses_of_lists_take_values_and_no_patterns(desk):
    """A pattern in the address of a list can keep the database busy for hours; no filter writes one."""
    for asked in (
        "text__regex=(.%2B?)(.%2B?)%5C1%5C2$",
        "title__iregex=a",
        "title__contains=a",
        "reply__text__regex=a",
    ):
        assert desk.get(f"/admin/policies/reply/?{asked}").status_code == 400, asked
        assert desk.get(f"/admin/policies/action/?{asked}").status_code in (400, 302), asked
    assert desk.get("/admin/policies/reply/?issued_on__gte=2025-01-01").status_code == 200


def test_letters_are_narrowed_to_a_year(desk):
    for year in (2024, 2026):
        factories.make_reply(issued_on=date(year, 3, 1))
    page = desk.get("/admin/policies/reply/")
    assert [f"?issued_on__year={year}" in page.content.decode() for year in (2023, 2024, 2025, 2026)] == [
        False, True, True, True,
    ]  # fmt: skip
    narrowed = desk.get("/admin/policies/reply/?issued_on__year=2024").context["cl"].result_list
    assert [reply.issued_on.year for reply in narrowed] == [2024]
    assert desk.get("/admin/policies/reply/?issued_on__year=soon", follow=True).status_code == 200


def test_units_are_listed_beside_the_actions_while_they_are_few(desk, monkeypatch):
    units = [factories.make_unit(name) for name in ("甲县水利局", "乙县水利局", "丙县水利局")]
    for unit in units:
        factories.make_reply(lead=unit)
    offered = f"?lead__id__exact={units[0].pk}"
    assert desk.get("/admin/policies/action/").content.decode().count(offered) == 2  # in its row, and beside the list
    monkeypatch.setattr(columns, "MOST_CHOICES", 2)
    assert desk.get("/admin/policies/action/").content.decode().count(offered) == 1
    chosen = desk.get("/admin/policies/action/", {"lead__id__exact": units[1].pk})
    assert [action.lead for action in chosen.context["cl"].result_list] == [units[1]]
    assert "甲县水利局" not in chosen.content.decode()


def test_lists_ask_as_often_for_a_dozen_rows_as_for_one(desk, staff):
    counts = []
    for upto in (1, 12):
        for i in range(Reply.objects.count(), upto):
            unit = factories.make_unit(f"青原县第{i}局")
            reply = factories.make_reply(actions=1, lead=unit, category=factories.make_category(f"第{i}类"))
            factories.make_update(reply.actions.get())
            reading = Reading.objects.create(reply=reply, reader_version="1", result={})
            Doubt.objects.create(reading=reading, code="session_unknown")
            factories.make_correction(reply.actions.get())
        counts.append({name: queries(desk, reverse(f"admin:policies_{name}_changelist")) for name in LISTS})
    assert counts[0] == counts[1]
    assert max(counts[0].values()) <= 20


@pytest.mark.parametrize("name", ["reply", "action"])
def test_pages_ask_as_often_for_a_dozen_rows_as_for_two(desk, staff, name):
    counts = []
    for n in (2, 12):
        reply = factories.make_reply(actions=n)
        action = reply.actions.first()
        for i in range(n):
            factories.make_update(action, happened_on=date(2025, 8, 1 + i % 28))
        row = reply if name == "reply" else action
        counts.append(queries(desk, reverse(f"admin:policies_{name}_change", args=[row.pk])))
    assert counts[0] == counts[1] <= 34


@pytest.mark.parametrize("path", ["", "policies/reply/", "policies/action/", "policies/reply/add/"])
def test_strangers_are_sent_to_the_login(client, db, path):
    outsider = get_user_model().objects.create_user("charlie", password="a long password")
    asked = [client.get(f"/admin/{path}")]
    client.force_login(outsider)
    asked.append(client.get(f"/admin/{path}"))
    assert [answer.status_code for answer in asked] == [302, 302]
    assert all(answer["Location"].startswith("/admin/login/") for answer in asked)


def test_staff_without_the_right_see_no_buttons_and_are_refused(client, action):
    client.force_login(factories.make_member("reporter", action.lead))
    url = reverse("admin:policies_reply_change", args=[action.reply_id])
    assert client.get(url).context["offers"] == {}
    client.post(url, {"deed": "withdraw_reply", "reason": "试试"})
    assert Reply.objects.get(pk=action.reply_id).is_public
