"""What staff can do to an action, and the small forms that it takes."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies import changes
from policies.admin.actions.lifecycle_forms import PublicSplitForm, SpanForm, SupersedeForm
from policies.admin.actions.merge_forms import MergeForm, TwinForm
from policies.admin.actions.sentence_forms import SplitForm, WordsForm
from policies.admin.displayed_facts import deadline_of, lead_of, of_action, quote_of
from policies.admin.ledger.forms import CheckForm, EntryForm, save_check, save_entry
from policies.admin.lookup_fields import unit_field
from policies.admin.operations import Deed, NoQuestions, ReasonForm
from policies.admin.reports.evidence_forms import DateInput
from policies.admin.reports.forms import UpdateForm
from policies.models import Action, Category, Update
from policies.queries.paging import as_number


class LeadForm(NoQuestions):
    def __init__(self, *args, obj: Action, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"] = unit_field(obj.reply.place, label=_("主责单位"), initial=obj.lead)


class CategoriesForm(NoQuestions):
    categories = forms.ModelMultipleChoiceField(
        label=gettext_lazy("类别"),
        queryset=Category.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, obj: Action, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["categories"].initial = obj.categories.all()


class DeadlineForm(ReasonForm):
    due_on = forms.DateField(
        label=gettext_lazy("新期限"), required=False, widget=DateInput, help_text=gettext_lazy("留空表示不再有期限。")
    )
    field_order = ["due_on", "reason"]

    def __init__(self, *args, obj=None, **kwargs):
        super().__init__(*args, obj=obj, **kwargs)
        self.initial.setdefault("due_on", obj and obj.due_on)


class RecordForm(UpdateForm):
    """A new update on the action whose page this is, or the correction of a published one."""

    shows_stored = False  # it is filled in beforehand, with nothing that another could have changed

    @classmethod
    def about(cls, obj: Action, data) -> dict:
        return {"replaces": _corrected(obj, data)}

    def __init__(self, data=None, files=None, *, obj: Action, replaces: Update | None = None, **kwargs):
        super().__init__(data, files, action=obj, replaces=replaces or _corrected(obj, data), **kwargs)


def _corrected(action: Action, data) -> Update | None:
    return update_named(action, (data or {}).get("replaces", ""))


def update_named(action: Action, number: str) -> Update | None:
    """Return the action's update of this number, None where there is none."""
    try:
        return action.updates.filter(pk=as_number(number)).first()
    except ValueError:
        return None


def _assign_lead(action: Action, form, by) -> str:
    changes.assign_lead(action=action, organisation=form.cleaned_data["lead"], by=by)
    return _("主责单位已保存。")


def _edit(action: Action, form: WordsForm, by) -> str:
    entered = form.entered()
    if not entered:
        return _("没有改动，没有保存什么。")
    changes.edit_action(action=action, by=by, **entered)
    return _("更正已保存。")


def _categorise(action: Action, form: CategoriesForm, by) -> str:
    changes.edit_action(action=action, by=by, **form.cleaned_data)
    return _("类别已保存。")


def _split(action: Action, form: SplitForm, by) -> str:
    parts = changes.split_action(action=action, parts=form.cleaned_data["parts"], by=by)
    return _("已拆成 %s 条；力度、期限和协办单位重新读过，请核对。") % len(parts)


def _join(action: Action, form, by) -> str:
    changes.join_actions(action=action, by=by)
    return _("已与下一条合为一条；力度、期限和协办单位重新读过，请核对。")


def _revise_deadline(action: Action, form, by) -> str:
    changes.revise_deadline(action=action, by=by, **form.cleaned_data)
    return _("期限已变更；原来的期限留在记录里。")


def _publish(action: Action, form, by) -> str:
    changes.publish_action(action=action, by=by)
    return _("举措已公开。")


def _merge(action: Action, form, by) -> str:
    into = form.cleaned_data["into"]
    changes.merge_actions(action=action, into=into, by=by)
    return _("已并入第 %s 号举措，进展也移了过去。") % into.pk


def _separate(action: Action, form, by) -> str:
    changes.separate_action(action=action, by=by)
    return _("已分出来；合并时带过去的进展也移了回来。")


def _supersede(action: Action, form: SupersedeForm, by) -> str:
    newer = form.cleaned_data["by_action"]
    changes.supersede_action(action=action, by_action=newer, reason=form.cleaned_data["reason"], by=by)
    return _("已由第 %s 号举措取代；这一条的页面和记录都还在。") % newer.pk


def _restore(action: Action, form, by) -> str:
    changes.restore_action(action=action, reason=form.cleaned_data["reason"], by=by)
    return _("已撤销取代；这一条重新计入统计。")


def _split_published(action: Action, form: PublicSplitForm, by) -> str:
    parts = changes.split_published_action(action=action, by=by, **form.cleaned_data)
    told = {"n": len(parts), "numbers": "、".join(str(part.pk) for part in parts)}
    return _("已拆成 %(n)s 条并公开（第 %(numbers)s 号）；原来的一条和它的进展留在原处。") % told


