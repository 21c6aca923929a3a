"""The mark of how a proposal was handled: A, B, C or D; 甲乙丙丁 are the same (docs/reading.md)."""

import re

from .frame import Frame
from .page import Page
from .shapes import Found, Span

LETTERS = {"甲": "A", "乙": "B", "丙": "C", "丁": "D"}
MARK = r"(?P<mark>[A-D甲乙丙丁])"
MARKED = re.compile("[A-D甲乙丙丁]")
# 办理结果：B   类 别: C   办复类别：乙类   办理类型：A   办理结果：已经解决（A类）
# Not 类别:提案 : that says what was answered.
LABELLED = re.compile(
    r"(?:办[理复]结果|(?:办[复理]|答复)?类 ?别(?:标记)?|[办答][理复]类[型别]|办理等级|结果类别)[为是]?[：: ]{1,2}"
    rf"(?:[^，。；：（）]{{0,16}}（)?{MARK} ?类?(?![\w])"
)
# (A类)   A   B类   [C]   乙类（B）   （A类，同意公开）   on a line of its own
ALONE = re.compile(
    rf"(?:[甲乙丙丁]类 ?(?=[（〔]))?[（〔]? ?{MARK} ?类? ?[）〕]?(?:[ ，]?(?:同意|主动|可以)?(?:对外)?公开[）〕]?)?"
)
# （A） below the signature, where a letter alone may be anything
BELOW = re.compile(rf"(?=[（〔]|. ?类)[（〔]? ?{MARK} ?类? ?[）〕]?")
# A 青工函〔2031〕22号
BEFORE_NUMBER = re.compile(rf"（? ?{MARK} ?类? ?）? [\u3400-\u9fff]{{2,16}}〔\d{{4}}〕")
# 青提复字〔2031〕3号B类   青建复〔2031〕5号（B类）   …来信号B类   …16号A类 同意公开
BEHIND_NUMBER = re.compile(rf"〔\d{{4}}〕[^，。；：]{{1,8}}号 ?[（〔]? ?{MARK} ?类?(?![\w])")
# …第29号代表建议的答复（B）
IN_TITLE = re.compile(rf"(?:答复|复函|函|回复|意见)（{MARK} ?类?）$")

# 您的建议全部办结，办理结果为A类。: told in the letter itself.
TOLD = re.compile(rf"办[理复]结果(?:评定|确定)?[为是] ?{MARK} ?类")


def find_outcome(page: Page, frame: Frame) -> Found[str] | None:
    """Return the mark, from the lines above the opening and below the body, or where the letter tells it."""
    for lines in (range(frame.opening), range(frame.end, len(page.lines))):
        if not lines or not MARKED.search(page.folded, page.lines[lines[0]].start, page.lines[lines[-1]].end):
            continue
        for index in lines:
            line = page.words[index][:200]
            if not MARKED.search(line):
                continue
            found = LABELLED.search(line) or BEHIND_NUMBER.search(line) or IN_TITLE.search(line)
            if not found and index < frame.opening:
                found = ALONE.fullmatch(line) or BEFORE_NUMBER.match(line)
            elif not found:
                found = BELOW.fullmatch(line)
            if found:
                return _mark(found, page.lines[index].start)
    told = TOLD.search(page.folded, frame.body.start)
    return _mark(told, 0) if told else None


def _mark(found: re.Match[str], start: int) -> Found[str]:
    """Return the mark that was found in what begins at `start`."""
    span = Span(start + found.start("mark"), start + found.end("mark"))
    return Found(LETTERS.get(found["mark"], found["mark"]), span)
