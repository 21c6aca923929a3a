"""What holds for every text and every labelled letter, whatever page stands around it and wherever its lines break."""

from functools import cache

from hypothesis import assume, example, given
from hypothesis import strategies as st

from policies.reader import as_json, decode, read_letter
from policies.reader.score import comparable
from policies.reader.wrapping import STOPS
from tests.bench.letters import wrapped
from tests.labelled import names, read

from .chrome import BEFORE, BEHIND, around
from .test_read import LETTER, PIECES, check

NAMES = names()
# Their lines are broken already, some at no width; which of two widths a line was broken at, nothing says.
# In the last a single line is longer than the widest.
BROKEN = {
    "held/h30_heting_dsj_2026_lines.txt",
    "mixed_7/w08_monan_minwei_205_2026.txt",
    "mixed_7/w13_tinglan_wenwu_88_2025.txt",
    "mixed_8/x21_hongshi_kouan_0097_2026.txt",
    "mixed_15/l18_hengpu_hj_0331_2026.txt",
    "mixed_21/r13_qingwu_ny_33_2025.txt",
    "mixed_25/v32_lanqiao_jd_025_2026.txt",
}
WIDTHS = st.integers(16, 60)


@cache
def letter(name: str) -> str:
    return decode(read(name))


def promised(text: str):
    """Return what a text promises, comparable: headings, and actions with their strength, dates and partners."""
    return comparable(as_json(read_letter(text))["commitments"])


@given(st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join))
def test_reading_twice_gives_the_same(text):
    assert read_letter(text) == read_letter(text)


@given(st.sampled_from(NAMES), st.lists(PIECES, max_size=6).map("".join), st.floats(0, 1))
def test_a_labelled_letter_with_anything_in_it_is_read(name, noise, where):
    text = letter(name)
    place = int(len(text) * where)
    check(read_letter(text[:place] + noise + text[place:]))


@given(st.sampled_from(NAMES), around(BEFORE), around(BEHIND))
@example(
    "mixed_21/r20_pingquan_sl_072_2025.txt", "", "分享到：微信 微博"
)  # the date is set to the right as far as lines are long
def test_the_page_around_a_letter_promises_nothing(name, before, behind):
    text = letter(name)
    assert promised(f"{before}\n{text.rstrip()}\n{behind}") == promised(text)


@given(st.sampled_from(sorted({*NAMES} - BROKEN)), WIDTHS)
@example("mixed_4/f34_yuping_mz_name_2028.txt", 55)  # of two full lines one happens to end with a sentence
@example("mixed_2/d15_yanchi_cg_83_2027_Q2.txt", 56)
@example("mixed_25/v25_yaoba_lc_0160_2027.txt", 18)  # （2） begins a line, within its paragraph
def test_lines_broken_at_a_width_promise_the_same(name, width):
    text = letter(name)
    # A paragraph that ends just where a line does ends in no way that can be seen.
    assume(all(not line or len(line) % width for line in text.splitlines()))
    broken = wrapped(text, width)
    full = [line for line in broken.splitlines() if len(line) == width]
    assume(
        not full or any(not line.endswith(STOPS) for line in full)
    )  # where all end with a stop, nothing says that they are broken
    assert actions(broken) == actions(text)


@given(WIDTHS)
@example(30)
def test_a_small_letter_broken_at_a_width_reads_the_same(width):
    assume(all(not line or len(line) % width for line in LETTER.splitlines()))
    assert promised(wrapped(LETTER, width)) == promised(LETTER)


def actions(text: str):
    return [action for commitment in promised(text) for action in commitment["actions"]]
