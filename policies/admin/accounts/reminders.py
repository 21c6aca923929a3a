"""What reminders were sent, to whom, and of what: for administrators, to look at only."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from policies.admin.base import KeptAdmin
from policies.admin.columns import ChoiceFilter, FewFilter, YearFilter, admin_link, tag
from policies.models import Digest, Reminder
from policies.models.rights import may
from policies.office.work_queue import BY_CODE, REMINDED


class SentAdmin(KeptAdmin):
    """A mail is between the site and its reader; who keeps the accounts has to see whether it left."""

    def has_module_permission(self, request) -> bool:
        return may(request.user, "keep_accounts", None)

    def has_view_permission(self, request, obj=None) -> bool:
        return may(request.user, "keep_accounts", None)


class MatterFilter(ChoiceFilter):
    title = _("待办")
    parameter_name = "matter"
    choices_by_code = {
        matter.code: (matter.label, lambda found, code=matter.code: found.filter(matter=code)) for matter in REMINDED
    }


@admin.register(Reminder)
class ReminderAdmin(SentAdmin):
    list_display = ["of_matter", "of_about", "person", "state_tag", "sent_at", "of_digest"]
    list_filter = ["digest__state", MatterFilter, ("person", FewFilter)]
    list_select_related = ["person", "action", "update", "digest"]
    search_fields = ["person__username", "digest__address", "action__quote", "update__action__quote"]
    search_help_text = _("搜索用户名、邮箱或举措原文")
    ordering = ["-pk"]
    fields = ["of_matter", "of_about", "person", "state_tag", "sent_at", "of_digest", "stage"]

    @admin.display(description=_("待办"), ordering="matter")
    def of_matter(self, reminder: Reminder):
        return BY_CODE[reminder.matter].label

    @admin.display(description=_("哪一条"))
    def of_about(self, reminder: Reminder):
        return admin_link(reminder.about)

    @admin.display(description=_("发送"))
    def state_tag(self, reminder: Reminder):
        return tag(reminder.digest.state, reminder.digest.get_state_display())

    @admin.display(description=_("发出时间"), ordering="digest__sent_at")
    def sent_at(self, reminder: Reminder):
        return reminder.digest.sent_at

    @admin.display(description=_("提醒邮件"))
    def of_digest(self, reminder: Reminder):
        return admin_link(reminder.digest)


@admin.register(Digest)
class DigestAdmin(SentAdmin):
    list_display = ["subject", "person", "address", "state_tag", "prepared_at", "sent_at", "error"]
    list_filter = ["state", ("person", FewFilter), ("prepared_at", YearFilter)]
    list_select_related = ["person"]
    search_fields = ["person__username", "address", "subject", "text"]
    search_help_text = _("搜索用户名、邮箱或邮件内容")
    ordering = ["-pk"]
    fields = ["person", "address", "state", "error", "prepared_at", "sent_at", "message_id", "subject", "text"]

    @admin.display(description=_("发送"), ordering="state")
    def state_tag(self, digest: Digest):
        return tag(digest.state, digest.get_state_display())
