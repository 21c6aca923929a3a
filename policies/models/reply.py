"""Replies (答复): one letter, word for word, and what became of it here."""

import hashlib
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policies.models.days import ends, refuse_impossible
from policies.models.issuer import Issuer, few_signed_by, only_one
from policies.models.outcome_class import Mark
from policies.models.published import PublishedQuerySet
from policies.models.recording import RecordedQuerySet
from policies.models.tree import refuse_circle
from policies.reader.phones import masked
from policies.search import REPLIES
from policies.search.keys import OneOf

# Where lists put a letter without a date: behind all others.
NO_DATE = Value(date(1, 1, 1), output_field=models.DateField())
OF_STAFF = (
    "text_key", "source_file", "source_sha256", "read_at", "edited_at", "confirmed_at", "confirmed_by", "published_by",
    "withdrawn_at", "withdrawn_by", "withdrawn_reason",
)  # fmt: skip
"""What no row of a public list shows. To make a moment of what the database sends takes long."""


class ReplyQuerySet(PublishedQuerySet, RecordedQuerySet):
    def public(self):
        """What anybody may see. Every page, file, feed and API call that shows letters starts here."""
        return self.filter(published_at__isnull=False, withdrawn_at__isnull=True)

    def at(self, day: date | None):
        """Letters that were public by the end of a past day, and still are; all without one."""
        return self.filter(published_at__lt=ends(day)) if day else self

    def withdrawn(self):
        """Letters that were public and are no more: their pages say so, and nothing else does."""
        return self.filter(withdrawn_at__isnull=False)

    def of_demo(self, demo: bool):
        """Letters of invented places, or all others."""
        return self.filter(place__is_demo=True) if demo else self.exclude(place__is_demo=True)

    def signed_by(self, units):
        """Letters that one of these units signed, each once; asks at once which they are, where they are few."""
        few = few_signed_by(units)
        return self.filter(OneOf("pk", few)) if few is not None else self.among_signed_by(units)

    def among_signed_by(self, units):
        """The same, however many they are."""
        return self.filter(pk__in=Issuer.objects.filter(organisation__in=units).order_by().values("reply"))

    def in_categories(self, categories):
        """Letters that answer a proposal of one of these categories, each once."""
        answering = Reply.proposals.through.objects.filter(proposal__category__in=categories)
        return self.filter(pk__in=answering.values("reply"))

    def answering(self, proposals):
        """Letters that answer one of these proposals, each once."""
        return self.filter(pk__in=Reply.proposals.through.objects.filter(proposal__in=proposals).values("reply"))

    def of_scope(self, scope):
        """Letters that are theirs to work on: those that their units signed; and while no unit is known to have signed
        one, those of their place or, where the place is not known either, those that were taken in for their units.
        """
        linked = Issuer.objects.filter(reply=OuterRef("pk"), organisation__isnull=False)
        unlinked = Reply.objects.filter(~Exists(linked)).order_by()
        received = Reply.received_for.through.objects.filter(organisation__in=scope.units).values("reply")
        signed = Issuer.objects.filter(organisation__in=scope.units).order_by().values("reply")
        here = unlinked.filter(place__in=scope.places).values("pk")
        brought = unlinked.filter(place__isnull=True, pk__in=received).values("pk")
        # One UNION, not an OR: with OR, PostgreSQL reads every letter and asks of each whether somebody is linked.
        return self.filter(pk__in=signed.union(here, brought))

    def search(self, words: str):
        """Letters in whose text, title or numbers the words stand; words that ask nothing find nothing."""
        return REPLIES.search(self, words)

    def same_text(self, text: str):
        """The letter with this text, white space apart."""
        return self.filter(text_key=text_key(text))

    def without_text(self):
        """For lists: the letters themselves are long."""
        return self.defer("text")

    def for_listing(self):
        """Of each what a row of a list shows of the letter itself."""
        return self.without_text().defer(*OF_STAFF).select_related("place")


def text_key(text: str) -> str:
    """Return what two copies of one letter share: a digest of the text without white space."""
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()


class ReplyKind(models.TextChoices):
    ORIGINAL = "original", _("答复")
    SUPPLEMENTARY = "supplementary", _("补充答复")
    RENEWED = "renewed", _("再次答复")
    OPINION = "opinion", _("会办意见")


class ReplyForm(models.TextChoices):
    FULL = "full", _("全文")
    ABSTRACT = "abstract", _("摘要")


