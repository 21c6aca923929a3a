"""Writing the audit list (审计记录): one call where something is done that must be possible to look up.

An entry is written in the transaction of what it tells of: what was refused or rolled back leaves none. Who asked, and
from which address, is known for as long as a request lasts; a command has no address.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from policies.models import AuditEntry, AuditKind

LONGEST_NAME = AuditEntry._meta.get_field("name").max_length
LONGEST_ABOUT = AuditEntry._meta.get_field("about_words").max_length
LONGEST_WORDS = AuditEntry._meta.get_field("words").max_length


@dataclass(frozen=True, slots=True)
class Asking:
    """Whoever sent the request at hand, which may be nobody known, and from where."""

    user: object | None = None
    address: str | None = None


NOBODY = Asking()
_asking: ContextVar[Asking] = ContextVar("asking", default=NOBODY)


@contextmanager
def asked_by(user, address: str | None) -> Iterator[None]:
    """Note what is done inside the block as done by `user` from `address`, unless `note` is told otherwise."""
    token = _asking.set(Asking(user, address))
    try:
        yield
    finally:
        _asking.reset(token)


def address_now() -> str | None:
    """Return the address from which the request at hand came; None outside of a request."""
    return _asking.get().address


def note(kind: AuditKind, *, about=None, by=None, name: str = "", words: str = "") -> AuditEntry:
    """Add an entry. `about` is the row it was done to, `name` what was typed where nobody is known."""
    asking = _asking.get()
    user = by if by is not None else asking.user
    known = user is not None and user.is_authenticated
    return AuditEntry.objects.create(
        kind=kind,
        by=user if known else None,
        name=_one_line(name or (user.get_username() if known else ""), LONGEST_NAME),
        address=asking.address,
        about_type=about._meta.model_name if about is not None else "",
        about_id=about.pk if about is not None else None,
        about_words=_one_line(str(about), LONGEST_ABOUT) if about is not None else "",
        words=_one_line(words, LONGEST_WORDS),
    )


def _one_line(text: str, longest: int) -> str:
    """Return `text` without what would break a line or a database (NUL), cut to what fits."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text).strip()
    return plain if len(plain) <= longest else f"{plain[: longest - 1]}…"
