"""Numerals and days."""

from datetime import date

import pytest

from policies.reader.dates import find_day, number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        pytest.param("七", 7, id="digit"),
        pytest.param("十", 10, id="ten"),
        pytest.param("十四", 14, id="fourteen"),
        pytest.param("二十", 20, id="twenty"),
        pytest.param("一百零五", 105, id="hundred"),
        pytest.param("两", 2, id="liang"),
        pytest.param("12", 12, id="arabic"),
        pytest.param("", None, id="nothing"),
        pytest.param("甲", None, id="other-word"),
    ],
)
def test_number(words, value):
    assert number(words) == value


@pytest.mark.parametrize(
    ("words", "day"),
    [
        pytest.param("2031年7月9日", date(2031, 7, 9), id="characters"),
        pytest.param("2031-07-09 10:22", date(2031, 7, 9), id="dashes"),
        pytest.param("2031.7.9", date(2031, 7, 9), id="dots"),
        pytest.param("二〇三一年十月二十一日", date(2031, 10, 21), id="chinese"),
        pytest.param("2031年2月30日", None, id="no-such-day"),
        pytest.param("203179", None, id="digits-only"),
        pytest.param("2031-07", None, id="no-day"),
    ],
)
def test_find_day(words, day):
    found = find_day(words)
    assert (found[0] if found else None) == day
