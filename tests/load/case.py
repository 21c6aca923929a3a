"""What one made-up letter is about: who answers whom, when, about what."""

from dataclasses import dataclass
from datetime import date
from random import Random

from tests.load.country import Country, MadeUp
from tests.load.vocabulary import FIELDS, GIVEN, SURNAMES, Field

DIGITS = "〇一二三四五六七八九"
YEARS = range(2014, 2026)
"""All of them over, so that no letter is dated after the day on which it is made, and that day changes nothing in it."""


@dataclass(frozen=True, slots=True)
class Case:
    """A proposal (or several) of a session, and the unit that answers."""

    place: MadeUp
    field: Field
    day: date
    is_cppcc: bool
    term: int
    session: int
    numbers: tuple[int, ...]
    names: tuple[str, ...]
    topic: str
    serial: int

    @property
    def unit(self) -> str:
        return f"{self.place.name}{self.place.called(self.field.unit)}"

    @property
    def we(self) -> str:
        return "我厅" if self.place.level == "province" else "我委" if self.field.unit.endswith("委员会") else "我局"

    @property
    def kind(self) -> str:
        return "提案" if self.is_cppcc else "建议"

    @property
    def session_words(self) -> str:
        term, session = chinese(self.term), chinese(self.session)
        if self.is_cppcc:
            return f"政协{self.place.name}第{term}届委员会第{session}次会议"
        return f"{self.place.name}第{term}届人民代表大会第{session}次会议"

    @property
    def number_words(self) -> str:
        return f"第{'、'.join(f'{number:04d}' for number in self.numbers)}号"

    @property
    def addressee(self) -> str:
        return f"{'、'.join(self.names)}{'委员' if self.is_cppcc else '代表'}"


def make_case(country: Country, seed: int, index: int) -> Case:
    """Make the case of the letter at `index`; it does not depend on the letters around it."""
    chance = Random(f"case {seed} {index}")
    year = chance.choice(YEARS)
    field = chance.choice(FIELDS)
    numbers = [chance.randrange(1, 900) for _ in range(chance.choices((1, 2, 3), (93, 5, 2))[0])]
    return Case(
        place=country.pick(chance),
        field=field,
        day=date(year, chance.randrange(3, 13), chance.randrange(1, 28)),
        is_cppcc=chance.random() < 0.5,
        term=10 + (year - 2012) // 5,
        session=(year - 2012) % 5 + 1,
        numbers=tuple(sorted(set(numbers))),
        names=tuple({_person(chance): None for _ in range(chance.choices((1, 2, 4), (85, 11, 4))[0])}),
        topic=chance.choice(field.topics),
        serial=index + 1,
    )


def chinese(number: int) -> str:
    """Return a number below a hundred as it is read: 十三, 二十."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十") + (DIGITS[ones] if ones else "")


def _person(chance: Random) -> str:
    return chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.choice((1, 2, 2))))
