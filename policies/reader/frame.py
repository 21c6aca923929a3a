"""Where the letter begins and ends on the page: head, opening, body, tail."""

import re
from typing import NamedTuple

from .addressee import is_addressee
from .alternatives import each
from .dates import find_day
from .page import Page
from .shapes import Span
from .units import NAME

# 以下为答复原文： ends the lead of a news page, which paraphrases the letter's promises.
WRAPPER = re.compile(r"(?:以下[为是]|现将)?.{0,8}(?:答复|复函|回复)?(?:原文|全文)(?:如下)?[：。]?$")
# 您提出的《…》收悉, …已转交我局办理, 转来…提案收悉, …现答复如下.
OPENING = re.compile(
    "收悉|悉，|贵.{1,6}提出|转来.{1,40}提出|"
    + each("答复|回复|函复|复函|意见|办理情况", ".{0,6}如下")
    + "|"
    + each("您|你", "们?(?:所|曾|在.{1,40})?提出")
)
# …现答复如下：, …现将办理情况答复如下。, …回复如下
LEAD_OUT = re.compile(r"如下(?<=(?:答复|回复|函复|复函|意见|说明|情况)如下)[：。，]?")
# Words of a courtesy at the start of a sentence: thanks, wishes, request for feedback, handover of the letter.
# Not 感谢… at the very start of the answer: the body goes on behind it; nor 您的提案对上述问题开出了药方.
COURTESY = re.compile(
    r"(?:最后|在此)?，?(?:再次|再一次|衷心|非常|十分|诚挚|真诚|同时){0,3}(?:地|的)?(?:表示)?(?:感谢|谢谢|致谢)"
    r"|恳请|敬请|诚请|也?欢迎|[诚热]挚?欢迎|(?:真诚|衷心|恳切|殷切)?地?希望"
    r"|[专特]此|此[复致]|祝[您你]|顺祝|敬礼|此?复函已|对(?:以上|上述|本)(?:答复|办理)|以上(?:答复|意见)"
    r"|如(?:您?们?对|您?有[^，。]{0,10}(?:意见|疑问|问题|建议|想法|需要|异议|情况|不明|不妥|不清|不足|不当|不满|不到|不周|补充))|(?:[您你]们?|贵.{1,6})的(?:建议|提案|意见)(?:为|将?对)(?=[^。]{0,40}(?:帮助|价值|意义|作用|启[发示]|指明|参考|动力|促进|鼓舞))|[您你]们?(?:如|对[^，。]{0,6}(?:答复|办理|回复))"
    r"|[您你]们?对[^，。]{0,24}的[^，。]{0,8}(?:关[注心切]|支持|厚爱|理解|监督)"
    r"|对[您你][^，。]{0,12}(?:致谢|感谢|谢意|，我[们局委院会]?(?:表示|致以))|(?:[您你]们?|贵.{1,6})的(?:建议|提案|意见)(?:饱含|充满|体现|倾注)"
)
COURTESY_BEGINS = "最在，再衷非十诚真同地的表感谢致恳敬也欢热殷希专特此祝顺复对以如您你贵"
"""What these words begin with: every sentence is asked for them, and few are asked more. New words need theirs here."""
# What stands behind the letter, or between its body and its signature.
TAIL = re.compile(
    r"(?:办[理复]类[别型]|办理结果|类别|联系(?:单位|人|电话|方式|科室)|经办人|承办(?:单位|人|负责人|科室)|责任领导|主管领导|签发人|电话|传真|邮编|抄[送报]|报送(?=[：:]|$)"
    r"|附件|地址(?=：)|主办(?![，、])|责任编辑|相关(?:阅读|链接|文章)|扫一扫|扫码|友情链接|网站(?:地图|标识)|技术支持(?=：)|打印本页|关闭窗口|分享|[上下]一[篇条](?=：)|ICP备)"
    r"|[【（(\[〔]?(?:此件|信息公开|依申请公开|主动公开|打印|列印|责任编辑|联系)|<!--|注：|是否同意公开|列印|版权所有"
)
TAIL_BEGINS = "上下技I地办类联经承责主签电传邮抄报附相扫友网打关分列此信依公【（([〔<注是版"
"""What these words begin with."""


# 关于市政协四届五次会议第20号提案的答复 2031-05-01 : another page of the site, under the letter. A signer writes 年月日, or is a unit.
LINK = re.compile(rf"(?!{NAME} ?\d)[^：]{{6,80}}[ 〔（]\d{{4}}-\d{{2}}-\d{{2}}[〕）]?")
LINK_ENDS = "0123456789〕）"
CLAUSES = re.compile("[，。；：]")
STOPS = re.compile("[，。；：！？、]")
ITEM = re.compile(r"[一二三四五六七八九十]{1,3}[、．.是要]|[（\d]")


class Frame(NamedTuple):
    """Lines of a page, by index: `first` of the letter, `opening`, and `end`, the one behind the body.

    `addressee` is None where no line names one; `dated` where no line holds the date under the letter.
    `body` is the running text between the opening formula and the courtesy at the end.
    """

    first: int
    addressee: int | None
    opening: int
    end: int
    dated: int | None
    body: Span


