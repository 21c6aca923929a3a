"""Migrations stand alone, and what they cannot carry over is told in a sentence."""

import ast
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

FOLDER = Path(__file__).parent.parent / "policies" / "migrations"


def imports(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {node.module or "." for node in nodes if isinstance(node, ast.ImportFrom)}
    return names | {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}


def test_no_migration_imports_live_code():
    """The code of today asks for columns that a database of yesterday does not have."""
    files = sorted(FOLDER.glob("0*.py"))
    live = {
        path.name: {name for name in imports(path) if name.startswith(("policies", "tracker", "."))} for path in files
    }
    assert len(files) >= 3 and not any(live.values()), live


@pytest.mark.django_db
def test_a_database_made_before_the_first_release_is_told_the_way():
    search = import_module("policies.migrations.0002_search")
    editor = SimpleNamespace(connection=connection)  # a real one begins no transaction within a test's on SQLite
    search.refuse_older_databases(None, editor)
    MigrationRecorder(connection).record_applied("policies", "0002_nation")
    with pytest.raises(CommandError, match="export_data.*import_data"):
        search.refuse_older_databases(None, editor)
