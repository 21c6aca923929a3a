"""The numbers that Word puts before paragraphs and does not store with their words."""

import re
from collections import defaultdict

from docx.oxml.ns import qn

DIGITS = "〇一二三四五六七八九"
CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "ideographDigital",
    "japaneseCounting",
    "japaneseDigitalTenThousand",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
}
PLACE = re.compile(r"%([1-9])")
VALUE = qn("w:val")


class Numbering:
    """Counts along the paragraphs of one document, in their order."""

    def __init__(self, document) -> None:
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.abstract: dict[str, str] = {}
        self.styles = {
            style.get(qn("w:styleId")): style for style in document.styles.element.iterchildren(qn("w:style"))
        }
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)
        part = next(
            (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")), None
        )
        if part is not None:
            self._read(part.element)

    def _read(self, root) -> None:
        abstract = {node.get(qn("w:abstractNumId")): node for node in root.iterchildren(qn("w:abstractNum"))}
        for num in root.iterchildren(qn("w:num")):
            number, named = num.get(qn("w:numId")), num.find(qn("w:abstractNumId"))
            base = named.get(VALUE) if named is not None else ""
            starts = {
                int(over.get(qn("w:ilvl"), "0")): int(start.get(VALUE, "1"))
                for over in num.iterchildren(qn("w:lvlOverride"))
                if (start := over.find(qn("w:startOverride"))) is not None
            }
            # A list that starts anew counts for itself; others go on where their kind was left.
            self.abstract[number] = f"{base}/{number}" if starts else base
            self.levels[number] = {}
            for level in abstract[base].iterchildren(qn("w:lvl")) if base in abstract else ():
                at = int(level.get(qn("w:ilvl"), "0"))
                start = starts.get(at, int(_value(level, "w:start") or 1))
                self.levels[number][at] = (_value(level, "w:numFmt") or "decimal", _value(level, "w:lvlText"), start)

    def number(self, paragraph) -> str:
        """Return what Word shows before this paragraph: 一、 or （二） or nothing. Call it once for each, in order."""
        number, at = self._place(paragraph)
        levels = self.levels.get(number, {})
        if at not in levels:
            return ""
        counts = self.counts[self.abstract[number]]
        counts[at] = counts[at] + 1 if at in counts else levels[at][2]
        for deeper in [level for level in counts if level > at]:
            del counts[deeper]
        if levels[at][0] in ("bullet", "none"):
            return ""

        def shown(place: re.Match[str]) -> str:
            level = int(place[1]) - 1
            form, _, start = levels.get(level, ("decimal", "", 1))
            return written(counts.get(level, start), form)

        return PLACE.sub(shown, levels[at][1])

    def _place(self, paragraph) -> tuple[str, int]:
        """Return the list and the level of a paragraph: its own, or those of its style or what that is based on."""
        properties = paragraph.find(qn("w:pPr"))
        style = _value(properties, "w:pStyle") if properties is not None else ""
        number, level, seen = "", "", set()
        while properties is not None:
            numbered = properties.find(qn("w:numPr"))
            if numbered is not None:
                number, level = number or _value(numbered, "w:numId"), level or _value(numbered, "w:ilvl")
            if number or style in seen or style not in self.styles:
                break
            seen.add(style)
            properties = self.styles[style].find(qn("w:pPr"))
            style = _value(self.styles[style], "w:basedOn")
            if properties is None:
                properties = paragraph.makeelement(qn("w:pPr"))
        return number, int(level or 0)


def _value(parent, name: str) -> str:
    child = parent.find(qn(name))
    return child.get(VALUE, "") if child is not None else ""


def written(count: int, form: str) -> str:
    """Write a count as the list does: 十二, ③, b; as plain digits where the form is a rare one."""
    if form in CHINESE and 0 < count < 100:
        tens, ones = divmod(count, 10)
        return ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十") + (DIGITS[ones] if ones else "")
    if form.startswith("decimalEnclosedCircle") and 0 < count <= 20:
        return chr(ord("①") + count - 1)
    if form in ("lowerLetter", "upperLetter") and 0 < count <= 26:
        return chr(ord("a" if form == "lowerLetter" else "A") + count - 1)
    if form == "decimalFullWidth":
        return str(count).translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    return str(count)
