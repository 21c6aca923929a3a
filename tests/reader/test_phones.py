"""Personal phone numbers are masked sign for sign; an office's number, and digits that are no phone, are not."""

import pytest

from policies.reader.phones import masked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("电话：13800000000。", "电话：138********。", id="plain"),
        pytest.param("138 0000 0000", "138 **** ****", id="spaces"),
        pytest.param("138-00000000", "138-********", id="one-dash"),
        pytest.param("138-0000 0000", "138-**** ****", id="mixed-gaps"),
        pytest.param("138.0000.0000", "138.****.****", id="dots"),
        pytest.param("138–0000–0000", "138–****–****", id="long-dashes"),
        pytest.param("138  0000  0000", "138  ****  ****", id="two-spaces"),
        pytest.param("138\n00000000", "138\n********", id="over-a-line"),
        pytest.param("１３８００００００００", "１３８********", id="full-width"),
        pytest.param("+8613800000000", "+86138********", id="country-code"),
        pytest.param("86-13800000000", "86-138********", id="country-code-and-dash"),
        pytest.param("13800000000-13900000000", "138********-139********", id="two-numbers"),
        pytest.param("0556-5321234-13800000000", "0556-5321234-138********", id="behind-an-offices"),
    ],
)
def test_mobile_numbers_are_masked(text, shown):
    assert masked(text) == shown
    assert len(masked(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("0556-5321234", id="office"),
        pytest.param("010-88650000", id="office-of-the-capital"),
        pytest.param("2022-1666335397112", id="index-number"),
        pytest.param("索引号：113800000000001", id="longer-run"),
        pytest.param("投入12345678901.5元", id="no-mobile-prefix"),
        pytest.param("131******55", id="masked-already"),
    ],
)
def test_other_digits_stay(text):
    assert masked(text) == text
