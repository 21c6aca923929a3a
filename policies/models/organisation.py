"""Organisations (单位): who answers and who acts."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from policies.models.days import refuse_impossible
from policies.models.issuer import Issuer
from policies.models.recording import RecordedQuerySet
from policies.models.register_change import ChangedKind, is_told
from policies.models.reply import Reply
from policies.models.tally import DayTally, Tally
from policies.models.tree import free_slug, refuse_circle
from policies.search import UNITS


class OrganisationQuerySet(RecordedQuerySet):
    def public(self):
        """What anybody may see: what is `on_record`, as its traces say. They are worked out at the end of each change."""
        return self.filter(is_told(ChangedKind.ORGANISATIONS))

    def on_record(self):
        """Units that lead something public or signed a public letter, and those that took over from one that did."""
        # Few took over: whether those before them are on record is asked of each. IN a list, SQLite would look at all units.
        took_over = Organisation.succeeded_by.through.objects.filter(
            _is_on_record("from_organisation"), to_organisation=OuterRef("pk")
        )
        return self.filter(_is_on_record("pk") | Exists(took_over))

    def at(self, day: date | None):
        """Units that led something public, or had signed a public letter, by the end of a past day; all without one."""
        if day is None:
            return self
        counted = DayTally.objects.filter(organisation=OuterRef("pk"), day__lte=day, n__gt=0)
        signed = _signed(Reply.objects.public().at(day))
        return self.filter(Exists(counted) | Exists(signed))

    def of_demo(self, demo: bool):
        """Units of invented places, or all others."""
        return self.filter(place__is_demo=demo)

    def search(self, words: str):
        """Units in one of whose names, earlier ones too, the words stand; words that ask nothing find nothing."""
        return UNITS.search(self, words)

    def for_listing(self):
        """Of each what a row of a list shows of the unit itself."""
        return self.select_related("place")


def action_count_on(day: date) -> Coalesce:
    """Return what `action_count` would have been at the end of a past day, as a column of units."""
    turns = DayTally.objects.filter(
        organisation=OuterRef("pk"), category__isnull=True, is_demo=OuterRef("place__is_demo"), day__lte=day
    )
    counted = turns.order_by().values("organisation").annotate(total=Sum("n")).values("total")
    return Coalesce(Subquery(counted), 0)


def _is_on_record(unit: str) -> Q:
    """Say whether the unit that stands in a column leads something public or signed a public letter."""
    counted = Tally.objects.filter(**_of(unit), n__gt=0)
    return Q(Exists(counted)) | Q(Exists(_signed(Reply.objects.public(), unit)))


def _signed(letters, unit: str = "pk"):
    """Whether a unit signed one of these letters. Not IN, for which SQLite would list every letter there is."""
    return Issuer.objects.filter(Exists(letters.filter(pk=OuterRef("reply"))), **_of(unit))


def _of(unit: str) -> dict:
    """A unit, as a range: by its key alone PostgreSQL, where it has memory, lists the signers of all letters for any question."""
    return {"organisation__gte": OuterRef(unit), "organisation__lte": OuterRef(unit)}


def line_of(units: Iterable[int]) -> dict[int, set[int]]:
    """Return each unit's key with its own and those of all that took over from it, however many times since."""
    onward: dict[int, set[int]] = {}
    fresh = set(units)
    while fresh:
        onward |= {pk: set() for pk in fresh}
        rows = Organisation.succeeded_by.through.objects.filter(from_organisation__in=fresh)
        for pk, successor in rows.values_list("from_organisation", "to_organisation"):
            onward[pk].add(successor)
        fresh = set().union(*onward.values()) - onward.keys()
    return {pk: _reached(pk, onward) for pk in onward}


def _reached(pk: int, onward: dict[int, set[int]]) -> set[int]:
    reached, waiting = set(), [pk]
    while waiting:
        at = waiting.pop()
        if at not in reached:
            reached.add(at)
            waiting += onward[at]
    return reached


class Organisation(models.Model):
    """A unit of one place. Its slug, and so its address, never changes, whatever becomes of its name."""

    place = models.ForeignKey("policies.Place", on_delete=models.PROTECT, verbose_name=_("行政区"))
    name = models.CharField(_("名称"), max_length=100)
    slug = models.SlugField(
        _("网址名"),
        max_length=120,
        unique=True,
        allow_unicode=True,
        blank=True,
        help_text=_("公开网址的一部分，定了就不再改；留空时用名称。"),
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级单位")
    )
    succeeded_by = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="succeeds", verbose_name=_("职责由…接续")
    )

    ended_on = models.DateField(
        _("撤销或并入的日期"), null=True, blank=True, help_text=_("职责从这一天起由别的单位接续；还在的单位留空。")
    )

    # How many listed actions it leads, with those of the units below it. Written by `derived` alone.
    action_count = models.PositiveIntegerField(default=0, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("单位")
        ordering = ["name", "pk"]
        indexes = [
            models.Index(name="organisation_by_name", fields=["name", "id"]),
            models.Index(name="organisation_by_actions", fields=["-action_count", "id"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="organisation_name_unique_in_place",
                fields=["place", "name"],
                violation_error_message=_("这个行政区已有同名的单位。"),
            ),
            models.CheckConstraint(
                name="organisation_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                violation_error_message=_("单位不能以自己为上级。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_of(self, scope) -> bool:
        """Say whether it is one of their units."""
        return self.pk in scope.units

    @property
    def former_names(self) -> list["OrganisationName"]:
        """The names other than today's."""
        return [name for name in self.names.all() if name.name != self.name]

    def clean(self):
        refuse_impossible(self, "ended_on")
        refuse_circle(self, _("这个上级单位在它自己之下，会成为一个圈。"))
        if not self.slug:
            self.slug = free_slug(self, self.place.name if self.place_id else "")


class OrganisationName(models.Model):
    """An earlier or a shorter name of a unit, with the days between which it held, where known."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="names", verbose_name=_("单位")
    )
    name = models.CharField(_("名称"), max_length=100)
    since = models.DateField(_("启用日期"), null=True, blank=True)
    until = models.DateField(_("停用日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("曾用名和简称")
        ordering = ["organisation", "since", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="organisationname_unique",
                fields=["organisation", "name"],
                violation_error_message=_("这个单位已记有这个名称。"),
            ),
            models.CheckConstraint(
                name="organisationname_since_before_until",
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(since__lte=F("until")),
                violation_error_message=_("启用日期不能晚于停用日期。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name
