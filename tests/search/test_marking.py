"""Marks of a search: where the words stand in the text as it is shown."""

import random

import pytest

from policies.search import marks, parse
from policies.search.folding import fold
from tests.factories import make_proposal, make_reply
from tests.labelled import names, read
from tests.sizes import sized

MARKED = [
    ("发展养老服务。", "养老", ["养老"]),
    ("質量強國戰略", "质量强国", ["質量強國"]),
    ("国市监提〔２０２２〕168号", "[2022]168", ["〔２０２２〕168"]),
    ("ＧＤＰ增长，gdp 目标", "Gdp", ["ＧＤＰ", "gdp"]),
    ("一\u3000 二", "一 二", ["一", "二"]),
    ("一\u3000 二", '"一 二"', ["一\u3000 二"]),
    ("水\u200b利工程", "水利", ["水\u200b利"]),
    ("水利水利", "水利", ["水利水利"]),
    ("水水水", "水水", ["水水水"]),
    ("cafe\u0301 开业", "café", ["cafe\u0301"]),
    ("水利", "教育", []),
]


@pytest.mark.parametrize(("text", "query", "expected"), MARKED)
def test_words_are_marked_where_they_stand(text, query, expected):
    assert [text[start:end] for start, end in marks(text, parse(query).wanted)] == expected


@pytest.mark.thorough
def test_in_any_letter_what_is_marked_is_the_word_and_every_word_is_marked():
    dice = random.Random(20)
    for name in names()[:: sized(small=8, full=1)]:
        text = read(name).decode(errors="replace")
        for _ in range(3):
            start = dice.randrange(len(text))
            word = fold(text[start : start + dice.randint(1, 9)])
            if not word or word.strip() != word:
                continue
            spans = marks(text, [word])
            assert all(word in fold(text[start:end]) for start, end in spans)
            assert bool(spans) == (word in fold(text))
            assert sum(fold(text[start:end]).count(word) for start, end in spans) == fold(text).count(word)


@pytest.fixture
def letter(db):
    proposal = make_proposal(title="关于<b>发展</b>养老的提案", number="0047")
    return make_reply(quotes=["新建社区食堂将于年底前完成"], proposal=proposal, opening="我县重視食堂建设。\n\n")


def test_a_list_marks_the_words_or_tells_where_they_stand(letter, client):
    quoted = client.get("/actions/", {"q": "食堂"}).content.decode()
    assert "新建社区<mark>食堂</mark>将于年底前完成" in quoted and "row-found" not in quoted
    titled = client.get("/actions/", {"q": "养老 47"}).content.decode()
    assert "提案标题 关于&lt;b&gt;发展&lt;/b&gt;<mark>养老</mark>的提案" in titled
    assert "第00<mark>47</mark>号提案" in titled
    english = client.get("/en/actions/", {"q": "食堂"}).content.decode()
    assert '<span lang="zh-Hans">新建社区<mark>食堂</mark>将于年底前完成</span>' in english


def test_a_list_of_letters_shows_the_place_of_the_words(letter, client):
    page = client.get("/replies/", {"q": "重视"}).content.decode()
    assert "正文" in page and "<mark>重視</mark>食堂建设" in page
    assert "<mark>" not in client.get("/replies/").content.decode()
