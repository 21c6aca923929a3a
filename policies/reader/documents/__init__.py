"""The bytes of a file -> the text in them, or a sentence that says why there is none. One kind of file, one module."""

from .kinds import Kind, kind_of
from .plain import decode
from .refusal import MOST_BYTES, MOST_CHARACTERS, REASONS, CannotRead

__all__ = ["MOST_BYTES", "MOST_CHARACTERS", "REASONS", "CannotRead", "decode", "text_of"]


def text_of(data: bytes, name: str = "") -> str:
    """Return the text of a letter's file: plain text, a web page, a Word document, old or new, or a PDF.

    What is in the file decides, not how it is called. Raises CannotRead, and nothing else, for what holds no text.
    """
    if len(data) > MOST_BYTES:
        raise CannotRead("file_too_large")
    kind = kind_of(data, name)
    if kind is Kind.PLAIN:
        return decode(data)
    try:
        text = _parsed(kind, data)
    except CannotRead:
        raise
    # The parsers have no list of what they raise for a broken file, and a stack that is too deep is one of it.
    except Exception as error:
        raise CannotRead("file_broken") from error
    if len(text) > MOST_CHARACTERS:
        raise CannotRead("file_too_large")
    return text


def _parsed(kind: Kind, data: bytes) -> str:
    # Imported here: a parser costs time and memory, and most letters come as text.
    if kind is Kind.WEB_PAGE:
        from .web_page import web_page_text as parse
    elif kind is Kind.WORD:
        from .word import word_text as parse
    elif kind is Kind.OLD_WORD:
        from .old_word import old_word_text as parse
    else:
        from .pdf import pdf_text as parse
    return parse(data)
