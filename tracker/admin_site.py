"""The admin's own frame: its title, and its models in the order of the work.

Not inside `policies.admin`: that package registers its models with this site, which must be there first.
"""

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from policies.models import Action, Doubt, Reply, State, Update
from policies.rights import may

# Heading -> models, as the first page and the side bar list them.
SECTIONS = [
    (_("答复与进展"), ["Reply", "Doubt", "Action", "Update", "Evidence"]),
    (_("提案和建议"), ["Proposal", "Session", "Handling", "Satisfaction"]),
    (_("基础信息"), ["Organisation", "Category", "Place", "OutcomeClass"]),
    (_("存档"), ["Commitment", "Reading", "DeadlineChange", "Remark"]),
]


class TrackerSite(admin.AdminSite):
    site_header = site_title = _("答复承诺追踪 · 管理")
    index_title = _("管理首页")

    def index(self, request, extra_context=None):
        """Begin with what waits for somebody, and with the way in for a letter."""
        begin = {"waiting": _waiting(), "may_ingest": may(request.user, "ingest", None)}
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


def _waiting() -> list[tuple[str, int, str]]:
    """Return what waits for people: words, number, and the list that shows it."""
    asked = [
        (_("条进展待审核"), Update.objects.filter(state=State.SUBMITTED), "update", "state__exact=submitted"),
        (_("件答复待确认"), Reply.objects.filter(confirmed_at__isnull=True), "reply", "state=read"),
        (
            _("件答复待公开"),
            Reply.objects.filter(confirmed_at__isnull=False, published_at__isnull=True),
            "reply",
            "state=confirmed",
        ),
        (_("个疑点待处理"), Doubt.objects.filter(resolved_at__isnull=True), "doubt", "open=yes"),
        (_("条举措已逾期"), Action.objects.public().overdue(), "action", "due=overdue&public=yes"),
    ]
    return [
        (label, rows.count(), f"{reverse(f'admin:policies_{model}_changelist')}?{query}")
        for label, rows, model, query in asked
    ]
