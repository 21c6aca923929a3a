"""The registers behind the record: places, units, categories, sessions and the like, one row at a time."""

from django.db import transaction
from django.db.models import Q

from policies.changes.checked import save_checked
from policies.derived import settle
from policies.models import Action, Category, Issuer, Organisation, OrganisationName, Partner, Place
from policies.rights import require


@transaction.atomic
def save(*, obj, by):
    """Save one row of a register, and bring in line what hangs on it: counts, and names that now mean a unit."""
    require(by, "save", obj)
    save_checked(obj)
    if isinstance(obj, Place):
        settle(Action.objects.filter(reply__place=obj))
    elif isinstance(obj, Category):
        settle(Action.objects.filter(categories__in=_with_all_below(obj)))
    elif isinstance(obj, Organisation):
        link_unit(obj)
        settle(Action.objects.filter(lead__in=_with_all_below(obj)))
    elif isinstance(obj, OrganisationName):
        link_unit(obj.organisation)
    return obj


def link_unit(unit: Organisation) -> None:
    """Link what letters of the unit's place call by its names; a letter's only signer leads what nobody leads."""
    names = [unit.name, *unit.names.values_list("name", flat=True)]
    known = Q(name__in=names, organisation__isnull=True)
    Partner.objects.filter(known, action__reply__place=unit.place).update(organisation=unit)
    signed = list(Issuer.objects.filter(known, reply__place=unit.place))
    Issuer.objects.filter(pk__in=[issuer.pk for issuer in signed]).update(organisation=unit)
    several = Issuer.objects.exclude(organisation=unit).values("reply")
    undecided = Action.objects.filter(reply__in=[issuer.reply_id for issuer in signed], lead__isnull=True)
    led = list(undecided.exclude(reply__in=several))
    Action.objects.filter(pk__in=[action.pk for action in led]).update(lead=unit)
    settle(led)


def _with_all_below(obj) -> list[int]:
    pks, level = [obj.pk], [obj.pk]
    while level := list(type(obj).objects.filter(parent__in=level).values_list("pk", flat=True)):
        pks += level
    return pks
