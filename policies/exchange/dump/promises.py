"""Tables of what was promised and what became of it: actions, updates, evidence, and every later change that is told."""

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from policies.exchange.dump import scope
from policies.exchange.dump.columns import (
    Column,
    Table,
    address,
    code,
    day,
    flag,
    moment,
    number,
    numbered,
    points,
    text,
)
from policies.exchange.exports import ROW, Field, Rows, Type
from policies.models import (
    Action,
    CorrectionState,
    DeadlineChange,
    Evidence,
    EvidenceKind,
    How,
    Organisation,
    Partner,
    QuoteChange,
    ReaderCorrection,
    Replacement,
    State,
    Update,
    Verdict,
)
from policies.models.status import Status


def _replacements():
    """As the page of the action tells them: not what something hidden took the place of."""
    public = Action.objects.public()
    found = scope.hanging(Replacement, action=public)
    return found.filter(Q(how=How.SPLIT) | Exists(public.filter(pk=OuterRef("by_action"))))


def _corrections():
    """`stands`: the answer may be read; `is_asked`: the reader's words too."""
    stands = Q(state=CorrectionState.ANSWERED)
    return ReaderCorrection.objects.public().annotate(
        stands=Case(When(stands, then=Value(True)), default=Value(False)),
        is_asked=Case(When(stands, then=F("text_is_public")), default=Value(False)),
    )


def _of_action(model):
    return lambda: scope.hanging(model, action=Action.objects.public())


