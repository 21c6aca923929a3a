"""Pictures: SVG drawn on the server, for a page whose style sheet colours it, whatever the scheme, paper or language."""

import re
import sys
from functools import lru_cache

import pygal
from django.utils.safestring import SafeString, mark_safe
from lxml import etree

# The package leaves a finder of its plug-ins among those of all imports, of a kind that Python no longer asks.
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != "pygal"]

WIDTH, NARROW, HEIGHT = 960, 480, 300
FEW = 7
"""Columns that a narrow picture holds: it fits a telephone as it is."""
BESIDE = 32
"""Room at the end of a wide picture for the numbers of its scale: a telephone shows one end at a time."""
KEPT = 100
"""Pictures, of some 20 kB each."""
FRACTION = re.compile(r"(\d+\.\d)\d+")
# Classes that only the package's scripts and styles know.
IDLE = {"rect", "reactive", "tooltip-trigger", "always_show"}
# Layers for pointing at, empty until then.
OVERLAID = {"overlay", "text-overlay", "tooltip-overlay", "titles"}


def stacked(labels: list[str], series: list[tuple[str, str, list[int]]], *, every: int = 1) -> SafeString:
    """Draw numbers upon one another, a column for each label, of which every so many is written.

    Each series is a status's code, its name and its numbers. The picture names itself to nobody: the table beside it
    says the same, and each piece says its number when pointed at. What was drawn last of the same numbers is kept: to
    draw takes ten times as long as all else of its page.
    """
    return _stacked(tuple(labels), tuple((status, name, tuple(numbers)) for status, name, numbers in series), every)


@lru_cache(maxsize=KEPT)
def _stacked(labels: tuple[str, ...], series: tuple[tuple[str, str, tuple[int, ...]], ...], every: int) -> SafeString:
    chart = pygal.StackedBar(
        js=[],
        css=[],
        width=NARROW if len(labels) <= FEW else WIDTH,
        height=HEIGHT,
        margin=4,
        margin_right=4 if len(labels) <= FEW else BESIDE,
        show_legend=False,
        truncate_label=-1,
        x_labels_major_every=every,
        show_minor_x_labels=every == 1,
        max_scale=6,
        order_min=0,  # nothing but whole numbers beside the lines: there is no half of an action
        range=(0, max(1, max((sum(column) for column in zip(*(each[2] for each in series), strict=True)), default=1))),
    )
    chart.x_labels = labels
    for _, name, numbers in series:
        chart.add(name, numbers)
    root = chart.render_tree()
    _strip(root)
    groups = [group for group in root.iter("g") if group.get("class", "").startswith("series ")]
    for (status, name, numbers), group in zip(series, groups, strict=False):
        group.attrib.update({"class": "series", "fill": f"url(#hatch-{status})"})  # templates/public/_hatches.html
        for label, n, bar in zip(labels, numbers, group.iter("rect"), strict=True):
            etree.SubElement(bar, "title").text = f"{label} {name} {n}"
    if len(labels) > FEW:
        _repeat_scale(root)
    for attribute, value in {
        "class": "chart few" if len(labels) <= FEW else "chart",
        "aria-hidden": "true",
        "focusable": "false",
    }.items():
        root.set(attribute, value)
    text = etree.tostring(root, encoding="unicode")
    return mark_safe(FRACTION.sub(r"\1", text))  # lxml escaped the labels; nothing else is of our making


def _repeat_scale(root) -> None:
    """Write the numbers of the scale at the far end of its lines too."""
    for guide in root.findall(".//g[@class='axis y']/g"):
        line, number = guide.find("path"), guide.find("text")
        end = float(line.get("d").rsplit("h", 1)[1])
        again = {"x": f"{end + 5:.1f}", "y": number.get("y"), "class": "far"}
        etree.SubElement(guide, "text", again).text = number.text


def _strip(root) -> None:
    """Take out what the package draws for its own style sheet and script, which a page's policy refuses."""
    etree.strip_elements(root, etree.Comment, "defs", "title", "desc", with_tail=False)
    root.attrib.pop("id", None)
    for overlay in [group for group in root.iter("g") if not OVERLAID.isdisjoint(group.get("class", "").split())]:
        overlay.getparent().remove(overlay)
    for element in root.iter("*"):
        kept = [word for word in element.get("class", "").split() if word not in IDLE]
        element.attrib.pop("class", None)
        if kept:
            element.set("class", " ".join(kept))
        for name in ("rx", "ry"):
            element.attrib.pop(name, None)
