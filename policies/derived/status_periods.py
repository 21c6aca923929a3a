"""How an action stood at the end of each day, by the facts about it."""

from collections.abc import Iterable
from datetime import date, timedelta

from policies.derived.facts import Facts, Report
from policies.models import STILL, CategoryStatusPeriod, Status, StatusPeriod
from policies.models.status_period import DatedStatus

NOW = STILL - timedelta(days=1)
"""Behind every day of the record."""
COPIED = ("action_id", *(field.attname for field in DatedStatus._meta.fields))
"""What a standing in a category has of the standing itself."""


def status_periods_of(facts: Facts) -> list[StatusPeriod]:
    """Return how the action stood from its publication on, one row for each stretch of days; none if it is not public."""
    if facts.begun is None:
        return []
    days = sorted(day for day in {facts.begun, *_turns(facts)} if day >= facts.begun)
    rows: list[StatusPeriod] = []
    for day in days:
        told = status_on(facts, day)
        if rows and all(getattr(rows[-1], name) == value for name, value in told.items()):
            continue
        if rows:
            rows[-1].until = day
        rows.append(StatusPeriod(since=day, until=STILL, **told))
    return rows


def in_categories(prefix: Iterable[StatusPeriod], lines: Iterable[str]) -> list[CategoryStatusPeriod]:
    """Return what is kept of an action that stood so for each category in whose sub-totals it counts."""
    categories = sorted({int(line.split(".")[1]) for line in lines} - {0})
    return [
        CategoryStatusPeriod(category_id=category, **{name: getattr(row, name) for name in COPIED})
        for row in prefix
        if row.is_listed
        for category in categories
    ]


def status_on(facts: Facts, day: date) -> dict:
    """Return what the site said of the action at the end of a day, as a row of standings holds it."""
    merged = facts.merged_since is not None and facts.merged_since <= day
    taken = [span for span in facts.taken if _holds(span, day)]
    told = _told([report for report in (facts.reports_there if merged else facts.reports) if _holds(report, day)])
    return told | {
        "is_listed": not merged and not taken,
        "is_split": any(span.is_split for span in taken),
        "made_on": facts.made_on,
        "due_on": next((before for moved, before in facts.moves if moved > day), facts.due_on),
    }


def _turns(facts: Facts) -> set[date | None]:
    """Return the days on which anything about the action changed."""
    spans = [*facts.reports, *facts.reports_there, *facts.taken]
    days = {span.since for span in spans} | {span.until for span in spans} | {day for day, _ in facts.moves}
    return (days | {facts.merged_since}) - {None}


def _holds(span, day: date) -> bool:
    return span.since <= day and (span.until is None or span.until > day)


def _told(reports: list[Report]) -> dict:
    """Work out the status that the reports of one day tell, oldest first, and since when. The lead's alone decide it."""
    told = {"status": Status.UNREPORTED.value, "status_since": None, "last_update_on": None, "last_published_at": None}
    corrected = {report.replaces for report in reports}
    reports = [report for report in reports if report.pk not in corrected]
    for report in reports:
        if report.of_lead:
            if report.status != told["status"]:
                told["status"], told["status_since"] = report.status, report.happened_on
            told["last_update_on"] = report.happened_on
    if reports:
        told["last_published_at"] = max(report.published_at for report in reports)
    return told
