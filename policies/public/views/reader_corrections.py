"""What readers write about an action: the form, the page that says it arrived, and the answers on the action's page."""

from dataclasses import dataclass
from datetime import datetime

from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from policies import changes
from policies.models import Action, CorrectionState, Language, ReaderCorrection
from policies.models.shortcuts import alone
from policies.office.logins import address_of
from policies.public.views.correction_form import CorrectionForm
from policies.public.views.errors import action_gone

WAIT = 60 * 60
"""Seconds after which somebody who sent too many may try again."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as everybody sees it; of the reader's words, what staff ticked."""

    pk: int
    received_at: datetime
    settled_at: datetime
    verdict: str
    answer: str
    asked: str
    source: str
    withdrawn_at: datetime | None
    withdrawn_reason: str


def answers_on(action: Action) -> list[Answered]:
    """Return the answers about an action, the newest first."""
    found = ReaderCorrection.objects.public().filter(action=action).order_by("-settled_at", "-pk")
    return [_shown(correction) for correction in found]


def _shown(correction: ReaderCorrection) -> Answered:
    stands = correction.state == CorrectionState.ANSWERED
    asked = stands and correction.text_is_public
    return Answered(
        pk=correction.pk,
        received_at=correction.received_at,
        settled_at=correction.settled_at,
        verdict=correction.get_verdict_display() if stands else "",
        answer=correction.answer if stands else "",
        asked=correction.text if asked else "",
        source=correction.source if asked else "",
        withdrawn_at=correction.withdrawn_at,
        withdrawn_reason=correction.withdrawn_reason,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def correction_form(request, pk: int):
    """Ask for a correction; take it in and go on to the page that says so."""
    action = alone(Action.objects.public().filter(pk=pk))
    if action is None:
        return action_gone(request, pk)
    if request.method != "POST":
        return _form_page(request, action, CorrectionForm())
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _form_page(request, action, form)
    language = Language.ENGLISH if get_language() == Language.ENGLISH else Language.CHINESE
    try:
        changes.receive_correction(action=action, language=language, address=address_of(request), **form.told())
    except changes.Refused as refused:
        form.add_error(None, str(refused))
        too_many = isinstance(refused, changes.TooMany)
        response = _form_page(request, action, form, status=429 if too_many else 200)
        if too_many:
            response["Retry-After"] = WAIT
        return response
    return redirect("correction_received", pk=action.pk)


@require_safe
def correction_received(request, pk: int):
    """Say that it arrived, and what happens next."""
    action = alone(Action.objects.public().filter(pk=pk))
    if action is None:
        return action_gone(request, pk)
    context = {"action": action, "demo": action.is_demo}
    return render(request, "correction_received.html", context)


def _form_page(request, action: Action, form: CorrectionForm, *, status: int = 200):
    context = {
        "action": action,
        "demo": action.is_demo,
        "form": form,
        "questions": [form[name] for name in ("text", "source", "email")],
        "trap": form["subject"],
        "wrong": len(form.errors) - bool(form.non_field_errors()),
    }
    return render(request, "correction.html", context, status=status)
