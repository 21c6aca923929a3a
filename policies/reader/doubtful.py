"""Which doubts a reading leaves: one for each field that is damaged or guessed, or missing though a letter has one.

Most letters bear no mark of the outcome and many pages no label but the title: nobody need look for those.
"""

from collections.abc import Iterator
from datetime import date

from .commitments import Future
from .frame import Frame, looks_like_letter
from .metadata import Metadata
from .page import Page
from .shapes import Doubt, Found, Proposal
from .signature import Signature
from .title import Title

QUOTED = 40
"""Characters of a sentence that a doubt names it by."""
MASKS = frozenset("XxＸｘ×*＊某")


def of_page(page: Page, frame: Frame, title: Title, cut: bool) -> Iterator[Doubt]:
    """Yield whether this is a reply letter at all, and whether it was read to its end."""
    if title.found is None and not looks_like_letter(page, frame):
        yield Doubt("not_a_letter")
    if cut:
        yield Doubt("too_long")


def of_title(title: Title) -> Iterator[Doubt]:
    """Yield what is doubtful about the title."""
    if title.found is None:
        yield Doubt("no_title")
    if title.damaged:
        yield Doubt("title_damaged", title.damaged)


def of_metadata(metadata: Metadata) -> Iterator[Doubt]:
    """Yield what is doubtful about the document number. Half of all letters bear none: only an empty label lacks one."""
    if metadata.text("document_number") is not None:
        return
    if metadata.damaged_number:
        yield Doubt("document_number_damaged", metadata.damaged_number)
    elif "document_number" in metadata.asked:
        yield Doubt("no_document_number")


def of_signature(signature: Signature, metadata: Metadata, issued_on: Found[date] | None) -> Iterator[Doubt]:
    """Yield what is missing or damaged under the letter, and what stood in for it."""
    if not signature.issuers:
        issuer = metadata.text("issuer")
        yield Doubt("issuer_from_metadata", issuer.value) if issuer else Doubt("no_issuer")
    if signature.damaged:
        yield Doubt("issued_on_damaged", signature.damaged)
    if issued_on is None:
        yield Doubt("no_issued_on")
    elif signature.signed_on is None:
        yield Doubt("issued_on_from_metadata")
    elif (written := metadata.day("written")) and written.value != issued_on.value:
        yield Doubt("dates_conflict", written.value.isoformat())


def of_addressees(addressees: tuple[Found[str], ...], count: int) -> Iterator[Doubt]:
    """Yield what is doubtful about who is answered."""
    if not addressees:
        yield Doubt("no_addressee")
    for name in addressees:
        if not MASKS.isdisjoint(name.value):
            yield Doubt("addressee_masked", name.value)
    if count > len(addressees):
        yield Doubt("addressees_not_all_named", str(count))


def of_proposals(proposals: tuple[Proposal, ...]) -> Iterator[Doubt]:
    """Yield what is missing from the proposals."""
    if not proposals:
        yield Doubt("no_proposal")
        return
    if None in [value for proposal in proposals for value in (proposal.term, proposal.session)]:
        yield Doubt("no_session")
    if None in [proposal.number for proposal in proposals]:
        yield Doubt("no_proposal_number")
    if None in [proposal.title for proposal in proposals]:
        yield Doubt("no_proposal_title")


def of_future(future: Future, text: str, issued_on: Found[date] | None) -> Iterator[Doubt]:
    """Yield which sentences may be misjudged, and each deadline that is no day or lies before the letter.

    That a letter promises nothing is doubtful only where a part is about next steps, or a sentence may be misjudged.
    """
    if not future.commitments and (future.is_told or future.unsure):
        yield Doubt("no_actions" if future.is_told else "no_next_steps")
    for span in future.unsure:
        yield Doubt("unsure_promise", " ".join(span.of(text)[:QUOTED].split()))
    for commitment in future.commitments:
        for action in commitment.actions:
            deadline = action.deadline
            if deadline is None:
                continue
            if deadline.on is None:
                yield Doubt("due_not_reckoned", deadline.words.of(text))
            elif issued_on and deadline.on < issued_on.value:
                yield Doubt("due_before_letter", deadline.words.of(text))
