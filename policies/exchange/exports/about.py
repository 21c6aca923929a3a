"""What a workbook says of itself: of which site, which filter, how many of how many, as of when."""

from django.conf import settings

from policies.exchange.exports.query import Taken


def licence() -> str:
    """Return the name and the address of the licence, as a line."""
    return " ".join(filter(None, settings.DATA_LICENCE))


def about(taken: Taken) -> list[tuple[str, str]]:
    """Return lines of name and value."""
    return [
        ("source", f"{settings.SITE_URL}/actions/?{taken.query}"),
        ("filter", "\n".join(f"{name} = {', '.join(values)}" for name, values in taken.filter.items()) or "-"),
        ("total", f"{taken.total:,} / {taken.of:,}"),
        ("as_of", taken.day.isoformat()),
        ("licence", licence() or "-"),
    ]
