"""What a glance at a sentence settles, and what it leaves to the evidence of the clauses."""

import pytest

from policies.reader.glance import AGAINST, EVER, FOR, IN_SPITE, LONGEST, NEVER, WEIGHTS, clear, glance, pairs
from policies.reader.places import ALONE, Tense

PART = ALONE._replace(tense=Tense.PART)


@pytest.mark.parametrize(
    ("words", "place", "score"),
    [
        pytest.param(FOR, 1.0, FOR + 1.0, id="a-promise"),
        pytest.param(AGAINST, -1.0, AGAINST - 1.0, id="none"),
        pytest.param(0.5, 0.5, 0.0, id="in-doubt"),
        pytest.param(0.0, 9.0, 0.0, id="a-place-alone-promises-nothing"),
        pytest.param(0.0, -9.0, -9.0, id="a-place-alone-may-speak-against"),
    ],
)
def test_what_is_clear(words, place, score):
    assert clear("", words, place) == score


@pytest.mark.parametrize(
    ("sentence", "score", "left"),
    [
        pytest.param("样证已经印出，11月更换到位", (AGAINST + NEVER) / 2, 0.0, id="a-day"),
        pytest.param("样证已经印出，入冬前更换到位", (AGAINST + NEVER) / 2, 0.0, id="a-season"),
        pytest.param("样证已经印出", (AGAINST + NEVER) / 2, (AGAINST + NEVER) / 2, id="no-day"),
        pytest.param("样证已经印出，11月更换到位", NEVER - 1, NEVER - 1, id="too-clear"),
        pytest.param("另外，我局将增设科室", (AGAINST + NEVER) / 2, 0.0, id="who-acts"),
        pytest.param("该项工作将大为改善", (AGAINST + NEVER) / 2, (AGAINST + NEVER) / 2, id="nobody-acts"),
        pytest.param("样证已经印出，拟购置机器", (AGAINST + NEVER) / 2, 0.0, id="拟"),
        pytest.param("该项工作将安排专人", (AGAINST + NEVER) / 2, 0.0, id="a-verb-behind-将"),
        pytest.param("反映的路段列入2032年计划", (AGAINST + NEVER) / 2, 0.0, id="put-into-a-year"),
        pytest.param("11月更换到位", FOR + 1, FOR + 1, id="a-promise"),
    ],
)
def test_a_sign_of_what_is_ahead_leaves_in_doubt_what_looks_told(sentence, score, left):
    assert clear(sentence, score, 0.0) == left


@pytest.mark.parametrize(
    ("sentence", "score", "left"),
    [
        pytest.param("经排查已更换到位", (FOR + EVER) / 2, 0.0, id="已"),
        pytest.param("我局将展厅腾出，目前开放", (FOR + EVER) / 2, 0.0, id="目前"),
        pytest.param("逐步更换到位", (FOR + EVER) / 2, (FOR + EVER) / 2, id="no-sign"),
        pytest.param("经排查已更换到位", EVER + 1, EVER + 1, id="too-clear"),
    ],
)
def test_a_sign_of_what_is_done_leaves_in_doubt_what_looks_promised(sentence, score, left):
    assert clear(sentence, score, 0.0) == left


def test_a_place_does_not_settle_what_is_worded_as_a_promise():
    assert clear("计划新建", IN_SPITE + 1, -9.0) == 0.0


def test_what_is_clear_by_its_words():
    assert glance("下一步，我局将进一步加强管理，积极推进改造工作", PART) > 0
    assert glance("目前全区共有助餐点，取得了明显成效，得到了群众的好评", ALONE) < 0


def test_pairs_go_from_the_beginning_to_the_end():
    assert list(pairs("")) == ["^$"]
    assert list(pairs("𠀀建桥")) == ["^𠀀", "𠀀建", "建桥", "桥$"]


def test_a_request_under_a_heading_of_the_future_is_left_in_doubt():
    assert glance("建议街道将项目纳入规划", PART) == 0


def test_a_long_sentence_is_looked_at_in_part():
    longest = "管" * LONGEST
    assert glance(longest, ALONE) == glance(longest + "我局将进一步推进", ALONE)


def test_the_weights_are_sorted_and_few():
    assert list(WEIGHTS) == sorted(WEIGHTS)
    assert len(WEIGHTS) < 15_000
