"""The list of actions, and the page of one."""

from django.conf import settings
from django.db.models import Q
from django.shortcuts import render
from django.utils.translation import gettext as _

from policies.models import Action, Category, Organisation, Partner
from policies.public.linked_data import action_of
from policies.public.markup.head import plain
from policies.public.views import descriptions
from policies.public.views.choices import choices_of, fields_of
from policies.public.views.embed import quoted
from policies.public.views.errors import action_gone
from policies.public.views.export_links import away_from_action, away_from_list
from policies.public.views.filter_text import sentence_of
from policies.public.views.highlight import tell_in_actions
from policies.public.views.letter import context_of
from policies.public.views.listing import NAMES, Around, around_list, kept_by, listing
from policies.public.views.reader_corrections import answers_on
from policies.public.views.superseded import replacements_of
from policies.public.views.timeline import timeline_of
from policies.queries.facets import counted_beside
from policies.queries.filters import find_actions
from policies.queries.rows import actions as rows
from policies.queries.rows.related import PUBLIC_HISTORY
from policies.queries.totals import total_found

BESIDE = frozenset(["duplicates", "supersedes", "parts"])
"""Other actions that name this one."""


def action_list(request):
    around, context = around_list(request.GET, find_actions, _beside_list)
    shown = listing(request, around)
    rows.fill_actions(shown.page.items)
    tell_in_actions(shown.page.items, around.wanted)
    return render(request, "action_list.html", context | {"listing": shown})


def _beside_list(around: Around, _params) -> dict:
    found = around.found
    choices = choices_of(found)
    facets = counted_beside(found, choices)
    sentence = sentence_of(found, total_found(found, facets.total))
    return {
        "description": _("%(found)s。逐句摘自公开的答复，写明状态、期限和主责单位。") % {"found": plain(sentence)},
        "away": away_from_list("action", found),
        "sentence": sentence,
        "fields": fields_of(found, choices, facets),
        "days": [(name, NAMES[name], next(iter(found.found(name)), "")) for name in ("due_after", "due_before")],
        "days_open": bool(found.found("due_after") or found.found("due_before")),
        "stale": "1" in found.found("stale"),
        "stale_count": facets.of("stale", "1"),
        "kept": kept_by(found, ["demo", "as_of", "reply", "partner", "proposer", "updated_after", "order"]),
        "stale_days": settings.STALE_AFTER_DAYS,
    }


def action_page(request, pk: int):
    page = rows.action_page(pk)
    if page is None:
        return action_gone(request, pk)
    action, present = page.action, page.related
    canonical = rows.public_action(action.same_as_id) if action.same_as_id else None
    reported = canonical or action
    related = _related(action, present)
    whole = next((each for each in related if each.pk == action.split_from_id and each.split_at), None)
    linked = _units_with_pages(action, page.partners)
    if canonical:
        timeline = _timeline_of_another(canonical)
    else:
        timeline = timeline_of(action, page.updates, page.deadline_changes)
    context = {
        "action": action,
        "description": descriptions.of_action(action, reported),
        "linked_data": []
        if action.is_demo
        else [action_of(action, reported=reported, partners=page.partners, linked=linked)],
        "canonical": canonical,
        "reported": reported,
        "demo": action.is_demo,
        "paragraphs": context_of(action),
        "timeline": timeline,
        "answers": answers_on(action) if "reader_corrections" in present else [],
        "replaced": replacements_of(action) if "replacements" in present else [],
        "whole": whole,
        "whole_timeline": _timeline_of_another(whole) if whole else [],
        "deadlines": [*(whole.deadline_changes.all() if whole else ()), *page.deadline_changes],
        "deadline_rule": _deadline_rule(action),
        "successors": list(action.lead.succeeded_by.public()) if action.lead and action.lead.ended_on else [],
        "quote_changes": page.quote_changes,
        "partners": page.partners,
        "linked": linked,
        "categories": _categories(action),
        "related": _in_groups(action, related),
        "has_history": PUBLIC_HISTORY in present,
        "quoted": quoted(action),
        "away": away_from_action(action),
        "stale_days": settings.STALE_AFTER_DAYS,
    }
    return render(request, "action.html", context)


def _timeline_of_another(action: Action) -> list:
    return timeline_of(action, rows.published_updates(action), action.deadline_changes.all())


def _deadline_rule(action: Action) -> str:
    """Say how the letter's words became a day, or that they did not. A day of a later record has its own reason."""
    if not action.due_text or action.due_on != action.due_on_first:
        return ""
    if action.due_on is None:
        return _("这个说法不能换算成日期，所以不判断是否逾期。")
    return _("日期取原文所说期间的最后一天；原文没有写年份的，从答复的日期推算。")


def _units_with_pages(action: Action, partners: list[Partner]) -> set[int]:
    """Return the keys of the units named that have a page. The lead of a listed action has one: it is counted there."""
    counted = {action.lead_id} - {None} if action.is_listed else set()
    named = {partner.organisation_id for partner in partners} | {action.lead_id}
    unsure = named - counted - {None}
    return counted | (
        set(Organisation.objects.public().filter(pk__in=unsure).values_list("pk", flat=True)) if unsure else set()
    )


def _categories(action: Action) -> list[tuple[Category, bool]]:
    """Return its categories, each with whether it has a page; those of a listed action have, as its lead has."""
    categories = list(action.categories.all())
    if action.is_listed or not categories:
        return [(category, True) for category in categories]
    public = set(Category.objects.public().filter(actions=action).values_list("pk", flat=True))
    return [(category, category.pk in public) for category in categories]


def _related(action: Action, present: frozenset[str]) -> list[Action]:
    """Return the public actions that this one came from, went into or is repeated by."""
    named = {action.superseded_by_id, action.split_from_id} - {None}
    if not named and not present & BESIDE:
        return []
    here = Q(superseded_by=action) | Q(split_from=action) | Q(same_as=action)
    return list(Action.objects.public().filter(here | Q(pk__in=named) if named else here))


def _in_groups(action: Action, related: list[Action]) -> list[dict]:
    """Return related actions under what they are to this one; one may be more than one thing."""
    groups = [
        (_("由以下举措取代"), [each for each in related if each.pk == action.superseded_by_id]),
        (_("取代了以下举措"), [each for each in related if each.superseded_by_id == action.pk]),
        (_("拆分自"), [each for each in related if each.pk == action.split_from_id]),
        (_("拆分成"), [each for each in related if each.split_from_id == action.pk]),
        (_("同一件事，也见于"), [each for each in related if each.same_as_id == action.pk]),
    ]
    return [{"label": label, "actions": found} for label, found in groups if found]
