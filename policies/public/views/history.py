"""What changed of a public object since it was published: no names of staff, nothing from before."""

from dataclasses import dataclass

from django.db.models import F
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from policies.models import Action, Category, Organisation, Proposal, Reply
from policies.models.shortcuts import alone
from policies.public.views.errors import action_gone, not_found, proposal_gone, reply_gone
from policies.public.views.links import at_cursor, query_of, without_cursor
from policies.queries.history import events_of, public_rows_of
from policies.queries.paging import BadCursor, Order, Page, as_number, paginate
from policies.reader.phones import masked

NEWEST = Order("history", F("history_id"), as_number, key_descending=True, id_descending=True)


@dataclass(frozen=True, slots=True)
class Shown:
    """Whose history it is, and the way back."""

    name: str
    route: str
    key: int | str
    list_name: str
    demo: bool = False

    @property
    def url(self) -> str:
        return reverse(self.route, args=[self.key])

    @property
    def list_route(self) -> str:
        return f"{self.route}_list"


def action_history(request, pk: int):
    action = alone(Action.objects.public().filter(pk=pk))
    if action is None:
        return action_gone(request, pk)
    shown = Shown(_("举措 %(pk)s") % {"pk": pk}, "action", pk, pgettext("plural", "举措"), action.is_demo)
    return _page(request, action, shown)


def reply_history(request, pk: int):
    reply = alone(Reply.objects.public().without_text().select_related("place").filter(pk=pk))
    if reply is None:
        return reply_gone(request, pk)
    shown = Shown(_("答复 %(pk)s") % {"pk": pk}, "reply", pk, pgettext("plural", "答复"), reply.is_demo)
    return _page(request, reply, shown)


def proposal_history(request, pk: int):
    proposal = alone(Proposal.objects.public().filter(pk=pk))
    if proposal is None:
        return proposal_gone(request, pk)
    demo = Proposal.objects.public().of_demo(True).filter(pk=pk).exists()
    return _page(request, proposal, Shown(_("提案和建议 %(pk)s") % {"pk": pk}, "proposal", pk, _("提案和建议"), demo))


def organisation_history(request, slug: str):
    unit = alone(Organisation.objects.public().select_related("place").filter(slug=slug))
    if unit is None:
        return not_found(request)
    shown = Shown(unit.name, "organisation", slug, pgettext("plural", "单位"), unit.place.is_demo)
    return _page(request, unit, shown)


def category_history(request, slug: str):
    category = alone(Category.objects.public().filter(slug=slug))
    if category is None:
        return not_found(request)
    return _page(request, category, Shown(category.name, "category", slug, pgettext("plural", "类别")))


def _page(request, obj, shown: Shown):
    params, bad_cursor = request.GET, False
    try:
        page = paginate(public_rows_of(obj), NEWEST, params.get("cursor", ""))
    except BadCursor:
        page, bad_cursor = Page([], "", ""), True
    first = query_of(without_cursor(params))
    context = {
        "shown": shown,
        "demo": shown.demo,
        "description": _("%(name)s公开以后的变更记录。") % {"name": masked(shown.name)},
        "unindexed": True,
        "events": events_of(obj, page.items, public=True),
        "bad_cursor": bad_cursor,
        "listing": {
            "first": first,
            "next": at_cursor(first, page.next),
            "previous": at_cursor(first, page.previous),
        },
    }
    return render(request, "history.html", context)
