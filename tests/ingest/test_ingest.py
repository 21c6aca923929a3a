"""From a letter to rows: once, whole, and never over what people did."""

from pathlib import Path

import pytest

from policies import changes
from policies.derived import differences
from policies.ingest import CannotIngest, Outcome, ingest
from policies.models import (
    Action,
    Category,
    Commitment,
    Doubt,
    Organisation,
    Place,
    Proposal,
    Reading,
    Reply,
    Session,
)
from tests.factories import make_category, make_place, make_unit

pytestmark = pytest.mark.django_db
REAL = (Path(__file__).parent.parent / "letters" / "samr_04847.txt").read_bytes()

SHORT = """关于{place}第十届委员会第二次会议第{number}号（农业水利类012号）提案答复的函

赵某委员：

您提出的《关于修建水渠的提案》收悉。现答复如下：

一、已开展的工作

我局已完成勘察。

二、下一步工作

2032年底前，会同{partner}修建水渠3条。持续加强日常管护。

感谢您对水利工作的关心和支持。

{signer}

2031年6月30日
"""


def short(place="政协青原县", number="0021", partner="县财政局", signer="青原县水利局") -> bytes:
    return SHORT.format(place=place, number=number, partner=partner, signer=signer).encode()


def stored() -> list[int]:
    return [model.objects.count() for model in (Reply, Commitment, Action, Proposal, Session, Reading, Doubt)]


@pytest.mark.database
def test_the_real_letter_is_stored_whole():
    nation = Place.objects.get(level="nation")
    unit = make_unit("市场监管总局", place=nation)
    done = ingest(REAL, name="samr_04847.txt", place=nation)
    reply = done.reply
    assert (done.outcome, done.commitments, done.actions) == (Outcome.ADDED, 3, 13)
    assert (reply.document_number, str(reply.issued_on), str(reply.published_on)) == (
        "国市监提〔2022〕168号",
        "2022-07-27",
        "2022-10-21",
    )
    proposal = reply.proposals.get()
    assert (str(proposal.session), proposal.number, proposal.category.name, proposal.category_number) == (
        "全国政协13届5次会议",
        "04847",
        "商贸监管类",
        "178",
    )
    assert [proposer.name for proposer in proposal.proposers.all()] == ["白清元"]
    assert {action.lead for action in reply.actions.all()} == {unit}
    assert {action.status for action in reply.actions.all()} == {"unreported"}
    assert all(action.quote == reply.text[action.start : action.end] for action in reply.actions.all())
    assert not reply.is_public and not Action.objects.public().exists()
    assert list(differences()) == []


def test_equal_sentences_of_two_letters_share_a_key(staff):
    """Read, or marked by a person: the words decide, white space does not."""
    first = ingest(short(), name="a.txt").reply
    twin = ingest(short(number="0022").replace("持续加强".encode(), "持续\n加强".encode()), name="b.txt").reply
    keys = [[action.quote_key for action in reply.actions.order_by("start")] for reply in (first, twin)]
    assert keys[0] == keys[1] and len(set(keys[0])) == 2
    start = twin.text.index("我局已完成勘察")
    changes.add_action(reply=twin, start=start, end=start + 7, strength="firm", by=staff)
    assert Action.objects.get(start=start).quote_key not in ("", *keys[0])


def test_the_nation_is_found_without_being_named():
    assert ingest(REAL, name="a.txt").reply.place == Place.objects.get(level="nation")


def test_the_same_file_again_changes_nothing():
    first = ingest(REAL, name="a.txt")
    before = stored()
    again = ingest(REAL, name="b.txt")
    assert (again.outcome, again.reply, again.actions) == (Outcome.KEPT, first.reply, 13)
    assert stored() == before


def test_the_same_words_with_other_white_space_are_the_same_letter():
    first = ingest(short(), name="a.txt")
    before = stored()
    again = ingest(short().replace(b"\n\n", b"\r\n\r\n\r\n"), name="b.txt")
    assert (again.outcome, again.reply) == (Outcome.KEPT, first.reply)
    assert stored() == before


def test_an_equal_document_number_is_a_question():
    first = ingest("文号：青水函〔2031〕9号\n".encode() + short(), name="a.txt")
    again = ingest("文号：青水函〔2031〕9号\n".encode() + short(number="0022"), name="b.txt")
    assert again.reply != first.reply
    assert [doubt.about for doubt in Doubt.objects.filter(code="same_number")] == [str(first.reply.pk)]


def test_a_full_name_in_the_letter_gives_the_place():
    make_place("青原县")
    reply = ingest(short(), name="a.txt").reply
    assert (str(reply.place), str(reply.proposals.get().session)) == ("青原县", "青原县政协10届2次会议")


def test_the_signer_gives_the_place():
    make_place("青原县")
    assert str(ingest(short(place="县政协"), name="a.txt").reply.place) == "青原县"


def test_county_alone_names_no_place():
    reply = ingest(short(place="县政协", signer="水利局"), name="a.txt").reply
    assert (reply.place, reply.proposals.get().session) == (None, None)
    assert Doubt.objects.filter(code="place_unknown").count() == 1


