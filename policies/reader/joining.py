"""Lines that a page broke inside a sentence -> one line each."""

import re

# A sentence that goes on: 完善地理标志 ⏎ 保护体系，…。 Not behind a stop, nor behind …答复如下.
OPEN_END = re.compile(r"[\u3400-\u9fff，、“《（\d]|[”》](?<![。！？；].)")
# What most lines end with, and no open end: of those nothing else is asked.
STOPS = "。：；！？"
# 赵某、 ⏎ 钱某等5位代表： 其他县（ ⏎ 区）: nothing ends so.
NEVER_LAST = "、（《“"
LEAD_OUT = ("如下", "您好", "你好")
# 关于…的答复 2031-05-01 : the end of an entry in a list of pages.
DAY_AT_END = re.compile(r"-\d{2}-\d{2}$")
RUNNING = re.compile(r"[，。；]")
"""What running text holds, as a pattern for the lines of a PDF; `_is_running` asks the same in a third of the time."""
# What makes a mark of digits: 1.新建, 1.2031年…, 1.6月15日前…. Not 1.26万份.
POINT = r"[.．、](?!\d(?!\d{3}年|\d?月))"
# 一、关于完善机制，加强监管 is a heading for all its comma; （一）完善机制。加强…工 is not.
HEADING = re.compile(
    rf"[-•*]|[一二三四五六七八九十]{{1,3}}[、：]|第[一二三四五六七八九十]{{1,3}}[、：，]|[（(][一二三四五六七八九十\d]{{1,3}}[)）]|\d{{1,2}}{POINT}|[①-⑳]"
)
# 您提出的《…》已由市政府交我局 ⏎ 主办，…: no title begins so.
ASKED = ("您提", "你提", "您们提", "你们提", "贵委提", "贵会提")
# 三、你们提出…的建议，我局将在两处设置检疫检 ⏎ 查站: a sentence behind its mark, no heading.
SENTENCE = re.compile(r"，(?:我[局委厅部们镇乡县市区]|本局|由|经|已|目前)")
# What begins a line of its own: a label, a date, an addressee, an opening, a wish, table cells, a tag.
NEW_LINE = re.compile(
    r"[^，。；]{1,12}[：:]|[-•*<|【\[]|感[谢謝]|[专專特]此|[下]一?步|[^，。；]{1,40}(?:委员|委員|代表)[：:]"
    r"|[^，。；]{1,30}[年〔\d][^，。；]{0,12}[日号號]$|附件"
)
SHORTEST = 20
# 会同市司法局开展…审 ⏎ 查。 : inside a paragraph, behind a line that was joined or a sentence, a line may be shorter.
SHORTEST_INSIDE = 10


def join_broken_lines(lines: list[str]) -> str:
    """Join each line that ends inside a sentence with the next line that has words.

    A line is joined only where it holds a comma or a stop already, and the next one does too, is of a full
    line's length or follows a comma: titles, labels and signatures stay on their own lines.
    """
    done: list[str] = []
    parts: list[str] = []  # of the line that may go on
    blank = False
    for line in lines:
        if not line:
            blank = bool(parts)
        elif parts and parts[-1][-1] not in STOPS and _goes_on(parts, line):
            parts.append(line)
            blank = False
        else:
            if parts:
                done.append("".join(parts))
            if blank:
                done.append("")
            parts, blank = [line], False
    return "\n".join([*done, "".join(parts)])


def _goes_on(parts: list[str], following: str) -> bool:
    """Say whether a line, of which no part ends with a stop, goes on with the next: what costs least is asked first."""
    last, first = parts[-1], parts[0]
    if last[-1] in NEVER_LAST and "|" not in last and not HEADING.match(following):
        return True
    if len(last) < (SHORTEST if len(parts) == 1 and "。" not in last else SHORTEST_INSIDE):
        return False
    if len(parts) == 1 and not (_is_running(last) or last.startswith(ASKED)):
        return False
    if not (last[-1] == "，" or len(following) >= SHORTEST or _is_running(following)):
        return False
    if "|" in last or "|" in following[:SHORTEST] or last.endswith(LEAD_OUT):
        return False
    if not OPEN_END.match(last, len(last) - 1) or DAY_AT_END.search(last):
        return False
    if HEADING.match(following) or NEW_LINE.match(following):
        return False
    return not HEADING.match(first) or any("。" in part or SENTENCE.search(part) for part in parts)


def _is_running(line: str) -> bool:
    return "，" in line or "。" in line or "；" in line
