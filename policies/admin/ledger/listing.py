"""What a list of actions in the admin shows, as a ledger: its rows, its name, and what narrows it, in words."""

from django.utils import translation
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from policies.exchange.ledger.entries import in_ledger
from policies.exchange.ledger.sheet import ALL_UNITS, Ledger
from policies.models import Organisation
from policies.queries.paging import as_number


def ledger_of(shown, request, suffix: str) -> tuple[Ledger, str]:
    """Return the ledger of a list, all pages of it, and the name of its file."""
    with translation.override("zh-hans"):
        unit = _unit(request.GET.get("lead__id__exact", ""))
        ledger = Ledger(in_ledger(shown.queryset), unit, filters_of(shown, request))
        return ledger, get_valid_filename(f"{ledger.title}{ledger.made_on:%Y%m%d}.{suffix}")


def told_of(ledger: Ledger, name: str, n: int) -> str:
    """Say for the audit list what was handed over."""
    return f"{name}：{n} 条；{'；'.join(ledger.filters)}"


def filters_of(shown, request) -> list[str]:
    """Return what narrows a list of the admin, in words."""
    told = [_("搜索：%s") % shown.query] if shown.query else []
    for each in shown.filter_specs:
        chosen = [choice["display"] for choice in list(each.choices(shown))[1:] if choice["selected"]]
        told += [f"{each.title}：{'、'.join(str(word) for word in chosen)}"] if chosen else []
    return told


def _unit(number: str) -> str:
    try:
        unit = Organisation.objects.filter(pk=as_number(number)).first()
    except ValueError:
        unit = None
    return unit.name if unit else ALL_UNITS
