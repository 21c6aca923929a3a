"""Matters (待办): what waits for somebody. The first page after login, the lists it leads to and the reminders ask here.

Of a unit's promises only those that are public and stand for themselves wait for a report: they are what the public sees.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policies.models import Action, Doubt, LedgerRow, ReaderCorrection, Reply, State, Status, Update, seen
from policies.models.rights import REVIEWERS, STAFF, Scope, scope_of
from policies.models.status import OPEN_AFTER_REPORT

SOON, WEEK = 30, 7
"""Days ahead in which a deadline is near, and very near."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One kind of thing that waits: for whom, and which rows. `find(by, scope, on)` holds nothing but theirs.

    The reminders tell of a row once, and again when the value of its field `stage` has changed; without one, never.
    """

    code: str
    label: str
    group: str
    about: type
    roles: frozenset[str]
    find: Callable[[object, Scope, date], QuerySet]
    stage: str = ""

    def waiting(self, by, on: date | None = None, scope: Scope | None = None) -> QuerySet:
        """Return the rows that wait for `by` on a day; none where it is not their role's matter.

        `scope` narrows what is theirs; without it, all that they work on.
        """
        scope = scope or scope_of(by)
        found = self.find(by, scope, on or timezone.localdate())
        return found if scope.roles & self.roles else found.none()


def waiting_for(by) -> list[Matter]:
    """Return the kinds of matters that may wait for `by`, in the order of the page."""
    return [matter for matter in MATTERS if scope_of(by).roles & matter.roles]


def _led(scope: Scope) -> QuerySet:
    found = Action.objects.listed()
    return found if scope.everything else found.filter(lead__in=scope.units)


def _own(rows: QuerySet, scope: Scope, letter: str = "pk") -> QuerySet:
    """Narrow rows to those of their own letters; `letter` leads from a row to its letter."""
    return rows if scope.everything else rows.filter(**{f"{letter}__in": Reply.objects.of_scope(scope).values("pk")})


def _due(after: int, until: int):
    """Find what is not finished and due in so many days: more than `after`, `until` at most."""
    unfinished = [Status.UNREPORTED, *OPEN_AFTER_REPORT]

    def find(by, scope, on):
        days = {"due_on__gt": on + timedelta(days=after), "due_on__lte": on + timedelta(days=until)}
        return _led(scope).filter(**days, status__in=unfinished)

    return find


def _to_review(by, scope, on):
    found = Update.objects.filter(state=State.SUBMITTED).exclude_writer(by)
    return found if scope.everything else found.filter(organisation__in=scope.units)


def _from_readers(by, scope, on):
    found = ReaderCorrection.objects.open()
    return found if scope.everything else found.of_scope(scope)


def _mine(state: State):
    """Find what they wrote or handed in, of what they still see: they may have changed units since."""

    def find(by, scope, on):
        return seen(by, Update.objects.filter(Q(created_by=by) | Q(submitted_by=by), state=state))

    return find


def _with_doubts(by, scope, on):
    open_doubts = Doubt.objects.filter(reading__reply=OuterRef("pk"), resolved_at__isnull=True)
    return _own(Reply.objects.filter(Exists(open_doubts), withdrawn_at__isnull=True), scope)


def _to_confirm(by, scope, on):
    return _own(Reply.objects.filter(confirmed_at__isnull=True), scope)


def _to_publish(by, scope, on):
    return _own(Reply.objects.filter(confirmed_at__isnull=False, published_at__isnull=True), scope)


def _standing(scope: Scope) -> QuerySet:
    found = Action.objects.filter(removed_at__isnull=True, same_as__isnull=True, reply__withdrawn_at__isnull=True)
    return _own(found, scope, "reply")


def _without_letter(by, scope, on):
    """Find rows of ledgers that they imported and whose letter was not there; of others' imports, as the list shows them."""
    return seen(by, LedgerRow.objects.waiting())


REPORT, REVIEW, LETTERS = _("要填报"), _("要审核"), _("答复")

MATTERS = (
    Matter("due_week", _("7 天内到期"), REPORT, Action, STAFF, _due(-1, WEEK), "due_on"),
    Matter("due_soon", _("8 至 30 天内到期"), REPORT, Action, STAFF, _due(WEEK, SOON), "due_on"),
    Matter("overdue", _("已逾期"), REPORT, Action, STAFF, lambda by, scope, on: _led(scope).overdue(on), "due_on"),
    Matter(
        "silent",
        _("已过所述期限，尚未反馈"),
        REPORT,
        Action,
        STAFF,
        lambda by, scope, on: _led(scope).silent(on),
        "due_on",
    ),
    Matter(
        "stale", _("久未更新"), REPORT, Action, STAFF, lambda by, scope, on: _led(scope).stale(on), "last_published_at"
    ),
    # Whatever is returned was handed in before: another return has another hand-in.
    Matter("returned", _("退回给我的进展"), REPORT, Update, STAFF, _mine(State.RETURNED), "submitted_at"),
    Matter("drafts", _("我的草稿"), REPORT, Update, STAFF, _mine(State.DRAFT)),
    Matter("to_review", _("待审核的进展"), REVIEW, Update, REVIEWERS, _to_review, "submitted_at"),
    Matter("to_confirm", _("待确认的答复"), REVIEW, Reply, REVIEWERS, _to_confirm),
    Matter("to_publish", _("已确认、待公开的答复"), REVIEW, Reply, REVIEWERS, _to_publish),
    Matter("from_readers", _("待处理的读者更正"), REVIEW, ReaderCorrection, REVIEWERS, _from_readers),
    Matter("without_letter", _("待补来文的台账行"), LETTERS, LedgerRow, STAFF, _without_letter),
    Matter("doubts", _("有疑点的答复"), LETTERS, Reply, STAFF, _with_doubts),
    Matter(
        "without_lead",
        _("未定主责单位的举措"),
        LETTERS,
        Action,
        STAFF,
        lambda by, scope, on: _standing(scope).filter(lead__isnull=True),
    ),
    Matter(
        "without_category",
        _("没有类别的举措"),
        LETTERS,
        Action,
        STAFF,
        lambda by, scope, on: _standing(scope).without_category(),
    ),
)
REMINDED = tuple(matter for matter in MATTERS if matter.stage)
BY_CODE = {matter.code: matter for matter in MATTERS}
