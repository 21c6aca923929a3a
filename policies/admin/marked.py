"""The text of a letter cut into pieces: plain, the heading of a commitment, or an action. Templates escape each."""

from dataclasses import dataclass

from policies.models import Action, Commitment, Reply

CONTEXT_CHARS = 160


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    action: Action | None = None
    commitment: Commitment | None = None


def marked_text(reply: Reply, commitments: list[Commitment], actions: list[Action]) -> list[Piece]:
    """Cut the letter at its headings and actions. Where two overlap, the earlier one is marked."""
    spans = [(action.start, action.end, Piece(action.quote, action=action)) for action in actions]
    spans += _headings(reply.text, commitments, actions)
    pieces, at = [], 0
    for start, end, piece in sorted(spans, key=lambda span: span[:2]):
        if start < at:
            continue
        if start > at:
            pieces.append(Piece(reply.text[at:start]))
        pieces.append(piece)
        at = end
    return pieces + ([Piece(reply.text[at:])] if at < len(reply.text) else [])


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


def _headings(text: str, commitments: list[Commitment], actions: list[Action]):
    """Find each heading: the last place where its words stand before the first of its actions."""
    firsts: dict[int, int] = {}
    for action in actions:
        firsts[action.commitment_id] = min(action.start, firsts.get(action.commitment_id, action.start))
    for commitment in commitments:
        words = commitment.heading or commitment.number
        start = text.rfind(words, 0, firsts[commitment.pk]) if words and commitment.pk in firsts else -1
        if start >= 0:
            yield start, start + len(words), Piece(words, commitment=commitment)
