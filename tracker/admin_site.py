"""The admin's own frame: its title, and its models in the order of the work.

Not inside `policies.admin`: that package registers its models with this site, which must be there first.
"""

from itertools import groupby

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from policies.matters import Matter, waiting_for
from policies.rights import may

# Beyond it a number on the first page says "1,000+": nobody works through more in a day.
MOST_COUNTED = 1000

# Heading -> models, as the first page and the side bar list them.
SECTIONS = [
    (_("答复与进展"), ["Reply", "Doubt", "Action", "Update", "Evidence"]),
    (_("提案和建议"), ["Proposal", "Session", "Handling", "Satisfaction"]),
    (_("基础信息"), ["Organisation", "Category", "Place", "OutcomeClass"]),
    (_("存档"), ["Commitment", "Reading", "DeadlineChange", "Remark", "Reminder", "Digest"]),
]


class TrackerSite(admin.AdminSite):
    site_header = site_title = _("答复承诺追踪 · 管理")
    index_title = _("管理首页")

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
