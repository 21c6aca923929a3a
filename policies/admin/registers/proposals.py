"""Proposals (提案和建议), the sessions at which they were handed in, who handles them, and what proposers said."""

from django.contrib import admin
from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from policies.admin.base import RegisterAdmin, RegisterInline
from policies.admin.columns import FewFilter, YearFilter, admin_link, reply_state
from policies.admin.letters_named import NamesLetter
from policies.models import (
    Action,
    Handling,
    Proposal,
    Proposer,
    Reply,
    Satisfaction,
    Session,
    State,
    Update,
    seen,
    seen_or_public,
)
from policies.public.views.story import story_of, told_in
from policies.reader.phones import masked


class ProposerInline(RegisterInline):
    model = Proposer
    fields = ["position", "name"]
    extra = 0


class HandlingInline(NamesLetter, RegisterInline):
    model = Handling
    fields = ["organisation", "role", "assigned_on", "due_on", "reply"]
    autocomplete_fields = ["organisation", "reply"]
    extra = 0


class SatisfactionInline(NamesLetter, RegisterInline):
    model = Satisfaction
    fields = ["reply", "round", "opinion", "given_on"]
    autocomplete_fields = ["reply"]
    extra = 0


@admin.register(Proposal)
class ProposalAdmin(RegisterAdmin):
    list_display = ["__str__", "number", "kind", "session", "category", "proposed_by"]
    list_filter = [
        "kind",
        ("session", FewFilter),
        ("category", FewFilter),
    ]
    list_select_related = ["session__place", "category"]
    search_fields = ["title", "number", "number_key", "proposers__name"]
    search_help_text = _("搜索标题、编号或提出者")
    autocomplete_fields = ["session", "category"]
    fields = ["session", "kind", "number", "title", "category", "category_number", "story"]
    readonly_fields = ["story", "shown_title"]
    inlines = [ProposerInline, HandlingInline, SatisfactionInline]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("proposers")

    def get_fields(self, request, obj=None):
        """Mask phone numbers in the title where it cannot be corrected, as pages for everybody do."""
        fields = super().get_fields(request, obj)
        is_shown = obj is not None and not self.has_change_permission(request, obj)
        return ["shown_title" if is_shown and name == "title" else name for name in fields]

    @admin.display(description=_("标题"), empty_value="—")
    def shown_title(self, proposal: Proposal):
        return masked(proposal.title)

    def get_deleted_objects(self, objs, request):
        """A proposal that a letter answers stays: the letter names it."""
        gone, counts, lacking, kept = super().get_deleted_objects(objs, request)
        kept += [admin_link(reply) for proposal in objs for reply in proposal.replies.without_text()]
        return gone, counts, lacking, kept

    @admin.display(description=_("提出者"), empty_value="—")
    def proposed_by(self, proposal: Proposal):
        names = [proposer.name for proposer in proposal.proposers.all()]
        return _("%(first)s等 %(n)s 位") % {"first": names[0], "n": len(names)} if len(names) > 2 else "、".join(names)

    def get_object(self, request, object_id, from_field=None):
        """Note for whom the story is told: letters and reports of others are theirs until they are public."""
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            found.asked_by = request.user
        return found

    @admin.display(description=_("办理的经过"))
    def story(self, proposal: Proposal):
        """Tell what the public page tells, with what is not public yet, marked as such."""
        if proposal.pk is None:
            return "—"
        kept = Action.objects.filter(removed_at__isnull=True).unsplit().select_related("same_as").order_by("start")
        by = proposal.asked_by
        letters = seen_or_public(by, Reply.objects.without_text().filter(proposals=proposal)).order_by(
            "issued_on", "pk"
        )
        replies = list(letters.prefetch_related("issuers", Prefetch("actions", kept, "shown_actions")))
        reports = Update.objects.exclude(state=State.WITHDRAWN).filter(action__in=told_in(replies))
        news = seen_or_public(by, reports).for_timeline()
        handlings = proposal.handlings.select_related("organisation")
        told = story_of(replies, handlings, seen(by, proposal.satisfactions.all()), news)
        states = {reply.pk: reply_state(reply) for reply in replies}
        context = {"story": [(event, event.reply and states[event.reply.pk]) for event in told]}
        return render_to_string("admin/policies/proposal/story.html", context)


@admin.register(Session)
class SessionAdmin(RegisterAdmin):
    list_display = ["__str__", "place", "body", "term", "number", "year"]
    list_filter = ["body", ("place", FewFilter)]
    list_select_related = ["place"]
    search_fields = ["place__name"]
    search_help_text = _("搜索行政区")
    autocomplete_fields = ["place"]


@admin.register(Handling)
class HandlingAdmin(NamesLetter, RegisterAdmin):
    list_display = ["proposal", "organisation", "role", "assigned_on", "due_on", "of_reply"]
    list_filter = ["role", ("organisation", FewFilter), ("due_on", YearFilter)]
    list_select_related = ["proposal", "organisation"]
    search_fields = ["proposal__title", "proposal__number", "organisation__name"]
    search_help_text = _("搜索提案标题、编号或单位")
    autocomplete_fields = ["proposal", "organisation", "reply"]


@admin.register(Satisfaction)
class SatisfactionAdmin(NamesLetter, RegisterAdmin):
    list_display = ["proposal", "of_reply", "round", "opinion", "given_on"]
    list_filter = ["opinion", "round", ("given_on", YearFilter)]
    list_select_related = ["proposal"]
    search_fields = ["proposal__title", "proposal__number", "reply__document_number"]
    search_help_text = _("搜索提案标题、编号或答复文号")
    autocomplete_fields = ["proposal", "reply"]
