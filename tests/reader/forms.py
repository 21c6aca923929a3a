"""A letter in each form in which offices send it: made by the tests, from its text."""

from html import escape
from io import BytesIO

from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from .documents import saved

PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>建议提案_某市人民政府</title><style>p {{ margin: 0 }}</style></head><body>
<header><a href="/">某市人民政府</a> <form><input name="q"><button>搜索</button></form></header>
<nav><ul><li><a href="/a">首页</a></li><li><a href="/b">政务公开</a></li><li><a href="/c">下一步工作</a></li></ul></nav>
<div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/b">信息公开</a> &gt; 建议提案</div>
<div class="main"><div class="tools">【字体：<a>大</a> <a>中</a> <a>小</a>】 <a>打印</a></div>
{letter}
<div class="share">分享到：<a>微信</a></div></div>
<script>var next = "下一步，我局将新建停车场3处。"</script>
<footer><p>主办：某市人民政府办公室</p><p>京ICP备05000000号</p></footer>
</body></html>"""

FONT = "STSong-Light"
"""A font that every reader of PDFs has, so that no file of it is needed."""
SIZE, MEASURE, ROWS, MARGIN = 14, 30, 22, 80


def gb18030(text: str) -> bytes:
    return text.encode("gb18030")


def utf16(text: str) -> bytes:
    return text.encode("utf-16")


def web_page(text: str) -> bytes:
    """Return a whole page of a site, a paragraph for each stretch without a blank line."""
    paragraphs = (escape(part).replace("\n", "<br>\n") for part in text.split("\n\n"))
    return PAGE.format(letter="\n".join(f"<p>{part}</p>" for part in paragraphs)).encode()


def word(text: str) -> bytes:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "某市人民政府办公室"
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    for line in text.split("\n"):
        document.add_paragraph(line)
    return saved(document)


def pdf(text: str) -> bytes:
    """Return pages with a running head and numbers, each line broken where it fills the measure."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4)
    rows = _rows(text)
    for page, start in enumerate(range(0, len(rows), ROWS), 1):
        canvas.setFont(FONT, SIZE)
        canvas.drawString(MARGIN, A4[1] - 50, "某市建议提案办理")
        for row, line in enumerate(rows[start : start + ROWS]):
            canvas.drawString(MARGIN, A4[1] - MARGIN - row * 30, line)
        canvas.drawCentredString(A4[0] / 2, 40, f"— {page} —")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _rows(text: str) -> list[str]:
    """Break paragraphs as a word processor does: an indent, then lines of one measure, a half-width sign half of one."""
    rows = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        row, width = ("　　", 4) if "。" in line else ("", 0)
        for character in line:
            wide = 1 if character.isascii() else 2
            # No line begins with a stop: it hangs behind the measure.
            if width + wide > MEASURE * 2 and character not in "，。；：、！？）》”":
                rows.append(row)
                row, width = "", 0
            row, width = row + character, width + wide
        rows.append(row)
    return rows
