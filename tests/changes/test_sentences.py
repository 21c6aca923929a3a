"""Which sentences are actions: added, split, joined, always in the letter's own words."""

from datetime import date

import pytest

from policies import changes
from policies.changes import Refused
from policies.derived import differences
from policies.models import Action, Doubt, Reading
from tests.factories import make_reply, make_unit, make_update

LISTED = "会同县财政局修建水渠3条；年底前建成泵站2座；加强日常巡查"


def place_of(reply, words: str) -> tuple[int, int]:
    start = reply.text.index(words)
    return start, start + len(words)


def kept(reply) -> list[str]:
    return list(reply.actions.filter(removed_at__isnull=True).order_by("start").values_list("quote", flat=True))


@pytest.fixture(autouse=True)
def _nothing_kept_is_wrong(db):
    """Whatever a test changes: status, counts and search rows are what the record says."""
    yield
    assert list(differences()) == []


@pytest.fixture
def listed(staff):
    return make_reply(published=False, quotes=[LISTED, "适时清理河道"]).actions.order_by("start").first()


def test_an_added_sentence_is_read(staff):
    reply = make_reply(published=False, quotes=["清理河道"], opening="会同县财政局于年底前修建水渠3条。\n\n")
    start, end = place_of(reply, "会同县财政局于年底前修建水渠3条")
    action = changes.add_action(reply=reply, start=start - 0, end=end + 1, by=staff)
    assert (action.quote, action.strength, action.due_text) == ("会同县财政局于年底前修建水渠3条", "firm", "年底前")
    assert (action.due_on, action.due_on_first) == (date(2025, 12, 31), date(2025, 12, 31))
    assert [partner.name for partner in action.partners.all()] == ["县财政局"]
    assert action.lead == reply.only_signer
    assert action.commitment == reply.commitments.get()


def test_white_space_and_stops_are_not_part_of_the_quote(staff):
    reply = make_reply(published=False)
    start, end = place_of(reply, "收悉。现答复如下")
    assert changes.add_action(reply=reply, start=start - 1, end=start + 3, by=staff).quote.endswith("收悉")


@pytest.mark.parametrize(
    ("start", "end", "sentence"),
    [
        pytest.param(-5, 0, "没有选中正文里的文字", id="before-the-letter"),
        pytest.param(10**6, 10**6 + 3, "没有选中正文里的文字", id="behind-the-letter"),
        pytest.param(9, 5, "没有选中正文里的文字", id="end-before-start"),
    ],
)
def test_what_is_no_place_in_the_letter_is_refused(staff, start, end, sentence):
    with pytest.raises(Refused, match=sentence):
        changes.add_action(reply=make_reply(published=False), start=start, end=end, by=staff)


def test_no_word_is_in_two_actions(staff, listed):
    with pytest.raises(Refused, match=f"已经在第 {listed.pk} 号举措里了"):
        changes.add_action(reply=listed.reply, start=listed.start + 3, end=listed.end, by=staff)


def test_adding_settles_the_doubt_that_nothing_was_found(staff):
    reply = make_reply(published=False)
    reading = Reading.objects.create(reply=reply, reader_version="1.0", result={})
    found = Doubt.objects.create(reading=reading, code="no_next_steps")
    other = Doubt.objects.create(reading=reading, code="no_title")
    changes.add_action(reply=reply, start=0, end=3, by=staff)
    found.refresh_from_db()
    other.refresh_from_db()
    assert (found.resolved_by, other.resolved_by) == (staff, None)


