"""Logging in: from where, how often in vain, and what is noted of it.

Failures are counted by django-axes, per account name and address: a stranger cannot lock a person out from afar, and a
guesser gains nothing by trying one name from one place. The signals are Django's and axes': neither calls anything else.
"""

import time
from datetime import timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from axes.models import AccessAttempt
from axes.signals import user_locked_out
from axes.utils import reset
from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Sum
from django.dispatch import receiver
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policies.models import AuditEntry, AuditKind
from policies.office.audit import note

MINUTE = 60
# Failures from one address, under whatever names, in the time that a lock lasts: far more than an office's fingers make.
MOST_FROM_ONE_ADDRESS = 50


def address_of(request) -> str | None:
    """Return the address from which a request came; None where it cannot be told.

    A proxy appends the address that it saw to X-Forwarded-For. With PROXIES of our own before us, only the entry that
    the outermost of them wrote is true: what stands left of it, the visitor may have written.
    """
    written = request.META.get("REMOTE_ADDR", "")
    if settings.PROXIES:
        entries = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        written = entries[-settings.PROXIES] if len(entries) >= settings.PROXIES else ""
    try:
        return str(_parse(written.strip()))
    except ValueError:
        return None


def _parse(address: str) -> IPv4Address | IPv6Address:
    """Return the address, an IPv4-mapped one as IPv4: a dual-stack listener writes ::ffff:203.0.113.1."""
    known = ip_address(address)
    return getattr(known, "ipv4_mapped", None) or known


def household(address: str | None) -> str:
    """Return by what requests from an address are counted: of IPv6 the network, of which one household has a whole one."""
    known = _parse(address) if address else None
    return str(ip_network((known, 64), strict=False) if known is not None and known.version == 6 else known)


def counted_at(request) -> str | None:
    """Return the address at which failed logins are counted: of IPv6 the first of its network, as for all else."""
    return household(address_of(request)).partition("/")[0] if address_of(request) else None


def digest_of(address: str | None, *, purpose: str) -> str:
    """Return what tells one sender from another, for one purpose; the address cannot be told from it."""
    return salted_hmac(purpose, household(address), algorithm="sha256").hexdigest()


class SignInForm(AdminAuthenticationForm):
    """The form of the login page: it tells somebody who is locked out for how long, and keeps what was typed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("登录名")

    def clean(self):
        """Try nothing more where an address has guessed at too many names, as a list of stolen passwords does."""
        if tried_too_often(address_of(self.request)):
            self.request.throttled = True
            told = _("从您所在的地址输错的次数太多；请 %(n)d 分钟后再试。")
            raise ValidationError(told % {"n": settings.AXES_COOLOFF_TIME // timedelta(minutes=1)}, code="throttled")
        return super().clean()

    def get_invalid_login_error(self):
        if not getattr(self.request, "axes_locked_out", False):
            return super().get_invalid_login_error()
        n = minutes_left(self.cleaned_data["username"], counted_at(self.request))
        told = ngettext(
            "输错的次数太多：这个登录名暂时不能从您所在的地址登录，请在 %(n)d 分钟后再试，或请管理员解除锁定。",
            "输错的次数太多：这个登录名暂时不能从您所在的地址登录，请在 %(n)d 分钟后再试，或请管理员解除锁定。",
            n,
        )
        return ValidationError(told % {"n": n}, code="locked_out")


def tried_too_often(address: str | None) -> bool:
    """Say whether too many logins failed from an address of late; of one that cannot be told, nothing is known."""
    recent = AuditEntry.objects.filter(kind=AuditKind.LOGIN_FAILED, at__gte=timezone.now() - settings.AXES_COOLOFF_TIME)
    return address is not None and count_from(recent, address) >= MOST_FROM_ONE_ADDRESS


def count_from(entries: QuerySet[AuditEntry], address: str | None) -> int:
    """Return how many of some recent entries came from the household of `address`."""
    # SQLite keeps addresses as text and knows no networks: a few thousand senders are quickly told apart here.
    counts = entries.order_by().values_list("address").annotate(n=Count("pk"))
    return sum(n for each, n in counts if household(each) == household(address))


def locked_out(request, response, credentials=None):
    """Answer somebody who is locked out: the login page, which says so itself, as 429 "too many requests"."""
    left = minutes_left((credentials or {}).get("username", ""), counted_at(request))
    response.status_code = 429
    response["Retry-After"] = str(left * MINUTE)
    return response


def minutes_left(name: str, address: str | None) -> int:
    """Return for how many minutes `name` is locked at `address`, one at the least."""
    latest = _counting().filter(username=name, ip_address=address).aggregate(latest=Max("attempt_time"))["latest"]
    left = (latest or timezone.now()) + settings.AXES_COOLOFF_TIME - timezone.now()
    return max(1, -(-left // timedelta(minutes=1)))


def is_locked(name: str) -> Exists:
    """Return whether the account name in the field `name` of a query is locked, from one address or another."""
    failed = _counting().filter(username=OuterRef(name)).order_by().values("username", "ip_address")
    counted = failed.annotate(n=Sum("failures_since_start"))
    return Exists(counted.filter(n__gte=settings.AXES_FAILURE_LIMIT))


def unlock(name: str) -> None:
    """Forget the failures of an account, from wherever they came."""
    reset(username=name)


def _counting():
    """Return the failures that still count."""
    return AccessAttempt.objects.filter(attempt_time__gte=timezone.now() - settings.AXES_COOLOFF_TIME)


def begin_session(session) -> None:
    """Write down when somebody logged in and was last seen: policies/office/session_expiry.py ends the session by it."""
    session["began"] = session["seen"] = int(time.time())


@receiver(user_logged_in)
def _note_login(sender, request, user, **kwargs):
    begin_session(request.session)
    note(AuditKind.LOGGED_IN, by=user)


@receiver(user_logged_out)
def _note_logout(sender, request, user, **kwargs):
    if user is not None:
        note(AuditKind.LOGGED_OUT, by=user)


@receiver(user_login_failed)
def _note_failure(sender, credentials, request=None, **kwargs):
    """Note a failure that was tried. Axes has looked at it before: somebody already locked out has tried nothing."""
    if getattr(request, "axes_failures_since_start", None):
        note(AuditKind.LOGIN_FAILED, name=credentials.get("username") or "")


@receiver(user_locked_out)
def _note_lock(sender, request, username, **kwargs):
    """Note the failure that locked; axes says so again at every further attempt."""
    if request.axes_failures_since_start:
        note(AuditKind.LOCKED_OUT, name=username or "")
