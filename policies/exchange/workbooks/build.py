"""Asking for a large workbook, within bounds, and making it."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from policies.exchange.dump.snapshot import one_snapshot
from policies.exchange.dump.withdrawals import taken_away
from policies.exchange.exports import MOST_ROWS, Taken, about, write_workbook
from policies.exchange.workbooks.store import UNFINISHED, Workbook, home, key_of, latest, put
from policies.models import edition
from policies.office.background import READERS, Job, Progress, asked_since, doing, forget_old_work, open_jobs
from policies.office.locks import ASKING, in_turn
from policies.office.logins import digest_of
from policies.queries.filters import find_actions
from policies.refusal import Refused

HOUR = timedelta(hours=1)
MOST_WAITING, MOST_FROM_ONE_ADDRESS = 5, 5
"""Workbooks at once, and within an hour."""
MOST_TRIES = 3
"""How often one is made anew because something in it was withdrawn meanwhile."""


class TooMany(Refused):
    """An address asked for enough of late."""


class Full(Refused):
    """Enough is waiting."""


def ask(taken: Taken, *, address: str | None) -> None:
    """Have the workbook of a list made, unless it is there or under way. Raises TooMany, Full."""
    forget_old_work()
    sender = digest_of(address, purpose="policies.prepared")
    with transaction.atomic():
        in_turn(ASKING)
        if _is_there(taken.asked) or open_jobs(make_workbook, query=taken.asked):
            return
        if asked_since(make_workbook, timezone.now() - HOUR, sender=sender) >= MOST_FROM_ONE_ADDRESS:
            raise TooMany(
                _("您所在的地址一小时内已经要了 %d 个大的工作簿，这一个没有做；请一小时后再来，或者改取 CSV。")
                % MOST_FROM_ONE_ADDRESS
            )
        if len(open_jobs(make_workbook)) >= MOST_WAITING:
            raise Full(_("已经有 %d 个工作簿在等，这一个没有做；请过几分钟再来，或者改取 CSV。") % MOST_WAITING)
        make_workbook.enqueue(query=taken.asked, sender=sender)


def under_way(taken: Taken) -> Job | None:
    """Return what was last asked for of a list, as far as it is known."""
    return doing(make_workbook, query=taken.asked)


@task(**READERS.options)
def make_workbook(context, *, query: str, sender: str) -> dict:
    """Make the workbook of a query and put it where everybody may take it. `sender` says who asked, for counting alone."""
    if _is_there(query):
        return {"outcome": "kept"}
    for left in home().glob(f"{UNFINISHED}*"):  # by a worker that died
        shutil.rmtree(left, ignore_errors=True)
    for _try in range(MOST_TRIES):
        if _make(query, Progress(context.task_result.id)).may_be_taken:
            return {"outcome": "done"}
    return {"outcome": "withdrawn"}


def _is_there(query: str) -> bool:
    known = latest(query)
    return known is not None and known.is_of_now and known.may_be_taken


def _make(query: str, progress: Progress) -> Workbook:
    beside = Path(mkdtemp(prefix=UNFINISHED, dir=home()))
    try:
        with one_snapshot(), (beside / "actions.xlsx").open("wb") as file:
            now, token, gone = timezone.now(), edition(), taken_away()
            taken = Taken(find_actions(QueryDict(query)))
            write_workbook(file, _told(taken, progress), about(taken), beside=beside)
        made = Workbook(
            query=query,
            file=f"{key_of(query)}-{now:%Y%m%dT%H%M%S%f}.xlsx",
            name=f"{taken.name}.xlsx",
            headers=taken.headers,
            total=taken.total,
            size=(beside / "actions.xlsx").stat().st_size,
            made_at=now,
            edition=token,
            taken=gone,
        )
        put(made, beside / "actions.xlsx")
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return made


def _told(taken: Taken, progress: Progress) -> Iterator[list[tuple]]:
    """Yield the rows of a list, and say how many there were. A sheet holds no more than so many."""
    done = 0
    for chunk in taken.chunks():
        progress.tell(done, taken.total)
        yield chunk[: MOST_ROWS - done]
        done += len(chunk)
    progress.tell(done, taken.total)
