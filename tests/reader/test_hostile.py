"""Texts that no letter is are read all the same; how long that takes, `make long` says (tests/bench/hostile.py)."""

import pytest

from policies.reader import read_letter
from tests.bench.hostile import UNITS, filled

from .test_read import check

LENGTH = 7_000
"""Characters; of Chinese, 20 kB."""
PARTS = 8


@pytest.mark.parametrize("width", [pytest.param(LENGTH, id="alone"), 7])
@pytest.mark.parametrize("part", range(PARTS))
def test_one_thing_over_and_over(part, width):
    for unit in UNITS[part::PARTS]:
        check(read_letter(filled(filled(unit, width) + "\n", LENGTH)))
