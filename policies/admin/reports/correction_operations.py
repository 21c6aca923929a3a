"""What reviewers can do to what a reader wrote, on its page."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies import changes
from policies.admin.operations import Deed, NoQuestions, ReasonForm
from policies.models import CorrectionState, ReaderCorrection, Verdict


class AnswerForm(NoQuestions):
    """A public answer, and whether the reader's own words go with it."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("回复种类"),
        choices=Verdict.choices,
        help_text=gettext_lazy("采纳：说的对，已经或将要更正。作出说明：解释为什么是现在这样。"),
    )
    answer = forms.CharField(
        label=gettext_lazy("公开的回复"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("显示在这条举措的页面上；读者留了邮件地址的，同时寄去。"),
    )
    text_is_public = forms.BooleanField(
        label=gettext_lazy("读者的原话和来源一并公开"),
        required=False,
        help_text=gettext_lazy("先看有没有姓名、住址等个人信息；手机号码会自动遮住。"),
    )


class DeclineForm(NoQuestions):
    remark = forms.CharField(
        label=gettext_lazy("内部意见"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("不公开，也不通知读者，只留在记录里。"),
    )


def _answer(correction: ReaderCorrection, form, by) -> str:
    changes.answer_correction(correction=correction, by=by, **form.cleaned_data)
    return _("回复已公开。")


def _decline(correction: ReaderCorrection, form, by) -> str:
    changes.decline_correction(correction=correction, remark=form.cleaned_data["remark"], by=by)
    return _("已按不采纳处理，没有公开。")


def _withdraw(correction: ReaderCorrection, form, by) -> str:
    changes.withdraw_answer(correction=correction, reason=form.cleaned_data["reason"], by=by)
    return _("回复已撤回，理由和日期一并公开。")


def _mail_again(correction: ReaderCorrection, form, by) -> str:
    changes.mail_answer_again(correction=correction, by=by)
    return _("回复正在寄给读者；是否寄出，看这一页。")


def _of_correction(correction: ReaderCorrection) -> dict[str, str]:
    """Return what is read before it is answered."""
    return {
        _("处理情况"): correction.get_state_display(),
        _("读者的原话"): correction.text,
        _("来源网址"): correction.source,
    }


def _in(state: CorrectionState):
    return lambda correction: correction.state == state


DEEDS = (
    Deed(
        "answer_correction",
        gettext_lazy("公开回复"),
        _answer,
        _in(CorrectionState.OPEN),
        AnswerForm,
        "default",
        rests_on=_of_correction,
    ),
    Deed(
        "decline_correction",
        gettext_lazy("不采纳"),
        _decline,
        _in(CorrectionState.OPEN),
        DeclineForm,
        rests_on=_of_correction,
    ),
    Deed(
        "mail_answer_again",
        gettext_lazy("再寄一次"),
        _mail_again,
        lambda correction: correction.state == CorrectionState.ANSWERED and bool(correction.email),
        right="answer_correction",
    ),
    Deed(
        "withdraw_answer",
        gettext_lazy("撤回回复"),
        _withdraw,
        _in(CorrectionState.ANSWERED),
        ReasonForm,
        "danger",
    ),
)
