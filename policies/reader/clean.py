"""The letter as it arrived -> the one text that every span counts into.

Wording, traditional glyphs and full-width digits stay as written (docs/reading.md, ruling 8).
"""

import re
import unicodedata

from .joining import join_broken_lines
from .unfold import LONG, unfold
from .wrapping import unwrap

HAN = "\u3400-\u4dbf\u4e00-\u9fff"

# Control characters, zero-width marks, byte order marks, halves of surrogate pairs: a feed refuses them.
INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff0-\uffff\ud800-\udfff"
)
# Tab, no-break space and their kin.
BLANK = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f"
INDENT = "\u3000"
TO_DROP, TO_SPACE = re.compile(f"[{INVISIBLE}]"), re.compile(f"[{BLANK}]")
BLANKS = re.compile("  +")

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
COMPOSED = (
    "\u0300-\u1fff\u20d0-\u20ff\u2126-\u212b\u2329-\u232a\u2a00-\u2fff\u302a-\u302f\u3099-\u309a"
    "\ua66f-\ufaff\ufb1d-\ufb4f\ufe20-\ufe2f\U00010000-\U0010ffff"
)
"""Accents, and whatever else NFC may change or put on the letter before it."""
# Of all these most letters hold nothing but ideographic spaces.
UNUSUAL = re.compile(f"[{INVISIBLE}{BLANK}{TONED}{COMPOSED}]")
# 建議(yì)關(guān)于: a reading aid that a site put behind the character.
# Not （REITs） nor （app）: capitals are kept, and toneless words unless the page is full of toned ones.
OPENED = rf"[(（](?<=[{HAN}].)"
TONED_PINYIN = re.compile(rf"{OPENED}[a-zü]{{0,6}}[{TONED}][a-zü]{{0,6}}[)）]")
ANY_PINYIN = re.compile(rf"{OPENED}[a-zü{TONED}]{{1,7}}[)）]")
MANY = 2

# 现 就涉及我厅的部分 答复如下： a space that no Chinese sentence has.
STRAY_SPACE = re.compile(rf" (?:(?<=[{HAN}，。；：、！？”》）] )(?=[{HAN}“《（])|(?<=[，。；：、！？”》）] )(?=\w))")


def clean(raw: str) -> str:
    """Return the text of a letter as the reader counts it. Takes any string; linear in its length."""
    broken = unwrap(raw.splitlines())  # line and page breaks of every kind
    if UNUSUAL.search(raw):
        broken = _usual("\n".join(broken)).split("\n")
    lines: list[str] = []
    for line in broken:
        line = line.replace(INDENT, " ").strip(" ")
        is_spaced = " " in line
        if is_spaced and "  " in line:
            line = BLANKS.sub(" ", line)
        if len(line) < LONG:
            lines.append(unspace(line) if is_spaced else line)
        else:
            lines += map(unspace, unfold(line)) if is_spaced else unfold(line)
    return join_broken_lines(lines)


def _usual(text: str) -> str:
    """Drop the signs that no letter needs, and compose the others."""
    return strip_pinyin(unicodedata.normalize("NFC", TO_SPACE.sub(" ", TO_DROP.sub("", text))))


def strip_pinyin(text: str) -> str:
    """Take injected pinyin out of a text."""
    text, count = TONED_PINYIN.subn("", text)
    return ANY_PINYIN.sub("", text) if count >= MANY else text


def unspace(line: str) -> str:
    """Take the stray spaces out of a line of running text; lines of labels, titles and signatures keep theirs."""
    running = "。" in line or line.count("，") + line.count("；") > 1
    return STRAY_SPACE.sub("", line) if running else line
