"""Search: what is found is what a search for the words in the folded texts finds, on either database."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import Model

from policies import changes
from policies.derived import differences, reindex_proposals, reindex_units
from policies.ingest.chunk import store_chunk
from policies.ingest.letter import take
from policies.ingest.letters import File
from policies.models import Action, Issuer, Organisation, OrganisationName, Proposal, Reply, Session
from policies.models.rows import insert, rewrite
from policies.reader.processes import read_file
from policies.search import lookup
from tests.factories import make_place, make_staff
from tests.labelled import LETTERS, names, read
from tests.load.country import Country
from tests.load.files import letters
from tests.plain_search import (
    Texts,
    expected,
    found,
    texts_of_actions,
    texts_of_proposals,
    texts_of_replies,
    texts_of_units,
)
from tests.sizes import sized

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.thorough]
SUFFIXES = (".txt", ".html", ".docx", ".pdf")
# The first letters, the real one among them, before the sets.
FIRST = sorted(path.name for path in LETTERS.iterdir() if path.suffix in SUFFIXES)
NAMES = [*FIRST, *(name for name in names() if "/" in name)][: sized(small=70, full=700)]
MADE_UP = sized(small=135, full=1_350)
"""Letters beside those of the tests, so that there are two thousand; in `make test` two hundred."""

TERMS = [
    # one character
    "水", "的", "龘", "4", "a", "。", "、", "(", "😀", "𠮷",
    # two
    "水利", "监管", "局教", "20", "04", "48", "a级", "5g", "%的", "。一", "答复",
    # three and more; 改革改 has the pairs of 改革 and 革改 in another order
    "质量强", "改革改", "农产品", "产品质", "义务教育", "推进义务教育均衡发展", "市场监管总局", "现答复如下", "没有这样一句话",
    # digits and Latin words, and parts of them
    "04847", "4847", "0484", "847", "2022", "168", "48470", "gdp", "GDP", "App", "wifi", "12345", "5G", "3.5", "2025年",
    # marks, brackets, numbers as typed
    "国市监提〔2022〕168号", "国市监提[2022]168号", "〔2022〕", "（一）", "(一)", "《", "“十四五”", "十四五", "——",
    # full width, traditional, case
    "２０２２", "ＧＤＰ", "０４８４７", "質量強國", "農產品", "監管", "義務教育", "養老", "環境",
    # phrases, several words, and what must not be there
    '"质量强国"', '"现答复如下"', '"一、 "', "质量 强国", "水利　监管", "教育 学校 教师", "水利 龘", "监管 -市场", "-监管",
    '-"现答复如下"', "的 -的", "监管 -没有这样一句话", '监管 -市场 -"总局"', "4847 质量", "138********",
]  # fmt: skip


# Of proposals and units: how numbers and meetings are said, and what stands in names.
NAMED = [
    "15", "第15号", "第15号提案", "15号 提案", "建议", "提案 -关于", "青原县政协", "人大", "1届1次", "十三届五次", "四十七届", "十届", "次会议",
    "局", "县 教育", "委员会 -卫生", "旧", "旧市场監管", '"关于 "', "关于 養老", "人民政府", "〔2025〕", "函 号",
]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def record(module_db):
    """All letters that the tests have, a few published, each proposal at a meeting of its own; and many made-up ones."""
    _store([File(Path(name).name, read(name)) for name in NAMES])
    _meetings()
    _units()
    for model in (Reply, Action):  # of an unknown place nothing is published
        model.objects.filter(place=None).update(place=make_place())
    for reply in Reply.objects.order_by("pk")[::25]:
        changes.publish_reply(reply=reply, by=make_staff())
    _store([File(name, data) for name, data in letters(Country(MADE_UP, 20), MADE_UP, 20)])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the database itself does before long; a planner that knows nothing takes minutes


def _store(files: list[File]) -> None:
    for file in files:
        take(file, read_file(file.data, file.name))
    store_chunk(files)


def _meetings() -> None:
    proposals = list(Proposal.objects.order_by("pk"))
    place = make_place()
    numbers = [(n // 9 + 1, n % 9 + 1) for n in range(len(proposals))]
    sessions = [Session(place=place, body="cppcc", term=term, number=number) for term, number in numbers]
    for proposal, session in zip(proposals, insert(Session, sessions), strict=True):
        proposal.session = session
    rewrite(Proposal, proposals, ["session"])
    reindex_proposals([proposal.pk for proposal in proposals])


def _units() -> None:
    """Make a unit of whoever signed a letter; each third was once called otherwise."""
    signed, place = sorted(set(Issuer.objects.values_list("name", flat=True))), make_place()
    units = insert(Organisation, [Organisation(place=place, name=name, slug=name) for name in signed])
    names = [OrganisationName(organisation=unit, name=unit.name) for unit in units]
    names += [OrganisationName(organisation=unit, name=f"旧{unit.name}") for unit in units[::3]]
    insert(OrganisationName, names)
    reindex_units([unit.pk for unit in units])


def parts_of(texts, n: int) -> list[str]:
    """Return `n` pieces of the texts, of one to twelve characters, as somebody would paste them."""
    dice = random.Random(20)
    pieces = []
    while len(pieces) < n:
        text = dice.choice(texts)
        start = dice.randrange(len(text))
        piece = " ".join(text[start : start + dice.randint(1, 12)].split())
        if piece and '"' not in piece:
            pieces.append(f'"{piece}"')
    return pieces


@dataclass(frozen=True)
class Kind:
    """A kind of thing that is searched: what it is searched for, how much the record has of it, how often it is found."""

    model: type[Model]
    texts: Callable[[], Texts]
    terms: list[str]
    pieces: int
    least: int
    hits: int

    def __str__(self):
        return self.model.__name__


KINDS = [
    Kind(Action, texts_of_actions, TERMS, pieces=100, least=sized(600, 6000), hits=sized(110, 120)),
    Kind(Reply, texts_of_replies, TERMS, pieces=100, least=sized(200, 2000), hits=120),
    Kind(Proposal, texts_of_proposals, TERMS + NAMED, pieces=100, least=sized(200, 2000), hits=sized(100, 110)),
    Kind(Organisation, texts_of_units, TERMS + NAMED, pieces=50, least=sized(10, 100), hits=40),
]


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_what_is_found_is_what_a_search_in_the_texts_finds(kind, monkeypatch):
    texts = kind.texts()
    assert len(texts) > kind.least
    terms = kind.terms + parts_of(list(texts.values()), kind.pieces)
    wanted = {words: expected(texts, words) for words in terms}
    assert sum(map(bool, wanted.values())) > kind.hits
    assert {words: found(kind.model, words) for words in terms} == wanted
    monkeypatch.setattr(lookup, "FEW", 0)  # as where thousands are found
    assert {words: found(kind.model, words) for words in kind.terms} == {words: wanted[words] for words in kind.terms}


def test_nothing_that_is_kept_is_wrong():
    assert list(differences()) == []