def find_frame(page: Page) -> Frame:
    """Find the letter on its page. A page without one is all body, from its first line."""
    count = len(page.lines)
    first = _behind_wrapper(page)
    addressee = next((i for i, line in enumerate(page.words[first:], first) if is_addressee(line[:400])), None)
    if addressee is not None and page.words[addressee][-1] not in "：:" and not _opens(page, addressee + 1):
        addressee = next(
            (i for i in range(addressee + 1, count) if is_addressee(page.words[i][:400]) and _opens(page, i + 1)),
            addressee,
        )
    start = first if addressee is None else addressee
    opening = next((i for i in range(start, count) if OPENING.search(page.words[i][:1000])), None)
    if opening is None and addressee is None:  # an abstract: its first sentence, below the page's head and the title
        opening = next((i for i in range(start, count) if "。" in page.words[i]), start)
    elif opening is None:
        opening = min(start + 1, count - 1)
    below = opening + 1
    lines = page.words[below:]
    # The length of a line, and its last or first character, spare most lines the calls.
    dated = next((i for i, line in enumerate(lines, below) if len(line) <= LONGEST_DATED and is_dated(line)), None)
    end = dated if dated is not None else count
    may_be_tail = (
        i for i, line in enumerate(lines[: end - below], below) if line[0] in TAIL_BEGINS or line[-1] in LINK_ENDS
    )
    end = next((i for i in may_be_tail if _is_tail(page.words[i])), end)
    body_start, opening = _body_start(page, opening, end)
    while end - 1 > opening and _is_closing(page.words[end - 1]):
        end -= 1
    body_end = page.lines[end - 1].end if end > opening and count else body_start
    return Frame(first, addressee, opening, end, dated, Span(body_start, max(body_start, body_end)))


def is_dated(line: str) -> bool:
    """Say whether a folded line is the date under a letter, whole or damaged, with or without the signer."""
    if len(line) > LONGEST_DATED or not (line[-1:] in DAY_ENDS or line[-1:].isdecimal() or line[:1] in DAY_BEGINS):
        return False
    if CLAUSES.search(line) or _is_link(line):
        return False
    if found := find_day(line):
        start, end = found[1]
        return not line[end:].strip() or not line[:start].strip()
    return DAMAGED_DAY.fullmatch(line) is not None


LONGEST_DATED = 60
DAY_ENDS = "日"
DAY_BEGINS = "0123456789〇○零oO一二三四五六七八九"
"""What a day ends with, if not with a digit, or begins with: it stands at one end of its line."""
# 2031721, 2031 915: the characters 年月日 were dropped. 2031年9: the end was cut.
# 二〇三一年七月: no day.
DAMAGED_DAY = re.compile(
    r"(?:19|20)\d{2} ?年? ?(?:\d{1,2} ?[月.]? ?){1,2}日?|[〇○零oO0一二三四五六七八九]{4}年(?:[一二三四五六七八九十]{1,3}月?)?"
)


def _is_tail(line: str) -> bool:
    return (line[:1] in TAIL_BEGINS and TAIL.match(line) is not None) or _is_link(line)


def _is_link(line: str) -> bool:
    """Say whether a line is the title of another page and its day."""
    return line[-1:] in LINK_ENDS and LINK.fullmatch(line) is not None


def _behind_wrapper(page: Page) -> int:
    if "原文" not in page.folded and "全文" not in page.folded:
        return 0
    for index in range(len(page.lines) - 1):
        line = page.words[index]
        if len(line) < 30 and ("原文" in line or "全文" in line) and WRAPPER.match(line):
            return index + 1
    return 0


def _opens(page: Page, index: int) -> bool:
    return index < len(page.lines) and OPENING.search(page.words[index][:1000]) is not None


def _body_start(page: Page, opening: int, end: int) -> tuple[int, int]:
    """Find where the answer begins: behind the last opening formula of the first paragraphs."""
    if not page.lines:
        return 0, opening
    for index in range(min(opening + 2, end - 1), opening - 1, -1):
        if "如下" not in page.words[index]:
            continue
        line = page.lines[index]
        ends = [found.end() for found in LEAD_OUT.finditer(page.folded, line.start, min(line.end, line.start + 1500))]
        if ends and (index == opening or ends[-1] >= line.end):
            return ends[-1], index
    return page.lines[opening].start, opening


def _is_closing(line: str) -> bool:
    if (line[:1] in COURTESY_BEGINS and COURTESY.match(line)) or _is_tail(line):
        return True
    return len(line) < 40 and not STOPS.search(line) and not ITEM.match(line)


def looks_like_letter(page: Page, frame: Frame) -> bool:
    """Say whether anything on the page marks a reply letter: an addressee or an opening formula."""
    if not page.lines:
        return False
    return frame.addressee is not None or OPENING.search(page.words[frame.opening][:1000]) is not None
