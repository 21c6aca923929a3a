"""The reading of one letter, step by step."""

from . import doubtful
from .addressee import find_addressees
from .clean import clean
from .commitments import find_commitments
from .documents import MOST_CHARACTERS
from .frame import find_frame
from .headings import find_blocks
from .metadata import find_metadata
from .outcome import find_outcome
from .page import open_page
from .proposals import find_proposals
from .shapes import Letter
from .signature import find_signature
from .title import find_title

LONGEST = 100_000
"""Characters that are searched; no reply letter comes near it, nor does the page around it."""


def read_letter(raw: str) -> Letter:
    """Read one letter. Takes any string and never raises: what could not be read is in `doubts`."""
    text = clean(raw[:MOST_CHARACTERS])
    page = open_page(text[:LONGEST])
    frame = find_frame(page)
    metadata = find_metadata(page, frame)
    title = find_title(page, frame, metadata)
    signature = find_signature(page, frame)
    addressees, count = find_addressees(page, frame.addressee)
    outcome = find_outcome(page, frame)
    proposals = find_proposals(page, frame, title.found)

    # A damaged date under the letter is never replaced by the day it was sent (ruling 23).
    sent = None if signature.damaged else metadata.day("sent")
    issued_on = signature.signed_on or metadata.day("written") or sent
    on_the_page = metadata.text("issuer")
    future = find_commitments(page.folded, find_blocks(page, frame), issued_on.value if issued_on else None)

    doubts = [
        *doubtful.of_page(page, frame, title, cut=max(len(raw) - MOST_CHARACTERS, len(text) - LONGEST) > 0),
        *doubtful.of_title(title),
        *doubtful.of_metadata(metadata),
        *doubtful.of_signature(signature, metadata, issued_on),
        *doubtful.of_addressees(addressees, count),
        *doubtful.of_proposals(proposals),
        *doubtful.of_future(future, text, issued_on),
    ]
    return Letter(
        text=text,
        title=title.found,
        document_number=metadata.text("document_number"),
        index_number=metadata.text("index_number"),
        subject=metadata.text("subject"),
        department=metadata.text("department"),
        issuers=signature.issuers or ((on_the_page,) if on_the_page else ()),
        issued_on=issued_on,
        published_on=metadata.day("published"),
        addressees=addressees,
        addressee_count=count,
        outcome=outcome,
        proposals=proposals,
        commitments=future.commitments,
        doubts=tuple(dict.fromkeys(doubts)),
    )
