"""Every kind of text that a cell may hold, and actions full of it."""

from policies.models import Action, Commitment, Issuer, LedgerEntry, Organisation, Reply, quote_key, text_key
from tests import factories

TEXTS = [
    *("=1+1", "+86 10", "-5", "@x", "'=1", "''=1", "{=A1}", '=HYPERLINK("x")', "'", '"', "\"=1+1\""),  # what is run
    *("甲\n乙\n\n丙", '他说"好"，对,吧;', "a\tb", "，；、", "<b>&amp;</b>", " 前后空 "),
    *("😀👍🏽👨‍👩‍👧", "𠀀𪚥", "é\u0301ﷺ", "\u200b零宽", "\U0010ffff"),  # emoji, four bytes, joined signs
    *("00123", "12345678901234567890", "1E5", "1/2", "12:30", "2026-01-01", "TRUE", "#REF!"),  # what is taken for values
    *("_x0041_", "x" * 3000),
    *("_x005F_", "甲_x005F_乙", "_x005F_x0041_", "_x0041_x0042_", "_x005F_x005F_", "_x000A_", "_x0020_", "_X0041_"),  # escapes
]  # fmt: skip
A_LETTER = 100


def full_of_texts(n: int) -> Organisation:
    """Store `n` actions of letters of a hundred each, with these texts in quotes, titles and columns; return who leads."""
    unit = factories.make_unit("青原县文字局")
    for first in range(0, n, A_LETTER):
        quotes = [f"第{first + at}件：{_text(first + at)}完" for at in range(min(A_LETTER, n - first))]
        reply = Reply.objects.create(
            place=unit.place,
            title=f"关于{_text(first)[:100]}的答复",
            document_number=f"青文函〔2031〕{first}号",
            text="".join(quotes),
            text_key=text_key("".join(quotes)),
        )
        Issuer.objects.create(reply=reply, name=unit.name, organisation=unit)
        proposal = factories.make_proposal(title=_text(first * 7)[:300])
        proposal.proposers.create(name=_text(first + 3)[:100])
        reply.proposals.add(proposal)
        heading = Commitment.objects.create(reply=reply, position=1, heading=_text(first * 3)[:300])
        _store(reply, heading, quotes, unit)
    return unit


def _store(reply: Reply, commitment: Commitment, quotes: list[str], unit: Organisation) -> None:
    actions, start = [], 0
    for quote in quotes:
        told = {"quote": quote, "quote_key": quote_key(quote), "start": start, "end": start + len(quote)}
        actions.append(Action(reply=reply, commitment=commitment, strength="firm", lead=unit, **told))
        start += len(quote)
    LedgerEntry.objects.bulk_create(
        LedgerEntry(
            action=action,
            office=_text(action.pk)[:200].strip(),
            phone=_text(action.pk * 5)[:200].strip(),
            measures=_text(action.pk * 11).strip(),
            check_remark=_text(action.pk * 13).strip(),
            remarks=_text(action.pk * 17).strip(),
        )
        for action in Action.objects.bulk_create(actions)
    )


def _text(n: int) -> str:
    return TEXTS[n % len(TEXTS)]
