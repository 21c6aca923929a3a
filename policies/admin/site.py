"""The admin's own frame: its title, and its models in the order of the work.

`policies.admin.registration` registers the models with it.
"""

from itertools import groupby

from django.conf import settings
from django.contrib import admin, messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse, translate_url
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policies.admin.unsent_form import pack, unpack
from policies.models import AuditKind, Preference
from policies.models.rights import may
from policies.office.audit import note
from policies.office.logins import SignInForm
from policies.office.work_queue import Matter, waiting_for

# Beyond it a number on the first page says "1,000+": nobody works through more in a day.
MOST_COUNTED = 1000

# Heading -> models, as the first page and the side bar list them.
SECTIONS = [
    (_("答复与进展"), ["Reply", "Doubt", "Action", "Update", "Evidence", "ReaderCorrection"]),
    (_("台账"), ["LedgerImport", "LedgerRow", "LedgerEntry", "LedgerMapping"]),
    (_("提案和建议"), ["Proposal", "Session", "Handling", "Satisfaction"]),
    (_("基础信息"), ["Organisation", "Category", "Place", "OutcomeClass"]),
    (_("存档"), ["Commitment", "Reading", "DeadlineChange", "Remark", "Reminder", "Digest"]),
    (_("账号和审计"), ["Account", "AuditEntry"]),
]


class TrackerSite(admin.AdminSite):
    site_header = site_title = _("答复承诺追踪 · 管理")
    index_title = _("管理首页")
    login_form = SignInForm

    def login(self, request, extra_context=None):
        """Log somebody in; then go on where they were, with what they had sent too late (policies/office/session_expiry.py)."""
        carried = request.POST.get("kept", "") if request.method == "POST" else ""
        response = super().login(request, self._asking(request, kept=carried) | (extra_context or {}))
        if getattr(request, "throttled", False):
            response.status_code = 429
        if request.method != "POST" or response.status_code != 302:
            return response
        if carried:
            return self._give_back(request, carried)
        if response["Location"] == reverse("admin:index"):
            stored = Preference.objects.filter(user=request.user.pk).first()
            return redirect(translate_url(response["Location"], stored.language) if stored else response["Location"])
        return response

    def password_change(self, request, extra_context=None):
        """Let somebody change their own password, and note that they did."""
        response = super().password_change(request, extra_context)
        if request.method == "POST" and response.status_code == 302:
            note(AuditKind.PASSWORD_CHOSEN)
        return response

    def ask_again(self, request, *, user: str):
        """Show the login page in answer to a form that came after the session of `user` had ended; hold what was typed."""
        kept = pack(request, user)
        context = {
            **self.each_context(request),
            **self._asking(request, kept=kept),
            "title": gettext("登录"),
            "form": self.login_form(request),
            "app_path": reverse("admin:login"),
            "next": request.get_full_path(),
            "lost": not kept and "deed" in request.POST,
        }
        return TemplateResponse(request, "admin/login.html", context, status=403)

    def _asking(self, request, *, kept: str) -> dict:
        """Return what the login page says besides its form."""
        return {
            "kept": kept,
            "ended": getattr(request, "session_ended", None),
            "idle_minutes": int(settings.SESSION_IDLE.total_seconds() // 60),
            "whole_hours": int(settings.SESSION_WHOLE.total_seconds() // 3600),
        }

    def _give_back(self, request, carried: str):
        """Offer what was typed to whoever typed it, to be sent by one press; to anybody else, nothing."""
        kept = unpack(carried)
        if kept is None or kept.user != str(request.user.pk):
            messages.warning(request, gettext("登录前填写的内容属于另一个账号，或者放得太久，没有带过来。"))
            return redirect("admin:index")
        context = {**self.each_context(request), "title": gettext("您填写的内容还在"), "kept": kept}
        return TemplateResponse(request, "admin/unsent_form.html", context)

    def index(self, request, extra_context=None):
        """Begin with what waits for whoever logged in, and with the way in for a letter."""
        begin = {
            "queue": queue(request.user),
            "may_ingest": may(request.user, "ingest", None),
            "may_review": may(request.user, "publish_update", None),
        }
        return super().index(request, begin | (extra_context or {}))

    def get_app_list(self, request, app_label=None):
        """List our models by section; other apps stay as Django lists them."""
        apps = super().get_app_list(request, app_label)
        listed = []
        for app in apps:
            listed += _sections(app) if app["app_label"] == "policies" else [app]
        # Ours before the accounts.
        return sorted(listed, key=lambda app: app["app_label"] != "policies")


def _sections(app: dict) -> list[dict]:
    models = {model["object_name"]: model for model in app["models"]}
    sections = [app | {"name": name, "models": [models[m] for m in names if m in models]} for name, names in SECTIONS]
    return [section for section in sections if section["models"]]


def queue(by) -> list[tuple[str, list[tuple]]]:
    """Return what waits for `by` in groups: (heading, [(label, number, whether there are more, address), …])."""
    return [
        (group, [_row(matter, by) for matter in matters])
        for group, matters in groupby(waiting_for(by), lambda matter: matter.group)
    ]


def _row(matter: Matter, by) -> tuple[str, int, bool, str]:
    rows = matter.waiting(by)
    n = rows.order_by()[: MOST_COUNTED + 1].count()
    address = reverse(f"admin:policies_{rows.model._meta.model_name}_changelist")
    return matter.label, min(n, MOST_COUNTED), n > MOST_COUNTED, f"{address}?waits={matter.code}"
