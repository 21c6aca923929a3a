"""Entries of a feed of actions: what was promised, what became of it, and what changed last."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from policies.exchange.feeds.atom import Category, Entry
from policies.exchange.feeds.ids import scheme, tag, whole
from policies.exchange.feeds.moments import POSTPONED, PUBLISHED, REPORTED, RETRACTED, REWORDED
from policies.exchange.feeds.words import labelled, letter, on, paragraphs, said, short
from policies.models import Action, Status, Update, line_of

QUOTED = 60
"""Characters of a quote in a title."""

CHANGED = {
    PUBLISHED: lambda: _("收录并公开"),
    REPORTED: lambda: _("公开了一条进展"),
    RETRACTED: lambda: _("撤回了一条进展"),
    POSTPONED: lambda: _("期限变更"),
    REWORDED: lambda: _("原文更正"),
}


def entries_of_actions(actions: Iterable[Action], day: date | None = None) -> list[Entry]:
    """Return entries of rows that bear `changed_at` and `changed_by`, with the news that stood on a past day if one is given."""
    actions = list(actions)
    news = _newest_news(actions, day)
    lines = line_of({action.lead_id for action in actions} - {None})
    return [_entry(action, news.get(action.pk), lines.get(action.lead_id, ())) for action in actions]


def title_of(action: Action) -> str:
    """演示数据 · 推进中：年底前完成…"""
    status = Status(action.status).label
    told = labelled(status, short(action.shown_quote, QUOTED))
    return f"{_('演示数据')} · {told}" if action.is_demo else told


def categories_of(action: Action) -> tuple[Category, ...]:
    status = Status(action.status)
    told = [Category(status.value, str(status.label), scheme("status"))]
    told += [Category(each.slug, each.name, whole(reverse("category_list"))) for each in action.categories.all()]
    if action.is_demo:
        told.append(Category("demo", _("演示数据"), scheme("demo")))
    return tuple(told)


def lateness_of(action: Action) -> str:
    """Say by the day of the list what a deadline has to do with the status."""
    if action.is_overdue():
        return _("已逾期")
    return _("已过所述期限，尚未反馈") if action.is_silent() else ""


def deadline_of(action: Action) -> str:
    known = [on(action.due_on) if action.due_on else "", lateness_of(action)]
    words = _("原文：") + said(action.due_text) if action.due_text else ""
    return _("，").join(part for part in (*known, words) if part) or _("答复没有写明")


def _entry(action: Action, newest: Update | None, line: Iterable[int]) -> Entry:
    return Entry(
        id=tag("action", action.pk),
        title=title_of(action),
        path=reverse("action", args=[action.pk]),
        published=action.published_at,
        updated=action.changed_at,
        author=said(action.lead.name) if action.lead else "",
        html=_told(action, newest, line),
        categories=categories_of(action),
    )


def _told(action: Action, newest: Update | None, line: Iterable[int]) -> str:
    status = Status(action.status)
    since = _("，这一状态自%(day)s起") % {"day": on(action.status_since)} if action.status_since else ""
    return format_html("<blockquote><p>{}</p></blockquote>", said(action.shown_quote)) + paragraphs(
        labelled(_("最近变化"), _("，").join((on(action.changed_at), CHANGED[action.changed_by]()))),
        labelled(_("状态"), f"{status.label}{since}{_('。')}{status.meaning}"),
        news_told(newest, line) if newest else "",
        labelled(_("期限"), deadline_of(action)),
        labelled(_("主责单位"), said(action.lead.name) if action.lead else _("未定")),
        labelled(_("答复"), letter(action.reply)),
        _("虚构的示例市：单位、答复和进展都不是真的，也不计入全站统计。") if action.is_demo else "",
    )


def news_told(update: Update, line: Iterable[int]) -> str:
    """Say what an update reports, when it happened and on whose behalf; `line` is the lead and those after it."""
    kind = _("最近进展") if update.organisation_id in line else _("协办单位进展")
    who = _("（%(day)s，%(unit)s）") % {"day": on(update.happened_on), "unit": said(update.organisation.name)}
    return labelled(f"{kind}{who}", said(update.reason))


def _newest_news(actions: list[Action], day: date | None) -> dict[int, Update]:
    """Return the news of each action that stands, or stood on a past day: what happened last."""
    found = Update.objects.public().at(day).filter(action__in=[action.pk for action in actions])
    newest: dict[int, Update] = {}
    for update in found.select_related("organisation").order_by("-happened_on", "-published_at", "-pk"):
        newest.setdefault(update.action_id, update)
    return newest
