"""Replies (答复): the list, the letter beside what was read in it, and the page that takes a new letter."""

from dataclasses import replace

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext_lazy as _

from policies.admin.actions.lifecycle_forms import proposed
from policies.admin.columns import (
    ChoiceFilter,
    FewFilter,
    ReplyStateFilter,
    WaitsFilter,
    YearFilter,
    admin_url,
    number_of,
    public_url,
    reply_state,
    tag,
)
from policies.admin.operations import Offer, PageAdmin, offers
from policies.admin.replies.operations import DEEDS, PARTS
from policies.admin.replies.parts import (
    cards_of,
    category_offers,
    commitment_offers,
    doubts_of,
    proposal_offers,
    twins_of,
)
from policies.admin.replies.quote_highlight import marked_text
from policies.admin.replies.upload import upload
from policies.models import Action, AuditKind, Doubt, Issuer, Reply, seen, seen_or_public
from policies.models.rights import may
from policies.office.audit import note
from policies.public.views.files import download

# Where staff go on after a deed; after the others at the top, where the letter's state stands.
BACK_TO = {
    "edit_reply": "edit",
    "correct_reply": "edit",
    "follow_reply": "follows",
    "categorise": "commitments",
    "assign_leads": "commitments",
    "add_action": "add",
}

OPEN = Doubt.objects.filter(resolved_at__isnull=True)
HAS_OPEN = Exists(OPEN.filter(reading__reply=OuterRef("pk")))


class DoubtFilter(ChoiceFilter):
    title = _("疑点")
    parameter_name = "doubts"
    choices_by_code = {
        "open": (_("有未处理的"), lambda found: found.filter(HAS_OPEN)),
        "none": (_("没有未处理的"), lambda found: found.filter(~HAS_OPEN)),
    }


