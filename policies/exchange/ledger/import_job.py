"""Imports of many rows, left to the worker: by the rights that whoever asked has when it runs, and stopped by them."""

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from policies.exchange.ledger.importing import ChangedSince, Told, import_ledger, summary, try_import
from policies.models import ImportState, LedgerImport
from policies.models.rights import require, scope_of
from policies.office.audit import address_now, asked_by
from policies.office.background import STAFF, STOPPED, Job, Progress, Stopped, doing, is_open_for, stop
from policies.refusal import Refused

MOST_AT_ONCE = 1_000
"""Rows of a file that a browser waits for."""


def is_large(made: LedgerImport) -> bool:
    return made.rows.count() > MOST_AT_ONCE


def ask(*, ledger_import: LedgerImport, deed: str, skip_refused: bool = False, by) -> None:
    """Leave trying an import, or making it, to the worker. Raises Refused."""
    require(by, "import_ledger", None)
    refuse_under_way(ledger_import)
    run_import.enqueue(
        ledger_import=ledger_import.pk,
        deed=deed,
        skip_refused=skip_refused,
        by=by.pk,
        language=translation.get_language(),
        address=address_now(),
    )


def under_way(made: LedgerImport) -> Job | None:
    """Return what the worker does, or did last, of an import."""
    return doing(run_import, ledger_import=made.pk)


def with_progress(imports: QuerySet) -> QuerySet:
    """Let each import say whether the worker is to do something with it, or does (`is_under_way`)."""
    return imports.annotate(is_under_way=is_open_for(run_import, "ledger_import"))


def refuse_under_way(made: LedgerImport) -> None:
    """Raise Refused while the worker has not done with an import."""
    job = under_way(made)
    if job and job.is_open:
        raise Refused(_("这次导入正在后台排队或进行；等它做完，或者先停下它。"))


def may_stop(job: Job, by) -> bool:
    """Say whether they asked for it themselves, or see to everything here."""
    return job.is_open and (job.asked["by"] == by.pk or scope_of(by).everything)


def stop_import(*, ledger_import: LedgerImport, by) -> None:
    """Take it out of the queue, or end it before its next rows; nothing is written. Raises Refused.

    No change: it must not wait for the one that it ends.
    """
    job = under_way(ledger_import)
    if job is None or not may_stop(job, by):
        raise Refused(_("没有可以停下的：它已经做完，或者是别人开始的。"))
    stop(job)


@task(**STAFF.options)
def run_import(
    context, *, ledger_import: int, deed: str, skip_refused: bool, by: int, language: str, address: str | None
) -> dict:
    """Try an import, or make it; return what came of it, in the words of whoever asked."""
    made, person = LedgerImport.objects.get(pk=ledger_import), get_user_model().objects.get(pk=by)
    told = Progress(context.task_result.id).tell
    with translation.override(language), asked_by(person, address):
        try:
            return {"outcome": "done", "said": _done(made, deed, skip_refused, person, told)}
        except Stopped:
            return STOPPED
        except Refused as refused:
            if isinstance(refused, ChangedSince):
                try_import(ledger_import=made, by=person)  # the page shows what holds now
            return {"outcome": "refused", "said": str(refused)}


def _done(made: LedgerImport, deed: str, skip_refused: bool, person, told: Told) -> str:
    if deed == "try_import":
        return _("已核对：%s。") % summary(try_import(ledger_import=made, by=person, told=told))
    if made.state != ImportState.APPLIED:  # else a worker died between the last row and saying so
        made = import_ledger(ledger_import=made, skip_refused=skip_refused, by=person, told=told)
    return _("已导入：%s。") % summary(made)
