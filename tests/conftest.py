"""What all tests share: settings for tests, and small fixtures that each add one step."""

import gc

import pytest
from django.db import transaction
from django.template.backends.jinja2 import Template
from django.test import override_settings
from django.test.signals import template_rendered
from django.utils import translation
from hypothesis import is_hypothesis_test
from hypothesis import settings as hypothesis_settings

from policies.models import Action
from policies.queries.cache import clear_cache
from tests import factories
from tests.processes import Apart
from tests.sizes import SIZE

hypothesis_settings.register_profile("small", max_examples=50, derandomize=True, deadline=None)
hypothesis_settings.register_profile("full", max_examples=500, derandomize=True, deadline=None)
hypothesis_settings.register_profile("long", max_examples=20_000, deadline=None)
hypothesis_settings.load_profile(SIZE)


# What is imported stays to the end, and little else goes in circles: looked for as often as usual, a tenth of the time goes.
gc.collect()
gc.freeze()
gc.set_threshold(200_000, 50, 50)

TESTED_ON = pytest.StashKey[str]()
# What tests that look at the record ask for, by themselves or through another fixture.
OF_THE_RECORD = {"db", "module_db", "migrated"}


def pytest_collection_modifyitems(items):
    """Mark what nobody has to mark by hand: properties as thorough, and what asks for no database, which `tests.run` runs once."""
    for item in items:
        if is_hypothesis_test(getattr(item, "function", None)):
            item.add_marker(pytest.mark.thorough)
        if not (OF_THE_RECORD.intersection(item.fixturenames) or item.get_closest_marker("django_db")):
            item.add_marker(pytest.mark.without_database)


@pytest.fixture(scope="session", autouse=True)
def _database_is_known(request, django_db_setup, django_db_blocker):
    """Ask the database that the tests really use for its version."""
    from django.db import connection  # after pytest-django has set Django up

    question = {"sqlite": "SELECT 'SQLite ' || sqlite_version()", "postgresql": "SELECT 'PostgreSQL ' || version()"}
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(question[connection.vendor])
        words = cursor.fetchone()[0].replace("PostgreSQL PostgreSQL", "PostgreSQL").split()
    request.config.stash[TESTED_ON] = " ".join(words[:2])


def pytest_terminal_summary(terminalreporter, config):
    """Say which database the tests ran on: `tests.run` looks for this line."""
    terminalreporter.write_line(f"database: {config.stash.get(TESTED_ON, 'none')}")


@pytest.fixture(scope="session", autouse=True)
def _pages_tell_what_they_were_given():
    """Have `response.context` and `response.templates` filled by the engine of the pages too, as Django does for its own."""

    def render(template, context=None, request=None):
        template_rendered.send(sender=template, template=template.template, context=context or {})
        return rendered(template, context, request)

    rendered, Template.render = Template.render, render
    yield
    Template.render = rendered


@pytest.fixture(autouse=True)
def _files_of_their_own(settings, tmp_path):
    """Files that a test stores go to a folder of its own."""
    settings.MEDIA_ROOT, settings.DATA_DIR = tmp_path / "media", tmp_path / "data"
    settings.WORK_DIR = tmp_path / "work"


@pytest.fixture(autouse=True)
def _nothing_kept():
    """What pages kept of one test's record is not the next one's."""
    clear_cache()


@pytest.fixture(autouse=True)
def _in_chinese():
    """A page that a test asked for in English leaves nothing behind for the next test."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture(scope="module")
def module_db(django_db_setup, django_db_blocker, tmp_path_factory):
    """For what many tests of a module only look at: made once, gone after the last; each test's own changes go with it."""
    files = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with files, django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory, django_db_setup, django_db_blocker) -> Apart:
    """An empty database for processes of their own; tests work on copies."""
    with django_db_blocker.unblock():
        return Apart(tmp_path_factory.mktemp("apart"), "migrated").make()


@pytest.fixture
def staff(db):
    return factories.make_staff()


@pytest.fixture(scope="module")
def module_action(module_db) -> int:
    """The key of an action, made once, for a module of which every test begins with `action`: see usefixtures there."""
    return factories.make_reply(published=True, actions=1).actions.get().pk


@pytest.fixture
def action(request, staff):
    """An action of a published letter, led by a unit; the same for all tests of a module that uses `module_action`."""
    if "module_action" in request.fixturenames:
        return Action.objects.get(pk=request.getfixturevalue("module_action"))
    return factories.make_reply(published=True, actions=1).actions.get()
