"""Evidence (佐证): what was published stays as it was; only whether its file is public may still be decided."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from policies.admin.base import RegisterAdmin
from policies.admin.columns import YearFilter, admin_links, number_of
from policies.models import AuditKind, Evidence, EvidenceKind, Update, seen
from policies.office.audit import note
from policies.public.views.files import download

FIELDS = ["kind", "url", "title", "number", "issuer", "dated"]


@admin.register(Evidence)
class EvidenceAdmin(RegisterAdmin):
    """Evidence comes with an update, on the page of its action; here it is found again and put right."""

    list_display = ["__str__", "kind", "file_shown", "in_updates", "added_at"]
    list_filter = ["kind", "file_is_public", ("added_at", YearFilter)]
    search_fields = ["title", "url", "number", "issuer", "file_name", "sha256"]
    search_help_text = _("搜索名称、网址、文号、发文单位、文件名或 SHA-256")
    ordering = ["-pk"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(update_count=number_of(Update.objects, "evidence"))

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(request, obj) and (
            obj is None or (obj.recorded_at is None and not obj.updates.exists())
        )

    def get_fields(self, request, obj=None):
        of_file = ["stored_file", "sha256", "file_is_public"] if obj is None or obj.kind == EvidenceKind.FILE else []
        return [*FIELDS, *of_file, "shown_in", "added_at", "added_by"]

    def get_readonly_fields(self, request, obj=None):
        fixed = ["kind", "stored_file", "sha256", "shown_in", "added_at", "added_by"]
        if obj is not None and obj.updates.on_record().exists():
            fixed += FIELDS
        return fixed

    def get_urls(self):
        return [
            path("<int:pk>/file/", self.admin_site.admin_view(self.file_view), name="policies_evidence_file"),
            *super().get_urls(),
        ]

    def file_view(self, request, pk: int):
        """Hand the file to staff, whether it is public or not."""
        evidence = get_object_or_404(seen(request.user, Evidence.objects.all()), pk=pk)
        if not self.has_view_permission(request, evidence):
            raise PermissionDenied
        answer = download(evidence.file, evidence.download_name)
        note(AuditKind.FILE_DOWNLOADED, about=evidence, words=evidence.file_name)
        return answer

    @admin.display(description=_("文件可以公开"), ordering="file_is_public", empty_value="—")
    def file_shown(self, evidence: Evidence):
        """Whether the file is public; nothing of what is no file."""
        return (_("是") if evidence.file_is_public else _("否")) if evidence.kind == EvidenceKind.FILE else None

    @admin.display(description=_("进展"), ordering="update_count")
    def in_updates(self, evidence):
        return evidence.update_count

    @admin.display(description=_("文件"))
    def stored_file(self, evidence: Evidence):
        if not evidence.file:
            return "—"
        address = reverse("admin:policies_evidence_file", args=[evidence.pk])
        size = f"（{filesizeformat(evidence.size)}）" if evidence.size else ""
        return format_html('<a href="{}">{}</a>{}', address, evidence.download_name, size)

    @admin.display(description=_("用在哪些进展"))
    def shown_in(self, evidence: Evidence):
        return admin_links(evidence.updates.all())
