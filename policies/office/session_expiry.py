"""Ends sessions: an hour after the last page, eight hours after the login, whichever comes first.

The row of an ended session stays until it is a day old, only to say whose it was: a form sent too late goes on to the
login page with what was typed (policies/admin/unsent_form.py).
"""

import time
from enum import StrEnum

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from policies.office.logins import begin_session

# A page seen within a minute of another is not written down: a session is one row, and many pages are opened at once.
COARSE = 60


class Ended(StrEnum):
    """Why a session ended."""

    IDLE = "idle"
    WHOLE = "whole"


class IdleMiddleware:
    """Stands inside of authentication: whoever comes with an ended session is nobody known."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.session_ended = None
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            request.session_ended = _ended(request.session)
        if request.session_ended:
            request.user = nobody = AnonymousUser()

            async def auser():
                return nobody

            request.auser = auser
        return self.get_response(request)

    def process_view(self, request, view, arguments, keywords):
        """Ask for the login where a form comes too late. The token against forged forms was checked before this."""
        if not request.session_ended or request.method != "POST":
            return None
        login, logout = reverse("admin:login"), reverse("admin:logout")
        if request.path in (login, logout) or not request.path.startswith(reverse("admin:index")):
            return None
        return admin.site.ask_again(request, user=request.session[SESSION_KEY])


def _ended(session) -> Ended | None:
    """Say whether the session has ended; if not, write down that somebody was here."""
    now = int(time.time())
    if "began" not in session:
        begin_session(session)
    if now - session["began"] > settings.SESSION_WHOLE.total_seconds():
        return Ended.WHOLE
    if now - session["seen"] > settings.SESSION_IDLE.total_seconds():
        return Ended.IDLE
    if now - session["seen"] >= COARSE:
        session["seen"] = now
    return None
