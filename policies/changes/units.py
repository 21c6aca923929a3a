"""What becomes of units: renamed, merged, divided. Their record, their address and their letters stay where they are."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from policies.changes.base import change, save_checked
from policies.changes.registry import keep
from policies.derived import note_named, settle
from policies.models import Action, Organisation, OrganisationName, line_of
from policies.models.rights import require
from policies.refusal import Refused


@change
def rename_unit(*, unit: Organisation, name: str, on: date, by) -> Organisation:
    """Call the unit by another name from a day on. The old name stays with its days, the address as it is.

    Letters keep the name as they wrote it; under either name they are this unit's.
    """
    require(by, "rename_unit", unit)
    unit = Organisation.objects.get(pk=unit.pk)
    name = name.strip()
    if not name or name == unit.name:
        raise Refused(_("写明新的名称；它要和现在的不同。"))
    _refuse_ended(unit)
    old, new = _named(unit, unit.name), _named(unit, name)
    old.until = on
    new.since, new.until = on, None
    for each in (old, new):
        save_checked(each)
    unit.name = name
    return keep(obj=unit, by=by)


@change
def merge_units(*, units: Iterable[Organisation], into: Organisation, on: date, by) -> Organisation:
    """Say that `into` took over from `units`, which are no more from a day on."""
    for unit in units:
        others = unit.succeeded_by.exclude(pk=into.pk)
        succeed_unit(unit=unit, successors=[*others, into], on=on, by=by)
    return into


@change
def succeed_unit(*, unit: Organisation, successors: Iterable[Organisation], on: date | None, by) -> Organisation:
    """Say which units took over from `unit` on a day: several where it was divided; none takes the saying back.

    What `unit` leads stays its own on record; its successors report on it from now on, and that sets the status.
    """
    require(by, "merge_units", unit)
    unit, successors = Organisation.objects.select_related("place").get(pk=unit.pk), list(successors)
    if successors and on is None:
        raise Refused(_("写明从哪一天起由别的单位接续。"))
    for other in successors:
        _refuse_succession(unit, other)
    note_named(units=unit.succeeded_by.values_list("pk", flat=True))
    unit.succeeded_by.set(successors)
    unit.ended_on = on if successors else None
    save_checked(unit)
    settle(Action.objects.filter(lead__in=_all_before([unit.pk]), updates__isnull=False).distinct())
    return unit


def _named(unit: Organisation, name: str) -> OrganisationName:
    return unit.names.filter(name=name).first() or OrganisationName(organisation=unit, name=name)


def _all_before(units: Iterable[int]) -> set[int]:
    """Return these units and all that they took over from, however many times."""
    found, fresh = set(), set(units)
    while fresh:
        found |= fresh
        fresh = set(Organisation.objects.filter(succeeded_by__in=fresh).values_list("pk", flat=True)) - found
    return found


def _refuse_ended(unit: Organisation) -> None:
    if unit.ended_on:
        raise Refused(_("“%s”已由别的单位接续，不再更名。") % unit.name)


def _refuse_succession(unit: Organisation, other: Organisation) -> None:
    if other.pk == unit.pk:
        raise Refused(_("单位不能由它自己接续。"))
    if other.place.is_demo != unit.place.is_demo:
        raise Refused(_("演示数据和真实的单位不能互相接续。"))
    if unit.pk in line_of([other.pk])[other.pk]:
        told = {"unit": unit.name, "other": other.name}
        raise Refused(_("“%(other)s”的职责已由“%(unit)s”接续，不能再反过来。") % told)
