"""Entries of a feed of letters: who answered what, and what the letter promises."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from policies.exchange.feeds.atom import Category, Entry
from policies.exchange.feeds.ids import scheme, tag, whole
from policies.exchange.feeds.words import joined, labelled, letter, on, paragraphs, said
from policies.models import Action, Reply, Status


def entries_of_replies(replies: Iterable[Reply]) -> list[Entry]:
    """Return entries of rows that bear `changed_at` and `shown_actions`."""
    return [_entry(reply) for reply in replies]


def units_of(reply: Reply) -> str:
    return joined(issuer.name for issuer in reply.issuers.all())


def letter_told(reply: Reply) -> str:
    """青原县水利局，2025年6月30日，《关于…的答复》（文号）"""
    known = (units_of(reply), on(reply.issued_on) if reply.issued_on else "", letter(reply))
    return _("，").join(part for part in known if part)


def _entry(reply: Reply) -> Entry:
    title = letter(reply, 80)
    demo = (Category("demo", _("演示数据"), scheme("demo")),) if reply.is_demo else ()
    return Entry(
        id=tag("reply", reply.pk),
        title=f"{_('演示数据')} · {title}" if reply.is_demo else title,
        path=reverse("reply", args=[reply.pk]),
        published=reply.published_at,
        updated=reply.changed_at,
        author=units_of(reply),
        html=_told(reply),
        categories=demo,
    )


def _told(reply: Reply) -> str:
    told = paragraphs(
        letter_told(reply),
        _("虚构的示例市：单位、答复和进展都不是真的，也不计入全站统计。") if reply.is_demo else "",
    )
    answered = [
        said(proposal.called + (f" {proposal.title}" if proposal.title else "")) for proposal in reply.proposals.all()
    ]
    if answered:
        told += paragraphs(labelled(_("提案和建议"), _("、").join(answered)))
    if not reply.shown_actions:
        return told + paragraphs(_("本件未载明后续举措。"))
    return told + format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", map(_promise, reply.shown_actions)))


def _promise(action: Action) -> tuple[str]:
    link = '{}{}<a href="{}">{}</a>'
    label, address = Status(action.status).label, whole(reverse("action", args=[action.pk]))
    return (format_html(link, label, _("："), address, said(action.shown_quote)),)
