"""The desk of a reviewer, and an action with everything that a ledger tells of one."""

import pytest

from policies.models import Action
from tests.exchange.ledger.office import furnish
from tests.factories import make_member, make_unit


@pytest.fixture(scope="module")
def furnished(module_db) -> int:
    return furnish().pk


@pytest.fixture
def action(furnished, db) -> Action:
    return Action.objects.get(pk=furnished)


@pytest.fixture
def clerk(db):
    return make_member("reviewer", make_unit())


@pytest.fixture
def desk(client, clerk):
    client.force_login(clerk)
    return client
