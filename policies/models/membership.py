"""Memberships (任职): of which units somebody's work is, and since when until when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policies.models.organisation import Organisation
from policies.models.tree import all_below


class MembershipQuerySet(models.QuerySet):
    def on(self, day=None):
        """Memberships that hold on a day; today, unless one is given."""
        day = day or timezone.localdate()
        begun = Q(since__isnull=True) | Q(since__lte=day)
        return self.filter(begun, Q(until__isnull=True) | Q(until__gte=day))

    def units(self) -> frozenset[int]:
        """Return the keys of the units that today's memberships name."""
        return frozenset(self.on().values_list("organisation", flat=True))

    def reach(self) -> tuple[frozenset[int], frozenset[int]]:
        """Return the units that today's memberships reach, and the places of the units they name.

        A unit reaches all below it, and what it took over from units that are no more (`succeeded_by`).
        """
        named = list(self.on().values_list("organisation", "organisation__place"))
        units = set(all_below(Organisation.objects.all(), [unit for unit, _place in named]))
        fresh = units
        while fresh:
            taken_over = Organisation.objects.filter(succeeded_by__in=fresh).values_list("pk", flat=True)
            fresh = set(all_below(Organisation.objects.all(), set(taken_over))) - units
            units |= fresh
        return frozenset(units), frozenset(place for _unit, place in named)


class Membership(models.Model):
    """One person in one unit. What they may do there, their role says."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("账号")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("单位")
    )
    since = models.DateField(_("起"), null=True, blank=True, help_text=_("留空表示一直以来。"))
    until = models.DateField(_("止"), null=True, blank=True, help_text=_("最后一天；留空表示没有期限。"))

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("所属单位")
        ordering = ["user", "pk"]
        constraints = [
            models.CheckConstraint(
                name="membership_since_before_until",
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(since__lte=F("until")),
                violation_error_message=_("起的日期不能晚于止的日期。"),
            ),
            models.UniqueConstraint(
                name="membership_unique_while_open",
                fields=["user", "organisation"],
                condition=Q(until__isnull=True),
                violation_error_message=_("这个账号已在这个单位。"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)