@admin.register(Reply)
class ReplyAdmin(PageAdmin):
    deeds = DEEDS
    page_template = "admin/policies/reply/page.html"
    list_display = ["__str__", "document_number", "state", "n_actions", "n_doubts", "issued_on", "signed_by", "place"]
    list_filter = [
        WaitsFilter,
        ReplyStateFilter,
        DoubtFilter,
        "kind",
        "outcome_mark",
        ("place", FewFilter),
        ("issued_on", YearFilter),
    ]
    search_fields = ["text", "issuers__name"]  # looked up as `get_search_results` says
    search_help_text = _("搜索正文、标题、文号、提案编号或答复单位")
    list_select_related = ["place"]
    ordering = ["-pk"]

    def get_queryset(self, request):
        kept = Action.objects.filter(removed_at__isnull=True).unsplit()
        found = super().get_queryset(request).without_text().prefetch_related("issuers")
        return found.annotate(action_count=number_of(kept, "reply"), doubt_count=number_of(OPEN, "reading__reply"))

    def get_search_results(self, request, queryset, search_term):
        """Search as the public page does, and whoever signed besides: a scan of all letters takes too long."""
        if not search_term:
            return queryset, False
        signed = Issuer.objects.filter(name__icontains=search_term)
        found = Reply.objects.search(search_term).values("pk")
        return queryset.filter(Q(pk__in=found) | Q(pk__in=signed.values("reply"))), False

    def has_add_permission(self, request) -> bool:
        """A letter is never typed: it is read from its file or its text."""
        return may(request.user, "ingest", None)

    def add_view(self, request, form_url="", extra_context=None):
        return upload(self, request)

    def get_urls(self):
        return [
            path("<int:pk>/file/", self.admin_site.admin_view(self.file_view), name="policies_reply_file"),
            *super().get_urls(),
        ]

    def file_view(self, request, pk: int):
        """Hand the letter's own file to staff; the public sees only its digest."""
        reply = get_object_or_404(seen(request.user, Reply.objects.all()), pk=pk)
        if not self.has_view_permission(request, reply):
            raise PermissionDenied
        answer = download(reply.source_file)
        note(AuditKind.FILE_DOWNLOADED, about=reply, words=reply.source_file.name)
        return answer

    def whole(self, request):
        people = ["confirmed_by", "published_by", "withdrawn_by"]
        return Reply.objects.select_related("place", "follows", *people).prefetch_related(
            "issuers__organisation", "addressees", "proposals__session__place", "proposals__category", "commitments"
        )

    def offers(self, request, reply: Reply, posted: Offer | None) -> dict[str, Offer]:
        """Leave what is offered once for each proposal and commitment to `reply_parts`."""
        whole = [deed for deed in self.deeds if deed not in PARTS]
        found = offers(whole, reply, request.user, posted=posted)
        return {
            offer.deed.name: replace(offer, back=f"{admin_url(reply)}#{BACK_TO[offer.deed.name]}")
            if offer.deed.name in BACK_TO
            else offer
            for offer in found
        }

    def facts(self, request, reply: Reply, posted: Offer | None) -> dict:
        user = request.user
        actions = list(
            reply.actions.filter(removed_at__isnull=True)
            .unsplit()
            .select_related("lead")
            .prefetch_related("partners", "categories")
            .order_by("start")
        )
        commitments = list(reply.commitments.all())
        cards = cards_of(reply, actions, twins_of(reply, actions, user), user)
        earlier = proposed(reply, user)
        doubts, differing = doubts_of(reply, actions, user)
        waiting = seen(user, Reply.objects.without_text().filter(confirmed_at__isnull=True))
        return {
            "reply": reply,
            "state": reply_state(reply),
            "public_url": public_url(reply) if reply.is_public else "",
            "pieces": marked_text(reply, commitments, actions),
            "head_changes": reply.head_changes.select_related("changed_by").order_by("-pk"),
            "followed_by": seen_or_public(user, reply.followed_by.without_text()),
            "proposed": earlier,
            "proposals": proposal_offers(reply, user, posted),
            "commitments": commitment_offers(reply, commitments, cards, user, posted),
            "n_actions": len(actions),
            "n_commitments": len({action.commitment_id for action in actions}),
            "n_undecided": sum(action.lead_id is None for action in actions),
            "removed": reply.actions.filter(removed_at__isnull=False).select_related("removed_by"),
            "doubts": doubts,
            "differing": differing,
            "categories": category_offers(reply, actions, user),
            "resolved": Doubt.objects.filter(reading__reply=reply, resolved_at__isnull=False).select_related(
                "resolved_by"
            ),
            "readings": reply.readings.defer("result"),
            "undecided": _undecided(reply, actions, earlier),
            "next_waiting": waiting.filter(pk__lt=reply.pk).first() or waiting.exclude(pk=reply.pk).first(),
        }

    @admin.display(description=_("答复单位"), empty_value="—")
    def signed_by(self, reply: Reply):
        return "、".join(issuer.name for issuer in reply.issuers.all())

    @admin.display(description=_("审核"))
    def state(self, reply: Reply):
        return tag(*reply_state(reply))

    @admin.display(description=_("举措"), ordering="action_count")
    def n_actions(self, reply):
        return reply.action_count

    @admin.display(description=_("疑点"), ordering="doubt_count")
    def n_doubts(self, reply):
        return reply.doubt_count


def _undecided(reply: Reply, actions: list[Action], earlier: Reply | None) -> list[str]:
    """Return what a letter still lacks before it is shown to everybody, in words."""
    proposals = list(reply.proposals.all())
    lacking = [
        (_("行政区"), reply.place is None),
        (_("答复日期"), reply.issued_on is None),
        (_("答复的提案和建议"), not proposals),
        (_("接续哪件答复"), earlier is not None),
        (_("会议"), any(proposal.session is None for proposal in proposals)),
        (_("主责单位"), any(action.lead is None for action in actions)),
        (_("类别"), any(not action.categories.all() for action in actions)),
    ]
    return [str(words) for words, lacks in lacking if lacks]
