"""Where a letter comes from, and at which meeting its proposal was handed in."""

import re

from policies.models import Level, Place, Session
from policies.reader import Letter
from policies.reader import Proposal as ReadProposal

# 政协第十三届全国委员会第五次会议, 十四届全国人大一次会议, 全国政协十四届二次会议: a session of the nation, by its number.
# Not 按照全国人大常委会的要求, nor 感谢您转来全国人大代表的意见: 全国 alone is in many a county's letter.
ORDINAL = r"第?[零〇○一二三四五六七八九十\d]{1,4}"
BODY = r"(?:全国委员会|全国政协|全国人大|全国人民代表大会)"
NATIONAL = re.compile(rf"{ORDINAL}届(?:政协)?{BODY}|{BODY}{ORDINAL}[届次]|政协全国委员会{ORDINAL}届")
OPENING_CHARS = 600

# 云山市白河县水利局 is a unit of 白河县, whether or not that is registered, and not of 云山市.
# Not 云山市住房和城乡建设局, 云山市城镇管理局.
BELOW = re.compile(r"[\u3400-\u9fff]{1,4}?(?:县|区|旗|(?<!城)[乡镇])")

# Terms and sessions that there can be; a damaged number is none.
COUNTED = range(1, 100)

# What a letter calls its own place, by the level of the place.
BARE = {"省": Level.PROVINCE, "自治区": Level.PROVINCE, "市": Level.CITY, "州": Level.CITY, "县": Level.COUNTY,
        "区": Level.COUNTY, "旗": Level.COUNTY, "乡": Level.TOWNSHIP, "镇": Level.TOWNSHIP}  # fmt: skip


def find_place(letter: Letter) -> Place | None:
    """Find the place of a letter for which nobody named one: from a full name in it, from the signer, or the nation.

    县 or 市 alone matches nothing.
    """
    named = {proposal.place for proposal in letter.proposals if proposal.place}
    if len(found := Place.objects.filter(name__in=named)) == 1:
        return found[0]
    signed = {_place_of_signer(issuer.value) for issuer in letter.issuers} - {None}
    if len(signed) == 1:
        return signed.pop()
    return Place.objects.get(level=Level.NATION) if _is_national(letter) and not signed else None


def _place_of_signer(name: str) -> Place | None:
    """Return the place with whose full name a unit's begins; of 示例市 and 示例市云溪县, the longer."""
    beginnings = [name[:length] for length in range(len(name), 1, -1)]
    found = {place.name: place for place in Place.objects.filter(name__in=beginnings)}
    longest = next((beginning for beginning in beginnings if beginning in found), None)
    if longest is None or BELOW.match(name, len(longest)):
        return None
    return found[longest]


def find_session(letter: Letter, proposal: ReadProposal, place: Place | None) -> Session | None:
    """Find or make the session that the letter names. None where it names none, or not of which place."""
    if proposal.term not in COUNTED or proposal.session not in COUNTED:
        return None
    held_at = _place_of_session(letter, proposal, place)
    if held_at is None:
        return None
    return Session.objects.get_or_create(
        place=held_at, body=proposal.body.value, term=proposal.term, number=proposal.session
    )[0]


def _place_of_session(letter: Letter, proposal: ReadProposal, place: Place | None) -> Place | None:
    """A county's bureau also answers deputies of the city: 市 in its letter is the city above it."""
    if proposal.place is None:
        return Place.objects.get(level=Level.NATION) if _is_national(letter) else place
    if named := Place.objects.filter(name=proposal.place).first():
        return named
    level = BARE.get(proposal.place)
    while level and place is not None:  # a tree of places has no circles: Place.clean
        # A city of county level (县级市) also calls itself 市.
        if place.level == level or (place.name.endswith(proposal.place) and proposal.place == "市"):
            return place
        place = place.parent
    return None


def _is_national(letter: Letter) -> bool:
    title = letter.title.value if letter.title else ""
    return bool(NATIONAL.search(title) or NATIONAL.search(letter.text[:OPENING_CHARS]))