def test_a_countys_bureau_answers_a_member_of_the_city():
    city = make_place("云山市", level="city")
    county = make_place("青原县", parent=city)
    reply = ingest(short(place="市政协"), name="a.txt", place=county).reply
    assert (reply.place, reply.proposals.get().session.place) == (county, city)


def test_the_same_proposal_answered_twice_is_one():
    make_place()
    first = ingest(short(), name="a.txt").reply
    second = ingest(short(signer="青原县财政局"), name="b.txt").reply
    assert first.proposals.get() == second.proposals.get()


def test_units_are_linked_only_where_certain_and_never_made():
    place = make_place()
    unit = make_unit(place=place)
    finance = make_unit("青原县财政局", place=place)
    reply = ingest(short(), name="a.txt").reply
    assert {action.lead for action in reply.actions.all()} == {unit}
    partner = reply.actions.first().partners.get()
    assert (partner.name, partner.organisation) == ("县财政局", None)
    assert set(Organisation.objects.all()) == {unit, finance}


def test_a_unit_registered_later_takes_over_its_letters(staff):
    place = make_place()
    reply = ingest(short(), name="a.txt").reply
    changes.publish_reply(reply=reply, by=staff)
    assert Doubt.objects.filter(code="unit_unknown", about="青原县水利局").count() == 1
    unit = changes.save(obj=Organisation(place=place, name="青原县水利局", slug="青原县水利局"), by=staff)
    assert {action.lead for action in reply.actions.all()} == {unit}
    assert list(differences()) == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        pytest.param(b"", "空", id="empty"),
        pytest.param(b" \n\t\n", "空", id="white-space"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "认不出文件的格式", id="binary"),
        pytest.param("今天天气很好，我们去公园散步。".encode(), "没有答复的样子", id="no-letter"),
        pytest.param(b"a" * 5_000_000, "", id="five-megabytes-of-one-character"),
        pytest.param("将".encode() * 600_000, "", id="two-megabytes-of-将"),
        pytest.param(b"a" * 5_000_001, "过大", id="too-large"),
        pytest.param(short() + "好\n".encode() * 60_000, "超过 10 万字", id="a-letter-in-a-book"),
    ],
)
def test_what_is_no_letter_gets_a_sentence_and_leaves_nothing(data, sentence, settings):
    with pytest.raises(CannotIngest) as caught:
        ingest(data, name="x.txt")
    assert sentence in str(caught.value) and str(caught.value).endswith("。")
    assert stored() == [0, 0, 0, 0, 0, 0, 0]
    assert not Path(settings.MEDIA_ROOT).exists()


def test_the_file_is_kept_word_for_word():
    reply = ingest(REAL, name="samr_04847.txt").reply
    with reply.source_file.open() as file:
        assert file.read() == REAL


@pytest.mark.database
def test_a_letter_too_damaged_for_the_columns_is_stored_all_the_same():
    """Headings without a stop, names without a comma, numbers without an end: cut in the row, whole in the reading."""
    letter = short(number="9" * 40, partner="县" + "和" * 150 + "局").decode()
    letter = letter.replace("第十届委员会第二次", "第九百九十九届委员会第二次").replace(
        "赵某委员", "赵" * 120 + "等88888名委员"
    )
    letter = "索引号：" + "X" * 90 + "\n" + letter.replace("二、下一步工作", "二、下一步工作" + "安排" * 10)
    reply = ingest(letter.encode(), name="a.txt", place=make_place()).reply
    assert len(reply.index_number) <= 60 and len(str(reply.proposals.get().number)) <= 20
    assert reply.text == reply.readings.get().result["text"]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("按照全国人大常委会关于水法实施的要求，", id="the-nations-standing-committee"),
        pytest.param("感谢您转来全国人大代表的意见。", id="a-deputy-of-the-nation"),
    ],
)
def test_the_nation_in_a_countys_letter_is_not_its_place(words):
    make_place()
    letter = (
        short(place="县政协").decode().replace("我局已完成勘察。", "").replace("收悉。现答复", f"收悉。{words}现答复")
    )
    assert str(ingest(letter.encode(), name="a.txt").reply.place) == "青原县"


def test_a_county_that_is_not_registered_is_not_the_city_above_it():
    make_place("云山市", level="city")
    reply = ingest(short(place="县政协", signer="云山市白河县水利局"), name="a.txt").reply
    assert (reply.place, Doubt.objects.filter(code="place_unknown").count()) == (None, 1)


def test_a_citys_own_bureau_is_the_citys():
    make_place("云山市", level="city")
    for signer in ("云山市住房和城乡建设局", "云山市城镇管理局", "云山市水利局"):
        assert str(ingest(short(place="市政协", signer=signer), name="a.txt").reply.place) == "云山市"


def test_a_class_of_the_same_name_elsewhere_in_the_tree_is_another():
    make_place()
    Category.objects.create(name="农业水利类", slug="农业水利类", parent=make_category("农业类"))
    category = ingest(short(), name="a.txt").reply.proposals.get().category
    assert (category.parent, category.slug) == (None, "农业水利类-2")
