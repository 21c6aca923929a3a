"""Two reviewers and two administrators, and what both of them have open."""

from datetime import date

import pytest

from tests import factories
from tests.admin.edit_conflicts.desks import desk


@pytest.fixture
def unit(db):
    return factories.make_unit("青原县水利局")


@pytest.fixture
def one(unit):
    """The desk of a reviewer."""
    return desk("reviewer", "王一", unit)


@pytest.fixture
def two(unit):
    """The desk of another reviewer of the same unit."""
    return desk("reviewer", "李二", unit)


@pytest.fixture
def keepers(unit):
    """The desks of two administrators."""
    return [desk("administrator", name) for name in ("赵三", "钱四")]


@pytest.fixture
def letter(unit):
    """A letter that nobody has confirmed yet."""
    return factories.make_reply(published=False, lead=unit, actions=2, due_on=date(2026, 6, 30))


@pytest.fixture
def draft(unit):
    reporter = factories.make_member("reporter", unit)
    action = factories.make_reply(lead=unit, due_on=date(2026, 6, 30)).actions.get()
    return factories.make_update(action, published=False, draft=True, reason="刚开工。", by=reporter)
