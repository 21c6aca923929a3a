"""Values from the environment; a wrong one stops the start with a sentence that says what to write."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

env = environ.Env()


def env_bool(name: str, default: str = "0") -> bool:
    """Read 0 or 1. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, default)
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} is {value!r}; set it to 0 or 1.")
    return value == "1"


def env_number(name: str, default: str) -> int:
    """Read a number from 0 to 9. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, default)
    if len(value) != 1 or value not in "0123456789":
        raise ImproperlyConfigured(f"{name} is {value!r}; set it to a number from 0 to 9.")
    return int(value)


def env_hosts(name: str, *, debug: bool) -> list[str]:
    """Read the host names under which the site answers, separated by commas."""
    hosts = [host for part in os.environ.get(name, "").split(",") if (host := part.strip())]
    if not hosts and not debug:
        raise ImproperlyConfigured(f"{name} is not set. Write the site's host name: {name}=tracker.example.cn")
    return hosts or ["127.0.0.1", "localhost", "[::1]"]


def env_site(name: str, default: str) -> str:
    """Read the address under which people reach the site, without a slash behind it."""
    value = os.environ.get(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path:
        raise ImproperlyConfigured(f"{name} is {value!r}; write it like https://tracker.example.cn")
    return value


def env_contact(name: str) -> str:
    """Read how the people behind the site are reached: a mail address or a web page; empty where none is told."""
    value = os.environ.get(name, "").strip()
    if value and "@" not in value and not value.startswith(("https://", "http://")):
        raise ImproperlyConfigured(
            f"{name} is {value!r}; write a mail address or a web page: https://example.cn/contact"
        )
    return value


def env_licence(name: str, example: str) -> tuple[str, str]:
    """Read the name of a licence and, behind it, the address where it can be read; both empty where none is given."""
    words, _space, address = os.environ.get(name, "").strip().rpartition(" ")
    if address and not (words and address.startswith(("https://", "http://"))):
        raise ImproperlyConfigured(f"{name} must end in the licence's address; write {name}='{example}'")
    return words.strip(), address


def database(name: str, default: str) -> dict:
    """Read a database URL into Django's settings for it.

    SQLite readers and writers must not wait for each other (WAL), and a transaction that will write takes its
    lock at once (IMMEDIATE): one that upgrades later fails at once instead of waiting.
    """
    url = os.environ.get(name, default)
    if not url.startswith(("sqlite:////", "postgresql://", "postgres://")):
        raise ImproperlyConfigured(
            f"{name} is {url!r}; write sqlite:////absolute/path or postgresql://user:password@host:port/name"
        )
    settings = env.db_url_config(url)
    if settings["ENGINE"].endswith("sqlite3"):
        settings["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
        # A new connection reads the whole schema before its first statement, and prepares each statement anew.
        settings["CONN_MAX_AGE"] = 60
    else:
        # A page at random costs hardly more than the next one, where no disk turns; told otherwise, the planner compares
        # the numbers of every row of the search with those sought before it asks their index.
        settings["OPTIONS"] = {"options": "-c random_page_cost=1.1"} | settings.get("OPTIONS", {})
        settings["CONN_MAX_AGE"] = 60
        settings["CONN_HEALTH_CHECKS"] = True
    return settings


def email(name: str, default: str) -> dict[str, object]:
    """Read a mail address such as smtp+tls://user:password@host:587 into Django's EMAIL_* settings."""
    url = os.environ.get(name, default)
    try:
        return env.email_url_config(url)
    except (KeyError, ValueError, environ.ImproperlyConfigured) as error:
        raise ImproperlyConfigured(
            f"{name} cannot be read; write consolemail:// or smtp+tls://user:password@host:587"
        ) from error


def mail_from(name: str, *, site: str) -> str:
    """Read the address that mail comes from; without one, one of the site's own host."""
    value = os.environ.get(name, "") or f"noreply@{urlsplit(site).hostname}"
    if "@" not in value or "\n" in value:
        raise ImproperlyConfigured(f"{name} is {value!r}; write a mail address: tracker@example.cn")
    return value


def secret_key(name: str, *, debug: bool, folder: Path) -> str:
    """Read the secret key. With `debug` and none given, one is made and kept in `folder`."""
    if value := os.environ.get(name):
        if len(value) < 50 and not debug:
            raise ImproperlyConfigured(f"{name} is too short; use 50 random characters or more.")
        return value
    if not debug:
        raise ImproperlyConfigured(
            f"{name} is not set. Set it to 50 random characters or more and keep them; to try the tracker on this "
            "machine alone, set DEBUG=1 instead."
        )
    kept = folder / "secret_key"
    if not kept.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = folder / f"secret_key.{os.getpid()}"
        made.touch(mode=0o600)
        made.write_text(get_random_secret_key() + get_random_secret_key(), encoding="ascii")
        made.rename(kept)  # whole or not at all, also where two start at once
    return kept.read_text(encoding="ascii")