class Reply(models.Model):
    """One letter. Read → confirmed → published → withdrawn; the text is frozen when first stored."""

    place = models.ForeignKey(
        "policies.Place", on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("行政区")
    )
    received_for = models.ManyToManyField(
        "policies.Organisation", blank=True, editable=False, related_name="+", verbose_name=_("由哪些单位收录")
    )
    """The units of whoever took the letter in. It is theirs while neither its place nor its signer is known."""
    proposals = models.ManyToManyField(
        "policies.Proposal", blank=True, related_name="replies", verbose_name=_("答复的提案和建议")
    )
    kind = models.CharField(_("种类"), max_length=13, choices=ReplyKind, default=ReplyKind.ORIGINAL)
    form = models.CharField(_("全文或摘要"), max_length=8, choices=ReplyForm, default=ReplyForm.FULL)
    follows = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("接续哪件答复"),
    )
    title = models.CharField(_("标题"), max_length=300, blank=True)
    document_number = models.CharField(_("文号"), max_length=60, blank=True, db_index=True)
    index_number = models.CharField(_("索引号"), max_length=60, blank=True)
    subject = models.CharField(_("主题分类"), max_length=100, blank=True)
    department = models.CharField(_("所属机构"), max_length=100, blank=True)
    issued_on = models.DateField(_("答复日期"), null=True, blank=True, help_text=_("落款的日期；没有时用成文日期。"))
    published_on = models.DateField(_("原文发布日期"), null=True, blank=True)
    addressee_count = models.PositiveSmallIntegerField(_("答复对象人数"), default=0)
    outcome_mark = models.CharField(_("办理结果"), max_length=1, choices=Mark, blank=True)
    text = models.TextField(_("正文"))
    text_key = models.CharField(max_length=64, unique=True, editable=False)
    source_url = models.URLField(
        _("原文网址"), max_length=500, blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )
    source_file = models.FileField(_("原件"), upload_to="letters/", max_length=200, blank=True)
    source_sha256 = models.CharField(_("原件 SHA-256"), max_length=64, blank=True)

    read_at = models.DateTimeField(_("收录时间"), default=timezone.now, editable=False)
    edited_at = models.DateTimeField(_("人工修改时间"), null=True, blank=True, editable=False)
    confirmed_at = models.DateTimeField(_("确认时间"), null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    published_at = models.DateTimeField(_("公开时间"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("撤回时间"), null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    withdrawn_reason = models.TextField(_("撤回理由"), blank=True, editable=False)

    # When something told of it, or of what stands in it, last changed, since it was public. Written by `derived` alone.
    changed_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("答复")
        ordering = ["-pk"]
        indexes = [
            # /replies/: newest letter first, the undated last, by cursor; of a past day those that were public by then.
            models.Index(
                Coalesce("issued_on", NO_DATE).desc(),
                F("id").desc(),
                F("published_at"),
                name="reply_newest_public",
                condition=Q(published_at__isnull=False, withdrawn_at__isnull=True),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="reply_source_unique",
                fields=["source_sha256"],
                condition=~Q(source_sha256=""),
                violation_error_message=_("这个文件已经收录。"),
            ),
            models.CheckConstraint(
                name="reply_has_text",
                condition=~Q(text=""),
                violation_error_message=_("答复的正文不能为空。"),
            ),
            models.CheckConstraint(
                name="reply_confirmed_at_and_by_go_together",
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                violation_error_message=_("确认要同时记下时间和人。"),
            ),
            models.CheckConstraint(
                name="reply_published_after_confirmed",
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False, confirmed_at__isnull=False),
                violation_error_message=_("公开要同时记下时间和人，并且先要确认。"),
            ),
            models.CheckConstraint(
                name="reply_withdrawn_with_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, published_at__isnull=False)
                & ~Q(withdrawn_reason=""),
                violation_error_message=_("撤回要同时记下时间、人和理由，并且只能撤回已公开的答复。"),
            ),
            models.CheckConstraint(
                name="reply_follows_another",
                condition=Q(follows__isnull=True) | ~Q(follows=F("id")),
                violation_error_message=_("答复不能接续它自己。"),
            ),
        ]

    def __str__(self) -> str:
        return masked(self.title or self.document_number) or str(_("答复 %(id)s") % {"id": self.pk})

    def clean(self):
        refuse_impossible(self, "issued_on", "published_on")
        refuse_circle(self, _("这件答复接续的答复又接续它，会成为一个圈。"), "follows")
        if "text" in self.get_deferred_fields():
            return  # nobody can have changed what was not read
        self.text_key = text_key(self.text)
        frozen = self.pk and type(self).objects.filter(pk=self.pk).values_list("text", flat=True).first()
        if frozen and frozen != self.text:
            raise ValidationError({"text": _("答复的正文收录后不再改动；有更正时请收录为新的答复。")})

    @property
    def shown_text(self) -> str:
        """The text as everybody outside the admin sees it: personal phone numbers masked, spans unchanged."""
        return masked(self.text)

    @property
    def only_signer(self):
        """The one unit that signed, where it is known. Of several, which answers for a sentence is for people to say."""
        return only_one(list(self.issuers.select_related("organisation")[:2]))

    @property
    def is_public(self) -> bool:
        return self.published_at is not None and self.withdrawn_at is None

    @property
    def is_confirmed(self) -> bool:
        """Say whether a person stands for the reading."""
        return self.confirmed_at is not None

    @property
    def is_demo(self) -> bool:
        return self.place is not None and self.place.is_demo

    def is_of(self, scope) -> bool:
        """Say what `of_scope` finds, of this one."""
        if linked := {issuer.organisation_id for issuer in self.issuers.all() if issuer.organisation_id}:
            return not linked.isdisjoint(scope.units)
        if self.place_id is not None:
            return self.place_id in scope.places
        return any(unit.pk in scope.units for unit in self.received_for.all())
