"""导出台账 of many rows: written by the worker, by the rights of whoever asked, and handed to nobody else."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.auth import get_user_model
from django.http import FileResponse, HttpRequest, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from policies.admin.ledger.listing import ledger_of, told_of
from policies.exchange.ledger.as_csv import csv_lines
from policies.exchange.ledger.sheet import Ledger
from policies.exchange.ledger.workbook import write_workbook
from policies.models import Action, AuditKind
from policies.models.rights import scope_of
from policies.office.audit import note
from policies.office.background import STAFF, STOPPED, Job, Progress, Stopped, folder, numbered, open_jobs, recent, stop
from policies.uploads import content_type

MOST_OPEN = 3
"""Of one person at once."""
KEPT = timedelta(days=1)


def ask_first(model_admin, request, most: int):
    """Say that there are many, and offer to leave them to the worker."""
    return _page(model_admin, request, {"title": _("导出台账"), "most": most, "asked": request.GET.urlencode()})


def ask(request, suffix: str):
    """Leave the ledger to the worker, and go to the page that tells of it."""
    asked = {"suffix": suffix, "query": request.GET.urlencode(), "by": request.user.pk}
    waiting = open_jobs(write_ledger, by=request.user.pk)
    same = next((job for job in waiting if job.asked == asked), None)
    if same is None and len(waiting) >= MOST_OPEN:
        messages.error(request, _("您已经有 %s 份台账在等；等它们做完，或者先停下一份。") % MOST_OPEN)
        return redirect("admin:policies_action_changelist")
    return redirect(
        "admin:policies_action_ledger_job", number=same.number if same else write_ledger.enqueue(**asked).id
    )


def own(request) -> list[Job]:
    """Return what they asked for of late and can still look at."""
    jobs = recent(write_ledger, since=timezone.now() - KEPT, by=request.user.pk)
    return [job for job in jobs if job.is_open or _file(job).exists()]


def job_page(model_admin, request, number):
    job = numbered(write_ledger, number, by=request.user.pk)
    if job is None:
        return _gone(request)
    return _page(model_admin, request, {"title": _("导出台账"), "job": job, "is_there": _file(job).exists()})


def job_file(request, number):
    """Hand over what was written, as long as its rows are still theirs."""
    job = numbered(write_ledger, number, by=request.user.pk)
    if job is None or not _file(job).exists():
        return _gone(request)
    if job.result["scope"] != _scope(request.user):
        messages.error(request, _("您的角色或单位后来变了，这份台账不再提供；请重新导出。"))
        return redirect("admin:policies_action_changelist")
    note(AuditKind.EXPORTED, words=job.result["words"])
    file, name = _file(job).open("rb"), job.result["name"]
    return FileResponse(file, as_attachment=True, filename=name, content_type=content_type(job.asked["suffix"]))


def stop_job(request, number):
    job = numbered(write_ledger, number, by=request.user.pk)
    if job is None:
        return _gone(request)
    if job.is_open:
        stop(job)
    return redirect("admin:policies_action_ledger_job", number=number)


def _gone(request):
    messages.warning(request, _("没有这份台账：只留一天，已经删掉，或者是别人导出的。请重新导出。"))
    return redirect("admin:policies_action_changelist")


def _page(model_admin, request, more: dict):
    context = {**admin.site.each_context(request), "opts": model_admin.opts, "media": model_admin.media, **more}
    return TemplateResponse(request, "admin/policies/ledger/export.html", context)


@task(**STAFF.options)
def write_ledger(context, *, suffix: str, query: str, by: int) -> dict:
    """Write what a list of the admin shows to whoever asked; return the name of the file and how many rows it has."""
    person, progress = get_user_model().objects.get(pk=by), Progress(context.task_result.id)
    model_admin, request = admin.site.get_model_admin(Action), HttpRequest()
    request.method, request.GET, request.user = "GET", QueryDict(query), person
    if not model_admin.has_view_permission(request):
        return {"outcome": "refused", "said": _("您没有做这件事的权限；请联系本单位的管理员。")}
    try:
        shown = model_admin.get_changelist_instance(request)
    except IncorrectLookupParameters:
        return {"outcome": "refused", "said": _("筛选条件已经失效；请重新筛选，再导出。")}
    with translation.override("zh-hans"):
        ledger, name = ledger_of(shown, request, suffix)
        n = ledger.actions.order_by().count()
        try:
            telling = replace(ledger, told=lambda done: progress.tell(done, n))
            _write(telling, folder("exports") / f"{context.task_result.id}.{suffix}")
        except Stopped:
            return STOPPED
        return {"outcome": "done", "n": n, "name": name, "words": told_of(ledger, name, n), "scope": _scope(person)}


def _write(ledger: Ledger, path: Path) -> None:
    """Write beside, and give the file its name once it is whole."""
    beside = path.with_suffix(".part")
    try:
        if path.suffix == ".xlsx":
            with beside.open("wb") as file:
                write_workbook(ledger, file)
        else:
            with beside.open("w", encoding="utf-8", newline="") as file:
                file.writelines(csv_lines(ledger))
        beside.rename(path)
    finally:
        beside.unlink(missing_ok=True)


def _file(job: Job) -> Path:
    return folder("exports") / f"{job.number}.{job.asked['suffix']}"


def _scope(person) -> list:
    """Return whose record somebody works on, as JSON keeps it."""
    scope = scope_of(person)
    return [sorted(scope.roles), sorted(scope.units), sorted(scope.places)]
