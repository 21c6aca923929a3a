"""The list of proposals, and the story of one."""

from collections import Counter

from django.shortcuts import render
from django.utils.translation import gettext as _

from policies.models import Kind
from policies.public.markup.words import called
from policies.public.views import descriptions
from policies.public.views.errors import proposal_gone
from policies.public.views.export_links import away_from_list
from policies.public.views.highlight import tell_in_proposals
from policies.public.views.links import with_value, without_value
from policies.public.views.listing import Around, Choice, around_list, kept_by, listing, total_listed
from policies.public.views.story import Event, linked_units, story_of, told_in
from policies.queries.facets import by_kind
from policies.queries.filters import find_proposals
from policies.queries.rows import proposals as rows
from policies.queries.totals import StatusBar, status_bar


def proposal_list(request):
    around, context = around_list(request.GET, find_proposals, _beside_list)
    shown, found = listing(request, around), around.found
    rows.fill_proposals(shown.page.items, found.day)
    tell_in_proposals(shown.page.items, around.wanted)
    total = total_listed(shown.page, found) if found.found("kind") else by_kind(found).total
    return render(request, "proposal_list.html", context | {"listing": shown, "total": total})


def _beside_list(around: Around, params) -> dict:
    found = around.found
    kinds, chosen = by_kind(found), found.found("kind")
    return {
        "description": descriptions.of_list(
            _("已有公开答复的提案和建议：谁来办、怎样答复、承诺的事后来怎样。"), around
        ),
        "away": away_from_list("proposal", found),
        "kept": kept_by(found, [name for name in found.filters if name != "q"]),
        "kinds": [
            Choice(
                label,
                (without_value if value in chosen else with_value)(params, "kind", value),
                value in chosen,
                kinds.counts[value],
            )
            for value, label in Kind.choices
        ],
    }


def proposal_page(request, pk: int):
    page = rows.proposal_page(pk)
    if page is None:
        return proposal_gone(request, pk)
    proposal, replies, handlings = page.proposal, page.replies, page.handlings
    shown = {reply.pk for reply in replies}
    satisfactions = [each for each in page.satisfactions if each.reply_id in shown]
    news = rows.news_about(told_in(replies))
    count = sum(len(reply.shown_actions) for reply in replies)
    story = story_of(replies, handlings, satisfactions, news)
    context = {
        "proposal": proposal,
        "description": descriptions.of_proposal(proposal, len(replies), count),
        "called": called(proposal),
        "proposers": page.proposers,
        "is_silent": proposal.is_silent,
        "of_place": proposal.of_place,
        "demo": any(reply.is_demo for reply in replies),
        "has_history": page.has_history,
        "story": story,
        "bar": _became(story),
        "shown": shown,
        "linked": linked_units(handlings),
        "count": count,
    }
    return render(request, "proposal.html", context)


def _became(story: list[Event]) -> StatusBar:
    """Count what became of everything promised in answer: each promise once, of replaced ones those in their place."""
    told = {each.reported.pk: each.reported for event in story for each in event.actions if not each.action.is_replaced}
    return status_bar(Counter(action.status for action in told.values()))
