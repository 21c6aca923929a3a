"""Numbers of what no tally holds: exactly up to a thousand, and "1,000+" beyond."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import QuerySet, Value
from django.utils.translation import gettext as _

COUNTED_EXACTLY = 1000


def bounded(queryset: QuerySet) -> str:
    """Count exactly up to a thousand, and say “1,000+” beyond."""
    return up_to_a_thousand(queryset.order_by()[: COUNTED_EXACTLY + 1].count())


def up_to_a_thousand(n: int) -> str:
    """Say a number that was counted no further than to a thousand and one."""
    return grouped(n) if n <= COUNTED_EXACTLY else _("%s+") % grouped(COUNTED_EXACTLY)


def bounded_together(querysets: Iterable[QuerySet]) -> list[int]:
    """Count each of the querysets up to a thousand and one, in one query."""
    parts, params = [], []
    for queryset in querysets:
        sql, values = queryset.order_by().values(one=Value(1))[: COUNTED_EXACTLY + 1].query.sql_with_params()
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) counted)")
        params += values
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", params)
        return list(cursor.fetchone())


def at_least(n: int, is_all: bool) -> str:
    """Say a number; where not all were looked at, what there is at least, if that says anything."""
    if is_all:
        return grouped(n)
    return _("%s+") % grouped(n) if n else ""


def grouped(n: int) -> str:
    return f"{n:,}"
