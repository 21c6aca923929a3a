"""Labelled letters and paragraphs -> every sentence that the reader has to judge, and how it should."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unittest import mock

from policies.reader import read_letter, text_of
from policies.reader.clean import clean
from policies.reader.judging import only_replies
from policies.reader.places import Place, Tense
from policies.reader.score import Verdict
from policies.reader.sentences import Kind
from policies.reader.shapes import Span, Strength
from policies.reader.strength import find_strength
from tests.labelled import pairs

PARAGRAPHS = Path(__file__).parent / "evidence"

HEAD = "关于市政协四届五次会议第21号提案的答复\n\n王小山委员：\n\n您提出的关于助餐的提案收悉。现答复如下：\n\n"
TAIL = "\n\n感谢您的关心！\n\n青原市民政局\n2027年8月20日\n"
MARK = re.compile(
    r"^(?:[一二三四五六七八九]是|第[一二三四五六七八九][，、：]|（[\d一二三四五六七八九]）|\d[.．]|[一二三四五六七八九]、)"
)
NEAR = 80
"""Characters behind a lead-in in which its first item begins."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One sentence in its place; `ahead` is what the label says."""

    source: str
    folded: str
    span: Span
    place: Place
    issued_on: date | None
    ahead: bool


Judge = Callable[[Judged], float]


def letters(folder: Path) -> Iterator[tuple[str, str, dict]]:
    """Yield name, raw text and label of each labelled letter of a folder."""
    for name, letter, label in pairs(folder):
        yield name, text_of(letter, f"{name}.txt"), json.loads(label)


def shares(counts: Counter) -> tuple[float, float]:
    """Return the precision and the recall of what a field was judged to be."""
    right, found = counts[Verdict.RIGHT], counts[Verdict.RIGHT] + counts[Verdict.WRONG]
    return right / (found + counts[Verdict.INVENTED]), right / (found + counts[Verdict.MISSED])


def of_letters(folder: Path, judge: Judge | None = None) -> Iterator[Judged]:
    """Yield what the reader has to judge in the labelled letters of a folder.

    What it asks next hangs on what it was told before: by the labels, or by `judge`, which may err.
    """
    for name, text, label in letters(folder):
        promised = {_bare(action["text"]) for part in label["commitments"] for action in part["actions"]}
        yield from _judged(f"{folder.name}/{name}", text, promised, judge)


def of_paragraphs(path: Path) -> Iterator[Judged]:
    """Yield what the reader has to judge in a file of labelled paragraphs, a letter's body between blank lines.

    Each line is a sentence, + before a promise and - before any other; = is a heading, | begins a paragraph.
    """
    for number, body in enumerate(path.read_text(encoding="utf-8").strip().split("\n\n"), start=1):
        text, promised = "", set()
        for line in body.split("\n"):
            mark, words = line[0], line[1:].strip()
            text += {"|": "\n", "=": f"\n{words}\n"}.get(mark, words)
            if mark == "+":
                promised.add(_bare(MARK.sub("", words)).rstrip("。；！"))
        yield from _judged(f"{path.stem}/{number}", HEAD + text + TAIL, promised)


def _bare(words: str) -> str:
    return "".join(words.split())


def _judged(source: str, raw: str, promised: set[str], judge: Judge | None = None) -> list[Judged]:
    """Read a letter with the word of the label, or of `judge`, in place of the reader's, and note what was asked.

    A soft sentence of a preamble is left out: ruling 1 drops it, whatever it says.
    """
    text, found = clean(raw), []

    def far(folded: str, span: Span, place: Place, issued_on: date | None) -> float:
        words = _bare(span.of(text))
        ahead = words in promised
        if place.kind is Kind.TITLE:
            behind = _bare(text[span.end : span.end + NEAR])[:30]
            ahead = any(promise[:8] in behind for promise in promised) and not only_replies(span.of(folded))
        dropped = place.tense is Tense.PREAMBLE and find_strength(span.of(folded), None) is Strength.SOFT
        one = Judged(source, folded, span, place, issued_on, ahead)
        if ahead or not dropped:
            found.append(one)
        return judge(one) if judge else 9.0 if ahead else -9.0

    with (
        mock.patch("policies.reader.actions.how_far", far),
        mock.patch("policies.reader.commitments.is_ahead", lambda *asked: far(*asked) > 0),
    ):
        read_letter(raw)
    return found
