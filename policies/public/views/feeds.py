"""Feeds of lists and of single actions, and the calendar of deadlines.

Each is made once for each edition of the record. Whoever asks again names what they have (ETag) and gets nothing while it
holds.
"""

from functools import wraps
from urllib.parse import urlencode

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from policies.exchange import feeds
from policies.exchange.feeds import Feed
from policies.models import Action
from policies.public.views.bad_request import refused, refused_cursor
from policies.public.views.cached_pages import cached_page
from policies.public.views.listing import own_query, told_by
from policies.public.views.reader_corrections import answers_on
from policies.public.views.superseded import replacements_of
from policies.public.views.timeline import timeline_of
from policies.queries.etags import once_an_edition
from policies.queries.filters import PublicFilter, find_actions, find_proposals, find_replies
from policies.queries.paging import BadCursor, merged_newest
from policies.queries.rows.actions import action_page, fill_actions, public_action, published_updates
from policies.queries.rows.proposals import fill_proposals

PAGE_SIZE = 50
"""Entries: what changes between two visits of a reader should stand on the first page."""


def _given_out(view):
    """Make a view answer everybody alike, and those who have the answer with its name alone; no search engine lists it."""
    kept = once_an_edition(cached_page(view))

    @wraps(view)
    @require_safe
    def answer(request, **named):
        response = kept(request, **named)
        response["X-Robots-Tag"] = "noindex"
        return response

    return answer


@_given_out
def action_feed(request):
    found = find_actions(request.GET)
    title = titled(found, pgettext("plural", "举措"))
    subtitle = _("新公开的举措，和进展、期限有变化的举措，最近变化的在前；每条举措一个条目，撤回的也有，写明何时撤回。")

    def entries(rows):
        fill_actions(rows)
        prefetch_related_objects(rows, "categories")
        return feeds.entries_of_actions(rows, found.day)

    return _list(
        request,
        found,
        found.qs.for_listing(),
        feeds.OF_ACTIONS,
        "action",
        title,
        subtitle,
        entries,
    )


@_given_out
def reply_feed(request):
    found = find_replies(request.GET)
    title = titled(found, pgettext("plural", "答复"))
    subtitle = _("新公开的答复，登记有更正的答复和撤回的答复，最近变化的在前。")

    def entries(rows):
        promises = Prefetch("actions", Action.objects.public().at(found.day).unsplit(), "shown_actions")
        prefetch_related_objects(rows, "issuers", "proposals", promises)
        return feeds.entries_of_replies(rows)

    return _list(request, found, found.qs.for_listing(), feeds.OF_REPLIES, "reply", title, subtitle, entries)


@_given_out
def proposal_feed(request):
    found = find_proposals(request.GET)
    title = titled(found, _("提案和建议"))
    subtitle = _("有公开答复的提案和建议，最近得到答复的在前。")

    def entries(rows):
        fill_proposals(rows, found.day)
        return feeds.entries_of_proposals(rows, demo=found.is_demo)

    return _list(request, found, found.qs.for_listing(), feeds.OF_PROPOSALS, "proposal", title, subtitle, entries)


def _list(request, found: PublicFilter, rows, moments, noun: str, title: str, subtitle: str, entries) -> HttpResponse:
    """Answer with a page of the feed of `rows`, each made an entry by `entries`."""
    if wrong := refused(found):
        return wrong
    cursor = request.GET.get("cursor", "")
    lists = [(rows, feeds.newest(moments, found.day))]
    if noun != "proposal":  # of one that is gone nothing says when
        lists.append((feeds.withdrawn_from(found), feeds.newest((feeds.WITHDRAWN,), found.day)))
    try:
        page = merged_newest(lists, cursor, PAGE_SIZE)
    except BadCursor:
        return refused_cursor()
    own = own_query(found)
    feed = Feed(
        title=title,
        subtitle=subtitle,
        path=reverse(f"{noun}_feed"),
        page=reverse(f"{noun}_list"),
        query=own,
        here=_at(own, cursor),
        next_query=_at(own, page.next) if page.next else "",
    )
    return _atom(feed, _in_order(page.items, entries, found))


def _in_order(rows: list, entries, found: PublicFilter) -> list:
    """Return the entries of rows, of those that were withdrawn too, in the order of the rows."""
    gone = [row for row in rows if feeds.is_withdrawn(row)]
    told = iter(entries([row for row in rows if row not in gone]))
    dropped = iter(feeds.entries_of_withdrawn(gone, demo=found.is_demo))
    return [next(dropped if row in gone else told) for row in rows]


@_given_out
def story_feed(request, pk: int):
    """What became of one action, as its page tells it; of one that is public no more only that (410)."""
    page = action_page(pk)
    if page is None:
        return _gone(pk)
    action = page.action
    canonical = public_action(action.same_as_id) if action.same_as_id else None
    reported = canonical or action
    entries = feeds.entries_of_story(
        action,
        reported=reported,
        timeline=timeline_of(
            reported,
            published_updates(canonical) if canonical else page.updates,
            canonical.deadline_changes.all() if canonical else page.deadline_changes,
        ),
        replaced=replacements_of(action),
        answers=answers_on(action),
    )
    name = _("举措 %(pk)s") % {"pk": pk}
    feed = Feed(
        title=f"{_('演示数据')} · {name}" if action.is_demo else name,
        subtitle=action.shown_quote,
        path=reverse("story_feed", args=[pk]),
        page=reverse("action", args=[pk]),
    )
    return _atom(feed, entries)


@_given_out
def action_calendar(request):
    found = find_actions(request.GET)
    if wrong := refused(found):
        return wrong
    own = own_query(found)
    path, page = reverse("action_calendar") + own, reverse("action_list") + own
    written = feeds.calendar(found, title=titled(found, _("承诺的期限")), path=path, page=page)
    return HttpResponse(written, content_type="text/calendar; charset=utf-8")


def titled(found: PublicFilter, what: str) -> str:
    """Return what stands in the list: 演示数据 comes with the filters."""
    told = told_by(found)
    return _("答复承诺追踪") + _("：") + what + (f"（{told}）" if told else "")


def _at(own: str, cursor: str) -> str:
    return f"{own}{'&' if own else '?'}{urlencode({'cursor': cursor})}" if cursor else own


def _atom(feed: Feed, entries) -> HttpResponse:
    return HttpResponse(feeds.atom(feed, entries), content_type=feeds.CONTENT_TYPE)


def _gone(pk: int) -> HttpResponse:
    """Answer as the page does, in a sentence; the page says when and why."""
    if not Action.objects.withdrawn().filter(pk=pk).exists():
        return HttpResponse(_("没有这条举措。"), status=404, content_type="text/plain; charset=utf-8")
    told = _("这条举措不再公开；何时、为何，见它的页面：%(path)s") % {"path": reverse("action", args=[pk])}
    return HttpResponse(told, status=410, content_type="text/plain; charset=utf-8")
