"""Rows without a number: found in their letter and made actions, or kept until the letter comes."""

import pytest

from policies import changes
from policies.exchange.ledger.importing import import_ledger, leave_row, retry_row
from policies.exchange.ledger.locating import span_of
from policies.models import Action, LedgerEntry, LedgerRow
from tests.exchange.ledger.hostile import workbook
from tests.exchange.ledger.office import tried
from tests.factories import make_member, make_reply, make_staff, make_unit

pytestmark = pytest.mark.django_db
HEAD = ["编号", "答复文号", "案号", "具体举措（原文）", "责任科室", "力度"]


def ledger(*rows) -> bytes:
    return workbook(*rows, head=HEAD)


@pytest.fixture
def reply(staff):
    opening = "某委员：\n\n您的提案收悉。我局将于明年\n修好水渠。将逐步栽树。\n\n"
    return make_reply(opening=opening, document_number="青水函〔2031〕99号")


def told(made) -> list[tuple]:
    return [(row.outcome, row.reason[:12]) for row in made.rows.order_by("number")]


def test_a_sentence_is_found_in_its_letter_and_made_an_action(reply):
    made = tried(ledger(["", "青水函[2031]99号", "", "我局将于明年修好水渠。", "工程科", "附条件"]))
    assert told(made) == [("new", "")] and not Action.objects.filter(quote__startswith="我局").exists()
    import_ledger(ledger_import=made, by=make_staff())
    action = Action.objects.get(quote="我局将于明年\n修好水渠")
    assert (action.reply, action.strength, action.is_public) == (reply, "conditional", False)
    assert LedgerEntry.objects.get(action=action).office == "工程科"
    assert made.rows.get().action == action


def test_a_letter_is_found_by_the_number_of_its_proposal(reply):
    number = reply.proposals.get().number
    assert told(tried(ledger(["", "", number.lstrip("0"), "将逐步栽树", "", ""]))) == [("new", "")]
    other = make_reply(opening="将逐步栽树。\n\n")
    other.proposals.update(number_key=reply.proposals.get().number_key + "X")
    other.proposals.set(reply.proposals.all())
    assert told(tried(ledger(["", "", number, "将逐步栽树", "", ""])))[0][0] == "refused"


def test_a_row_of_a_known_action_is_that_action(reply):
    action = reply.actions.get()
    made = tried(ledger(["", reply.document_number, "", action.quote + "。", "工程科", ""]))
    assert made.rows.get().action == action
    import_ledger(ledger_import=made, by=make_staff())
    assert LedgerEntry.objects.get(action=action).office == "工程科" and Action.objects.count() == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param(["", "", "", "将逐步栽树", "", ""], "没有编号；新加的行要写", id="no-letter-named"),
        pytest.param(["", "青水函〔2031〕99号", "", "", "科", ""], "没有编号，也没有", id="no-sentence"),
        pytest.param(
            ["", "青水函〔2031〕99号", "", "件事将于年底前完成", "", ""], "这段文字有一部分已经在", id="overlaps"
        ),
    ],
)
def test_a_row_that_means_nothing_is_refused(reply, row, reason):
    made = tried(ledger(row))
    assert made.rows.get().outcome == "refused" and made.rows.get().reason.startswith(reason)


def test_what_has_no_letter_waits_and_is_no_action(reply):
    made = tried(
        ledger(
            ["", "青水函〔2032〕1号", "", "将建成泵站", "工程科", ""],
            ["", "青水函〔2031〕99号", "", "没有这句", "", ""],
        )
    )
    assert [outcome for outcome, _reason in told(made)] == ["waiting", "waiting"]
    import_ledger(ledger_import=made, by=make_staff())
    first, second = LedgerRow.objects.order_by("number")
    with pytest.raises(changes.Refused, match="还没有收录文号为“青水函〔2032〕1号”的答复"):
        retry_row(row=first, by=make_staff())
    make_reply(opening="将建成泵站。\n\n", document_number="青水函〔2032〕1号")
    done = retry_row(row=first, by=make_staff())
    assert (done.outcome, done.action.quote) == ("new", "将建成泵站")
    assert LedgerEntry.objects.get(action=done.action).office == "工程科"
    assert leave_row(row=second, by=make_staff()).outcome == "left"
    for row in (first, second):
        with pytest.raises(changes.Refused, match="不在等来文"):
            retry_row(row=row, by=make_staff())


def test_letters_of_others_are_not_found(reply):
    stranger = make_member("reviewer", make_unit("白水县水利局"))
    row = ["", reply.document_number, "", "将逐步栽树", "", ""]
    elsewhere = make_member("reviewer", make_unit("白水局", place=None))
    assert told(tried(ledger(row), by=stranger))[0][0] == "waiting" == told(tried(ledger(row), by=elsewhere))[0][0]


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("甲乙丙", "乙", (1, 2)),
        ("甲 乙\n丙", "乙丙", (2, 5)),
        ("甲乙", "甲 乙", (0, 2)),
        ("甲乙", "丁", None),
    ],
)
def test_a_sentence_is_found_white_space_apart(text, quote, found):
    assert span_of(text, quote) == found
