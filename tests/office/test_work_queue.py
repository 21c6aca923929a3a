"""The first page after login: what waits for whom, how much of it, and the list behind each number."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from policies import changes
from policies.admin import site
from policies.exchange.ledger.importing import import_ledger, leave_row, receive, try_import
from policies.models import LedgerRow, Update
from tests import factories
from tests.exchange.ledger.hostile import workbook

TODAY = timezone.localdate


@pytest.fixture
def unit(db):
    return factories.make_unit("青原县水利局")


@pytest.fixture
def reporter(unit):
    return factories.make_member("reporter", unit)


@pytest.fixture
def reviewer(unit):
    return factories.make_member("reviewer", unit)


def waits(by) -> dict[str, int]:
    """What the first page says waits for `by`: number by the code in its address, without what does not wait."""
    rows = [row for _group, rows in site.queue(by) for row in rows]
    return {url.rsplit("=", 1)[1]: n for _label, n, _more, url in rows if n}


def promise(unit, **fields):
    return factories.make_reply(lead=unit, category=factories.make_category(), **fields).actions.get()


def test_a_reporter_is_told_what_to_report(reporter, unit):
    promise(unit, due_on=TODAY() + timedelta(days=30))
    promise(unit, due_on=TODAY() + timedelta(days=31))
    promise(unit, due_on=TODAY() - timedelta(days=1))
    late = promise(unit, due_on=TODAY() - timedelta(days=1))
    factories.make_update(late, happened_on=TODAY())
    old = promise(unit)
    factories.make_update(old, happened_on=TODAY() - timedelta(days=200))
    Update.objects.filter(action=old).update(published_at=timezone.now() - timedelta(days=181))
    changes.save(obj=old.reply.place, by=factories.make_staff())  # statuses and their days are worked out anew
    assert waits(reporter) == {"due_soon": 1, "silent": 1, "overdue": 1, "stale": 1}


def test_what_was_done_or_is_not_public_waits_for_no_report(reporter, unit):
    done = promise(unit, due_on=TODAY() + timedelta(days=3))
    factories.make_update(done, "done", happened_on=TODAY())
    promise(unit, due_on=TODAY() - timedelta(days=3), published=False, confirmed=True)
    assert waits(reporter) == {}


def test_a_reviewer_is_told_what_to_review_but_not_what_they_wrote(reviewer, reporter, unit):
    action = promise(unit)
    factories.make_update(action, published=False, by=reporter)
    factories.make_update(action, published=False, by=reviewer)
    promise(unit, published=False)
    promise(unit, published=False, confirmed=True)
    assert waits(reviewer) == {"to_review": 1, "to_confirm": 1, "to_publish": 1}
    assert waits(reporter) == {}


def test_what_was_returned_waits_for_who_wrote_it(reviewer, reporter, unit):
    update = factories.make_update(promise(unit), published=False, by=reporter)
    changes.return_update(update=update, remark="写明哪一天开工。", by=reviewer)
    factories.make_update(promise(unit), published=False, draft=True, by=reporter)
    assert waits(reporter) == {"returned": 1, "drafts": 1}
    assert waits(reviewer) == {}


def test_what_somebody_wrote_for_a_unit_that_they_left_waits_no_more(reviewer, reporter, unit):
    update = factories.make_update(promise(unit), published=False, by=reporter)
    changes.return_update(update=update, remark="写明哪一天开工。", by=reviewer)
    reporter.memberships.all().delete()
    factories.make_member("reporter", factories.make_unit("青原县教育局"), username=reporter.username)
    assert waits(type(reporter).objects.get(pk=reporter.pk)) == {}


def test_nothing_of_another_unit_waits(reporter, reviewer):
    other = factories.make_unit("青原县教育局")
    factories.make_update(promise(other, due_on=TODAY() - timedelta(days=3)), published=False)
    promise(other, published=False)
    assert waits(reporter) == waits(reviewer) == {}


@pytest.mark.database
def test_each_number_leads_to_the_list_that_shows_it(client, reviewer, reporter, unit):
    for published in (True, False):
        promise(unit, published=published, due_on=TODAY() - timedelta(days=3))
    factories.make_update(promise(unit), published=False, by=reporter)
    other = factories.make_unit("青原县教育局")
    promise(other, due_on=TODAY() - timedelta(days=3))
    client.force_login(reviewer)
    page = client.get(reverse("admin:index"))
    rows = [row for _group, rows in page.context["queue"] for row in rows]
    assert {url.rsplit("=", 1)[1] for _label, n, _more, url in rows if n} == {"silent", "to_review", "to_confirm"}
    for _label, n, _more, url in rows:
        assert client.get(url).context["cl"].result_count == n


@pytest.mark.parametrize("wrong", ["to_review", "misspelt", ""])
def test_a_list_finds_nothing_for_what_does_not_wait_in_it(client, reviewer, unit, wrong):
    promise(unit)
    client.force_login(reviewer)
    listed = client.get(reverse("admin:policies_action_changelist"), {"waits": wrong})
    assert (listed.status_code, listed.context["cl"].result_count) == (200, 0)


def test_a_number_beyond_the_most_counted_says_so(client, reporter, unit, monkeypatch):
    monkeypatch.setattr(site, "MOST_COUNTED", 2)
    for _ in range(3):
        promise(unit, due_on=TODAY() - timedelta(days=1))
    client.force_login(reporter)
    assert "<strong>2+</strong>" in client.get(reverse("admin:index")).content.decode()


def test_an_account_without_a_role_is_told_so(client, unit):
    user = factories.make_member("reporter", unit)
    user.groups.clear()
    client.force_login(user)
    assert "您的账号还没有角色" in client.get(reverse("admin:index")).content.decode()


def test_the_first_page_asks_the_same_of_the_database_however_much_waits(
    client, reviewer, reporter, unit, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(reviewer)
    with django_assert_max_num_queries(40) as asked:
        client.get(reverse("admin:index"))
    for _ in range(5):
        factories.make_update(promise(unit, due_on=TODAY() - timedelta(days=3)), published=False, by=reporter)
        promise(unit, published=False)
    with django_assert_num_queries(len(asked)):
        client.get(reverse("admin:index"))


def test_rows_of_a_ledger_that_wait_for_their_letter_are_counted_for_who_imported_them(
    client, reporter, reviewer, unit
):
    def handed_in(by, number: str):
        made = receive(data=workbook(["", number, "将建成泵站", ""]), name="台账.xlsx", by=by)
        return try_import(ledger_import=made, by=by)

    import_ledger(ledger_import=handed_in(reporter, "青水函〔2032〕1号"), by=reporter)
    handed_in(reporter, "青水函〔2032〕2号")  # looked at and not imported
    assert waits(reporter) == {"without_letter": 1} and waits(reviewer) == {}
    assert waits(factories.make_staff()) == {"without_letter": 1}
    client.force_login(reporter)
    [url] = [url for _group, rows in site.queue(reporter) for _label, n, _more, url in rows if n]
    listed = client.get(url)
    assert listed.context["cl"].result_count == 1 and "青水函〔2032〕1号" in listed.content.decode()
    leave_row(row=LedgerRow.objects.waiting().get(), by=reporter)
    assert waits(reporter) == {}
