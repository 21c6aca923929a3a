"""An address of every kind of public page, of what there is most of in the database at hand.

What `tests.load` makes is invented, and so stands apart from all figures: the lists are asked for on its side.
"""

from urllib.parse import quote, urlencode

DEEP = 250_000


def addresses() -> dict[str, str]:
    """Return the addresses by what they are called in the table."""
    from policies.models import Action

    demo = Action.objects.public().of_demo(True)[:1000].count() == 1000
    return {name: _written(path, params, demo) for name, (path, params) in _pages(demo).items()}


def _written(path: str, params: dict, demo: bool) -> str:
    query = urlencode(params | ({"demo": "1"} if demo else {}))
    return f"{quote(path)}?{query}"


def _pages(demo: bool) -> dict[str, tuple[str, dict]]:
    from policies.queries.totals import largest_categories, largest_units

    unit, category = largest_units(demo=demo, limit=1)[0].slug, largest_categories(demo=demo, limit=1)[0].of.slug
    # One whose page is full in a small record too: what is compared is the record, not what stands on the page.
    day, other = _past_day(demo), largest_units(demo=demo, limit=20)[-1].slug
    return {
        "overview": ("/", {}),
        "overview as of a past day": ("/", {"as_of": day}),
        **_lists(demo, unit, category, day),
        "organisations": ("/organisations/", {}),
        "organisations by name": ("/organisations/", {"order": "name"}),
        "organisations as of a past day": ("/organisations/", {"as_of": day}),
        "organisation, the largest": (f"/organisations/{unit}/", {}),
        "organisation, another": (f"/organisations/{other}/", {}),
        "organisation as of a past day": (f"/organisations/{unit}/", {"as_of": day}),
        "categories": ("/categories/", {}),
        "category": (f"/categories/{category}/", {}),
        "category as of a past day": (f"/categories/{category}/", {"as_of": day}),
        **_single(demo),
        "statistics": ("/statistics/", {}),
        "statistics of a category": ("/statistics/", {"category": category}),
        "statistics as of a past day": ("/statistics/", {"as_of": day}),
        **_searches(demo),
        "about": ("/about/", {}),
        "sitemap": ("/sitemap.xml", {}),
    }


def _lists(demo: bool, unit: str, category: str, day: str) -> dict[str, tuple[str, dict]]:
    from policies.models import Tally

    cells = Tally.objects.filter(is_demo=demo, category__isnull=False, organisation__isnull=False).exclude(status="")
    cell = cells.order_by("-n", "key").select_related("category", "organisation")[0]
    actions = {
        "list of actions": {},
        "list, category, unit, status": {
            "category": cell.category.slug,
            "organisation": cell.organisation.slug,
            "status": cell.status,
        },
        "list, category": {"category": category},
        "list, unit": {"organisation": unit},
        "list, status": {"status": "done"},
        "list, overdue": {"due": "overdue"},
        "list, overdue in a category": {"due": "overdue", "category": category},
        "list, by deadline": {"order": "due"},
        "list, strength": {"strength": "firm"},
        "list, place": {"place": cell.organisation.place.name},
        f"list, {DEEP:,} rows down": {"cursor": _far_down(demo)},
        "list as of a past day": {"as_of": day},
        "list as of a past day, category": {"as_of": day, "category": category},
        "list as of a past day, done": {"as_of": day, "status": "done"},
    }
    return {name: ("/actions/", params) for name, params in actions.items()} | {
        "replies": ("/replies/", {}),
        "replies of a unit": ("/replies/", {"organisation": unit}),
        "replies of a category": ("/replies/", {"category": category}),
        "replies as of a past day": ("/replies/", {"as_of": day}),
        "proposals": ("/proposals/", {}),
        "proposals of a category": ("/proposals/", {"category": category}),
        "proposals as of a past day": ("/proposals/", {"as_of": day}),
    }


def _single(demo: bool) -> dict[str, tuple[str, dict]]:
    """An action that was reported on, and what it belongs to."""
    action = _reported(demo)
    proposal = action.reply.proposals.filter(session__isnull=False).first()
    proposer = proposal.proposers.first()
    return {
        "action": (f"/actions/{action.pk}/", {}),
        "action, its card": (f"/actions/{action.pk}/embed/", {}),
        "action, its history": (f"/actions/{action.pk}/history/", {}),
        "reply": (f"/replies/{action.reply_id}/", {}),
        "proposal": (f"/proposals/{proposal.pk}/", {}),
        "proposer": (f"/proposers/{proposal.session.place_id}/{proposer.name}/", {}),
    }


def _searches(demo: bool) -> dict[str, tuple[str, dict]]:
    return {
        "search, 养老": ("/actions/", {"q": "养老"}),
        "search, 养老, the newest first": ("/actions/", {"q": "养老", "order": "newest"}),
        "search, two words": ("/actions/", {"q": "养老 服务"}),
        "search, a rare word": ("/actions/", {"q": _reported(demo).reply.document_number}),
        "search, a word that is nowhere": ("/actions/", {"q": "飞碟"}),
        "search, one character": ("/actions/", {"q": "的"}),
        "search, letters": ("/replies/", {"q": "养老"}),
        "search, everything": ("/search/", {"q": "养老"}),
        "search, everything, one character": ("/search/", {"q": "的"}),
    }


def _reported(demo: bool):
    """Return an action with an update, whose letter answers a proposal of a known meeting that somebody handed in."""
    from policies.models import Action

    told = Action.objects.public().listed().of_demo(demo).filter(last_update_on__isnull=False)
    whole = told.filter(reply__proposals__session__isnull=False, reply__proposals__proposers__isnull=False)
    return whole.exclude(reply__document_number="").select_related("reply").order_by("pk").distinct()[500]


def _past_day(demo: bool) -> str:
    """Return a day by which about half of what is public was."""
    from django.utils import timezone

    return timezone.localdate(_newest(demo)[_newest(demo).count() // 2][0]).isoformat()


def _far_down(demo: bool) -> str:
    """Return the cursor of a reader far down the list: behind the 250,000th row, or in the middle of fewer."""
    from policies.queries.filters import ActionFilter
    from policies.queries.paging.cursor import as_key, written

    moment, pk = _newest(demo)[min(DEEP, _newest(demo).count() // 2)]
    return written(ActionFilter.orders["newest"].name, "after", as_key(moment), pk)


def _newest(demo: bool):
    from policies.models import Action

    rows = Action.objects.public().listed().of_demo(demo)
    return rows.order_by("-published_at", "pk").values_list("published_at", "pk")
