"""How many listed actions each unit leads, with those below it: its tally, copied into its row so that lists sort by it.

A unit counts the actions of its side alone: those of invented letters where its place is invented, else all others.
"""

from collections.abc import Iterable, Iterator

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from policies.models import Organisation, Tally

AT_ONCE = 500


def count_actions(units: Iterable[int]) -> None:
    """Bring the `action_count` of these units (keys) in line with the tallies."""
    pks = sorted(units)
    for first in range(0, len(pks), AT_ONCE):
        Organisation.objects.filter(pk__in=pks[first : first + AT_ONCE]).update(action_count=_tallied())


def differences() -> Iterator[str]:
    """Yield a line for each unit whose `action_count` is not its tally."""
    wrong = Organisation.objects.annotate(tallied=_tallied()).exclude(action_count=F("tallied")).order_by("pk")
    for pk, count, tallied in wrong.values_list("pk", "action_count", "tallied"):
        yield f"unit {pk}: action_count is {count}, not {tallied}"


def _tallied() -> Coalesce:
    of_any_status = Tally.objects.filter(organisation=OuterRef("pk"), category__isnull=True, status="")
    of_its_side = of_any_status.filter(is_demo=F("organisation__place__is_demo"))
    return Coalesce(Subquery(of_its_side.values("n")[:1]), 0)
