"""The text of a letter cut into pieces, each with what was found there. Templates escape each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from policies import reader
from policies.models import Action, Commitment, Reply

CONTEXT_CHARS = 160


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the letter, and what was found there: `kind` is action, heading, field, due or partner."""

    start: int
    end: int
    kind: str
    label: str = ""
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of the letter with the marks that lie on them. `begins` says that the action begins here."""

    text: str
    action: Action | None = None
    begins: bool = False
    kinds: tuple[str, ...] = ()
    label: str = ""


def marked_text(reply: Reply, commitments: list[Commitment], actions: list[Action]) -> list[Piece]:
    """Cut the letter wherever something that was read begins or ends: its head, its headings, its actions."""
    marks = [*_of_head(reply), *_of_headings(reply.text, commitments, actions), *_of_actions(actions)]
    edges = sorted({0, len(reply.text), *(place for mark in marks for place in (mark.start, mark.end))})
    opened = sorted(marks, key=lambda mark: mark.start)
    pieces, over, at = [], [], 0
    for start, end in zip(edges, edges[1:], strict=False):
        over = [mark for mark in over if mark.end > start]
        while at < len(opened) and opened[at].start == start:
            over.append(opened[at])
            at += 1
        pieces.append(_piece(reply.text[start:end], start, over))
    return pieces


def in_context(action: Action) -> list[Piece]:
    """Return the quote with a few lines before and after it."""
    text = action.reply.text
    before = text[max(action.start - CONTEXT_CHARS, 0) : action.start]
    after = text[action.end : action.end + CONTEXT_CHARS]
    if action.start > CONTEXT_CHARS:
        before = "…" + before.lstrip()
    if action.end + CONTEXT_CHARS < len(text):
        after = after.rstrip() + "…"
    return [Piece(before), Piece(action.quote, action=action), Piece(after)]


def _piece(text: str, start: int, marks: list[Mark]) -> Piece:
    action = next((mark for mark in marks if mark.kind == "action"), None)
    labels = [mark.label for mark in marks if mark.label]
    kinds = tuple(dict.fromkeys(mark.kind for mark in marks))
    begins = action is not None and action.start == start
    return Piece(text, action and action.action, begins, kinds, "、".join(labels))


def _of_head(reply: Reply) -> Iterator[Mark]:
    """Mark where the letter says what was read of its head. The reader knows the places, the record only the values."""
    letter = reader.read_letter(reply.text)
    found = [
        (_("标题"), [letter.title]),
        (_("文号"), [letter.document_number]),
        (_("索引号"), [letter.index_number]),
        (_("主题分类"), [letter.subject]),
        (_("所属机构"), [letter.department]),
        (_("答复单位"), letter.issuers),
        (_("答复日期"), [letter.issued_on]),
        (_("原文发布日期"), [letter.published_on]),
        (_("答复对象"), letter.addressees),
        (_("办理结果"), [letter.outcome]),
    ]
    for label, values in found:
        for value in filter(None, values):
            yield Mark(value.span.start, value.span.end, "field", label)


def _of_actions(actions: Iterable[Action]) -> Iterator[Mark]:
    for action in actions:
        yield Mark(action.start, action.end, "action", action=action)
        inside = [("due", _("期限"), action.due_text)]
        inside += [("partner", _("协办单位"), partner.name) for partner in action.partners.all()]
        for kind, label, words in inside:
            # Of several dates in a sentence the last is its deadline (docs/reading.md).
            at = action.quote.rfind(words) if words else -1
            if at >= 0:
                yield Mark(action.start + at, action.start + at + len(words), kind, label)


def _of_headings(text: str, commitments: list[Commitment], actions: list[Action]) -> Iterator[Mark]:
    """Find each heading: the last place where its words stand before the first of its actions."""
    firsts: dict[int, int] = {}
    for action in actions:
        firsts[action.commitment_id] = min(action.start, firsts.get(action.commitment_id, action.start))
    for commitment in commitments:
        words = commitment.heading or commitment.number
        start = text.rfind(words, 0, firsts[commitment.pk]) if words and commitment.pk in firsts else -1
        if start >= 0:
            yield Mark(start, start + len(words), "heading", _("承诺事项"))
