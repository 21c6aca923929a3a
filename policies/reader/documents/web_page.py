"""A page of a government's site -> its text, with the letter in it; `frame.py` finds where the letter begins."""

import codecs
import re

from lxml import etree, html

from .plain import BINARY, BYTE_ORDER_MARKS, decode
from .refusal import MOST_CHARACTERS, CannotRead
from .rows import row

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w-]{1,30})", re.IGNORECASE)
HEAD = 4096
# Each attribute of a tag is compared with all before it: a tag of a hundred thousand takes minutes. Where a tag ends
# only the parser can say, so that whatever may be a name is counted, anywhere.
NAME = re.compile(r"[^\s\"'=<>/]+")
MOST_NAMES = 20_000
# What sites declare, and the larger set that their pages are really written in.
LARGER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}

# Never words of the letter.
UNSEEN = {
    "head", "script", "style", "noscript", "template", "iframe", "object", "svg", "math", "audio", "video", "map",
    "input", "select", "textarea", "button", "datalist",
}  # fmt: skip
# Words around the letter, unless most of the page stands in them: one form may hold the whole page.
AROUND = {"nav", "header", "footer", "form", "aside", "dialog"}
HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
CELLS = {"td", "th"}
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figure", "figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot",
    "thead", "tr", "ul",
}  # fmt: skip
WHITE = re.compile(r"[ \t\r\n\f]+")
# A line that the source breaks between two characters is no space of the letter.
WRAPPED = re.compile(r"(?<=[\u3001-\u9fff\uff01-\uff5e])[ \t]*[\r\n]+[ \t\r\n]*(?=[\u3001-\u9fff\uff01-\uff5e])")


def web_page_text(data: bytes) -> str:
    """Return the words that a reader of the page sees, a line for each block and each row of a table."""
    source = _source(data)
    if len(source) > MOST_CHARACTERS:
        raise CannotRead("file_too_large")
    if BINARY.search(source):
        raise CannotRead("file_binary")
    if len(source) > MOST_NAMES and len(set(NAME.findall(source))) > MOST_NAMES:
        raise CannotRead("file_too_large")
    # HTML knows no entities of its own; nothing is fetched, and a tree of absurd depth is no page.
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(source.encode(), parser=parser)
    except etree.ParserError:  # not one element
        raise CannotRead("page_empty") from None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise CannotRead("file_broken")
    etree.strip_elements(root, *UNSEEN, with_tail=False)
    text = _lines(root)
    if not text:
        raise CannotRead("page_empty")
    return text


def _source(data: bytes) -> str:
    declared = CHARSET.search(data[:HEAD])
    if declared and not data.startswith(tuple(mark for mark, _ in BYTE_ORDER_MARKS)):
        name = declared[1].decode().lower()
        try:
            return data.decode(codecs.lookup(LARGER.get(name, name)).name)
        except (LookupError, UnicodeDecodeError):
            pass  # the page says what it is not
    return decode(data)


def _passed_over(root) -> set:
    """Return the elements that a reader of the page does not see, or that stand around the letter."""
    hidden = {
        element
        for element in root.xpath("//*[@style or @hidden]")
        if "hidden" in element.attrib or HIDDEN.search(element.get("style", ""))
    }
    most = len(root.text_content()) / 2
    return hidden | {element for element in root.iter(*AROUND) if len(element.text_content()) <= most}


def _lines(root) -> str:
    """Walk the page once. A row collects its cells, and a cell its words, apart from what stands around them."""
    passed_over = _passed_over(root) - {root}
    collected: list[list[str]] = [[]]
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if element in passed_over:
                walk.skip_subtree()
                continue
            if tag in CELLS or tag == "tr":
                collected.append([])
            elif tag in BLOCKS or tag == "br":
                collected[-1].append("\n")
            collected[-1].append(_words(element.text, element))
            continue
        if element in passed_over:
            collected[-1].append("\n")
        elif tag in CELLS:
            cell = "".join(collected.pop())
            collected[-1].append(cell)
        elif tag == "tr":
            cells = collected.pop()
            collected[-1].append(f"\n{row(cells)}\n")
        elif tag in BLOCKS:
            collected[-1].append("\n")
        if element is not root:
            collected[-1].append(_words(element.tail, element))
    lines = (line.strip(" \t") for line in "".join(collected[0]).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _words(words: str | None, element) -> str:
    if not words or (element.tag == "pre" and element.text is words):
        return words or ""
    return WHITE.sub(" ", WRAPPED.sub("", words))
