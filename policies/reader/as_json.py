"""A Letter -> the dict that is printed and stored, its keys in the order of docs/reading.md."""

from datetime import date
from typing import Any

from .doubts import sentence
from .shapes import Action, Commitment, Found, Letter


def as_json(letter: Letter, file: str = "") -> dict[str, Any]:
    """Return a reading as JSON types: dates are ISO strings, nothing found is None or an empty list."""
    return {
        "file": file,
        "title": _value(letter.title),
        "document_number": _value(letter.document_number),
        "index_number": _value(letter.index_number),
        "subject": _value(letter.subject),
        "department": _value(letter.department),
        "issuers": [issuer.value for issuer in letter.issuers],
        "issued_on": _day(letter.issued_on),
        "published_on": _day(letter.published_on),
        "addressees": [addressee.value for addressee in letter.addressees],
        "addressee_count": letter.addressee_count,
        "outcome": _value(letter.outcome),
        "proposals": [proposal._asdict() | {"body": proposal.body.value} for proposal in letter.proposals],
        "commitments": [_commitment(letter, commitment) for commitment in letter.commitments],
        "doubts": [{"code": doubt.code, "message": sentence(doubt)} for doubt in letter.doubts],
        "text": letter.text,
    }


def _value(found: Found[str] | None) -> str | None:
    return found.value if found else None


def _day(found: Found[date] | None) -> str | None:
    return found.value.isoformat() if found else None


def _commitment(letter: Letter, commitment: Commitment) -> dict[str, Any]:
    return {
        "number": letter.words(commitment.number),
        "heading": letter.words(commitment.heading),
        "actions": [_action(letter, action) for action in commitment.actions],
    }


def _action(letter: Letter, action: Action) -> dict[str, Any]:
    deadline = action.deadline
    return {
        "text": action.span.of(letter.text),
        "start": action.span.start,
        "end": action.span.end,
        "strength": action.strength.value,
        "due_text": deadline.words.of(letter.text) if deadline else None,
        "due_on": deadline.on.isoformat() if deadline and deadline.on else None,
        "partners": [partner.of(letter.text) for partner in action.partners],
    }
