"""Who may do what to which object. Asked by every change and by the admin alike."""

from django.utils.translation import gettext as _


class Refused(Exception):
    """A change that cannot be made. Its text is a sentence for the person who asked, shown as it is."""


def may(by, deed: str, obj) -> bool:
    """Say whether `by` may do `deed` (the name of a change) to `obj`.

    Until units have members, only administrators (superusers) change the record.
    """
    return bool(by is not None and by.is_active and by.is_superuser)


def require(by, deed: str, obj) -> None:
    """Raise Refused unless `by` may do `deed` to `obj`."""
    if not may(by, deed, obj):
        raise Refused(_("您没有做这件事的权限；请联系本单位的管理员。"))
