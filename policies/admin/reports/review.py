"""逐条审核: one submitted update after the other. Read it, publish or return it, and the next is there.

Made for the keyboard: the page opens above the buttons, so that Tab and Enter publish what was read.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from policies.admin.operations import offers
from policies.admin.replies.quote_highlight import in_context
from policies.admin.reports.operations import IN_TIMELINE
from policies.models import Update
from policies.models.rights import scope_of
from policies.office.work_queue import BY_CODE
from policies.queries.paging import as_number

MATTER = BY_CODE["to_review"]


def review(model_admin, request):
    """Show the update that has waited longest, or the next behind `?after=`, which was left for later."""
    if not scope_of(request.user).roles & MATTER.roles:
        raise PermissionDenied
    waiting = MATTER.waiting(request.user).order_by("submitted_at", "pk")
    here = reverse("admin:policies_update_review")
    after = _left(request.GET.get("after", ""))
    behind = waiting.filter(_behind(after)) if after else waiting
    first = behind.values_list("pk", flat=True).first()
    update = model_admin.whole(request).filter(pk=first).first()
    n, n_behind = waiting.count(), behind.count()
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("逐条审核"),
        "media": model_admin.media,
        "update": update,
        "waiting": n_behind,
        "skipped": n - n_behind,
    }
    if update is not None:
        back = f"{here}?after={after.pk}" if after else here
        context |= {
            "action": update.action,
            "pieces": in_context(update.action),
            "decisions": offers(IN_TIMELINE, update, request.user, back=back),
            "skip": f"{here}?after={update.pk}",
        }
    return TemplateResponse(request, "admin/policies/update/review.html", context)


def _left(number: str) -> Update | None:
    try:
        return Update.objects.filter(pk=as_number(number), submitted_at__isnull=False).first()
    except ValueError:
        return None


def _behind(update: Update) -> Q:
    return Q(submitted_at__gt=update.submitted_at) | Q(submitted_at=update.submitted_at, pk__gt=update.pk)
