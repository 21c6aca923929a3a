"""变更记录: what was done to an object and what that changed of it, field by field, the newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from policies.models.rights import Scope, scope_of
from policies.queries.history import Event, events_of, rows_of

PER_PAGE = 50
PAGE = "p"
# The sentence of a deed is written right after what it changes; nothing else joins the two.
SOON = timedelta(minutes=1)


@dataclass(slots=True)
class Entry:
    """A deed of the admin with what it changed, or a change that was made elsewhere."""

    at: datetime
    log: int | None = None
    row: int | None = None
    said: str = ""
    who: str = ""
    event: Event | None = None


def history_page(model_admin, request, object_id: str):
    """Show the history of what `request.user` sees; of anything else they get what its own page answers."""
    obj = model_admin.get_object(request, object_id)
    if obj is None:
        return model_admin._get_obj_does_not_exist_redirect(request, model_admin.opts, object_id)
    if not model_admin.has_view_permission(request, obj):
        raise PermissionDenied
    page = Paginator(_entries(obj), PER_PAGE).get_page(request.GET.get(PAGE))
    _tell(obj, page.object_list, _labels(model_admin.admin_site), is_theirs=_is_theirs(obj, scope_of(request.user)))
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": obj,
        "title": _("变更记录：%s") % obj,
        "page": page,
    }
    return TemplateResponse(request, "admin/policies/history.html", context)


def _is_theirs(obj, scope: Scope) -> bool:
    """Say whether they may read the phone numbers in it: of what is others', staff read what everybody does."""
    return scope.everything or not hasattr(obj, "is_of") or obj.is_of(scope)


def _entries(obj) -> list[Entry]:
    """Return what happened to the object, the newest first: a change stands with the sentence that was logged for it."""
    changes = list(_changes(obj))
    entries = []
    for pk, at, user in _logs(obj).order_by("action_time", "pk").values_list("pk", "action_time", "user"):
        # The change right before the sentence; an earlier one was made by another way, and nothing was said of it.
        row = next((each for each in reversed(changes) if each[2] == user and at - SOON <= each[1] <= at), None)
        if row is not None:
            changes.remove(row)
        entries.append(Entry(at, log=pk, row=row and row[0]))
    entries += [Entry(at, row=pk) for pk, at, _user in changes]
    return sorted(entries, key=lambda each: (each.at, each.log or 0, each.row or 0), reverse=True)


def _changes(obj) -> Iterator[tuple[int, datetime, int | None]]:
    if hasattr(type(obj), "history"):
        yield from (
            type(obj)
            .history.filter(id=obj.pk)
            .order_by("history_id")
            .values_list("history_id", "history_date", "history_user")
        )


def _logs(obj):
    return LogEntry.objects.filter(object_id=str(obj.pk), content_type=get_content_type_for_model(obj))


def _labels(site) -> dict:
    """Return what the buttons of the admin call each deed; the first of several names."""
    deeds = [deed for page in site._registry.values() for deed in getattr(page, "deeds", ())]
    return {deed.name: deed.label for deed in reversed(deeds)}


def _tell(obj, entries: list[Entry], labels: dict, *, is_theirs: bool) -> None:
    """Fill in what the entries of a page say, who, and what changed."""
    logs = _logs(obj).select_related("user").in_bulk([each.log for each in entries if each.log])
    pks = [each.row for each in entries if each.row]
    found = events_of(obj, rows_of(obj).filter(history_id__in=pks), is_masked=not is_theirs) if pks else []
    events = {event.pk: event for event in found}
    for each in entries:
        each.event, log = events.get(each.row), logs.get(each.log)
        by = log.user if log else each.event.by
        each.who = (by.get_full_name() or by.get_username()) if by else ""
        each.said = log.get_change_message() if log else _untold(each.event, labels)


def _untold(event: Event, labels: dict) -> str:
    """Say what was done where the admin logged no sentence: by another way, or as part of another deed."""
    if event.is_first:
        return _("收录时的内容")
    return str(labels.get(event.deed, _("新建") if event.is_made else ""))
