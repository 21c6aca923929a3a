"""What makes two ways of writing one: width, glyphs, case, brackets, white space. Texts and queries are folded alike."""

import re
import unicodedata
from functools import cache

import opencc

from policies.reader.phones import masked

# Between two texts of one row; no folded text holds it, so nothing is found across.
BETWEEN = "\n"
# Line ends, the space of full width, what cannot be printed, and half a character.
BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
# Marks without width that pages and PDF files leave between the characters of a word.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
# 〔2022〕168号 is printed, [2022], （2022） and 【2022】 are typed: 〔 is on no keyboard. The other marks NFKC would change
# too; without them most texts are plain already, and NFKC sees that at once.
MARKS = list(zip("〔【［[（〕】］]），：；！？％", "((((()))))" + ",:;!?%", strict=True))
# Where the characters stand that are written otherwise in simplified Chinese.
HAN = [(0x3400, 0x4DC0), (0x4E00, 0xA000), (0x20000, 0x323B0)]


def folded(*texts: str) -> str:
    """Return the texts as they are searched, personal phone numbers masked."""
    return BETWEEN.join(fold(masked(text)) for text in texts if text)


def fold(text: str) -> str:
    """Return `text` in half width, simplified, lower case, each stretch of white space one space."""
    for written, plain in MARKS:
        text = text.replace(written, plain)
    text = unicodedata.normalize("NFKC", UNSEEN.sub("", text)).casefold()
    traditional, glyphs = _glyphs()
    # A pattern of four thousand characters, some beyond 16 bits, takes thirty times as long.
    if not traditional.isdisjoint(text):
        text = text.translate(glyphs)
    return BLANK.sub(" ", text).strip()


@cache
def _glyphs() -> tuple[frozenset[str], dict[int, str]]:
    """Return the traditional characters, and what each becomes.

    One for one, whatever stands beside: of a text folded whole and folded in parts the characters are the same.
    """
    characters = [chr(n) for first, end in HAN for n in range(first, end)]
    simplified = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    pairs = zip(characters, simplified, strict=True)
    glyphs = {ord(written): plain for written, plain in pairs if written != plain}
    return frozenset(map(chr, glyphs)), glyphs
