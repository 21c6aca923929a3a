"""What a dump says of itself to people, in both languages."""

from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from policies.exchange.dump.package import Written


def read_me(tables: Iterable[Written], *, made_at: str, previous: str) -> str:
    told = {"tables": list(tables), "made_at": made_at, "previous": previous, "site": settings.SITE_URL}
    return _in_both("dump_read_me.txt", told)


def licence() -> str:
    name, address = settings.DATA_LICENCE
    return _in_both("dump_licence.txt", {"name": name, "address": address, "site": settings.SITE_URL})


def _in_both(template: str, told: dict) -> str:
    pages = []
    for language in ("zh-hans", "en"):
        with override(language):
            pages.append(render_to_string(template, told).strip())
    return "\n\n----\n\n".join(pages) + "\n"
