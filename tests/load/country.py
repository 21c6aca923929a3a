"""A made-up country: provinces, cities and counties with names that no real place bears, and their units."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from random import Random

from tests.load.vocabulary import FIELDS, PARTNERS

# Three characters each: no real county, city or province is called like that.
FIRST, SECOND, THIRD = "澄霁岚汀泓湛翎砚苍萦漪霭皓瑾菀遥", "樾芷珩泠筱澹绫蕤翊霖昀笙沅堇珏", "浦屿坪渡崖湾洲陌墟岬涧岗"

PROVINCES, CITIES, COUNTIES = 31, 300, 2500
LETTERS_OF_A_COUNTY = 80
"""A country of as many letters as are asked for is made as large as goes with them."""


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A made-up place. `word` is what its own letters call it: 省, 市, 县, 区."""

    name: str
    level: str
    word: str
    above: "MadeUp | None" = None

    def units(self) -> list[str]:
        return [f"{self.name}{self.called(unit)}" for unit in (*(field.unit for field in FIELDS), *PARTNERS)]

    def called(self, unit: str) -> str:
        """Return a unit's name at this level: a province has a 厅 where a county has a 局."""
        return unit.removesuffix("局") + "厅" if self.level == "province" and unit.endswith("局") else unit


class Country:
    """The places of a country with so many letters; the same for the same seed and number."""

    def __init__(self, letters: int, seed: int):
        names = ["".join(name) for name in product(FIRST, SECOND, THIRD)]
        Random(f"country {seed}").shuffle(names)
        self._names = iter(names)
        counties = min(COUNTIES, max(3, letters // LETTERS_OF_A_COUNTY))
        cities, provinces = -(-counties * CITIES // COUNTIES), -(-counties * PROVINCES // COUNTIES)
        self.provinces = [MadeUp(f"{next(self._names)}省", "province", "省") for _ in range(provinces)]
        self.cities = list(self._below(self.provinces, cities, "city", ("市",)))
        self.counties = list(self._below(self.cities, counties, "county", ("县", "县", "区")))

    def places(self) -> list[MadeUp]:
        """Return all places, each behind the one above it."""
        return [*self.provinces, *self.cities, *self.counties]

    def pick(self, chance: Random) -> MadeUp:
        """Pick a place as letters come: most from counties, a tenth from provinces."""
        return chance.choice(chance.choices((self.provinces, self.cities, self.counties), (10, 25, 65))[0])

    def _below(self, places: list[MadeUp], number: int, level: str, words: tuple[str, ...]) -> Iterator[MadeUp]:
        for i in range(number):
            word = words[i % len(words)]
            yield MadeUp(f"{next(self._names)}{word}", level, word, places[i % len(places)])
