"""Sessions (会议): the meeting at which a proposal was handed in."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from policies.models.proposal import Proposal
from policies.reader import Body


class BodyChoices(models.TextChoices):
    CPPCC = Body.CPPCC.value, _("政协")
    NPC = Body.NPC.value, _("人大")


class SessionQuerySet(models.QuerySet):
    def public(self):
        """What anybody may see: meetings of a proposal to which a public letter answers."""
        answered = Proposal.objects.public().filter(session=OuterRef("pk")).order_by()
        # Not EXISTS: PostgreSQL would join all proposals with all letters to find the twenty newest meetings.
        return self.alias(answered=Subquery(answered.values("pk")[:1])).filter(answered__isnull=False)


class Session(models.Model):
    """第十三届全国政协第五次会议: place × body × term × number."""

    place = models.ForeignKey("policies.Place", on_delete=models.PROTECT, verbose_name=_("行政区"))
    body = models.CharField(_("政协/人大"), max_length=5, choices=BodyChoices)
    term = models.PositiveSmallIntegerField(_("届"))
    number = models.PositiveSmallIntegerField(_("次"))
    year = models.PositiveSmallIntegerField(_("年份"), null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("会议")
        ordering = ["place", "body", "-term", "-number"]
        # What the form of a list offers.
        indexes = [models.Index(name="session_newest", fields=["-year", "-term", "-number", "id"])]
        constraints = [
            models.UniqueConstraint(
                name="session_unique",
                fields=["place", "body", "term", "number"],
                violation_error_message=_("这次会议已经建立。"),
            ),
            models.CheckConstraint(
                name="session_counts_from_one",
                condition=Q(term__gte=1, number__gte=1),
                violation_error_message=_("届和次从 1 数起。"),
            ),
        ]

    def __str__(self) -> str:
        return _("%(place)s%(body)s%(term)d届%(number)d次会议") % {
            "place": self.place.name,
            "body": self.get_body_display(),
            "term": self.term,
            "number": self.number,
        }

    def is_of(self, scope) -> bool:
        """Say whether it was held where their units are."""
        return self.place_id in scope.places
