"""Overdue, silent, stale: the list and the single action say the same, on the day itself too."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from policies.models import Action, Status
from tests.factories import make_reply

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = date(2026, 3, 10)


@pytest.fixture
def shelf():
    """Every status × due yesterday, today, tomorrow, never × news 179, 180, 181 days ago, or none."""
    reply = make_reply(actions=1)
    like = reply.actions.get()
    rows, start = [], 10_000
    for status in Status:
        for due in (TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1), None):
            for days in (179, 180, 181, None):
                told = days and timezone.make_aware(datetime(2026, 3, 10, 0, 30)) - timedelta(days=days)
                start += 10
                rows.append(
                    Action(
                        reply=reply, commitment=like.commitment, quote="修渠", start=start, end=start + 2,
                        strength="firm", status=status, due_on=due, last_published_at=told,
                    )
                )  # fmt: skip
    return Action.objects.bulk_create(rows)


@pytest.mark.parametrize("flag", ["overdue", "silent", "stale"])
def test_the_list_and_the_action_agree(shelf, flag):
    listed = set(getattr(Action.objects.filter(pk__in=[row.pk for row in shelf]), flag)(TODAY))
    assert listed == {row for row in shelf if getattr(row, f"is_{flag}")(TODAY)}
    assert 0 < len(listed) < len(shelf)


def test_what_is_due_today_is_not_late(shelf):
    assert not [row for row in shelf if row.due_on == TODAY and (row.is_overdue(TODAY) or row.is_silent(TODAY))]


def test_news_of_just_180_days_is_not_stale(shelf):
    days = {(TODAY - timezone.localtime(row.last_published_at).date()).days for row in shelf if row.is_stale(TODAY)}
    assert days == {181}
