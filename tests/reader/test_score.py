"""Scoring: what counts as right, wrong, missed and invented; and the command that prints it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from policies.reader.score import Judgement, Verdict, comparable, judge, tally

from .test_letters import LETTERS

ACTION = {"text": "年底前建成2处", "strength": "firm", "due_text": "年底前", "due_on": "2026-12-31", "partners": []}


def reading(*actions, heading="关于托育", **fields):
    return fields | {
        "commitments": [{"number": "一、", "heading": heading, "actions": list(actions)}] if actions else []
    }


def verdicts(label, found):
    return {field: dict(counts) for field, counts in tally(judge(label, found)).items()}


@pytest.mark.parametrize(
    ("labelled", "found", "verdict"),
    [
        pytest.param("甲 乙", "甲乙", {"title": {Verdict.RIGHT: 1}}, id="white-space-does-not-count"),
        pytest.param("甲", "乙", {"title": {Verdict.WRONG: 1}}, id="another"),
        pytest.param("甲", None, {"title": {Verdict.MISSED: 1}}, id="missed"),
        pytest.param([], ["甲"], {"title": {Verdict.INVENTED: 1}}, id="invented"),
        pytest.param(None, None, {}, id="nothing-to-judge"),
    ],
)
def test_fields(labelled, found, verdict):
    assert verdicts(reading(title=labelled), reading(title=found)) == verdict


def test_an_action_is_matched_by_its_words_and_judged_in_detail():
    found = ACTION | {
        "text": "年底前 建成2处",
        "strength": "soft",
        "due_on": None,
        "partners": ["区教育局"],
        "start": 3,
        "end": 9,
    }
    assert verdicts(reading(ACTION), reading(found, heading="托育")) == {
        "commitments": {Verdict.MISSED: 1, Verdict.INVENTED: 1},
        "actions": {Verdict.RIGHT: 1},
        "actions.strength": {Verdict.WRONG: 1},
        "actions.due_text": {Verdict.RIGHT: 1},
        "actions.due_on": {Verdict.MISSED: 1},
        "actions.partners": {Verdict.INVENTED: 1},
        "actions.heading": {Verdict.WRONG: 1},
    }


def test_actions_missed_invented_and_of_other_bounds():
    labelled = reading(ACTION, ACTION | {"text": "印发方案"})
    found = reading(ACTION | {"text": "我局将于年底前建成2处"}, ACTION | {"text": "感谢您"})
    assert [(j.verdict, j.labelled, j.found) for j in judge(labelled, found) if j.field == "actions"] == [
        (Verdict.WRONG, "年底前建成2处", "我局将于年底前建成2处"),
        (Verdict.MISSED, "印发方案", None),
        (Verdict.INVENTED, None, "感谢您"),
    ]


def test_the_same_words_twice_are_two_actions():
    assert verdicts(reading(ACTION, ACTION), reading(ACTION))["actions"] == {Verdict.RIGHT: 1, Verdict.MISSED: 1}


def test_places_are_left_out():
    assert comparable([{"text": "甲\n乙", "start": 1, "end": 4}]) == [{"text": "甲乙"}]
    assert Judgement("title", Verdict.RIGHT, "甲", "甲").verdict == "right"


def score(folder, *options):
    out = StringIO()
    call_command("score_reader", str(folder), *options, stdout=out)
    return out.getvalue()


def test_the_command_counts_and_lists(tmp_path):
    letter = (LETTERS / "samr_04847.txt").read_bytes()
    label = json.loads((LETTERS / "samr_04847.json").read_text(encoding="utf-8"))
    (tmp_path / "a.txt").write_bytes(letter)
    (tmp_path / "a.json").write_text(json.dumps(label | {"outcome": "A"}), encoding="utf-8")
    told = score(tmp_path, "--misses")
    assert 'a\t漏\toutcome\t标注 "A"\t读取 null\n' in told
    assert "outcome\t0\t0\t1\t0\n" in told and "actions\t13\t0\t0\t0\n" in told and told.endswith("共 1 件。\n")
    assert "标注" not in score(tmp_path)


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        pytest.param({}, "没有标注", id="empty-folder"),
        pytest.param({"a.json": "{}"}, "没有同名的答复函", id="no-letter"),
        pytest.param({"a.json": "{}", "a.txt": "您好"}, "不是答复的标注", id="no-label"),
        pytest.param({"a.json": "x", "a.txt": "您好"}, "不是答复的标注", id="no-json"),
        pytest.param({"a.json": "{}", "a.txt": ""}, "文件是空的", id="empty-letter"),
    ],
)
def test_the_command_refuses(tmp_path, files, sentence):
    for name, words in files.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    with pytest.raises(CommandError, match=sentence):
        score(tmp_path)
