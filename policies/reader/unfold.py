"""One long line that holds a whole letter -> its lines."""

import re

LONG = 40
"""Characters from which a line may be a whole letter."""

# … 如下： 一、工作现状 我镇…, …如下：一、工作现状。…。二、下一步打算。 : the mark of a heading behind a stop or a space.
BEHIND_SPACE = re.compile(r" (?=[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])")
BEHIND_STOP = re.compile(r"([。：；]) ?(?=[一二三四五六七八九十]{1,3}、)")
# 二、下一步计划 一是… : the words of a heading end at the next space.
AFTER_HEADING = re.compile(r"([一二三四五六七八九十]{1,3}、[^ ，。；：]{2,30}) ")
# …第61号建议的答复 发布时间：2031-09-16 浏览：33次: what a page sets behind the title.
BEHIND_TITLE = re.compile(
    r"([^，。；]{6,80}(?:答复|复函|回复|答复函|的函)) (?=(?:发布|发文|来源|浏览|时间|日期|阅读|点击|【|[\u3400-\u9fff]{2,12}〔))"
)
# 苗某委员： 您提出的…, 苗某委员：您提出的… : the addressee inside the line, also behind the title.
ADDRESSEE = re.compile(r"(?:^| )([^ ，。；：:]{1,60}(?:委员|委員|代表)[：:])(?: |(?=[您你]))")
# …如下： 近年来… : the opening formula ends a paragraph.
LEAD_OUT = re.compile(r"(如下[：:。]) ")
# … 石门镇人民政府 2031年6月2日 联系人：… : signer and date; what follows them is a line of its own.
SIGNATURE = re.compile(
    r"([。！”])(?: |(?=[\u3400-\u9fff]{2,20}[局委厅办府院室会司社] \d))([^ ，。；：]{2,40}) (\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日)(?: |$)"
)
# …支持。国家林业和草原局2031年8月12日: glued to the last sentence, at the end of the line.
GLUED = re.compile(r"([。！])([\u3400-\u9fff]{2,30}[局委厅部办府院室会司社心])(\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日)$")
# The opening that makes a long line a letter, and not a paragraph or a label block.
OPENING = re.compile("如下(?<=[答回函复復覆][复復覆函]如下)")


def unfold(line: str) -> list[str]:
    """Return the lines of a letter that stands on a single line; any other line as it is."""
    done = []
    if " " in line and (title := BEHIND_TITLE.match(line)):
        done.append(title[1])
        line = line[title.end() :]
    if "收悉" not in line and not ("如下" in line and OPENING.search(line)):
        return [*done, line]
    if "：" in line or ":" in line:
        line = ADDRESSEE.sub(r"\n\1\n", line, count=1)
    if line.endswith("日"):
        line = GLUED.sub(r"\1\n\2\n\3", line)
    if " " in line:  # none of these is without one
        line = LEAD_OUT.sub(r"\1\n", line)
        line = SIGNATURE.sub(r"\1\n\2\n\3\n", line)
        line = BEHIND_SPACE.sub("\n", line)
    for part in map(str.strip, BEHIND_STOP.sub(r"\1\n", line).split("\n")):
        if heading := " " in part and AFTER_HEADING.match(part):
            done += heading[1], part[heading.end() :]
        elif part:
            done.append(part)
    return done
