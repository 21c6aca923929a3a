"""Actions (具体举措): the list, and the page on which staff report what became of one."""

from functools import partial

from django.contrib import admin
from django.db.models import Prefetch
from django.urls import path
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from policies.admin.actions.bulk_actions import offered
from policies.admin.actions.operations import DEEDS, RECORD, RecordForm, update_named
from policies.admin.columns import (
    DemoFilter,
    DueFilter,
    FewFilter,
    PublicFilter,
    SessionFilter,
    WaitsFilter,
    admin_link,
    admin_url,
    due_flags,
    public_url,
    tag,
    tags,
)
from policies.admin.ledger.export import export
from policies.admin.ledger.export_job import job_file, job_page, own, stop_job
from policies.admin.ledger.forms import entry_of
from policies.admin.operations import Offer, PageAdmin, offers
from policies.admin.replies.quote_highlight import in_context
from policies.admin.reports.operations import IN_TIMELINE
from policies.changes import ENTRY_FIELDS
from policies.models import Action, LedgerEntry, Organisation, Reply, State, Update, line_of


@admin.register(Action)
class ActionAdmin(PageAdmin):
    deeds = DEEDS
    page_template = "admin/policies/action/page.html"
    list_display = ["short", "status_tag", "due", "lead_name", "document_number", "in_categories"]
    looked_up = ("lead",)
    list_filter = [
        WaitsFilter,
        "status",
        DueFilter,
        "strength",
        ("lead", FewFilter),
        SessionFilter,
        "categories",
        PublicFilter,
        DemoFilter,
    ]
    search_fields = ["quote", "lead__name"]  # looked up as `get_search_results` says
    search_help_text = gettext_lazy("搜索原文、标题、编号、文号或主责单位")
    ordering = ["-pk"]

    def get_urls(self):
        named = {"xlsx": "policies_action_ledger", "csv": "policies_action_ledger_csv"}
        ours = [
            path(f"ledger.{suffix}", self.admin_site.admin_view(partial(export, self, suffix)), name=name)
            for suffix, name in named.items()
        ]
        ours += [
            path(
                "ledger/<uuid:number>/",
                self.admin_site.admin_view(partial(job_page, self)),
                name="policies_action_ledger_job",
            ),
            path(
                "ledger/<uuid:number>/file/", self.admin_site.admin_view(job_file), name="policies_action_ledger_file"
            ),
            path(
                "ledger/<uuid:number>/stop/",
                self.admin_site.admin_view(require_POST(stop_job)),
                name="policies_action_ledger_stop",
            ),
        ]
        return ours + super().get_urls()

    def changelist_view(self, request, extra_context=None):
        """Offer what the list shows as a ledger, narrowed as it is."""
        tools = {"asked": request.GET.urlencode(), "exports": own(request)}
        return super().changelist_view(request, tools | (extra_context or {}))

    def get_actions(self, request):
        """Offer what can be done to many at once."""
        return offered(request)

    def get_queryset(self, request):
        replies = Reply.objects.without_text()
        return super().get_queryset(request).prefetch_related("lead", "categories", Prefetch("reply", replies))

    def get_search_results(self, request, queryset, search_term):
        """Search as the public page does, whoever leads besides: a scan of all quotes takes too long."""
        if not search_term:
            return queryset, False
        led = Action.objects.filter(lead__in=Organisation.objects.filter(name__icontains=search_term)).order_by()
        found = Action.objects.search(search_term).order_by()
        # One UNION: with OR, PostgreSQL asks both of every action.
        return queryset.filter(pk__in=found.values("pk").union(led.values("pk"))), False

    def whole(self, request):
        found = Action.objects.select_related(
            "reply__place", "commitment", "lead", "same_as", "superseded_by", "removed_by"
        )
        return found.prefetch_related(
            "categories", "partners__organisation", "duplicates", "supersedes", "reply__issuers"
        )

    def offers(self, request, action: Action, posted: Offer | None) -> dict[str, Offer]:
        """Fill the report with what `?replaces=` asks to correct."""
        shown = super().offers(request, action, posted)
        asked = request.GET.get("replaces", "")
        corrected = update_named(action, asked)
        if posted is None and RECORD.name in shown and corrected and corrected.state == State.PUBLISHED:
            form = RecordForm(
                obj=action, by=request.user, replaces=corrected, auto_id=f"id_record_update_{action.pk}_%s"
            )
            shown[RECORD.name] = Offer(RECORD, form, admin_url(action), facts=RECORD.facts(action))
        return shown

    def facts(self, request, action: Action, posted) -> dict:
        url = admin_url(action)
        ledger = entry_of(action)
        line = line_of([action.lead_id])[action.lead_id] if action.lead_id else set()
        return {
            "title": _("第 %s 号举措") % action.pk,
            "action": action,
            "pieces": in_context(action),
            "flags": due_flags(action),
            "ledger": ledger,
            "ledger_shown": [
                (LedgerEntry._meta.get_field(name).verbose_name, getattr(ledger, name)) for name in ENTRY_FIELDS
            ],
            "public_url": public_url(action) if action.is_public else "",
            "timeline": [
                {
                    "update": update,
                    "offers": offers(IN_TIMELINE, update, request.user, back=f"{url}#update-{update.pk}"),
                    "correctable": _can_be_corrected(update),
                    "is_partners": update.organisation_id not in line,
                }
                for update in _timeline(action)
            ],
            "replacements": action.replacements.select_related("by_action", "made_by", "undone_by").order_by("-pk"),
            "parts": action.parts.filter(removed_at__isnull=True).order_by("start") if action.split_at else (),
            "quote_changes": action.quote_changes.select_related("changed_by").order_by("-pk"),
            "deadline_changes": action.deadline_changes.select_related("changed_by").order_by("-pk"),
        }

    @admin.display(description=gettext_lazy("原文"), ordering="quote")
    def short(self, action: Action):
        return str(action)

    @admin.display(description=gettext_lazy("文号"))
    def document_number(self, action: Action):
        return admin_link(action.reply, action.reply.document_number or str(action.reply))

    @admin.display(description=gettext_lazy("主责单位"), empty_value=gettext_lazy("未定"))
    def lead_name(self, action: Action):
        """Name the unit, and lead to what it leads: among hundreds of units the list beside offers none."""
        return action.lead and format_html('<a href="?lead__id__exact={}">{}</a>', action.lead_id, action.lead)

    @admin.display(description=gettext_lazy("类别"), empty_value="—")
    def in_categories(self, action: Action):
        return "、".join(category.name for category in action.categories.all())

    @admin.display(description=gettext_lazy("状态"), ordering="status")
    def status_tag(self, action: Action):
        return tag(action.status, action.get_status_display())

    @admin.display(description=gettext_lazy("期限"), ordering="due_on")
    def due(self, action: Action):
        day = date_format(action.due_on) if action.due_on else action.due_text
        flags = due_flags(action)
        return format_html("{} {}", day, tags(flags)) if flags else day or "—"


def _timeline(action: Action) -> list[Update]:
    people = ["created_by", "submitted_by", "published_by", "withdrawn_by"]
    updates = action.updates.select_related("organisation", "replaces", *people)
    return list(updates.prefetch_related("evidence", "remarks__made_by", "corrections").order_by("-happened_on", "-pk"))


def _can_be_corrected(update: Update) -> bool:
    """Say whether it is public and no public correction stands in its place."""
    published = [correction for correction in update.corrections.all() if correction.state == State.PUBLISHED]
    return update.state == State.PUBLISHED and not published
