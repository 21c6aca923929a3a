"""Entries of a feed of proposals: a new public letter brings one to the front."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from policies.exchange.feeds.atom import Category, Entry
from policies.exchange.feeds.ids import scheme, tag, whole
from policies.exchange.feeds.replies import letter_told, units_of
from policies.exchange.feeds.words import joined, labelled, paragraphs, said
from policies.models import Proposal


def entries_of_proposals(proposals: Iterable[Proposal], *, demo: bool) -> list[Entry]:
    """Return entries of rows that bear `changed_at` and `shown_replies`. Who handed in is not told."""
    return [_entry(proposal, demo) for proposal in proposals]


def _entry(proposal: Proposal, demo: bool) -> Entry:
    title = f"{said(proposal.called)} {said(proposal.title)}".strip()
    told = [Category("demo", _("演示数据"), scheme("demo"))] if demo else []
    if proposal.category:
        of = proposal.category
        told.append(Category(of.slug, of.name, whole(reverse("category_list"))))
    return Entry(
        id=tag("proposal", proposal.pk),
        title=f"{_('演示数据')} · {title}" if demo else title,
        path=reverse("proposal", args=[proposal.pk]),
        updated=proposal.changed_at,
        author=joined(dict.fromkeys(filter(None, map(units_of, proposal.shown_replies)))),
        html=_told(proposal, demo),
        categories=tuple(told),
    )


def _told(proposal: Proposal, demo: bool) -> str:
    letters = [(whole(reverse("reply", args=[reply.pk])), letter_told(reply)) for reply in proposal.shown_replies]
    listed = format_html("<ul>{}</ul>", format_html_join("", '<li><a href="{}">{}</a></li>', letters))
    return (
        paragraphs(
            said(proposal.session) if proposal.session else "",
            _("虚构的示例市：单位、答复和进展都不是真的，也不计入全站统计。") if demo else "",
            labelled(_("答复"), ""),
        )
        + listed
    )
