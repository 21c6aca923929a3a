"""Actions (具体举措): one sentence of a letter that says what will be done. The unit that staff update."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Length
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policies.models import lateness
from policies.models.as_of import AsOfQuerySet, Then
from policies.models.days import NO_DEADLINE, begins, refuse_impossible
from policies.models.partner import Partner
from policies.models.recording import RecordedQuerySet
from policies.models.reply import Reply, text_key
from policies.models.status import WANTS_NEWS, Status
from policies.reader import Strength
from policies.reader.phones import masked
from policies.search import ACTIONS

# Where an order puts what has no day: behind everything that has one.
NO_UPDATE = Value(date(1, 1, 1), output_field=models.DateField())
# How indexes begin, and what a count asks.
LISTED, COUNTED = ("is_listed", "is_demo"), ("id", "is_public")
WITHDRAWN = Q(published_at__isnull=False, is_public=False)
SELDOM_SHOWN = (
    "quote_key", "split_at", "published_by", "removed_at", "removed_by", "removed_reason", "counted_in", "counted_by_day",
)  # fmt: skip
"""What no row of a list shows."""


class ActionQuerySet(AsOfQuerySet, RecordedQuerySet):
    def public(self):
        """What anybody may see. Every page, file, feed and API call that shows actions starts here."""
        # Django writes `is_public=True` as a bare column, for which SQLite takes no index; IN it takes as "=".
        return self.filter(is_public__in=[True])

    def listed(self):
        """What lists and counts hold: each public promise once, on its canonical action."""
        return self.filter_dated(is_listed__in=[True])

    def counted(self):
        """Leave out what others stand for: superseded, or split (`is_replaced`)."""
        return self.exclude(is_public=True, is_listed=False, same_as__isnull=True)

    def unsplit(self):
        """Leave out what was split once public: its parts are marked in the letter in its place."""
        return self.filter_dated(is_split=False) if self.as_of else self.filter(split_at__isnull=True)

    def withdrawn(self):
        """What was public and is no more: the letter was withdrawn, or the action removed. Its page says only that."""
        return self.filter(WITHDRAWN)

    def in_categories(self, pks, *, or_none: bool = False):
        """Actions in any of these categories, each once; `or_none` also those to which nobody gave one."""
        held = Action.categories.through.objects.filter(category__in=pks)
        kept = Q(pk__in=held.values("action")) if pks else Q(pk__in=())
        return self.filter(kept | self.bare() if or_none else kept)

    def without_category(self):
        """Actions to which nobody gave a category."""
        return self.filter(self.bare())

    def bare(self) -> Q:
        """What `without_category` asks."""
        return Q(~Exists(Action.categories.through.objects.filter(action=OuterRef("pk"))))

    def same_words_as(self, actions: Iterable["Action"], *, place):
        """Actions of other letters of one place with the words of one of `actions`: likely the same promise."""
        actions = list(actions)
        keys, letters = {action.quote_key for action in actions}, {action.reply_id for action in actions}
        found = self.filter(quote_key__in=keys, reply__place=place, removed_at__isnull=True, same_as__isnull=True)
        return found.exclude(reply__in=letters)

    def helped_by(self, units):
        """Actions on which one of these units acts with the lead."""
        return self.filter(pk__in=Partner.objects.filter(organisation__in=units).values("action"))

    def answering(self, proposals):
        """Actions of letters that answer one of these proposals."""
        answers = Reply.proposals.through.objects.filter(proposal__in=proposals)
        return self.filter(reply__in=answers.values("reply"))

    def led_or_helped_by(self, units):
        """Actions that one of these units leads, or on which it acts with the lead."""
        helped = Partner.objects.filter(organisation__in=units)
        return self.filter(Q(lead__in=units) | Q(pk__in=helped.values("action")))

    def search(self, words: str):
        """Actions in whose quote, heading, proposals or numbers the words stand; words that ask nothing find nothing."""
        return ACTIONS.search(self, words)

    def for_listing(self):
        """Of each what a row of a list shows of the action itself; no joins."""
        return self.defer(*SELDOM_SHOWN)


def quote_key(quote: str) -> str:
    """Return what equal sentences of two letters share: a digest of the words without white space."""
    return text_key(quote)[:32]  # half of it tells sentences apart as surely, and is kept a million times


class StrengthChoices(models.TextChoices):
    FIRM = Strength.FIRM.value, _("具体")
    SOFT = Strength.SOFT.value, _("原则性")
    CONDITIONAL = Strength.CONDITIONAL.value, _("附条件")

    @property
    def meaning(self) -> str:
        return STRENGTH_MEANINGS[self]


STRENGTH_MEANINGS = {
    StrengthChoices.FIRM: _("写明了做什么，做没做成可以核对。"),
    StrengthChoices.SOFT: _("说的是方向和原则，难以逐项核对。"),
    StrengthChoices.CONDITIONAL: _("以某个条件为前提：条件具备才做。"),
}


class Action(models.Model):
    """The letter's own words at `start` to `end`, and what has been reported about them."""

    reply = models.ForeignKey(
        "policies.Reply", on_delete=models.PROTECT, related_name="actions", verbose_name=_("答复")
    )
    commitment = models.ForeignKey(
        "policies.Commitment", on_delete=models.PROTECT, related_name="actions", verbose_name=_("承诺事项")
    )
    quote = models.TextField(_("原文"))
    quote_key = models.CharField(max_length=32, db_index=True, editable=False)
    start = models.PositiveIntegerField(_("起"))
    end = models.PositiveIntegerField(_("止"))
    strength = models.CharField(_("力度"), max_length=11, choices=StrengthChoices)
    due_text = models.CharField(_("期限（原文）"), max_length=100, blank=True)
    due_on = models.DateField(_("期限"), null=True, blank=True)
    due_on_first = models.DateField(_("最初的期限"), null=True, blank=True)
    lead = models.ForeignKey(
        "policies.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="leads",
        verbose_name=_("主责单位"),
    )
    categories = models.ManyToManyField("policies.Category", blank=True, related_name="actions", verbose_name=_("类别"))
    same_as = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="duplicates", verbose_name=_("同于")
    )
    superseded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="supersedes", verbose_name=_("由…取代")
    )
    split_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("拆分自")
    )
    split_at = models.DateTimeField(_("拆分时间"), null=True, blank=True, editable=False)
    published_at = models.DateTimeField(_("公开时间"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    removed_at = models.DateTimeField(_("移除时间"), null=True, blank=True, editable=False)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    removed_reason = models.TextField(_("移除理由"), blank=True, editable=False)

    # Derived from the rows above and below, and written by `derived` alone.
    is_public = models.BooleanField(_("公开"), default=False, editable=False)
    is_listed = models.BooleanField(_("列入清单"), default=False, editable=False)
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)
    place = models.ForeignKey(
        "policies.Place", on_delete=models.PROTECT, null=True, editable=False, related_name="+", db_index=False
    )
    status = models.CharField(_("状态"), max_length=12, choices=Status, default=Status.UNREPORTED, editable=False)
    status_since = models.DateField(_("状态始于"), null=True, blank=True, editable=False)
    last_update_on = models.DateField(_("最近进展"), null=True, blank=True, editable=False)
    last_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    counted_in = models.JSONField(default=list, editable=False)
    counted_by_day = models.JSONField(default=list, editable=False)

    objects = ActionQuerySet.as_manager()
    as_of: date | None = None
    """The past day as of which a list shows it; what it says of itself is then what the site said."""
    # Annotated by `at` (TOLD_BY_DAY). A mixin would stand in migrations as a base of the model.
    dated_is_listed, dated_is_split, dated_status, dated_status_since = Then(), Then(), Then(), Then()
    dated_due_on, dated_last_update_on, dated_last_published_at = Then(), Then(), Then()

    class Meta:
        verbose_name = verbose_name_plural = _("具体举措")
        ordering = ["-reply_id", "start"]
        indexes = [
            # Every list begins at what is public, listed and (not) demo, narrows by a filter and ends in its order.
            models.Index(name="action_by_day", fields=[*LISTED, "-published_at", *COUNTED, "status", "due_on"]),
            models.Index(name="action_as_of", fields=["is_demo", "-published_at", *COUNTED]),
            models.Index(name="action_status", fields=[*LISTED, "status", "-published_at", "id"]),
            models.Index(name="action_lead", fields=["lead", *LISTED, "-published_at", "id"]),
            models.Index(name="action_place", fields=["place", *LISTED, "-published_at", "id", "status"]),
            models.Index(name="action_lead_status", fields=["lead", "is_listed", "status", "-published_at", "id"]),
            models.Index(*map(F, LISTED), Coalesce("due_on", NO_DEADLINE), F("id"), name="action_due"),
            models.Index(*map(F, LISTED), Coalesce("last_update_on", NO_UPDATE), F("id"), name="action_updated"),
            # Overdue and silent, stale: ranges of one status each. These hold all that a count asks: it fetches no row.
            models.Index(name="action_by_strength", fields=["strength", *LISTED, "-published_at", *COUNTED]),
            models.Index(name="action_by_deadline", fields=[*LISTED, "status", "due_on", *COUNTED]),
            models.Index(name="action_withdrawn", fields=["is_demo", "published_at"], condition=WITHDRAWN),
            models.Index(name="action_by_news", fields=[*LISTED, "status", "last_published_at", *COUNTED]),
        ]
        constraints = [
            models.CheckConstraint(
                name="action_quote_fills_its_span",
                condition=Q(end=F("start") + Length("quote")) & ~Q(quote=""),
                violation_error_message=_("引文的长度和它在正文里的位置不符。"),
            ),
            models.UniqueConstraint(
                name="action_start_unique_in_reply",
                fields=["reply", "start"],
                condition=Q(removed_at__isnull=True, split_at__isnull=True),
                violation_error_message=_("正文里从这个位置开始的举措已经有了。"),
            ),
            models.CheckConstraint(
                name="action_published_at_and_by_go_together",
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                violation_error_message=_("公开要同时记下时间和人。"),
            ),
            models.CheckConstraint(
                name="action_removed_with_reason",
                condition=Q(removed_at__isnull=True, removed_by__isnull=True, removed_reason="")
                | Q(removed_at__isnull=False, removed_by__isnull=False) & ~Q(removed_reason=""),
                violation_error_message=_("移除要同时记下时间、人和理由。"),
            ),
            models.CheckConstraint(
                name="action_not_related_to_itself",
                condition=(Q(same_as__isnull=True) | ~Q(same_as=F("id")))
                & (Q(superseded_by__isnull=True) | ~Q(superseded_by=F("id")))
                & (Q(split_from__isnull=True) | ~Q(split_from=F("id"))),
                violation_error_message=_("举措不能同于、取代或拆分它自己。"),
            ),
        ]

    def __str__(self) -> str:
        return self.quote if len(self.quote) <= 40 else f"{self.quote[:39]}…"

    def clean(self):
        refuse_impossible(self, "due_on")
        self.quote_key = quote_key(self.quote)
        if self.commitment.reply_id != self.reply_id:
            raise ValidationError({"commitment": _("承诺事项属于另一件答复。")})
        if self.reply.text[self.start : self.end] != self.quote:
            raise ValidationError({"quote": _("引文和答复正文同一位置的文字不一致；引文必须是原文。")})

    @property
    def shown_quote(self) -> str:
        """The quote as everybody outside the admin sees it."""
        return masked(self.quote)

    @property
    def is_confirmed(self) -> bool:
        """Say whether a person stands for the reading of its letter."""
        return self.reply.is_confirmed

    def is_reported_by(self, scope) -> bool:
        """Say what `led_or_helped_by` finds, of this one."""
        return self.lead_id in scope.units or any(each.organisation_id in scope.units for each in self.partners.all())

    def is_of(self, scope) -> bool:
        """Say whether one of their units leads it, or its letter is theirs."""
        return self.lead_id in scope.units or self.reply.is_of(scope)

    @property
    def is_replaced(self) -> bool:
        """Say whether it is public and counts no more, because others stand for it: superseded, or split."""
        return self.is_public and not self.is_listed and self.same_as_id is None

    def is_overdue(self, on: date | None = None) -> bool:
        """Say what `overdue` finds, of this one."""
        return not self.is_replaced and lateness.is_overdue(self.status, self.due_on, self._day(on))

    def is_silent(self, on: date | None = None) -> bool:
        """Say what `silent` finds, of this one."""
        passed = lateness.has_passed(self.due_on, self._day(on))
        return self.status == Status.UNREPORTED and passed and not self.is_replaced

    def is_stale(self, on: date | None = None) -> bool:
        """Say what `stale` finds, of this one."""
        told, days = self.last_published_at, timedelta(days=settings.STALE_AFTER_DAYS)
        known = told is not None and self.status in WANTS_NEWS and not self.is_replaced
        return known and told < begins(self._day(on) - days)

    def is_done_late(self) -> bool:
        """Say whether its lead reports that it was done, and on a day after its deadline."""
        known = self.due_on is not None and self.status_since is not None
        return known and self.status == Status.DONE and self.due_on < self.status_since

    def _day(self, on: date | None) -> date:
        """Return the day of which is asked: the past day as of which it is shown, or today, where none is named."""
        return on or self.as_of or timezone.localdate()
