"""Proposals (提案, 建议, 议案): what a letter answers."""

import unicodedata
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from policies.models.place import Place
from policies.models.recording import RecordedQuerySet
from policies.models.reply import Reply
from policies.reader.phones import masked
from policies.search import PROPOSALS


class ProposalQuerySet(RecordedQuerySet):
    def public(self):
        """What anybody may see: proposals to which a public letter answers."""
        return self.filter(Exists(Reply.objects.public().filter(proposals=OuterRef("pk"))))

    def at(self, day: date | None):
        """Proposals to which a letter answered in public by the end of a past day; all without one."""
        return self.filter(Exists(Reply.objects.public().at(day).filter(proposals=OuterRef("pk")))) if day else self

    def with_place(self):
        """Give each proposal `of_place`: where it was handed in, or, where the meeting is not known, the place of its first
        public letter; and `is_silent`: whether that place says nothing of proposers."""
        letters = Reply.objects.public().filter(proposals=OuterRef("pk")).order_by("pk")
        silent = Place.objects.filter(pk=OuterRef("of_place"), names_proposers=False)
        found = self.annotate(
            of_place=Coalesce(
                F("session__place"), Subquery(letters.values("place")[:1]), output_field=models.BigIntegerField()
            )
        )
        return found.annotate(is_silent=Exists(silent))

    def proposed_by(self, names: Iterable[str]):
        """Proposals of those so named, as far as that may be seen: each once for each name, as `proposed_as`.

        Asks at once which they are: a planner does not know how few.
        """
        borne = list(Proposer.objects.filter(name__in=names).values_list("proposal", flat=True))
        found = self.filter(pk__in=borne, proposers__name__in=names).annotate(proposed_as=F("proposers__name"))
        return found.with_place().filter(is_silent=False)

    def search(self, words: str):
        """Proposals in whose title, numbers or meeting the words stand; words that ask nothing find nothing."""
        return PROPOSALS.search(self, words)

    def withdrawn(self):
        """Proposals whose letters were public and have all been withdrawn."""
        gone = Reply.objects.withdrawn().filter(proposals=OuterRef("pk"))
        return self.filter(Exists(gone)).exclude(Exists(Reply.objects.public().filter(proposals=OuterRef("pk"))))

    def of_demo(self, demo: bool):
        """Proposals that letters of invented places answer, or all others."""
        return self.filter(Exists(Reply.objects.public().of_demo(demo).filter(proposals=OuterRef("pk"))))

    def for_listing(self):
        """Of each what a row of a list shows of the proposal itself; no joins."""
        return self


class Kind(models.TextChoices):
    PROPOSAL = "proposal", _("提案")
    SUGGESTION = "suggestion", _("建议")
    BILL = "bill", _("议案")


def number_key(number: str) -> str:
    """Return the form of a number in which ０４８４７, 04847 and 4847 are one: half width, upper case, no leading zeros."""
    return unicodedata.normalize("NFKC", number).strip().upper().lstrip("0")


class Proposal(models.Model):
    """One proposal. Its session may be unknown: many letters do not name it."""

    session = models.ForeignKey(
        "policies.Session",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("会议"),
    )
    kind = models.CharField(_("种类"), max_length=10, choices=Kind)
    number = models.CharField(_("编号"), max_length=20, blank=True, help_text=_("照原文写，前面的零保留。"))
    number_key = models.CharField(max_length=20, blank=True, editable=False)
    title = models.CharField(_("标题"), max_length=300, blank=True)
    category = models.ForeignKey(
        "policies.Category", on_delete=models.PROTECT, null=True, blank=True, db_index=False, verbose_name=_("类别")
    )
    category_number = models.CharField(_("类别编号"), max_length=20, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("提案和建议")
        ordering = ["-pk"]
        # Which are of a category, in the order of their lists; and whether one is, without a look at its row.
        indexes = [models.Index(fields=["category", "id"], name="proposal_category")]
        constraints = [
            models.UniqueConstraint(
                name="proposal_unique",
                fields=["session", "kind", "number_key"],
                condition=Q(session__isnull=False) & ~Q(number_key=""),
                violation_error_message=_("这次会议已有这个编号的提案或建议。"),
            ),
            models.CheckConstraint(
                name="proposal_number_and_key_go_together",
                condition=Q(number="", number_key="") | (~Q(number="") & ~Q(number_key="")),
                violation_error_message=_("编号要有数字或字母，不能只有零。"),
            ),
        ]

    def __str__(self) -> str:
        return masked(self.title) or self.called

    @property
    def called(self) -> str:
        """第04847号提案, or the kind alone where the number is not known."""
        if not self.number:
            return self.get_kind_display()
        return _("第%(number)s号%(kind)s") % {"number": self.number, "kind": self.get_kind_display()}

    def is_of(self, scope) -> bool:
        """Say whether it is theirs: answered by a letter of theirs, in the hands of their units, or of nobody yet."""
        if self.pk is None:
            return True
        replies, units = (
            self.replies.prefetch_related("issuers"),
            set(self.handlings.values_list("organisation", flat=True)),
        )
        return bool(units & scope.units) or any(reply.is_of(scope) for reply in replies) or not (units or replies)

    def clean(self):
        self.number_key = number_key(self.number)
        if len(self.number_key) > self._meta.get_field("number_key").max_length:
            raise ValidationError({"number": _("编号太长。")})


class ProposerQuerySet(models.QuerySet):
    def public(self):
        """What anybody may see: who handed in a proposal to which a public letter answers, where the place says who."""
        told = Proposal.objects.public().with_place().filter(is_silent=False, pk=OuterRef("proposal"))
        return self.filter(Exists(told))  # not IN, for which SQLite would list every proposal there is


class Proposer(models.Model):
    """Who handed a proposal in, as the letter writes it."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="proposers")
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    name = models.CharField(_("姓名或名称"), max_length=100)

    objects = ProposerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("提出者")
        ordering = ["proposal", "position"]
        # proposer=: everything of one name.
        indexes = [models.Index(fields=["name"], name="proposer_name")]
        constraints = [
            models.UniqueConstraint(
                name="proposer_unique", fields=["proposal", "name"], violation_error_message=_("提出者已经记下。")
            )
        ]

    def __str__(self) -> str:
        return self.name

    def is_of(self, scope) -> bool:
        """Say whether the proposal is theirs."""
        return self.proposal.is_of(scope)
