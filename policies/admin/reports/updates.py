"""Updates (进展): the list, and a page with the same deeds as the timeline of the action."""

from django.contrib import admin
from django.urls import path
from django.utils.translation import gettext_lazy as _

from policies.admin.columns import FewFilter, WaitsFilter, YearFilter, admin_link, tag
from policies.admin.operations import PageAdmin
from policies.admin.reports.operations import DEEDS
from policies.admin.reports.review import review
from policies.models import Update

PEOPLE = ["created_by", "submitted_by", "published_by", "withdrawn_by"]


@admin.register(Update)
class UpdateAdmin(PageAdmin):
    deeds = DEEDS
    page_template = "admin/policies/update/page.html"
    list_display = ["summary", "on_action", "status_tag", "state_tag", "happened_on", "organisation", "published_at"]
    list_filter = [WaitsFilter, "state", "status", ("organisation", FewFilter), ("happened_on", YearFilter)]
    list_select_related = ["action", "organisation"]
    search_fields = ["reason", "action__quote", "action__reply__document_number", "organisation__name"]
    search_help_text = _("搜索说明、举措原文、文号或单位")
    ordering = ["-pk"]

    def get_urls(self):
        return [
            path("review/", self.admin_site.admin_view(self.review_view), name="policies_update_review"),
            *super().get_urls(),
        ]

    def review_view(self, request):
        return review(self, request)

    def whole(self, request):
        found = Update.objects.select_related("action__reply", "action__lead", "organisation", "replaces", *PEOPLE)
        return found.prefetch_related(
            "evidence", "remarks__made_by", "corrections", "action__partners", "action__reply__issuers"
        )

    def facts(self, request, update: Update, posted) -> dict:
        return {"update": update, "action": update.action}

    @admin.display(description=_("说明"))
    def summary(self, update: Update):
        text = update.reason or _("（还没有说明）")
        return text if len(text) <= 40 else f"{text[:39]}…"

    @admin.display(description=_("具体举措"))
    def on_action(self, update: Update):
        return admin_link(update.action)

    @admin.display(description=_("状态"), ordering="status")
    def status_tag(self, update: Update):
        return tag(update.status, update.get_status_display())

    @admin.display(description=_("审核"), ordering="state")
    def state_tag(self, update: Update):
        return tag(update.state, update.get_state_display())
