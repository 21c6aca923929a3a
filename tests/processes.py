"""Runs of `manage.py` in processes of their own, on databases of their own: for tests that kill them."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Apart:
    """A database of the kind that the suite runs on, and a folder for its files."""

    folder: Path
    name: str

    @property
    def url(self) -> str:
        if connection.vendor == "sqlite":
            return f"sqlite:///{self.folder}/{self.name}.sqlite3"
        return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{self.name}").geturl()

    @property
    def files(self) -> Path:
        return self.folder / f"{self.name}-files"

    def copy(self, name: str) -> "Apart":
        """Return another database with what is in this one, files apart."""
        made = Apart(self.folder, name)
        if connection.vendor == "sqlite":
            shutil.copy(self.folder / f"{self.name}.sqlite3", self.folder / f"{name}.sqlite3")
        else:
            made._anew(f" TEMPLATE {self.name}")
        return made

    def make(self) -> "Apart":
        """Make the database as the tests find theirs between one and the next: tables, and what migrations put there."""
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            with closing(sqlite3.connect(self.folder / f"{self.name}.sqlite3")) as made:
                connection.connection.backup(made)
        else:
            connection.close()  # what is copied must have no visitors
            self._anew(f" TEMPLATE {connection.settings_dict['NAME']}")
        return self

    def empty(self) -> "Apart":
        """Make the database without any tables."""
        if connection.vendor == "postgresql":  # SQLite makes its file when it is first opened
            self._anew("")
        return self

    def start(self, *command: str, module: str = "manage", **environment: str) -> subprocess.Popen:
        environment = (
            os.environ
            | environment
            | {
                "DATABASE_URL": self.url,
                "DJANGO_SETTINGS_MODULE": "tests.settings",
                "TEST_MEDIA_ROOT": str(self.files),
                "TEST_WORK_DIR": f"{self.files}-work",
            }
        )
        return subprocess.Popen(
            [sys.executable, "-m", module, *command],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *command: str, module: str = "manage", **environment: str) -> str:
        """Run to the end; return what was printed. Fails with it where the command fails."""
        process = self.start(*command, module=module, **environment)
        told, _ = process.communicate()
        assert process.returncode == 0, told
        return told

    def everything(self) -> list:
        return json.loads(self.run(module="tests.comparable"))

    def _anew(self, like: str) -> None:
        with psycopg.connect(urlsplit(os.environ["DATABASE_URL"]).geturl(), autocommit=True) as server:
            server.execute(f"DROP DATABASE IF EXISTS {self.name}")
            server.execute(f"CREATE DATABASE {self.name}{like}")
