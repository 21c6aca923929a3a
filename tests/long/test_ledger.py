"""What is huge is refused or read right, in less than 300 MB; 10,000 rows of every kind of text come back as they were."""

import subprocess
import sys

import pytest

IN_A_PROCESS_OF_ITS_OWN = """
import resource, sys, time
import django
django.setup()
from policies.ledger.reading import read_ledger
from policies.ledger.refusal import NotALedger
from tests.ledger import hostile
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
