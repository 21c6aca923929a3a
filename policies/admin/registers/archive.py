"""What stays on record and is only looked at: commitments, changes of deadlines, columns of the ledger, remarks."""

from django.contrib import admin
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from policies.admin.base import KeptAdmin
from policies.admin.columns import YearFilter, admin_link
from policies.models import Commitment, DeadlineChange, LedgerEntry, Remark, Reply


@admin.register(Commitment)
class CommitmentAdmin(KeptAdmin):
    """Headings belong to the letter: they are seen here and worked on there."""

    list_display = ["__str__", "of_reply", "position"]
    search_fields = ["heading", "reply__title", "reply__document_number"]
    search_help_text = _("搜索标题或文号")
    ordering = ["-reply", "position"]
    fields = ["of_reply", "position", "number", "heading"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related(Prefetch("reply", Reply.objects.without_text()))

    @admin.display(description=_("答复"))
    def of_reply(self, commitment: Commitment):
        return admin_link(commitment.reply)


@admin.register(DeadlineChange)
class DeadlineChangeAdmin(KeptAdmin):
    list_display = ["of_action", "before", "after", "reason", "changed_at", "changed_by"]
    list_select_related = ["action", "changed_by"]
    search_fields = ["reason", "action__quote"]
    list_filter = [("changed_at", YearFilter)]
    ordering = ["-pk"]
    fields = ["of_action", "before", "after", "reason", "changed_at", "changed_by"]

    @admin.display(description=_("具体举措"))
    def of_action(self, change: DeadlineChange):
        return admin_link(change.action)


@admin.register(LedgerEntry)
class LedgerEntryAdmin(KeptAdmin):
    """The columns of the ledger are worked on at their action, and in the ledger itself."""

    list_display = ["of_action", "office", "officer", "phone"]
    list_select_related = ["action"]
    search_fields = ["office", "officer", "action__quote"]
    ordering = ["-action"]
    fields = ["of_action", "office", "officer", "phone", "measures", "year_goal", "check_remark", "remarks"]

    @admin.display(description=_("具体举措"))
    def of_action(self, entry: LedgerEntry):
        return admin_link(entry.action)


@admin.register(Remark)
class RemarkAdmin(KeptAdmin):
    list_display = ["text", "of_update", "made_at", "made_by"]
    list_select_related = ["update", "made_by"]
    search_fields = ["text"]
    ordering = ["-pk"]
    fields = ["of_update", "text", "made_at", "made_by"]

    @admin.display(description=_("进展"))
    def of_update(self, remark: Remark):
        return admin_link(remark.update)
