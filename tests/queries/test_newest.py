"""The order by what changed last, against the plain way: work out each row's latest moment, and sort."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from policies import changes
from policies.exchange.feeds.moments import OF_ACTIONS, latest, newest
from policies.models import Action, DeadlineChange, Update
from policies.models.days import ends
from policies.queries.paging import BadCursor, paginate
from tests.factories import make_reply, make_staff, make_update

pytestmark = [pytest.mark.django_db, pytest.mark.database]
START = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def record(module_db):
    """Ten actions to which things happened on twenty days, so that many coincide."""
    chance, staff = Random(61), make_staff()
    actions = list(make_reply(actions=10, confirmed=True).actions.all())

    def some_day(earliest: int = 0) -> datetime:
        return START + timedelta(days=chance.randint(earliest, 20))

    for _ in range(20):
        update = make_update(chance.choice(actions[:8]))
        told = {"published_at": some_day()}
        if chance.random() < 0.3:
            changes.withdraw_update(update=update, reason="填错了", by=staff)
            told["withdrawn_at"] = some_day()
        Update.objects.filter(pk=update.pk).update(**told)
    for action in actions:
        Action.objects.filter(pk=action.pk).update(published_at=some_day())
    for action in actions[::3]:
        moved = DeadlineChange.objects.create(action=action, after=START, reason="招标流标", changed_by=staff)
        DeadlineChange.objects.filter(pk=moved.pk).update(changed_at=some_day())
    make_update(actions[9], draft=True, published=False)


def read(order, size: int, rows=None) -> list[tuple[datetime, int]]:
    """Return the moment and the key of every row, page by page."""
    rows = Action.objects.public() if rows is None else rows
    met, cursor = [], ""
    while True:
        page = paginate(rows, order, cursor, size)
        assert len(page.items) == size or not page.next
        met += [(row.changed_at, row.pk) for row in page.items]
        if not (cursor := page.next):
            return met


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_each_page_is_a_piece_of_the_whole_order(record, size):
    told = latest(Action.objects.public(), OF_ACTIONS, None)
    assert len(told) == 10 and len(set(told.values())) < 10  # some coincide
    assert read(newest(OF_ACTIONS, None), size) == sorted(((at, pk) for pk, at in told.items()), reverse=True)


def test_a_row_says_by_what_it_changed(record):
    for row in paginate(Action.objects.public(), newest(OF_ACTIONS, None), "", 50).items:
        moments = row.changed_by.told(Action.objects.filter(pk=row.pk)).values_list("moment", flat=True)
        assert row.changed_at in moments


def test_of_a_past_day_only_what_had_happened_counts(record):
    day = (START + timedelta(days=8)).date()
    rows = Action.objects.public().filter(published_at__lt=ends(day))  # as a list of that day asks
    told = latest(rows, OF_ACTIONS, day)
    assert 2 < len(told) < 10
    assert read(newest(OF_ACTIONS, day), 2, rows) == sorted(((at, pk) for pk, at in told.items()), reverse=True)


def test_a_cursor_of_another_order_or_way_is_refused(record):
    for cursor in ("x", "WyJuZXdlc3QiLCJhZnRlciIsIjIwMjYtMDEtMDFUMDA6MDA6MDArMDA6MDAiLDFd"):
        with pytest.raises(BadCursor):
            paginate(Action.objects.public(), newest(OF_ACTIONS, None), cursor)
