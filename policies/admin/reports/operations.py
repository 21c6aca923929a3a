"""What staff can do to an update: on its own page and in the timeline of its action."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies import changes
from policies.admin.actions.operations import SAID
from policies.admin.displayed_facts import of_update
from policies.admin.operations import Deed, NoQuestions, ReasonForm
from policies.admin.reports.forms import UpdateForm
from policies.models import State, Update


class RemarkForm(NoQuestions):
    remark = forms.CharField(
        label=gettext_lazy("退回意见"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class WithdrawForm(ReasonForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _(
            "理由和日期会公开；说明仍然看得见，标明已撤回，佐证不再显示。举措的状态改回由其余公开的进展决定。"
        )


class EditForm(UpdateForm):
    """A draft, or what was returned, with its evidence ticked."""

    def __init__(self, data=None, files=None, *, obj: Update, **kwargs):
        super().__init__(data, files, action=obj.action, update=obj, **kwargs)


def _submit(update: Update, form, by) -> str:
    changes.submit_update(update=update, by=by)
    return _("进展已提交，等待审核。")


def _publish(update: Update, form, by) -> str:
    changes.publish_update(update=update, by=by)
    return _("进展已公开。")


def _return(update: Update, form, by) -> str:
    changes.return_update(update=update, remark=form.cleaned_data["remark"], by=by)
    return _("进展已退回，意见留在记录里。")


def _withdraw(update: Update, form, by) -> str:
    changes.withdraw_update(update=update, reason=form.cleaned_data["reason"], by=by)
    return _("进展已撤回，理由和日期一并公开。")


@transaction.atomic
def _edit(update: Update, form: EditForm, by) -> str:
    """Save and, where asked, submit and publish: all of it or nothing."""
    asked = {name: form.cleaned_data[name] for name in ("organisation", "status", "happened_on", "reason")}
    then = form.cleaned_data["then"]
    update = changes.edit_update(update=update, evidence=form.evidence(), by=by, **asked)
    if then != "draft":
        changes.submit_update(update=update, by=by)
    if then == "publish":
        changes.publish_update(update=update, by=by)
    return SAID[then]


def _in(*states):
    return lambda update: update.state in states


IN_TIMELINE = (
    Deed("publish_update", gettext_lazy("公开"), _publish, _in(State.SUBMITTED), look="default", rests_on=of_update),
    Deed(
        "submit_update",
        gettext_lazy("提交"),
        _submit,
        _in(State.DRAFT, State.RETURNED),
        look="default",
        rests_on=of_update,
    ),
    Deed("return_update", gettext_lazy("退回"), _return, _in(State.SUBMITTED), RemarkForm, rests_on=of_update),
    Deed("withdraw_update", gettext_lazy("撤回"), _withdraw, _in(State.PUBLISHED), WithdrawForm, "danger"),
)
DEEDS = (*IN_TIMELINE, Deed("edit_update", gettext_lazy("修改"), _edit, _in(State.DRAFT, State.RETURNED), EditForm))
