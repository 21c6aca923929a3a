"""Entries of the feed of one action: when it was published, each report, and whatever else its page tells with a day."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from policies.exchange.feeds.actions import QUOTED, categories_of
from policies.exchange.feeds.answers import entry_of_answer
from policies.exchange.feeds.atom import Category, Entry
from policies.exchange.feeds.ids import scheme, tag, whole
from policies.exchange.feeds.words import labelled, on, on_or_none, paragraphs, said, short
from policies.models import Action, Evidence, EvidenceKind, Status


def entries_of_story(
    action: Action, *, reported: Action, timeline: Iterable, replaced: Iterable, answers: Iterable
) -> list[Entry]:
    """Return what became of an action, the newest first.

    `timeline` is that of `reported`, the action it was merged into or itself: entries of updates and moved deadlines, as
    the page shows them; `replaced` what took its place; `answers` what readers were answered.
    """
    entries = [_published(action)]
    for each in timeline:
        entries.append(_moved(reported, each.change) if hasattr(each, "change") else _update(reported, each))
    entries += [_reworded(action, change) for change in action.quote_changes.all()]
    entries += [_replaced(action, each) for each in replaced]
    entries += [entry_of_answer(action, each) for each in answers]
    return sorted(entries, key=lambda entry: (entry.updated, entry.id), reverse=True)


def _titled(action: Action, title: str) -> str:
    return f"{_('演示数据')} · {title}" if action.is_demo else title


def _page(action: Action, place: str = "") -> str:
    return reverse("action", args=[action.pk]) + place


def _published(action: Action) -> Entry:
    return Entry(
        id=tag("action", f"{action.pk}/published"),
        title=_titled(action, labelled(_("收录并公开"), short(action.shown_quote, QUOTED))),
        path=_page(action),
        published=action.published_at,
        updated=action.published_at,
        author=said(action.lead.name) if action.lead else "",
        html=format_html("<blockquote><p>{}</p></blockquote>", said(action.shown_quote)),
        categories=tuple(each for each in categories_of(action) if each.scheme != scheme("status")),
    )


def _update(action: Action, entry) -> Entry:
    """A report as the page shows it: what was withdrawn or corrected is struck out, and bears no evidence."""
    update, correction, status = entry.update, entry.correction, Status(entry.update.status)
    told = [update.published_at, update.withdrawn_at, correction and correction.published_at]
    marks = [
        _("协办单位进展") if entry.is_partners else "",
        _("已撤回") if entry.is_withdrawn else "",
        _("已更正") if correction else "",
    ]
    of = _("（%(day)s，%(unit)s）") % {"day": on(update.happened_on), "unit": said(update.organisation.name)}
    return Entry(
        id=tag("update", update.pk),
        title=_titled(action, " · ".join([*filter(None, marks), f"{status.label}{of}"])),
        path=_page(action, f"#update-{update.pk}"),
        published=update.published_at,
        updated=max(filter(None, told)),
        author=said(update.organisation.name),
        html=_report(action, entry),
        categories=(Category(status.value, str(status.label), scheme("status")),),
    )


def _report(action: Action, entry) -> str:
    update, correction = entry.update, entry.correction
    struck = entry.is_withdrawn or correction
    html = format_html("<p><s>{}</s></p>" if struck else "<p>{}</p>", said(update.reason))
    if entry.is_withdrawn:
        why = {"on": on(update.withdrawn_at)}
        html += paragraphs(_("%(on)s撤回，理由：") % why + said(update.withdrawn_reason))
    if correction:
        words = _("由%(on)s公开的一条更正") % {"on": on(correction.published_at)}
        html += format_html('<p><a href="{}">{}</a></p>', whole(_page(action, f"#update-{correction.pk}")), words)
    if entry.evidence:
        listed = format_html_join("", "<li>{}</li>", ((_piece(piece),) for piece in entry.evidence))
        html += format_html("<p>{}</p><ul>{}</ul>", _("佐证"), listed)
    return html


def _piece(piece: Evidence) -> str:
    """Its name, with the way to it where there is one. Of a file that is not public the title is all that is at hand."""
    facts = [piece.number, piece.issuer, on(piece.dated) if piece.dated else ""]
    behind = "".join(f" · {said(fact)}" for fact in facts if fact)
    if piece.kind == EvidenceKind.FILE and not piece.file_is_public:
        return f"{said(piece.title) or _('没有名称的文件')} · {_('文件未公开')}{behind}"
    path = whole(reverse("evidence_file", args=[piece.pk])) if piece.kind == EvidenceKind.FILE else piece.url
    return format_html('<a href="{}">{}</a>{}', path, said(piece), behind) if path else said(piece) + behind


def _moved(action: Action, change) -> Entry:
    days = f"{on_or_none(change.before)} → {on_or_none(change.after)}"
    return Entry(
        id=tag("deadline", change.pk),
        title=_titled(action, labelled(_("期限变更"), days)),
        path=_page(action, f"#deadline-{change.pk}"),
        published=change.changed_at,
        updated=change.changed_at,
        author=said(action.lead.name) if action.lead else "",
        html=paragraphs(_("理由：") + said(change.reason)),
    )


def _reworded(action: Action, change) -> Entry:
    html = format_html("<p><s>{}</s></p><p>{}</p>", said(change.before), said(change.after))
    return Entry(
        id=tag("quote", change.pk),
        title=_titled(action, labelled(_("原文更正"), short(change.after, QUOTED))),
        path=_page(action),
        published=change.changed_at,
        updated=change.changed_at,
        author=said(action.lead.name) if action.lead else "",
        html=html + paragraphs(_("理由：") + said(change.reason)),
    )


def _replaced(action: Action, each) -> Entry:
    """`each` is what took the action's place, as the page tells it: since when, by what and why, or that it was undone."""
    record = each.record
    words = record.get_how_display()
    if not each.stands:
        words = labelled(_("已撤销"), words)
    others = [(whole(_page(other)), said(other.shown_quote)) for other in each.others]
    why = said(record.reason if each.stands else record.undone_reason)
    listed = format_html_join("", '<li><a href="{}">{}</a></li>', others)
    return Entry(
        id=tag("replacement", record.pk),
        title=_titled(action, words),
        path=_page(action),
        published=each.since,
        updated=each.since if each.stands else max(each.since, record.undone_at),
        author=said(action.lead.name) if action.lead else "",
        html=paragraphs(_("理由：") + why) + format_html("<ul>{}</ul>", listed),
    )
