"""Whoever waits too long for somebody else's many changes is told so, and loses nothing."""

import sqlite3
from contextlib import closing

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.db import DatabaseError, OperationalError
from django.urls import path

from tests.pages import text_of
from tracker import urls


def write_beside(request, file: str):
    """Write to a database into which somebody else is writing."""
    with closing(sqlite3.connect(f"/{file}")) as first, closing(sqlite3.connect(f"/{file}", timeout=0)) as second:
        first.execute("BEGIN EXCLUSIVE")
        try:
            second.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise OperationalError(*error.args) from error


def break_down(request):
    raise DatabaseError("disk full")


urlpatterns = [
    path("break/", break_down),
    *i18n_patterns(path("write/<path:file>", write_beside), prefix_default_language=False),
    *urls.urlpatterns,
]
pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.urls("tests.public.test_busy")]


@pytest.mark.parametrize(("root", "told"), [("/", "什么也没有改动"), ("/en/", "nothing was changed")])
def test_a_change_that_waited_too_long_says_so(client, tmp_path, root, told):
    answer = client.post(f"{root}write{tmp_path}/busy.sqlite3")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert told in text_of(answer)


def test_other_errors_of_the_database_are_no_waiting(client):
    with pytest.raises(DatabaseError):
        client.get("/break/")