def _correct_span(action: Action, form: SpanForm, by) -> str:
    start, end = form.cleaned_data["span"]
    changes.correct_span(action=action, start=start, end=end, reason=form.cleaned_data["reason"], by=by)
    return _("原文已更正；原来的引文留在记录里，一并公开。")


def _remove(action: Action, form, by) -> str:
    changes.remove_action(action=action, reason=form.cleaned_data["reason"], by=by)
    return _("举措已移除；记录保留，以后的读取不会把它带回来。")


@transaction.atomic
def _record(action: Action, form: RecordForm, by) -> str:
    """Record and, where asked, submit and publish: all of it or nothing."""
    asked = {name: form.cleaned_data[name] for name in ("organisation", "status", "happened_on", "reason", "replaces")}
    then = form.cleaned_data["then"]
    update = changes.record_update(action=action, evidence=form.evidence(), draft=then == "draft", by=by, **asked)
    if then == "publish":
        changes.publish_update(update=update, by=by)
    return SAID[then]


SAID = {
    "draft": gettext_lazy("草稿已保存，还没有提交。"),
    "submit": gettext_lazy("进展已提交，等待审核。"),
    "publish": gettext_lazy("进展已公开。"),
}


def takes_updates(action: Action) -> bool:
    """Say whether the page offers to report: there is somebody to report for, and nothing closed it."""
    known = action.lead_id or any(partner.organisation_id for partner in action.partners.all())
    return bool(known and not changes.closed_to_updates(action))


def _on_record(action: Action) -> bool:
    return action.removed_at is None and action.reply.withdrawn_at is None


def _can_publish(action: Action) -> bool:
    return action.reply.is_public and action.published_at is None and _on_record(action)


def _can_revise(action: Action) -> bool:
    return action.reply.confirmed_at is not None and _on_record(action)


def _can_merge(action: Action) -> bool:
    return _stands(action)


def _stands(action: Action) -> bool:
    """Say whether it is on record, and nothing else stands for it."""
    return _on_record(action) and not (action.same_as_id or action.superseded_by_id or action.split_at)


def _can_be_superseded(action: Action) -> bool:
    return _stands(action) and action.is_confirmed and action.status not in changes.ENDED


def _can_be_split_in_public(action: Action) -> bool:
    return _can_be_superseded(action) and action.is_public


def _unseen(action: Action) -> bool:
    return _on_record(action) and action.published_at is None


RECORD = Deed("record_update", gettext_lazy("填报进展"), _record, takes_updates, RecordForm, rests_on=lead_of)
EDIT = Deed("edit_action", gettext_lazy("更正"), _edit, _on_record, WordsForm)
SPLIT = Deed("split_action", gettext_lazy("拆分"), _split, _unseen, SplitForm, rests_on=quote_of)
JOIN = Deed("join_actions", gettext_lazy("与下一条合为一条"), _join, _unseen)
MERGE = Deed("merge_actions", gettext_lazy("并入"), _merge, _can_merge, MergeForm)
TWIN = Deed("merge_actions", gettext_lazy("并入这一条"), _merge, _can_merge, TwinForm)
SUPERSEDE = Deed(
    "supersede_action",
    gettext_lazy("由后来的举措取代"),
    _supersede,
    _can_be_superseded,
    SupersedeForm,
    rests_on=quote_of,
)
RESTORE = Deed(
    "restore_action",
    gettext_lazy("撤销取代"),
    _restore,
    lambda action: bool(action.superseded_by_id) and _on_record(action),
    ReasonForm,
    rests_on=quote_of,
)
SPLIT_PUBLISHED = Deed(
    "split_published_action",
    gettext_lazy("拆分已公开的举措"),
    _split_published,
    _can_be_split_in_public,
    PublicSplitForm,
    rests_on=quote_of,
)
CORRECT_SPAN = Deed(
    "correct_span",
    gettext_lazy("更正原文"),
    _correct_span,
    lambda action: _on_record(action) and bool(action.published_at) and not action.split_at,
    SpanForm,
    rests_on=quote_of,
)
REMOVE = Deed("remove_action", gettext_lazy("移除"), _remove, _on_record, ReasonForm, "danger", quote_of)
DEEDS = (
    RECORD,
    Deed("assign_lead", gettext_lazy("保存主责单位"), _assign_lead, _on_record, LeadForm),
    EDIT,
    Deed("categorise", gettext_lazy("保存类别"), _categorise, _on_record, CategoriesForm),
    Deed(
        "revise_deadline",
        gettext_lazy("变更期限"),
        _revise_deadline,
        _can_revise,
        DeadlineForm,
        rests_on=deadline_of,
    ),
    Deed("publish_action", gettext_lazy("公开这条举措"), _publish, _can_publish, look="default", rests_on=of_action),
    CORRECT_SPAN,
    SUPERSEDE,
    RESTORE,
    SPLIT_PUBLISHED,
    SPLIT,
    JOIN,
    MERGE,
    Deed("edit_ledger", gettext_lazy("保存台账栏目"), save_entry, _on_record, EntryForm),
    Deed("check_ledger", gettext_lazy("保存核查意见"), save_check, _on_record, CheckForm),
    Deed("separate_action", gettext_lazy("分出来"), _separate, lambda action: bool(action.same_as_id)),
    REMOVE,
)
