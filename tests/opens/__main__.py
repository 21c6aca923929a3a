"""The dump opens as it is in what people use: frictionless, pandas, DuckDB, Datasette and LibreOffice.

`python -m tests.opens`, a part of `make check`: the packages take seconds to import, and LibreOffice is the system's.
"""

import asyncio
import csv
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import openpyxl
import pandas
from datasette.app import Datasette
from frictionless import validate

ROOT = Path(__file__).resolve().parents[2]
# Begins like a formula in the record; marked as words in the files.
FORMULA = "'=修渠将于年底前完成，电话139********"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        dump = _made(Path(folder))
        tables = {path.stem: _read(path) for path in sorted(dump.glob("*.csv"))}
        for program in (_frictionless, _pandas, _duckdb, _datasette, _libreoffice):
            wrong = program(dump, tables)
            print(f"{program.__name__[1:]}: {'; '.join(wrong) or f'opens {len(tables)} tables'}")
            if wrong:
                return 1
    return 0


def _made(folder: Path) -> Path:
    """Return a dump of the record that lies in tests/dumps."""
    environment = os.environ | {"DEBUG": "1", "DATABASE_URL": f"sqlite:///{folder}/base.sqlite3"}
    for command in (("migrate", "-v", "0"), ("import_data", "tests/dumps/record"), ("export_data", f"{folder}/dump")):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
    return folder / "dump"


def _read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def _frictionless(dump: Path, tables: dict) -> list[str]:
    report = validate(str(dump / "datapackage.json"))
    return [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors] + [
        error.message for error in report.errors
    ]


def _pandas(dump: Path, tables: dict) -> list[str]:
    wrong = []
    for name, (head, *rows) in tables.items():
        found = pandas.read_csv(dump / f"{name}.csv")
        if list(found.columns) != head or len(found) != len(rows):
            wrong.append(f"{name}: {list(found.columns)}, {len(found)} rows")
    if FORMULA not in set(pandas.read_csv(dump / "actions.csv")["quote"]):
        wrong.append("actions: quote is not what is written")
    return wrong


def _duckdb(dump: Path, tables: dict) -> list[str]:
    wrong = []
    for name, (head, *rows) in tables.items():
        found = duckdb.sql(f"SELECT * FROM '{dump}/{name}.csv'")
        if found.columns != head or len(found.fetchall()) != len(rows):
            wrong.append(f"{name}: {found.columns}")
    quotes = {quote for (quote,) in duckdb.sql(f"SELECT quote FROM '{dump}/actions.csv'").fetchall()}
    return wrong if FORMULA in quotes else [*wrong, "actions: quote is not what is written"]


def _datasette(dump: Path, tables: dict) -> list[str]:
    return asyncio.run(
        _asked(Datasette([str(dump / "commitments.sqlite3")], settings={"max_returned_rows": 2000}), tables)
    )


async def _asked(served: Datasette, tables: dict) -> list[str]:
    wrong = []
    for name, (head, *rows) in tables.items():
        if name == "changes":  # of two dumps, and so not of the record
            continue
        answer = await served.client.get(f"/commitments/{name}.json?_shape=array&_size=max")
        found = json.loads(answer.text)
        if answer.status_code != 200 or len(found) != len(rows) or (found and list(found[0])[-len(head) :] != head):
            wrong.append(f"{name}: {answer.status_code}, {len(found)} rows")
    return wrong


def _libreoffice(dump: Path, tables: dict) -> list[str]:
    command = ["soffice", f"-env:UserInstallation=file://{dump}/profile", "--headless", "--convert-to", "xlsx"]
    files = [str(dump / f"{name}.csv") for name in tables]
    subprocess.run([*command, "--outdir", str(dump / "books"), *files], check=True, capture_output=True, timeout=300)
    wrong = []
    for name, (head, *rows) in tables.items():
        sheet = openpyxl.load_workbook(dump / "books" / f"{name}.xlsx").active
        found = list(sheet.iter_rows())
        if [cell.value for cell in found[0]] != head or len(found) != len(rows) + 1:
            wrong.append(f"{name}: {[cell.value for cell in found[0]]}, {len(found) - 1} rows")
        if name == "actions" and FORMULA not in {row[head.index("quote")].value for row in found}:
            wrong.append("actions: quote is not what is written")
        wrong += [f"{name}: {cell.coordinate} is run" for row in found for cell in row if cell.data_type == "f"]
    return wrong


if __name__ == "__main__":
    sys.exit(main())
