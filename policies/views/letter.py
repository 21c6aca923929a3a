"""A letter as a page shows it: its paragraphs, with every action marked in its place."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from policies.models import Action, Commitment, Reply


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    action: Action | None = None
    begins: bool = False
    ends: bool = False


@dataclass(slots=True)
class Paragraph:
    start: int
    end: int
    is_heading: bool = False
    pieces: list[Piece] = field(default_factory=list)


def paragraphs_of(reply: Reply, actions: Iterable[Action], commitments: Iterable[Commitment]) -> list[Paragraph]:
    """Cut the shown text into paragraphs and mark each action. What an action shares with an earlier one is marked once."""
    text = reply.shown_text
    headings = {f"{commitment.number}{commitment.heading}" for commitment in commitments if commitment.heading}
    spans = _apart(actions)
    paragraphs = []
    for paragraph in _lines(text):
        line = text[paragraph.start : paragraph.end]
        paragraph.is_heading = line.strip().rstrip("。：:") in headings
        paragraph.pieces = list(_pieces(text, paragraph, spans))
        paragraphs.append(paragraph)
    return paragraphs


def context_of(action: Action) -> list[Paragraph]:
    """Return the paragraphs of the letter in which the action stands."""
    paragraphs = paragraphs_of(action.reply, [action], [])
    return [paragraph for paragraph in paragraphs if paragraph.start < action.end and action.start < paragraph.end]


def _lines(text: str) -> Iterable[Paragraph]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Paragraph(start, start + len(line))
        start += len(line) + 1


def _apart(actions: Iterable[Action]) -> list[tuple[int, int, Action]]:
    spans, covered = [], 0
    for action in sorted(actions, key=lambda action: (action.start, -action.end)):
        start = max(action.start, covered)
        end = max(action.end, start)
        spans.append((start, end, action))
        covered = end
    return spans


def _pieces(text: str, paragraph: Paragraph, spans) -> Iterable[Piece]:
    at = paragraph.start
    for start, end, action in spans:
        if end < paragraph.start or start >= paragraph.end and not (start == end == paragraph.end):
            continue
        begin, stop = max(start, at), min(end, paragraph.end)
        if begin > stop:
            continue
        if begin > at:
            yield Piece(text[at:begin])
        yield Piece(text[begin:stop], action, begins=begin == start, ends=stop == end)
        at = stop
    if at < paragraph.end:
        yield Piece(text[at : paragraph.end])
