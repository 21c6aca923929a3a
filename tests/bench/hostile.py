"""Texts that no letter is: one thing a million times over. Reading must take a time in proportion to their length.

What a pattern may try in many ways, or a loop look back for, shows in these texts and in no letter.
"""

from collections.abc import Iterator
from itertools import pairwise
from time import process_time

from policies.reader import read_letter

from .letters import labelled

LENGTH = 1_000_000
MOST = 2.0
"""Seconds for a text of that length."""
QUARTER = 5.0
"""Times as long as a quarter of the text takes, at most."""
SHORT = 0.4
"""Seconds below which nothing can be said."""

CHARACTERS = (
    "，。；：！？、·…—～,.;:!?-_~*•●○◆■□▪|/\\'\"`^&%$#@=+<>"  # stops and signs
    "（）〔〕【】《》〈〉「」『』［］｛｝“”‘’()[]{}"  # brackets and quotes
    "0123456789０９一二三四五六七八九十百千万亿两零〇○①⑳⒈㈠ⅠⅫ"  # numerals
    " \t\n\r\v\f\u3000\u00a0\u2028\u200b\ufeff\x00\ud800"  # what is not seen
    "将待年月日号第届次拟如若视在经市县区局委部厅会商与和及等为的后前内我您关于对建新aAz\u0301é議é複"
)
WORDS = (
    *("一、", "（一）", "1.", "1、", "（1）", "①", "一是", "第一，", "第一条", "首先，", "十一、", "1.2", "〔2031〕"),
    *(
        "索引号：",
        "文号",
        "文号：",
        "标题：",
        "发布日期：",
        "来源 ",
        "办理结果：",
        "A类 ",
        "（A",
        "类别：提案",
        "联系人",
        "附件：",
    ),
    *(
        "下一步，",
        "今后",
        "二、下一步工作\n",
        "下一步工作：",
        "我局将",
        "待资金到位后，",
        "如获批复，",
        "将建设",
        "将加强作为",
        "暂不",
    ),
    *(
        "会同",
        "会同市财政局、",
        "与",
        "与市局",
        "配合",
        "市财政局",
        "2032年6月底前",
        "明年",
        "“十五五”",
        "12月",
        "两年内",
        "20",
    ),
    *(
        "关于",
        "的提案",
        "《关于",
        "》的建议",
        "《",
        "》",
        "“”",
        "“一",
        "（",
        "（甲",
        "答复",
        "收悉",
        "答复如下：",
        "您提出",
        "贵",
    ),
    *(
        "王小山委员：",
        "王小山、",
        "李某等6名",
        "代表",
        "尊敬的",
        "第十届",
        "第十届第",
        "政协",
        "县政协",
        "第12号",
        "第12",
        "感谢",
    ),
    *(
        "---|---",
        "| a ",
        "|\n",
        "- ",
        "首页 > ",
        "首页>",
        ">",
        "議(yì)",
        "議(",
        "(a",
        "(ab",
        "2031-07-09",
        "二〇三一年",
        "2031",
    ),
    *(
        "12处",
        "每年",
        "每百",
        "1,",
        "建设平台",
        "建设",
        "实施",
        "实施工程",
        "开展行动",
        "召开",
        "会议",
        "村工程",
        "争取",
        "确保",
    ),
    *(
        "已",
        "了",
        "目前",
        "近年来",
        "相信",
        "建议",
        "请",
        "申请人",
        "由于",
        "完成",
        "，将",
        "，我局",
        "；二是",
        "。1.",
        "。（一）",
    ),
    *(
        "the quick ",
        "lorem, ",
        "<p>",
        "&nbsp;",
        "http://",
        "e\u0301",
        "\r\n",
        " \n",
        "\n\n",
        "\u3000\u3000",
        "。\n",
        "，\n",
        "、\n",
    ),
)
WIDTHS = (1, 7, 60)


UNITS = (*CHARACTERS, *WORDS)


def texts(length: int) -> Iterator[tuple[str, str]]:
    """Yield each text with a name: alone, line by line, by twos and threes, and whole letters over and over."""
    for unit in UNITS:
        yield repr(unit), filled(unit, length)
        for width in WIDTHS:
            yield f"{unit!r}, lines of {width}", filled(filled(unit, width) + "\n", length)
    for one, other in pairwise((*UNITS[::3], *UNITS[1::3], *UNITS[2::3])):
        yield f"{one!r} and {other!r}", filled(one + other, length)
    for one, other, third in zip(WORDS, WORDS[7:], WORDS[23:], strict=False):
        yield f"{one!r}, {other!r} and {third!r}", filled(one + other + third, length)
    for number, letter in enumerate(labelled(), 1):
        yield f"letter {number}", filled(letter, length)


def filled(unit: str, length: int) -> str:
    """Return a unit repeated to a length."""
    return (unit * (length // len(unit) + 1))[:length]


def sweep() -> int:
    """Read all of the texts; print those that take too long and return 1 where there are any."""
    slow, count, longest = 0, 0, (0.0, "")
    for name, text in texts(LENGTH):
        taken = seconds(text)
        count, longest = count + 1, max(longest, (taken, name))
        if _is_slow(text, taken):
            slow += 1
            print(f"too long: {taken:.2f} s for {name}", flush=True)
    print(f"{count} texts of {LENGTH:,} characters, {slow} of them too long")
    print(f"the longest took {longest[0]:.2f} s: {longest[1]}; at most {MOST:.0f} s")
    return 1 if slow else 0


def _is_slow(text: str, taken: float) -> bool:
    """Say whether a text takes too long, or more than its length explains; what looks so is read once more."""
    if taken < SHORT:
        return False
    allowed = min(MOST, QUARTER * max(seconds(text[: LENGTH // 4]), SHORT / 4))
    return taken > allowed and seconds(text) > allowed


def seconds(text: str) -> float:
    """Return the time of this process that reading a text takes."""
    begun = process_time()
    read_letter(text)
    return process_time() - begun
