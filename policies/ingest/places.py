"""Where a letter comes from, and where the meeting was held at which its proposal was handed in."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from policies.ingest.units import find_anywhere
from policies.models import Level, Place
from policies.models.place import NAMES_NO_PLACE
from policies.reader import Letter, Proposal

# 政协第十三届全国委员会第五次会议, 十四届全国人大一次会议, 全国政协十四届二次会议: a session of the nation, by its number.
# Not 按照全国人大常委会的要求, nor 感谢您转来全国人大代表的意见: 全国 alone is in many a county's letter.
ORDINAL = r"第?[零〇○一二三四五六七八九十\d]{1,4}"
BODY = r"(?:全国委员会|全国政协|全国人大|全国人民代表大会)"
NATIONAL = re.compile(rf"{ORDINAL}届(?:政协)?{BODY}|{BODY}{ORDINAL}[届次]|政协全国委员会{ORDINAL}届")
OPENING_CHARS = 600

# 云山市白河县水利局 is a unit of 白河县, whether or not that is registered, and not of 云山市.
# Not 云山市住房和城乡建设局, 云山市城镇管理局.
BELOW = re.compile(r"[\u3400-\u9fff]{1,4}?(?:县|区|旗|(?<!城)[乡镇])")

# The parts of a full name: 青原省 + 云山市 + 河东区. Not 市 + 中区: a part has a name before its kind.
PART = re.compile(r".+?(?:自治区|自治州|自治县|自治旗|特别行政区|街道|[省市州盟县区旗乡镇])")
# Parts of full names that many places share.
COMMON = {*NAMES_NO_PLACE, "城区", "市区", "郊区", "矿区", "新区", "开发区", "高新区", "经开区"}

LONGEST_NAME = Place._meta.get_field("name").max_length

# What a letter calls its own place, by the level of the place.
BARE = {"省": Level.PROVINCE, "自治区": Level.PROVINCE, "市": Level.CITY, "州": Level.CITY, "县": Level.COUNTY,
        "区": Level.COUNTY, "旗": Level.COUNTY, "乡": Level.TOWNSHIP, "镇": Level.TOWNSHIP}  # fmt: skip


class Places:
    """The places that some letters may mean: all fetched at once, with those above them."""

    def __init__(self, letters: Iterable[Letter], given: Iterable[Place] = ()):
        letters = list(letters)
        named = {name for letter in letters for name in _names(letter)}
        self._by_name = _named_or_ending(named)
        self._units = find_anywhere({issuer.value for letter in letters for issuer in letter.issuers})
        units_places = [unit.place for unit in self._units.values()]
        self._fetch_above([*self._by_name.values(), *units_places, *given])

    @cached_property
    def nation(self) -> Place:
        return Place.objects.get(level=Level.NATION)

    def of_letter(self, letter: Letter) -> Place | None:
        """Find the place of a letter for which nobody named one: where its signer is registered, from a name in it, from
        the signer's name, or the nation.

        县 or 市 alone matches nothing.
        """
        registered = {self._of_unit(issuer.value) for issuer in letter.issuers} - {None}
        if len(registered) == 1:
            return registered.pop()
        named = {self._by_name.get(proposal.place) for proposal in letter.proposals} - {None}
        if len(named) == 1:
            return named.pop()
        signed = {self._of_signer(issuer.value) for issuer in letter.issuers} - {None}
        if len(signed) == 1:
            return signed.pop()
        return self.nation if _is_national(letter) and not signed else None

    def of_session(self, letter: Letter, proposal: Proposal, place: Place | None) -> Place | None:
        """Find where the session was held that a letter of `place` names.

        A county's bureau also answers deputies of the city: 市 in its letter is the city above it.
        """
        if proposal.place is None:
            return self.nation if _is_national(letter) else place
        if named := self._by_name.get(proposal.place):
            return named
        level = BARE.get(proposal.place)
        while level and place is not None:  # a tree of places has no circles: Place.clean
            # A city of county level (县级市) also calls itself 市.
            if place.level == level or (place.name.endswith(proposal.place) and proposal.place == "市"):
                return place
            place = place.parent
        return None

    def _of_unit(self, name: str) -> Place | None:
        """Return the place of the unit registered under this name. 水利局 and 县水利局 are names of units everywhere: a
        name counts that says what its place is called, or is that of a unit of the nation.
        """
        unit = self._units.get(name)
        if unit is None:
            return None
        is_certain = unit.place.level == Level.NATION or any(end in name for end in _endings(unit.place.name))
        return unit.place if is_certain else None

    def _of_signer(self, name: str) -> Place | None:
        """Return the place with whose name a unit's begins; of 示例市 and 示例市云溪县, the longer."""
        longest = next((beginning for beginning in _beginnings(name) if beginning in self._by_name), None)
        if longest is None or BELOW.match(name, len(longest)):
            return None
        return self._by_name[longest]

    def _fetch_above(self, places: list[Place]) -> None:
        """Give each of the places its parent, and that one its own, a query a level."""
        while below := [place for place in places if place.parent_id]:
            parents = Place.objects.in_bulk({place.parent_id for place in below})
            for place in below:
                place.parent = parents[place.parent_id]
            places = list(parents.values())


def _named_or_ending(named: set[str]) -> dict[str, Place]:
    """Return places by those of the names that are theirs in full or, of one place alone, the end of theirs.

    云山市 names 青原省云山市, unless there is a 云山市, or a second one with another beginning.
    """
    exact = {place.name: place for place in Place.objects.filter(name__in=named)}
    ending = defaultdict(list)
    for pk, name in Place.objects.values_list("pk", "name"):
        for end in _endings(name):
            if end in named and end not in exact:
                ending[end].append(pk)
    alone = {end: pks[0] for end, pks in ending.items() if len(pks) == 1}
    found = Place.objects.in_bulk(alone.values())
    return exact | {end: found[pk] for end, pk in alone.items()}


def _endings(name: str) -> list[str]:
    """Return a place's name and each of its ends that names a place: 青原省云山市河东区, 云山市河东区, 河东区."""
    parts = PART.findall(name)
    ends = ["".join(parts[n:]) for n in range(1, len(parts))] if "".join(parts) == name else []
    return [name, *(end for end in ends if end not in COMMON)]


def _names(letter: Letter) -> Iterator[str]:
    for proposal in letter.proposals:
        if proposal.place:
            yield proposal.place
    for issuer in letter.issuers:
        yield from _beginnings(issuer.value)


def _beginnings(name: str) -> list[str]:
    """Return the beginnings of a unit's name that may be a place's, the longest first."""
    return [name[:length] for length in range(min(len(name), LONGEST_NAME), 1, -1)]


def _is_national(letter: Letter) -> bool:
    title = letter.title.value if letter.title else ""
    return bool(NATIONAL.search(title) or NATIONAL.search(letter.text[:OPENING_CHARS]))
