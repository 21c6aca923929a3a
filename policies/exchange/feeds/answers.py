"""Entries of what readers pointed out about an action and staff answered, as the action's page tells it."""

from django.urls import reverse
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from policies.exchange.feeds.atom import Entry
from policies.exchange.feeds.ids import tag
from policies.exchange.feeds.words import labelled, on, paragraphs, said
from policies.models import Action


def entry_of_answer(action: Action, answered) -> Entry:
    """`answered` is an answer as everybody may see it: of a withdrawn one, only when and why it was withdrawn."""
    demo = f"{_('演示数据')} · " if action.is_demo else ""
    return Entry(
        id=tag("correction", answered.pk),
        title=demo + labelled(_("读者更正"), _("已撤回") if answered.withdrawn_at else answered.verdict),
        path=reverse("action", args=[action.pk]) + f"#correction-{answered.pk}",
        published=answered.settled_at,
        updated=answered.withdrawn_at or answered.settled_at,
        author="",
        html=_told(answered),
    )


def _told(answered) -> str:
    if answered.withdrawn_at:
        why = {"on": on(answered.withdrawn_at)}
        return paragraphs(_("%(on)s撤回，理由：") % why + said(answered.withdrawn_reason))
    asked = ""
    if answered.asked:
        asked = paragraphs(_("读者写道")) + format_html("<blockquote>{}</blockquote>", _typed(answered.asked))
    if answered.source:
        link = '<p>{} <a href="{}" rel="nofollow ugc">{}</a></p>'
        asked += format_html(link, _("读者给的来源"), answered.source, said(answered.source))
    return asked + _typed(answered.answer)


def _typed(words: str) -> SafeString:
    """Return what somebody typed, its lines kept."""
    return mark_safe(linebreaks(said(words), autoescape=True))
