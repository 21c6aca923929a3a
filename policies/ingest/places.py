"""Where a letter comes from, and at which meeting its proposal was handed in."""

import re

from policies.models import Level, Place, Session
from policies.reader import Letter
from policies.reader import Proposal as ReadProposal

# 关于政协第十三届全国委员会第五次会议第04847号…, 对十四届全国人大一次会议第0789号建议的答复.
# Only in the title or the first lines: further down 全国 is everywhere.
NATIONAL = re.compile(r"全国委员会|全国政协|全国人大|全国人民代表大会|(?:人大|政协)全国")
OPENING_CHARS = 600

# Terms and sessions that there can be; a damaged number is none.
COUNTED = range(1, 100)

# What a letter calls its own place, by the level of the place.
BARE = {"省": Level.PROVINCE, "自治区": Level.PROVINCE, "市": Level.CITY, "州": Level.CITY, "县": Level.COUNTY,
        "区": Level.COUNTY, "旗": Level.COUNTY, "乡": Level.TOWNSHIP, "镇": Level.TOWNSHIP}  # fmt: skip


def find_place(letter: Letter) -> Place | None:
    """Find the place of a letter for which nobody named one: from a full name in it, from the nation, or from the signer.

    县 or 市 alone matches nothing.
    """
    named = {proposal.place for proposal in letter.proposals if proposal.place}
    if found := Place.objects.filter(name__in=named).first():
        return found
    if _is_national(letter):
        return Place.objects.get(level=Level.NATION)
    for issuer in letter.issuers:
        # 示例市云溪县水利局 begins with 示例市云溪县 and with 示例市: the longest name is meant.
        beginnings = [issuer.value[:length] for length in range(len(issuer.value), 1, -1)]
        found = {place.name: place for place in Place.objects.filter(name__in=beginnings)}
        for name in beginnings:
            if name in found:
                return found[name]
    return None


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
    while level and place is not None:
        # A city of county level (县级市) also calls itself 市.
        if place.level == level or (place.name.endswith(proposal.place) and proposal.place == "市"):
            return place
        place = place.parent
    return None


def _is_national(letter: Letter) -> bool:
    title = letter.title.value if letter.title else ""
    return bool(NATIONAL.search(title) or NATIONAL.search(letter.text[:OPENING_CHARS]))
