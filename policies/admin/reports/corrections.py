"""Corrections from readers (读者更正): the list, and a page to answer or decline one. For reviewers and administrators."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from policies.admin.columns import DemoFilter, WaitsFilter, YearFilter, admin_link, public_url, tag, tags, when_and_who
from policies.admin.operations import PageAdmin
from policies.admin.reports.correction_operations import DEEDS
from policies.models import ReaderCorrection
from policies.models.rights import may


class ActionsDemoFilter(DemoFilter):
    choices_by_code = {
        "no": (DemoFilter.choices_by_code["no"][0], lambda found: found.filter(action__is_demo=False)),
        "yes": (DemoFilter.choices_by_code["yes"][0], lambda found: found.filter(action__is_demo=True)),
    }


@admin.register(ReaderCorrection)
class ReaderCorrectionAdmin(PageAdmin):
    deeds = DEEDS
    page_template = "admin/policies/correction/page.html"
    list_display = ["summary", "on_action", "state_tag", "demo_tag", "received_at", "settled_at"]
    list_filter = [WaitsFilter, "state", ActionsDemoFilter, ("received_at", YearFilter)]
    list_select_related = ["action"]
    search_fields = ["text", "answer", "action__quote", "action__reply__document_number"]
    search_help_text = _("搜索读者的原话、回复、举措原文或文号")
    ordering = ["-pk"]

    def has_module_permission(self, request) -> bool:
        return may(request.user, "answer_correction", None)

    def has_view_permission(self, request, obj=None) -> bool:
        return may(request.user, "answer_correction", obj)

    def whole(self, request):
        people = ["settled_by", "withdrawn_by"]
        found = ReaderCorrection.objects.select_related("action__reply", "action__lead", *people)
        return found.prefetch_related("action__reply__issuers")

    def facts(self, request, correction: ReaderCorrection, posted) -> dict:
        action = correction.action
        return {
            "correction": correction,
            "action": action,
            "public_url": public_url(action) if action.is_public else "",
            "settled": when_and_who(correction.settled_at, correction.settled_by),
            "withdrawn": when_and_who(correction.withdrawn_at, correction.withdrawn_by),
        }

    @admin.display(description=_("读者的原话"))
    def summary(self, correction: ReaderCorrection):
        text = " ".join(correction.text.split())
        return text if len(text) <= 40 else f"{text[:39]}…"

    @admin.display(description=_("具体举措"))
    def on_action(self, correction: ReaderCorrection):
        return admin_link(correction.action)

    @admin.display(description=_("处理情况"), ordering="state")
    def state_tag(self, correction: ReaderCorrection):
        return tag(correction.state, correction.get_state_display())

    @admin.display(description=_("演示数据"))
    def demo_tag(self, correction: ReaderCorrection):
        return tags([("demo", _("演示数据"))] if correction.action.is_demo else [])