def test_a_sentence_is_split_where_staff_say(staff, listed):
    unit = make_unit("县财政局")
    text = listed.reply.text
    parts = [
        place_of(listed.reply, words) for words in ("会同县财政局修建水渠3条；", "年底前建成泵站2座；", "加强日常巡查")
    ]
    first, second, third = changes.split_action(action=listed, parts=parts, by=staff)
    assert [part.quote for part in (first, second, third)] == [
        "会同县财政局修建水渠3条",
        "年底前建成泵站2座",
        "加强日常巡查",
    ]
    assert first.pk == listed.pk
    assert [part.split_from for part in (first, second, third)] == [None, listed, listed]
    assert [part.strength for part in (first, second, third)] == ["firm", "firm", "soft"]
    assert [part.due_on for part in (first, second, third)] == [None, date(2025, 12, 31), None]
    assert [[partner.organisation for partner in part.partners.all()] for part in (first, second)] == [[unit], []]
    assert all(part.quote == text[part.start : part.end] for part in (first, second, third))
    assert {part.lead for part in (first, second, third)} == {listed.lead}
    assert list(differences()) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param([LISTED], "没有拆开", id="one-part"),
        pytest.param(["年底前建成泵站2座", "会同县财政局修建水渠3条"], "按原文的次序", id="other-order"),
        pytest.param(["会同县财政局修建水渠3条", "适时清理河道"], "不能超出原来的一条", id="beyond"),
    ],
)
def test_a_wrong_split_changes_nothing(staff, listed, words, sentence):
    parts = [place_of(listed.reply, part) for part in words]
    with pytest.raises(Refused, match=sentence):
        changes.split_action(action=listed, parts=parts, by=staff)
    assert kept(listed.reply) == [LISTED, "适时清理河道"]


def test_two_are_joined_with_the_words_between(staff, listed):
    joined = changes.join_actions(action=listed, by=staff)
    assert joined.quote == f"{LISTED}。适时清理河道"
    assert kept(listed.reply) == [joined.quote]
    gone = listed.reply.actions.get(removed_at__isnull=False)
    assert (gone.quote, gone.removed_by, gone.removed_reason) == ("适时清理河道", staff, "与前一条合为一条。")
    assert list(differences()) == []


def test_split_and_joined_again_it_is_the_same_sentence(staff, listed):
    parts = [
        place_of(listed.reply, "会同县财政局修建水渠3条"),
        place_of(listed.reply, "年底前建成泵站2座；加强日常巡查"),
    ]
    first, _second = changes.split_action(action=listed, parts=parts, by=staff)
    assert changes.join_actions(action=first, by=staff).quote == LISTED


def test_the_last_one_has_nothing_to_be_joined_with(staff, listed):
    last = listed.reply.actions.order_by("start").last()
    with pytest.raises(Refused, match="后面没有可以合并的举措"):
        changes.join_actions(action=last, by=staff)


def test_far_apart_is_not_joined(staff):
    opening = "某委员：\n\n您的提案收悉。" + "感谢您对水利工作的关心。" * 4
    reply = make_reply(published=False, opening=opening)
    added = changes.add_action(reply=reply, start=0, end=4, by=staff)
    with pytest.raises(Refused, match="下一条隔着"):
        changes.join_actions(action=added, by=staff)


@pytest.mark.parametrize("change", ["split_action", "join_actions"])
@pytest.mark.parametrize("state", ["public", "reported", "postponed"])
def test_words_on_record_are_neither_split_nor_joined(staff, change, state):
    reply = make_reply(published=state == "public", confirmed=True, quotes=[LISTED, "适时清理河道"])
    action = reply.actions.order_by("start").first()
    if state == "reported":
        make_update(action, published=False)
    if state == "postponed":
        changes.revise_deadline(action=action, due_on=date(2026, 1, 1), reason="顺延", by=staff)
    asked = (
        {"parts": [(action.start, action.start + 4), (action.start + 5, action.end)]}
        if change == "split_action"
        else {}
    )
    with pytest.raises(Refused, match="已经公开|不再拆分"):
        getattr(changes, change)(action=action, by=staff, **asked)
    assert kept(reply) == [LISTED, "适时清理河道"]


def test_partners_and_deadline_are_words_of_the_sentence(staff, listed):
    with pytest.raises(Refused, match="没有“县水利局”"):
        changes.edit_action(action=listed, partners=["县水利局"], by=staff)
    with pytest.raises(Refused, match="没有“明年”"):
        changes.edit_action(action=listed, due_text="明年", by=staff)
    changes.edit_action(action=listed, partners=["财政局"], due_text="年底前", by=staff)
    listed = Action.objects.get(pk=listed.pk)
    assert ([partner.name for partner in listed.partners.all()], listed.due_text) == (["财政局"], "年底前")
    assert (listed.due_on, listed.due_on_first) == (date(2025, 12, 31), date(2025, 12, 31))
