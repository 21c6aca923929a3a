"""Many at once: actions ticked in the list, one form, a preview of every one, and then all of them or none."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies import changes
from policies.admin import edit_conflicts
from policies.admin.actions.bulk_forms import CategoriesForm, DeadlineForm, LeadForm, ManyForm, ReportForm
from policies.derived import lock_record
from policies.models.rights import may


@dataclass(frozen=True, slots=True)
class ManyDeed:
    name: str  # of the change, as `rights` knows it
    label: str
    form: type[ManyForm]
    done: str


MANY = (
    ManyDeed("record_update", gettext_lazy("填报同一进展"), ReportForm, gettext_lazy("%s 条进展已提交，等待审核。")),
    ManyDeed("assign_lead", gettext_lazy("定主责单位"), LeadForm, gettext_lazy("%s 条举措的主责单位已保存。")),
    ManyDeed("edit_action", gettext_lazy("归类"), CategoriesForm, gettext_lazy("%s 条举措已归类。")),
    ManyDeed("revise_deadline", gettext_lazy("变更期限"), DeadlineForm, gettext_lazy("%s 条举措的期限已变更。")),
)


def offered(request) -> dict:
    """Return what whoever looks may do to many, as the list of the admin takes it: name → (function, name, label)."""
    return {deed.name: (_taking(deed), deed.name, deed.label) for deed in MANY if may(request.user, deed.name, None)}


def _taking(deed: ManyDeed):
    return lambda model_admin, request, ticked: many(deed, model_admin, request, ticked)


def many(deed: ManyDeed, model_admin, request, ticked):
    """Ask, show what each would become, and do it: three pages at the list's address, with everything typed kept."""
    if not request.POST.get("step"):
        return _answered(deed, model_admin, request, ticked)
    with transaction.atomic():
        lock_record()  # what was shown is compared with what stands, and that stays so until it is saved
        return _answered(deed, model_admin, request, ticked)


def _answered(deed: ManyDeed, model_admin, request, ticked):
    found = ticked.select_related("lead", "reply__place").prefetch_related("categories").order_by("pk")
    actions = list(found[: changes.MOST_AT_ONCE + 1])
    if len(actions) > changes.MOST_AT_ONCE:
        messages.error(request, _("一次最多 %s 条；请用筛选或勾选分几次。") % changes.MOST_AT_ONCE)
        return None
    step = request.POST.get("step", "")
    form = deed.form(*((request.POST, request.FILES) if step else ()), actions=actions, by=request.user)
    why, ready = {}, False
    facts = {_("第 %s 号举措") % action.pk: form.before(action) for action in actions}
    _data, told = edit_conflicts.merge(request.POST, request.FILES, {}, facts) if step == "save" else (None, [])
    if told:
        step = "preview"  # look at them once more
        told = edit_conflicts.told_by(told, actions, request.POST, request.user)
    if step:
        asked = {"actions": actions, "make": form.make, "by": request.user}
        try:
            valid = form.is_valid()
            form = form.carrying()
            if valid and step == "save" and request.POST.get("previewed") != form.asked():
                step = "preview"
                messages.warning(request, _("填写的内容改过了，还没有保存；请再看一遍。"))
            if valid and step == "save":
                n = changes.change_many(**asked, **form.arguments())
                for action in actions:
                    model_admin.log_change(request, action, str(deed.label))
                messages.success(request, deed.done % n)
                return HttpResponseRedirect(request.get_full_path())
            why = changes.try_many(**asked, **form.arguments()) if valid else {}
            ready = valid and not why
        except changes.RefusedSome as refused:
            why = refused.why
        except changes.Refused as refused:
            form.add_error(None, str(refused))
    rows = [(each, form.before(each), form.after(each) if ready else "", why.get(each.pk, "")) for each in actions]
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": deed.label,
        "deed": deed,
        "form": form,
        "media": model_admin.media + form.media,
        "rows": rows,
        "n": len(actions),
        "n_refused": len(why),
        "ready": ready,
        "previewed": form.asked() if ready else "",
        "shared": _shared(why, len(actions)),
        "told": told,
        "shown": edit_conflicts.remember({}, facts),
        "ticked": ACTION_CHECKBOX_NAME,
        "back": request.get_full_path(),
    }
    return TemplateResponse(request, "admin/policies/action/bulk.html", context)


def _shared(why: dict[int, str], n: int) -> str:
    """Return the one reason why none of them can be changed, where it is one and the same."""
    reasons = set(why.values())
    return reasons.pop() if len(why) == n > 1 and len(reasons) == 1 else ""
