"""The audit list (审计记录): who did what, when and from where. For administrators; nobody changes or deletes it."""

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from policies.admin.base import KeptAdmin
from policies.admin.columns import YearFilter
from policies.models import Account, AuditEntry
from policies.models.rights import may
from policies.queries.paging import as_number


class PersonFilter(admin.SimpleListFilter):
    title = _("账号")
    parameter_name = "by"
    MOST = 200

    def lookups(self, request, model_admin):
        """Offer everybody who did something; of a crowd, the search box finds one."""
        known = Account.objects.filter(pk__in=AuditEntry.objects.order_by().values("by").distinct())
        return [(str(account.pk), str(account)) for account in known[: self.MOST]]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        try:
            return queryset.filter(by=as_number(self.value()))
        except ValueError:
            return queryset.none()


@admin.register(AuditEntry)
class AuditEntryAdmin(KeptAdmin):
    list_display = ["at", "kind", "who", "address", "what", "words"]
    list_filter = ["kind", PersonFilter, ("at", YearFilter)]
    list_select_related = ["by"]
    search_fields = ["name", "address", "about_words", "words", "by__first_name", "by__last_name"]
    search_help_text = _("搜索登录名、姓名、地址、对象或说明")
    ordering = ["-pk"]
    fields = ["kind", "at", "who", "address", "what", "words"]

    def has_module_permission(self, request) -> bool:
        return may(request.user, "keep_accounts", None)

    def has_view_permission(self, request, obj=None) -> bool:
        return may(request.user, "keep_accounts", None)

    @admin.display(description=_("谁"), ordering="name")
    def who(self, entry: AuditEntry):
        """Name the account; of a failure, what was typed, which may be nobody's name."""
        if isinstance(entry.by, User):
            full = entry.by.get_full_name()
            return f"{full}（{entry.name}）" if full and full != entry.name else entry.name
        return entry.name or "—"

    @admin.display(description=_("对象"))
    def what(self, entry: AuditEntry):
        """Link to what it was done to, where that has a page here."""
        if not entry.about_type:
            return "—"
        noun = apps.get_model("policies", entry.about_type)._meta.verbose_name
        words = f"{noun} {entry.about_id} · {entry.about_words}"
        try:
            page = reverse(f"admin:policies_{entry.about_type}_change", args=[entry.about_id])
        except NoReverseMatch:
            return words
        return format_html('<a href="{}">{}</a>', page, words)
