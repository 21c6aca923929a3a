"""How made-up letters are built: the shapes of real ones, with the head and the end that go with each."""

from collections.abc import Callable
from random import Random

from tests.load.case import DIGITS, Case, chinese
from tests.load.sentences import deed, promise
from tests.load.vocabulary import CLOSINGS, NOTE, PRAISE, REFUSALS, THANKS

Body = Callable[[Random, Case], list[str]]
"""Returns the paragraphs between the opening and the thanks."""


def letter_text(chance: Random, case: Case) -> str:
    """Return the text of one letter: the head, the body of some shape, the end."""
    body = chance.choices(list(SHAPES), list(SHAPES.values()))[0]
    mark = chance.choice(("", "", "（A类）", "（B类）", "（C类）"))
    title = _title(chance, case)
    opening = (
        f"您提出的《关于加强{case.topic}的{case.kind}》（{case.number_words}）收悉。{chance.choice(PRAISE)}现答复如下："
    )
    paragraphs = [
        *_head(chance, case, title), mark, title, f"{case.addressee}：", opening, *body(chance, case),
        chance.choice(THANKS).format(topic=case.topic, level=case.place.word), chance.choice(CLOSINGS),
        *_end(chance, case), NOTE,
    ]  # fmt: skip
    return "\n\n".join(filter(None, paragraphs)) + "\n"


def _title(chance: Random, case: Case) -> str:
    field = f"（{case.field.category}{case.numbers[0]}号）" if case.is_cppcc and chance.random() < 0.6 else ""
    opening, ending = chance.choice((("关于", "答复的函"), ("对", "的答复"), ("关于对", "的答复函")))
    return f"{opening}{case.session_words}{case.number_words}{field}{case.kind}{ending}"


def _head(chance: Random, case: Case, title: str) -> list[str]:
    number = f"{case.place.name[:2]}{case.field.unit[:2]}函〔{case.day.year}〕{case.serial}号"
    day = case.day.isoformat()
    return chance.choice(
        (
            [number],
            [f"文号：{number}"],
            [f"索引号：MU{case.serial:08d}\n发布机构：{case.unit}\n成文日期：{day}\n文号：{number}\n发布日期：{day}"],
            [f"索引号: MU{case.serial:08d} 发布机构: {case.unit}\n标题: {title} 文号: {number} 发布日期: {day}"],
            [f"- 文号：\n - {number}\n- 发布日期：\n - {day}"],
        )
    )


def _end(chance: Random, case: Case) -> list[str]:
    day = f"{case.day.year}年{case.day.month}月{case.day.day}日"
    if chance.random() < 0.15:
        year = "".join(DIGITS[int(digit)] for digit in str(case.day.year))
        day = f"{year}年{chinese(case.day.month)}月{chinese(case.day.day)}日"
    contact = f"联系人：{case.names[0][0]}某  联系电话：0000-{5550000 + case.serial % 10000}"
    return [case.unit, day, *chance.choice(([], [], [contact], [contact, f"抄送：{case.place.word}政府督查室。"]))]


def _topics(chance: Random, case: Case) -> list[str]:
    """一、关于…: what was done and, behind 下一步, what will be, topic by topic."""
    paragraphs = []
    for i, topic in enumerate(chance.sample(case.field.topics, chance.choice((2, 3, 4)))):
        paragraphs += [f"{DIGITS[i + 1]}、关于{topic}", _done(chance, case, 2)]
        if chance.random() < 0.8:
            paragraphs.append(f"{_next(case, '。'.join(_promises(chance, case, (1, 2, 3))))}。")
    return paragraphs


def _sections(chance: Random, case: Case) -> list[str]:
    """Two sections, the second of them headed for the future, its items marked（一）."""
    past = chance.choice(("一、工作开展情况", "一、已开展的工作", "一、基本情况"))
    future = chance.choice(("二、下一步工作", "二、下一步工作打算", "二、下步措施", "二、下一步工作计划"))
    items = [
        f"（{DIGITS[i + 1]}）{chance.choice(('加强', '推进', '完善'))}{topic}。{'。'.join(_promises(chance, case, (1, 2)))}。"
        for i, topic in enumerate(chance.sample(case.field.topics, chance.choice((2, 3))))
    ]
    return [past, _done(chance, case, 3), future, *items]


def _one_page(chance: Random, case: Case) -> list[str]:
    """A county's page: one paragraph, then 下一步 and 一是…；二是…"""
    listed = "；".join(f"{DIGITS[i + 1]}是{said}" for i, said in enumerate(_promises(chance, case, (2, 3, 4))))
    lead = chance.choice((f"下一步，{case.we}将做好以下工作：", f"下步，{case.we}将：", "下一步工作中，"))
    return [_done(chance, case, 2), f"{lead}{listed}。"]


def _unled(chance: Random, case: Case) -> list[str]:
    """Promises in running text, led by nothing but 将 or 计划."""
    said = [f"{case.we}{chance.choice(('将', '计划', '拟'))}{each}。" for each in _promises(chance, case, (1, 2))]
    return [_done(chance, case, 1) + "".join(said)]


def _refusal(chance: Random, case: Case) -> list[str]:
    """No, and perhaps something else instead."""
    instead = chance.choice(("", f"{_next(case, *_promises(chance, case, (1,)))}。"))
    return [f"{_done(chance, case, 1)}关于您提出的建议，{chance.choice(REFUSALS)}，敬请理解。{instead}"]


def _done_already(chance: Random, case: Case) -> list[str]:
    """Nothing is left to promise."""
    return [_done(chance, case, 3), "您反映的问题已全部办理完毕。"]


SHAPES: dict[Body, int] = {_topics: 22, _sections: 25, _one_page: 30, _unled: 12, _refusal: 7, _done_already: 4}
"""Each shape, and how many of a hundred letters have it."""


def _next(case: Case, said: str) -> str:
    """Lead a promise in: 将 stands before what is done, and not before a date or a condition."""
    return f"下一步，{said}" if "，" in said.split("。")[0] else f"下一步，{case.we}将{said}"


def _done(chance: Random, case: Case, most: int) -> str:
    return "".join(deed(chance, case.field, case.day.year) for _ in range(chance.randrange(1, most + 1)))


def _promises(chance: Random, case: Case, counts: tuple[int, ...]) -> list[str]:
    number = chance.choice(counts)
    return list(dict.fromkeys(promise(chance, case.field, case.place, case.day.year) for _ in range(number)))
