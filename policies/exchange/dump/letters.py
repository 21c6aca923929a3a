"""Tables of what was asked and answered: proposals, letters, who signed, and what hangs on them."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from policies.exchange.dump import scope
from policies.exchange.dump.columns import Table, address, code, day, moment, number, numbered, points, text
from policies.models import (
    Action,
    Addressee,
    Commitment,
    Handling,
    HeadChange,
    Issuer,
    Kind,
    Mark,
    Opinion,
    Proposal,
    Proposer,
    Reply,
    ReplyForm,
    ReplyKind,
    Satisfaction,
)
from policies.models.handling import Role


def _commitments():
    """Headings under which something public stands."""
    held = Action.objects.public().filter(commitment=OuterRef("pk"))
    return scope.hanging(Commitment, reply=Reply.objects.public()).filter(Exists(held))


PARTY = (
    numbered(),
    points("replies", _("答复"), "reply_id", always=True),
    number("position", _("次序"), always=True),
    text("name", _("名称，照原文"), always=True),
)

LETTERS = (
    Table(
        "proposals",
        _("提案、建议和议案"),
        Proposal,
        Proposal.objects.public,
        (
            numbered(),
            points("sessions", _("会议；不详为空"), "session_id"),
            text("kind", _("种类"), codes=dict(Kind.choices), always=True),
            text("number", _("编号，照原文，前面的零保留")),
            text("title", _("标题")),
            points("categories", _("类别"), "category_id"),
            text("category_number", _("类别编号")),
        ),
    ),
    Table(
        "proposers",
        _("提出者，照原文；当地不公开的没有"),
        Proposer,
        Proposer.objects.public,
        (
            numbered(),
            points("proposals", _("提案或建议"), "proposal_id", always=True),
            number("position", _("次序"), always=True),
            text("name", _("姓名或名称"), always=True),
        ),
    ),
    Table(
        "replies",
        _("答复，全文；手机号码以星号遮去"),
        Reply,
        Reply.objects.public,
        (
            numbered(),
            points("places", _("行政区；不详为空"), "place_id"),
            text("kind", _("种类"), codes=dict(ReplyKind.choices), always=True),
            text("form", _("全文或摘要"), codes=dict(ReplyForm.choices), always=True),
            points("replies", _("接续哪件答复，公开的才写"), "follows_id", if_public=Reply),
            text("title", _("标题")),
            text("document_number", _("文号")),
            text("index_number", _("索引号")),
            day("issued_on", _("答复的日期")),
            day("published_on", _("原文发布日期")),
            text("outcome_mark", _("办理结果"), codes={mark: mark for mark in Mark.values}),
            address("source_url", _("原文网址")),
            code("source_sha256", _("原件的 SHA-256；原件不公开")),
            moment("read_at", _("收录时间"), always=True),
            moment("published_at", _("在本站公开的时间"), always=True),
            text("text", _("正文，一字不改；手机号码以星号逐位遮去"), always=True),
        ),
    ),
    Table(
        "reply_proposals",
        _("哪件答复答复了哪些提案和建议"),
        Reply.proposals.through,
        lambda: scope.hanging(Reply.proposals.through, reply=Reply.objects.public()),
        (
            points("replies", _("答复"), "reply_id", always=True),
            points("proposals", _("提案或建议"), "proposal_id", always=True),
        ),
        ("reply_id", "proposal_id"),
    ),
    Table(
        "issuers",
        _("答复单位"),
        Issuer,
        lambda: scope.hanging(Issuer, reply=Reply.objects.public()),
        (*PARTY, points("organisations", _("登记的单位；没有确定的为空"), "organisation_id")),
    ),
    Table("addressees", _("答复对象，照原文；当地不公开的没有"), Addressee, Addressee.objects.public, PARTY),
    Table(
        "handlings",
        _("办理：公开的答复所表明的"),
        Handling,
        Handling.objects.public,
        (
            numbered(),
            points("proposals", _("提案或建议"), "proposal_id", always=True),
            points("organisations", _("单位"), "organisation_id", always=True),
            text("role", _("办理方式"), codes=dict(Role.choices), always=True),
            day("assigned_on", _("交办日期")),
            day("due_on", _("答复期限")),
            points("replies", _("答复"), "reply_id", if_public=Reply),
        ),
    ),
    Table(
        "satisfactions",
        _("提出者对答复的满意度"),
        Satisfaction,
        lambda: scope.hanging(Satisfaction, reply=Reply.objects.public(), proposal=Proposal.objects.public()),
        (
            numbered(),
            points("proposals", _("提案或建议"), "proposal_id", always=True),
            points("replies", _("答复"), "reply_id", always=True),
            number("round", _("轮次"), always=True),
            text("opinion", _("意见"), codes=dict(Opinion.choices), always=True),
            day("given_on", _("日期")),
        ),
    ),
    Table(
        "head_changes",
        _("公开以后对答复登记内容的更正"),
        HeadChange,
        lambda: scope.hanging(HeadChange, reply=Reply.objects.public()),
        (
            numbered(),
            points("replies", _("答复"), "reply_id", always=True),
            text("field", _("哪一项"), always=True),
            text("before", _("原来")),
            text("after", _("更正为")),
            text("reason", _("理由"), always=True),
            moment("changed_at", _("更正时间"), always=True),
        ),
    ),
    Table(
        "commitments",
        _("承诺事项：答复里的一个标题"),
        Commitment,
        _commitments,
        (
            numbered(),
            points("replies", _("答复"), "reply_id", always=True),
            number("position", _("次序"), always=True),
            text("number", _("序号，照原文")),
            text("heading", _("标题，照原文")),
        ),
    ),
)
