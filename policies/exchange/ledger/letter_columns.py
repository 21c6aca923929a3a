"""The columns that say which promise of which letter a row is."""

from policies.exchange.ledger.column import ID, Column, day_words, each_word
from policies.exchange.ledger.entries import Held


def _proposals(held: Held) -> list:
    return sorted(held.action.reply.proposals.all(), key=lambda proposal: proposal.pk)


LETTER: tuple[Column, ...] = (
    Column(
        ID,
        "编号",
        lambda held: str(held.action.pk),
        "举措在系统里的号数，导入时凭它找到这一条。新加的行留空。",
        kind="id",
        width=8,
    ),
    Column(
        "session",
        "届次",
        lambda held: each_word(each.session for each in _proposals(held)),
        "提案或建议提出的会议。",
        width=16,
        also=("届次会议", "会议"),
        of_letter=True,
    ),
    Column(
        "kind",
        "类型",
        lambda held: each_word(each.get_kind_display() for each in _proposals(held)),
        "提案、建议或议案。",
        width=7,
        also=("种类", "类别（建议/提案）"),
        of_letter=True,
    ),
    Column(
        "proposal_number",
        "案号",
        lambda held: each_word(each.number for each in _proposals(held)),
        "提案或建议的编号，照原文写。新加的行凭文号或案号找到答复函。",
        width=9,
        also=("提案号", "建议号", "提案编号", "建议编号", "编号（案号）"),
        of_letter=True,
    ),
    Column(
        "proposal_title",
        "案由",
        lambda held: each_word(each.title for each in _proposals(held)),
        "提案或建议的标题。",
        width=26,
        also=("标题", "案由/标题", "提案标题", "建议标题", "题目"),
        of_letter=True,
    ),
    Column(
        "proposers",
        "提出者",
        lambda held: each_word(who.name for each in _proposals(held) for who in each.proposers.all()),
        "领衔人、提案者，照函里写的。",
        width=12,
        also=("领衔人", "提案者", "领衔人/提案者", "领衔代表", "委员", "代表"),
        of_letter=True,
    ),
    Column(
        "document_number",
        "答复文号",
        lambda held: held.action.reply.document_number,
        "答复函的文号。新加的行凭文号或案号找到答复函。",
        width=18,
        also=("文号", "答复函文号", "发文字号"),
        of_letter=True,
    ),
    Column(
        "issued_on",
        "答复日期",
        lambda held: day_words(held.action.reply.issued_on),
        "落款的日期。",
        kind="date",
        width=11,
        of_letter=True,
    ),
    Column(
        "outcome",
        "办理结果",
        lambda held: held.action.reply.outcome_mark,
        "函上标注的 A、B、C、D；各地的含义不同。",
        width=8,
        also=("办理结果（A/B/C/D）", "办理类别"),
        of_letter=True,
    ),
    Column(
        "satisfaction",
        "满意度",
        lambda held: each_word(each.get_opinion_display() for each in held.action.reply.satisfactions.all()),
        "提出者的意见，按轮次。",
        width=9,
        of_letter=True,
    ),
    Column(
        "heading",
        "承诺事项（标题）",
        lambda held: f"{held.action.commitment.number}{held.action.commitment.heading}",
        "举措所在一段的序号和标题，照函里写的。",
        width=22,
        also=("承诺事项", "承诺事项标题"),
    ),
    Column(
        "quote",
        "具体举措（原文）",
        lambda held: held.action.quote,
        "函里的原话，一条一行。新加的行照原文抄一整句，系统在函里找到它。",
        width=48,
        also=("承诺事项（原文）", "具体举措", "举措", "承诺内容", "承诺事项原文", "答复承诺事项"),
    ),
)
