"""What is huge is refused or read right, in less than 300 MB; 10,000 rows of every kind of text come back as they were."""

import shutil
import subprocess
import sys

import pytest

from policies.exchange.ledger.importing import import_ledger
from policies.models import Action, LedgerEntry
from tests.exchange.ledger.office import as_csv, as_workbook, furnish, tried
from tests.exchange.ledger.texts import TEXTS, full_of_texts
from tests.factories import make_staff

ROWS = 10_000

IN_A_PROCESS_OF_ITS_OWN = """
import resource, sys, time
import django
django.setup()
from policies.exchange.ledger.reading import read_ledger
from policies.exchange.ledger.refusal import NotALedger
from tests.exchange.ledger import hostile
data = eval(sys.argv[1])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
open("/proc/self/clear_refs", "w").write("5")
try:
    told = len(read_ledger(data).lines)
except NotALedger as refused:
    told = refused
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1]
print(int(peak) // 1024, told)
"""


@pytest.mark.parametrize(
    ("made", "told"),
    [
        pytest.param("hostile.empty_rows(2_000_000)", "1", id="two-million-empty-rows"),
        pytest.param("hostile.bomb()", "大得反常", id="bomb"),
        pytest.param("hostile.many_words()", "一次读不下", id="words"),
    ],
)
def test_what_is_huge_takes_no_memory(made, told, tmp_path):
    out = subprocess.run(
        [sys.executable, "-c", IN_A_PROCESS_OF_ITS_OWN, made], capture_output=True, text=True, check=True
    )
    peak, said = out.stdout.split(maxsplit=1)
    assert told in said and int(peak) < 300, out.stdout


@pytest.mark.django_db
@pytest.mark.parametrize("made", [as_workbook, as_csv], ids=["xlsx", "csv"])
def test_ten_thousand_rows_come_back_as_they_were(made):
    data = made(Action.objects.filter(lead=full_of_texts(ROWS)))
    assert tried(data).counts == {"unchanged": ROWS}


@pytest.mark.django_db
def test_one_cell_changed_by_libreoffice_changes_one_thing(tmp_path):
    """LibreOffice reads the workbook and writes it again, with one cell typed anew in between."""
    assert shutil.which("soffice"), "on Debian: apt-get install libreoffice-calc-nogui"
    action = furnish()
    LedgerEntry.objects.update(remarks="还没有改")
    (tmp_path / "台账.xlsx").write_bytes(as_workbook())
    text = converted(tmp_path, "台账.xlsx", "fods").read_text()
    assert text.count("还没有改") == 1
    (tmp_path / "台账.fods").write_text(text.replace("还没有改", "改过了"))
    made = tried(converted(tmp_path, "台账.fods", "xlsx").read_bytes())
    assert made.counts == {"unchanged": 2, "changed": 1}
    assert made.rows.get(outcome="changed").changes == [["remarks", "还没有改", "改过了"]]
    import_ledger(ledger_import=made, by=make_staff())
    assert LedgerEntry.objects.get(action=action).remarks == "改过了"


@pytest.mark.django_db
def test_what_libreoffice_saves_untouched_is_unchanged(tmp_path):
    """Every kind of text, also what looks escaped: read by LibreOffice and written again, with nothing typed."""
    assert shutil.which("soffice"), "on Debian: apt-get install libreoffice-calc-nogui"
    n = 2 * len(TEXTS)
    (tmp_path / "台账.xlsx").write_bytes(as_workbook(Action.objects.filter(lead=full_of_texts(n))))
    converted(tmp_path, "台账.xlsx", "fods")
    made = tried(converted(tmp_path, "台账.fods", "xlsx").read_bytes())
    touched = made.rows.exclude(outcome="unchanged").values_list("outcome", "changes", "reason")
    assert (made.counts, list(touched)) == ({"unchanged": n}, [])


def converted(folder, name: str, suffix: str):
    """Return what LibreOffice makes of a file."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    asked = ["soffice", "--headless", "--norestore", profile, "--convert-to", suffix, "--outdir", folder, folder / name]
    subprocess.run(asked, check=True, capture_output=True, timeout=120)
    return (folder / name).with_suffix(f".{suffix}")
