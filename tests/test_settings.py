"""Starting with a wrong setting: it stops with a sentence that says what to write. Each start is a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from policies import checks
from policies.checks import links_in_mail_lead_somewhere, somebody_stands_behind_the_site, sqlite_is_large_enough
from tests.factories import make_reply

ROOT = Path(__file__).resolve().parent.parent
KEY = "k8v2-long-and-random-" * 4
# The settings of a real office (docs/operations.md).
PRODUCTION = {
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "tracker.example.cn",
    "SITE_URL": "https://tracker.example.cn",
    "SITE_OWNER": "云山市人民政府办公室",
    "SITE_CONTACT": "office@tracker.example.cn",
    "DATABASE_URL": "postgresql://tracker:secret@127.0.0.1:5432/tracker",
    "EMAIL_URL": "smtp+tls://tracker:secret@mail.example.cn:587",
    "MAIL_FROM": "tracker@example.cn",
    "PROXIES": "1",
}


def start(*arguments, **environment) -> subprocess.CompletedProcess:
    """Run `manage.py` in an environment that holds nothing but what is given."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=kept | environment, capture_output=True, text=True
    )


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        pytest.param({}, "SECRET_KEY is not set.", id="no-secret-key"),
        pytest.param({"SECRET_KEY": "short"}, "SECRET_KEY is too short", id="short-secret-key"),
        pytest.param({"DEBUG": "yes"}, "DEBUG is 'yes'; set it to 0 or 1.", id="debug"),
        pytest.param({"DEBUG": "1", "DATABASE_URL": "mysql://x"}, "DATABASE_URL is 'mysql://x'; write", id="database"),
        pytest.param({"DEBUG": "1", "SITE_URL": "tracker.cn"}, "SITE_URL is 'tracker.cn'; write it like", id="site"),
        pytest.param({"DEBUG": "1", "EMAIL_URL": "pigeon://x"}, "EMAIL_URL cannot be read", id="email"),
        pytest.param({"DEBUG": "1", "MAIL_FROM": "office"}, "MAIL_FROM is 'office'; write a mail", id="mail-from"),
        pytest.param({"DEBUG": "1", "PROXIES": "one"}, "PROXIES is 'one'; set it to a number", id="proxies"),
        pytest.param({"DEBUG": "1", "SITE_CONTACT": "room 3"}, "SITE_CONTACT is 'room 3'; write a mail", id="contact"),
        pytest.param({"DEBUG": "1", "DATA_LICENCE": "CC BY 4.0"}, "DATA_LICENCE must end in the", id="licence"),
        pytest.param({"SECRET_KEY": KEY}, "ALLOWED_HOSTS is not set", id="no-hosts"),
    ],
)
def test_a_wrong_value_stops_the_start_with_a_sentence(environment, sentence):
    done = start("check", **environment)
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert last.removeprefix("django.core.exceptions.ImproperlyConfigured: ").startswith(sentence)


def test_no_command_passes_over_a_wrong_value():
    assert "SECRET_KEY is not set." in start("makemigrations", "--check").stderr.splitlines()[-1]


def test_the_documented_production_settings_pass_the_deployment_check():
    done = start("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n")


def test_the_operations_manual_names_every_setting():
    manual = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    names = set()
    places = ("tracker/settings.py", "tracker/environment.py", "Makefile", "tests/run.py")
    for path in map(ROOT.joinpath, places):
        text = path.read_text(encoding="utf-8")
        names |= {name for name in ("DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "TEST_DATABASE_URL", "PORT",
                                    "SITE_URL", "EMAIL_URL", "MAIL_FROM", "PROXIES", "ONE_PERSON_OFFICE") if name in text}  # fmt: skip
    assert {name for name in names if f"`{name}`" not in manual} == set()


@pytest.mark.django_db
def test_the_models_and_the_migrations_agree():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_links_that_lead_to_this_machine_are_doubted_where_mail_leaves_it(settings):
    assert links_in_mail_lead_somewhere(None) == []
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert [doubt.id for doubt in links_in_mail_lead_somewhere(None)] == ["policies.W001"]
    settings.SITE_URL = "https://tracker.example.cn"
    assert links_in_mail_lead_somewhere(None) == []


def test_a_site_that_names_nobody_is_doubted_before_it_is_deployed(settings):
    settings.SITE_OWNER, settings.SITE_CONTACT = "青原县政协", ""
    [doubt] = somebody_stands_behind_the_site(None)
    assert doubt.id == "policies.W002" and "SITE_CONTACT not set" in doubt.msg
    settings.SITE_CONTACT = "office@example.cn"
    assert somebody_stands_behind_the_site(None) == []


@pytest.mark.django_db
def test_a_record_too_large_for_sqlite_is_doubted(monkeypatch):
    assert sqlite_is_large_enough(None, databases=["default"]) == []
    [action] = make_reply().actions.all()
    monkeypatch.setattr(checks, "MOST_ON_SQLITE", action.pk)
    assert sqlite_is_large_enough(None, databases=["default"]) == []
    monkeypatch.setattr(checks, "MOST_ON_SQLITE", action.pk - 1)
    doubts = [doubt.id for doubt in sqlite_is_large_enough(None, databases=["default"])]
    assert doubts == (["policies.W003"] if connection.vendor == "sqlite" else [])
    assert sqlite_is_large_enough(None) == []  # no database was asked for
