"""A letter as a page shows it: its paragraphs, with every action marked in its place, and its headings.

Whatever has an address within the page bears the place in the letter's text, which is frozen: #at-120 holds for ever.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from policies.models import Action, Commitment, Reply
from policies.reader import Heading, Span, find_headings

# What closes a sentence or a part of it, and the quotation marks and brackets that close with it.
CLOSING = re.compile(r"[”’」』）)】》]*[。！？；，、：.!?;,:]?[”’」』）)】》]*")


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    start: int
    action: Action | None = None
    begins: bool = False
    ends: bool = False
    told: tuple[Action, ...] = ()
    """The actions whose status is told behind this piece."""
    heading: Heading | None = None
    """The heading that begins here, inside a paragraph."""


@dataclass(slots=True)
class Paragraph:
    start: int
    end: int
    is_heading: bool = False
    pieces: list[Piece] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents, and how many actions stand between it and the next."""

    depth: int
    words: str
    at: int
    actions: list[Action]


def headings_of(reply: Reply, commitments: Iterable[Commitment]) -> list[Heading]:
    """Return the headings that the reader finds, and those of commitments that it does not, in the order of the letter."""
    found = {heading.span.start: heading for heading in find_headings(reply.text)}
    depth = max((heading.level for heading in found.values()), default=0)
    for commitment in commitments:
        words = f"{commitment.number}{commitment.heading}"
        start = reply.text.find(words) if commitment.heading else -1
        if start >= 0 and not any(each.span.start <= start < each.span.end for each in found.values()):
            found[start] = Heading(depth, Span(start, start + len(words)))
    return [found[start] for start in sorted(found)]


def contents_of(
    reply: Reply, headings: list[Heading], paragraphs: list[Paragraph], actions: Iterable[Action]
) -> list[Entry]:
    """Return the table of contents. A letter with one heading alone needs none."""
    anchors = sorted(
        {paragraph.start for paragraph in paragraphs}
        | {piece.start for paragraph in paragraphs for piece in paragraph.pieces if piece.heading}
    )
    text = reply.shown_text
    ends = [*(heading.span.start for heading in headings[1:]), len(text)]
    actions = list(actions)
    entries = [
        Entry(
            depth=min(heading.level, 3),
            words=" ".join(heading.span.of(text).split()),
            at=anchors[bisect_right(anchors, heading.span.start) - 1],
            actions=[action for action in actions if heading.span.start <= action.start < end],
        )
        for heading, end in zip(headings, ends, strict=False)
    ]
    return entries if len(entries) > 1 else []


def paragraphs_of(reply: Reply, actions: Iterable[Action], headings: Iterable[Heading] = ()) -> list[Paragraph]:
    """Cut the shown text into paragraphs and mark each action. What an action shares with an earlier one is marked once."""
    text = reply.shown_text
    spans, begins = _apart(actions), {heading.span.start: heading for heading in headings}
    paragraphs = []
    for paragraph in _lines(text):
        heading = next((begins[at] for at in range(paragraph.start, paragraph.end) if at in begins), None)
        behind = text[heading.span.end : paragraph.end] if heading else ""
        paragraph.is_heading = heading is not None and not behind.strip("。：: ")
        pieces = _told_behind_sentences(_pieces(text, paragraph, spans))
        paragraph.pieces = [part for piece in pieces for part in _at_headings(piece, begins)]
        paragraphs.append(paragraph)
    return paragraphs


def context_of(action: Action) -> list[Paragraph]:
    """Return the paragraphs of the letter in which the action stands."""
    paragraphs = paragraphs_of(action.reply, [action])
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


def _at_headings(piece: Piece, begins: dict[int, Heading]) -> Iterable[Piece]:
    """Cut running text where a heading begins and where it ends. What is marked as an action stays whole."""
    at, end = piece.start, piece.start + len(piece.text)
    within = [begins[start] for start in range(at, end) if start in begins] if piece.action is None else []
    if not within:
        yield piece
        return
    for heading in within:
        stop = min(heading.span.end, end)
        if heading.span.start > at:
            yield Piece(piece.text[at - piece.start : heading.span.start - piece.start], at)
        yield Piece(
            piece.text[heading.span.start - piece.start : stop - piece.start], heading.span.start, heading=heading
        )
        at = stop
    if at < end:
        yield Piece(piece.text[at - piece.start :], at)


def _pieces(text: str, paragraph: Paragraph, spans) -> Iterable[Piece]:
    at = paragraph.start
    for start, end, action in spans:
        if end < paragraph.start or start >= paragraph.end and not (start == end == paragraph.end):
            continue
        begin, stop = max(start, at), min(end, paragraph.end)
        if begin > stop:
            continue
        if begin > at:
            yield Piece(text[at:begin], at)
        yield Piece(text[begin:stop], begin, action, begins=begin == start, ends=stop == end)
        at = stop
    if at < paragraph.end:
        yield Piece(text[at : paragraph.end], at)


def _told_behind_sentences(pieces: Iterable[Piece]) -> Iterable[Piece]:
    """Let the status of an action be told behind the mark that closes its sentence; that mark is no part of the action."""
    ended = []
    for piece in pieces:
        if ended and piece.text:
            closing = "" if piece.action else CLOSING.match(piece.text)[0]
            yield Piece(closing, piece.start, told=tuple(ended))
            ended = []
            piece = replace(piece, text=piece.text[len(closing) :], start=piece.start + len(closing))
        if piece.text or piece.action:
            yield piece
        if piece.ends:
            ended.append(piece.action)
    if ended:
        yield Piece("", piece.start + len(piece.text), told=tuple(ended))
