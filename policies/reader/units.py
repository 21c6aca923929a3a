"""What the name of an authority, a company or a group looks like."""

import re

# 青禾区水务局, 县电信分公司, 市政协提案委, 国家卫生健康委, 双岔县供电所.
SUFFIX = (
    r"(?:委员会|办公室|办事处|人民政府|政府|公司|集团|中心|总局|局|厅|部|委|办|署|院|所|处|站|队|会|组"
    r"|银行|支行|分行|海关|学校|大学|中学|小学|法院|检察院|妇联|工商联|团委|总工会|公安|供销社|合作社|联合社|联社|馆|段)"
)
ENDS = "会室处府司团心局厅部委办署院所站队组行关校学联安社馆段）"
"""The last characters of those, and of a bracket behind a name: most lines end otherwise."""
# A line that is one name, or several side by side: 区卫生健康局 区财政局.
NAME = rf"[\u3400-\u9fff（）·]{{1,40}}{SUFFIX}"
LINE = re.compile(rf"{NAME}(?:（[^（）]{{1,12}}）)?(?:[ 、，]{NAME}){{0,8}}")
# 海 关 总 署: set wide.
SPACED = re.compile(r"[\u3400-\u9fff](?: [\u3400-\u9fff]){2,}")
# 衷心感谢…局, 特此函复 : a sentence, not a name.
SENTENCE = re.compile(r"感谢|专此|特此|建议|提案|答复|关于|您|你们|首页|公开")


def is_unit_line(line: str) -> bool:
    """Say whether a folded line is the name of one unit or of several, and nothing else."""
    if line[-1:] not in ENDS:
        return False
    line = close_up(line)
    return len(line) <= 120 and LINE.fullmatch(line) is not None and not SENTENCE.search(line)


def close_up(line: str) -> str:
    """Return a line that is set wide, 海 关 总 署, without its spaces; any other as it is."""
    return line.replace(" ", "") if " " in line and SPACED.fullmatch(line) else line