ACTION = points("actions", _("具体举措"), "action_id", always=True)
PROMISES = (
    Table(
        "actions",
        _("具体举措：和清单的文件同样的行，不列入清单的（已合并、已被取代、已拆分）也在"),
        Action,
        Action.objects.public,
        tuple(Column(each, "", always=each.name == "id" or each.type is Type.FLAG) for each in ROW),
        maker=lambda: Rows().of,
    ),
    Table(
        "action_records",
        _("具体举措在记录里的位置和关系，和 actions 逐行对应"),
        Action,
        Action.objects.public,
        (
            Column(Field("action_id", Type.NUMBER, _("具体举措")), "pk", to="actions", always=True),
            points("replies", _("答复"), "reply_id", always=True),
            points("commitments", _("承诺事项"), "commitment_id", always=True),
            number("start", _("引文在正文里从第几个字符起，从 0 数"), always=True),
            number("end", _("到第几个字符止，不含"), always=True),
            points("organisations", _("主责单位"), "lead_id"),
            points("actions", _("和哪一条是同一件事；进展记在那里"), "same_as_id", if_public=Action),
            points("actions", _("由哪一条取代"), "superseded_by_id", if_public=Action),
            points("actions", _("拆分自哪一条"), "split_from_id", if_public=Action),
            moment("split_at", _("拆分的时间")),
            moment("published_at", _("在本站公开的时间"), always=True),
            flag("is_listed", _("列入清单和统计：同一件事只列一次")),
        ),
        ("action_id",),
    ),
    Table(
        "action_categories",
        _("哪条举措属于哪些类别"),
        Action.categories.through,
        _of_action(Action.categories.through),
        (ACTION, points("categories", _("类别"), "category_id", always=True)),
        ("action_id", "category_id"),
    ),
    Table(
        "partners",
        _("协办单位"),
        Partner,
        _of_action(Partner),
        (
            numbered(),
            ACTION,
            number("position", _("次序"), always=True),
            text("name", _("名称，照原文"), always=True),
            points("organisations", _("登记的单位；没有确定的为空"), "organisation_id", if_public=Organisation),
        ),
    ),
    Table(
        "deadline_changes",
        _("期限变更"),
        DeadlineChange,
        _of_action(DeadlineChange),
        (
            numbered(),
            ACTION,
            day("before", _("原期限")),
            day("after", _("新期限")),
            text("reason", _("理由"), always=True),
            moment("changed_at", _("变更时间"), always=True),
        ),
    ),
    Table(
        "quote_changes",
        _("公开以后对引文的更正"),
        QuoteChange,
        _of_action(QuoteChange),
        (
            numbered(),
            ACTION,
            text("before", _("原来的引文"), always=True),
            text("after", _("更正后的引文"), always=True),
            text("reason", _("理由"), always=True),
            moment("changed_at", _("更正时间"), always=True),
        ),
    ),
    Table(
        "replacements",
        _("取代与拆分，撤销了的也在"),
        Replacement,
        _replacements,
        (
            numbered(),
            ACTION,
            text("how", _("方式"), codes=dict(How.choices), always=True),
            points("actions", _("由哪一条取代；拆分为空"), "by_action_id"),
            text("reason", _("理由"), always=True),
            moment("made_at", _("记录时间"), always=True),
            moment("undone_at", _("撤销时间")),
            text("undone_reason", _("撤销理由")),
        ),
    ),
    Table(
        "updates",
        _("公开过的进展；更正了的和撤回的照样在，状态由没有撤回、没有更正的得出"),
        Update,
        Update.objects.public,
        (
            numbered(),
            ACTION,
            points("organisations", _("代表哪个单位"), "organisation_id", always=True),
            text("status", _("状态"), codes=dict(Status.choices), always=True),
            day("happened_on", _("发生日期"), always=True),
            text("reason", _("说明"), always=True),
            points("updates", _("更正了哪一条进展"), "replaces_id", if_public=Update),
            points("actions", _("合并前记在哪条举措上"), "moved_from_id", if_public=Action),
            text(
                "state",
                _("公开着，或者已经撤回"),
                codes={state.value: state.label for state in (State.PUBLISHED, State.WITHDRAWN)},
                always=True,
            ),
            moment("published_at", _("公开时间"), always=True),
            moment("withdrawn_at", _("撤回时间")),
            text("withdrawn_reason", _("撤回理由")),
        ),
    ),
    Table(
        "evidence",
        _("佐证：有效的进展所依据的；文件本身不在这里，没有公开的文件只有名称"),
        Evidence,
        scope.evidence,
        (
            numbered(),
            text("kind", _("种类"), codes=dict(EvidenceKind.choices), always=True),
            text("title", _("名称")),
            address("url", _("网址")),
            flag("file_is_public", _("文件公开，可以在网站上取"), "is_open"),
            text("file_name", _("原文件名"), only="is_told"),
            number("size", _("文件的字节数"), only="is_told"),
            code("sha256", _("文件的 SHA-256"), only="is_told"),
            text("number", _("文号"), only="is_told"),
            text("issuer", _("发文单位"), only="is_told"),
            day("dated", _("日期"), only="is_told"),
        ),
    ),
    Table(
        "update_evidence",
        _("哪条进展依据哪些佐证"),
        Update.evidence.through,
        lambda: scope.hanging(Update.evidence.through, update=Update.objects.public().standing()),
        (
            points("updates", _("进展"), "update_id", always=True),
            points("evidence", _("佐证"), "evidence_id", always=True),
        ),
        ("update_id", "evidence_id"),
    ),
    Table(
        "corrections",
        _("读者更正：已经公开回复的；读者的原话只在一并公开时才有"),
        ReaderCorrection,
        _corrections,
        (
            numbered(),
            ACTION,
            moment("received_at", _("收到时间"), always=True),
            text("text", _("读者的原话"), only="is_asked"),
            address("source", _("读者给的来源"), only="is_asked"),
            text("verdict", _("采纳，或者作出说明"), codes=dict(Verdict.choices), only="stands"),
            text("answer", _("公开的回复"), only="stands"),
            moment("settled_at", _("回复时间"), always=True),
            moment("withdrawn_at", _("回复撤回的时间")),
            text("withdrawn_reason", _("回复撤回的理由")),
        ),
    ),
)
