"""Public letters under each unit that signed and each category they answer (归入): where the lists of those are sought.

Written by `derived` alone, of what is public. What stands below a unit or a category is under those above it too, each
letter once.
"""

from datetime import date

from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from policies.models.days import ends
from policies.models.reply import NO_DATE


class IndexedReplyQuerySet(models.QuerySet):
    def public(self):
        """What anybody may see: all of them, since only public letters are kept here."""
        return self

    def at(self, day: date | None):
        """Letters that were public by the end of a past day, and still are; all without one."""
        return self.filter(published_at__lt=ends(day)) if day else self

    def of_demo(self, demo: bool):
        """Letters of invented places, or all others."""
        return self.filter(is_demo__in=[demo])

    def of(self, pks):
        """What stands under one of these units or categories: of several, a letter may be there more than once."""
        return self.filter(**{f"{self.model.GROUP_FIELD}__in": pks})


class IndexedReply(models.Model):
    """What a list finds a letter by."""

    reply = models.ForeignKey("policies.Reply", models.CASCADE, related_name="+", db_index=False)
    is_demo = models.BooleanField()
    issued_on = models.DateField(null=True)
    published_at = models.DateTimeField()

    objects = IndexedReplyQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{getattr(self, self.GROUP_FIELD)}: {self.reply}"


def _newest(under: str) -> models.Index:
    """As `/replies/` begins: the newest letter first, the undated last."""
    newest = Coalesce("issued_on", NO_DATE).desc(), F("reply").desc()
    return models.Index(F(under), F("is_demo"), *newest, F("published_at"), name=f"reply_of_{under}_newest")


def _once(under: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        name=f"reply_of_{under}_once",
        fields=["reply", under],
        violation_error_message=_("这件答复已经归入。"),
    )


class ReplyByOrganisation(IndexedReply):
    """A letter that a unit signed, or one below it."""

    GROUP_FIELD = "organisation"
    organisation = models.ForeignKey("policies.Organisation", models.CASCADE, related_name="+", db_index=False)

    class Meta:
        verbose_name = verbose_name_plural = _("单位的答复")
        indexes = [_newest("organisation")]
        constraints = [_once("organisation")]


class ReplyByCategory(IndexedReply):
    """A letter that answers a proposal of a category, or of one below it."""

    GROUP_FIELD = "category"
    category = models.ForeignKey("policies.Category", models.CASCADE, related_name="+", db_index=False)

    class Meta:
        verbose_name = verbose_name_plural = _("类别的答复")
        indexes = [_newest("category")]
        constraints = [_once("category")]
