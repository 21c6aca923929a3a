"""Lines that were broken at a fixed width -> the lines as they were, before anything else is asked of them."""

import re
from itertools import pairwise

from .joining import HEADING, NEW_LINE

LONGEST = 120
"""Characters beyond which a line is a paragraph, and no width that a page or a mail is broken at."""
SHORTEST = 12
LEAST = 2
"""One line may be the longest by chance."""
STOPS = ("。", "！", "？", "：", "；", ".", "!", "?", ":", ";")
RUNNING = re.compile("[，。；,;]")
INDENTS = ("\u3000", "  ", "\t")
# A date set to the right: as long as a full line by its spaces alone.
ASIDE = re.compile(r"(?: {8}|\u3000{4})[ \u3000]*\S+日$")
# （2）, ②: an item of a list, perhaps within a paragraph.
ITEM = re.compile(r"[（(]?([2-9②-⑳])[)）]?")


def unwrap(lines: list[str]) -> list[str]:
    """Join each line that fills the width with the next, where the longest lines show that there is a width.

    They do where there are several of them, and one ends without a stop in running text. A blank line or an indent begins a paragraph all the same;
    where paragraphs have neither, the words of the next line decide.
    """
    width = max(map(len, lines), default=0)
    if not SHORTEST <= width <= LONGEST:
        return lines
    longest = {line for line in lines if len(line) == width}
    if len(longest) < LEAST or not any(RUNNING.search(line) and not line.endswith(STOPS) for line in longest):
        return lines
    parted = all(_is_parted(line) for above, line in pairwise(lines) if len(above) < width and above.endswith("。"))
    done: list[str] = []
    full = False
    for line in lines:
        if full and not _is_parted(line) and (parted or _goes_on(done[-1], line)):
            done[-1] += line
        else:
            done.append(line)
        full = len(line) == width and not ASIDE.match(line)
    return done


def _is_parted(line: str) -> bool:
    """Say whether a line is blank, or begins a paragraph by an indent."""
    return not line.strip() or line.startswith(INDENTS)


def _goes_on(above: str, line: str) -> bool:
    if not above.endswith(STOPS) or not (HEADING.match(line) or NEW_LINE.match(line)):
        return True
    item = ITEM.match(line)
    return item is not None and item[0].replace(item[1], chr(ord(item[1]) - 1)) in above[1:]
