"""What staff can do to a letter: its way to the public, and what was read in it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies import changes
from policies.admin.actions.lifecycle_forms import CorrectForm, FollowForm
from policies.admin.actions.sentence_forms import AcceptForm, CategoriesForm, CommitmentForm, SentenceForm
from policies.admin.displayed_facts import of_letter
from policies.admin.operations import Deed, ReasonForm
from policies.admin.replies.head_forms import DropForm, HeadForm, LeadsForm, ProposalForm, UnitForm
from policies.models import Reply


class WithdrawForm(ReasonForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _(
            "理由和日期会公开，正文和其中的举措、进展不再显示。撤回以后不能再公开，同一件答复也不能再收录：请先想清楚。"
        )


def _confirm(reply: Reply, form, by) -> str:
    changes.confirm_reading(reply=reply, by=by)
    return _("读取已确认。")


def _publish(reply: Reply, form, by) -> str:
    changes.publish_reply(reply=reply, by=by)
    return _("答复已公开，其中的举措一并公开。")


def _withdraw(reply: Reply, form, by) -> str:
    changes.withdraw_reply(reply=reply, reason=form.cleaned_data["reason"], by=by)
    return _("答复已撤回，理由和日期一并公开。")


def _edit(reply: Reply, form: HeadForm, by) -> str:
    entered, units = form.entered(), form.units()
    if not entered and not units:
        return _("没有改动，没有保存什么。")
    changes.edit_reply(reply=reply, units=units, by=by, **entered)
    return _("答复的登记内容已保存。")


def _correct(reply: Reply, form: CorrectForm, by) -> str:
    entered, units, reason = form.entered(), form.units(), form.cleaned_data["reason"]
    records = changes.correct_reply(reply=reply, reason=reason, units=units, by=by, **entered)
    return _("已更正 %s 项；原来的内容和理由一并公开。") % len(records)


def _follow(reply: Reply, form: FollowForm, by) -> str:
    reply = changes.follow_reply(reply=reply, follows=form.cleaned_data["follows"], by=by)
    return _("已记下：接续第 %s 号答复。") % reply.follows_id if reply.follows_id else _("已记下：不接续别的答复。")


def _edit_proposal(reply: Reply, form: ProposalForm, by) -> str:
    proposal = changes.edit_proposal(reply=reply, by=by, **form.cleaned_data)
    return _("已保存：这件答复答的是%s。") % proposal.called


def _drop_proposal(reply: Reply, form: DropForm, by) -> str:
    changes.drop_proposal(reply=reply, proposal=form.cleaned_data["proposal"], by=by)
    return _("已从这件答复里去掉。")


def _register(reply: Reply, form: UnitForm, by) -> str:
    unit = changes.register_unit(reply=reply, name=form.cleaned_data["name"], by=by)
    return _("已登记单位“%s”，同一行政区的答复里叫这个名字的都已对上。") % unit.name


def _edit_commitment(reply: Reply, form: CommitmentForm, by) -> str:
    changes.edit_commitment(reply=reply, by=by, **form.cleaned_data)
    return _("承诺事项已保存。")


def _categorise(reply: Reply, form: CategoriesForm, by) -> str:
    n = changes.categorise(reply=reply, categories=form.cleaned_data["categories"], by=by)
    return _("%s 条举措已归类。") % n


def _lead(reply: Reply, form: LeadsForm, by) -> str:
    n = changes.assign_leads(reply=reply, organisation=form.cleaned_data["lead"], by=by)
    return _("%(n)s 条举措的主责单位定为%(unit)s。") % {"n": n, "unit": form.cleaned_data["lead"].name}


def _add(reply: Reply, form: SentenceForm, by) -> str:
    start, end = form.cleaned_data["span"]
    changes.add_action(reply=reply, commitment=form.cleaned_data["commitment"], start=start, end=end, by=by)
    return _("举措已补上；答复已公开的，还要在举措的页面上公开它。")


def _unpublished(reply: Reply) -> bool:
    return reply.published_at is None


def _not_withdrawn(reply: Reply) -> bool:
    return reply.withdrawn_at is None


# Offered once for each proposal, commitment or doubt of a letter: see `reply_parts`.
EDIT_PROPOSAL = Deed("edit_proposal", gettext_lazy("保存"), _edit_proposal, _unpublished, ProposalForm)
DROP_PROPOSAL = Deed("drop_proposal", gettext_lazy("不是答复这件"), _drop_proposal, _unpublished, DropForm)
EDIT_COMMITMENT = Deed("edit_commitment", gettext_lazy("保存"), _edit_commitment, _unpublished, CommitmentForm)
REGISTER = Deed(
    "register_unit", gettext_lazy("登记这个单位"), _register, lambda reply: reply.place_id is not None, UnitForm
)
CATEGORISE = Deed("categorise", gettext_lazy("给全部举措归类"), _categorise, _not_withdrawn, CategoriesForm)
ACCEPT = Deed("categorise", gettext_lazy("采用"), _categorise, _not_withdrawn, AcceptForm)
PARTS = (EDIT_PROPOSAL, DROP_PROPOSAL, EDIT_COMMITMENT, REGISTER)
DEEDS = (
    Deed(
        "confirm_reading",
        gettext_lazy("确认读取"),
        _confirm,
        lambda reply: reply.confirmed_at is None,
        look="default",
        rests_on=of_letter,
    ),
    Deed(
        "publish_reply",
        gettext_lazy("公开"),
        _publish,
        lambda reply: _unpublished(reply) and reply.confirmed_at,
        rests_on=of_letter,
    ),
    Deed(
        "publish_reply",
        gettext_lazy("确认并公开"),
        _publish,
        lambda reply: reply.confirmed_at is None,
        rests_on=of_letter,
    ),
    Deed("withdraw_reply", gettext_lazy("撤回"), _withdraw, lambda reply: reply.is_public, WithdrawForm, "danger"),
    Deed("edit_reply", gettext_lazy("保存登记内容"), _edit, _unpublished, HeadForm),
    Deed("correct_reply", gettext_lazy("更正登记内容"), _correct, lambda reply: reply.is_public, CorrectForm),
    Deed("follow_reply", gettext_lazy("保存接续"), _follow, _not_withdrawn, FollowForm),
    CATEGORISE,
    Deed("assign_leads", gettext_lazy("定主责单位"), _lead, _not_withdrawn, LeadsForm),
    Deed("add_action", gettext_lazy("补一条举措"), _add, _not_withdrawn, SentenceForm),
    *PARTS,
)
