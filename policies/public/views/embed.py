"""The status of an action as a small card that any other site may frame, and what is needed to quote an action."""

from csp.decorators import csp_replace
from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from policies.models import Action
from policies.models.shortcuts import alone
from policies.public.markup.head import plain
from policies.public.markup.words import day
from policies.public.views.descriptions import clipped
from policies.public.views.errors import not_found
from policies.reader.phones import masked

QUOTED = 60
# High enough for the longest card at 300 pixels of width.
HEIGHT = 380


def action_card(request, pk: int):
    """The card; of what is public no more a card that says so, since it may stand in pages of others."""
    action = alone(Action.objects.public().select_related("lead", "same_as").filter(pk=pk))
    if action is not None:
        return _card(request, _told(action), status=200)
    if Action.objects.withdrawn().filter(pk=pk).exists():
        return _card(request, {"pk": pk, "gone": True}, status=410)
    return not_found(request)


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def _card(request, context: dict, *, status: int):
    return render(request, "embed.html", context, status=status)


def _told(action: Action) -> dict:
    canonical = action.same_as if action.same_as_id and action.same_as.is_public else None
    return {
        "pk": action.pk,
        "action": action,
        "reported": canonical or action,
        "quote": clipped(action.shown_quote, QUOTED),
        "lead": masked(action.lead.name) if action.lead else "",
    }


def quoted(action: Action) -> dict[str, str]:
    """Return a citation of an action in plain text, its reader's day left open, and the code of its card."""
    reply = action.reply
    card = settings.SITE_URL + reverse("action_card", args=[action.pk])
    title = f"《{masked(reply.title)}》" if reply.title else ""
    number = masked(reply.document_number)
    demo = _("（演示数据，虚构）") if action.is_demo else ""
    parts = [
        demo + title + (f"（{number}）" if title and number else number),
        plain(day(reply.issued_on)),
        _("举措 %(pk)s") % {"pk": action.pk},
        settings.SITE_URL + reverse("action", args=[action.pk]),
        _("查看日期：____"),
    ]
    name = _("举措 %(pk)s 的状态") % {"pk": action.pk}
    return {
        "citation": _("，").join(part for part in parts if part),
        "code": f'<iframe src="{card}" title="{name}" width="100%" height="{HEIGHT}" loading="lazy"'
        ' style="max-width: 30rem; border: 0"></iframe>',
    }
