"""Sentences of the made-up letters: what was done, what will be, by when and with whom."""

from random import Random

from tests.load.country import MadeUp
from tests.load.vocabulary import CONDITIONS, PARTNERS, Field

NUMBERS = (2, 3, 5, 6, 8, 10, 12, 15, 18, 20, 24, 30, 36, 45, 50, 60, 80, 100, 120, 150, 200, 260, 300, 420, 500)


def promise(chance: Random, field: Field, place: MadeUp, year: int) -> str:
    """Return one sentence, without its stop, that says what will be done."""
    kind = chance.random()
    if kind < 0.45:
        return f"{_due(chance, year)}{_with(chance, place)}{numbered(chance, field.projects)}"
    if kind < 0.75:
        return f"{chance.choice(('进一步', '持续', '不断', ''))}{_with(chance, place)}{chance.choice(field.tasks)}"
    if kind < 0.87:
        verb = chance.choice(("出台", "制定", "修订", "印发"))
        name = chance.choice(("实施方案", "管理办法", "三年行动计划", "工作细则", "服务规范"))
        return f"{_due(chance, year)}{_with(chance, place)}{verb}《{place.name}{chance.choice(field.topics)}{name}》"
    return f"{chance.choice(CONDITIONS)}，{_with(chance, place)}{numbered(chance, field.projects)}"


def deed(chance: Random, field: Field, year: int) -> str:
    """Return one sentence, with its stop, that says what was done."""
    opening = chance.choice(("近年来", f"{year - 1}年以来", "截至目前", "今年以来", f"{year - 2}年至{year - 1}年"))
    spent = chance.choice((f"累计投入资金{chance.randrange(20, 9000)}万元，", "", ""))
    return f"{opening}，{spent}已{numbered(chance, field.deeds)}，{numbered(chance, field.deeds)}。"


def numbered(chance: Random, phrases: tuple[str, ...]) -> str:
    return chance.choice(phrases).format(n=chance.choice(NUMBERS))


def _due(chance: Random, year: int) -> str:
    month, later = chance.randrange(1, 13), year + chance.randrange(1, 4)
    return chance.choice(
        (
            "", "", f"{later}年底前，", f"{later}年{month}月底前，", f"力争{later}年上半年，", "年内，", "明年上半年，",
            f"计划{later}年，", "尽快", "适时", f"{later}年第{'一二三四'[month % 4]}季度，",
        )
    )  # fmt: skip


def _with(chance: Random, place: MadeUp) -> str:
    if chance.random() < 0.75:
        return ""
    unit = place.called(chance.choice(PARTNERS))
    owner = chance.choice((place.name, place.word))
    return f"{chance.choice(('会同', '联合', '配合', '商'))}{owner}{unit}"
