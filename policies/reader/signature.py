"""Who signed and when: the lines under the letter (docs/reading.md, rulings 19 and 23)."""

import re
from datetime import date
from typing import NamedTuple

from .dates import find_day
from .frame import Frame
from .page import Page
from .shapes import Found, Span
from .units import close_up, is_unit_line

NAMES = re.compile(r"[^ 、，]+")
# 青原县水务局（盖章）: the note for the seal is no part of the name.
SEAL = re.compile(r"（(?:公|盖|印)?章）$")
# 承办单位：青原县水务局, （青原县水务局）: a signature with a label or in brackets.
WRAPPED = re.compile(r"(?:(?:承办|答复|办理|主办)单位(?:（盖?章）)?：|（)(?P<unit>[^（）：]{2,40})）?")
MOST_LINES = 6
STOPS = "。；：，"
"""No unit's line ends so, and most lines above one do."""


class Signature(NamedTuple):
    """The signers in order, and the day; `damaged` is the date line that can be no date."""

    issuers: tuple[Found[str], ...] = ()
    signed_on: Found[date] | None = None
    damaged: str = ""


def find_signature(page: Page, frame: Frame) -> Signature:
    """Return who signed the letter and when, as far as its last lines say so."""
    if frame.dated is None:
        return Signature(_undated(page, frame))
    line = page.lines[frame.dated]
    found = find_day(line.of(page.folded))
    signed_on, beside = None, None
    if found:
        on, (start, end) = found
        signed_on = Found(on, Span(line.start + start, line.start + end))
        beside = Span(line.start, line.start + start) if start else Span(line.start + end, line.end)
    issuers = _units(page, beside) if beside else ()
    if not issuers:
        issuers = _above(page, frame.dated, frame.opening)
    below = frame.dated + 1
    if not issuers and below < len(page.lines):
        issuers = _units(page, page.lines[below])
    return Signature(issuers, signed_on, "" if found else line.of(page.text))


def _above(page: Page, dated: int, opening: int) -> tuple[Found[str], ...]:
    issuers: tuple[Found[str], ...] = ()
    for index in range(dated - 1, max(opening, dated - MOST_LINES), -1):
        line = page.words[index]
        if line[-1] in STOPS or not is_unit_line(line):
            break
        issuers = _names(page, page.lines[index]) + issuers
    if not issuers and dated - 1 > opening and (found := WRAPPED.fullmatch(page.words[dated - 1])):
        start = page.lines[dated - 1].start
        return _units(page, Span(start + found.start("unit"), start + found.end("unit")))
    return issuers


def _undated(page: Page, frame: Frame) -> tuple[Found[str], ...]:
    """Look for a signer without a date: a unit's line of its own behind the body."""
    for index in range(frame.end, min(frame.end + MOST_LINES, len(page.lines))):
        if issuers := _units(page, page.lines[index]):
            return issuers
    return ()


def _units(page: Page, span: Span) -> tuple[Found[str], ...]:
    """Return the units that a span names, none where it says anything else."""
    return _names(page, span) if is_unit_line(span.of(page.folded).strip()) else ()


def _names(page: Page, span: Span) -> tuple[Found[str], ...]:
    """Return the units of a span that names units."""
    words = span.of(page.folded)
    if " " in words and close_up(words) != words:
        return (Found(close_up(span.of(page.text)), span),)
    found = []
    for name in NAMES.finditer(words):
        start, end = name.span()
        if "章" in words and (seal := SEAL.search(words, start, end)):
            end = seal.start()
        unit = Span(span.start + start, span.start + end)
        found.append(Found(unit.of(page.text), unit))
    return tuple(found)
