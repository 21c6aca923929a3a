"""Addressees (答复对象): whom a letter answers."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from policies.models.issuer import Party
from policies.models.proposal import Proposal
from policies.models.reply import Reply


class AddresseeQuerySet(models.QuerySet):
    def public(self):
        """What a public letter's page tells apart, unless the place says nothing of proposers. The letter's words stay."""
        shown = Reply.objects.public().filter(pk=OuterRef("reply"))
        answered = Proposal.objects.public().filter(replies=OuterRef("reply"))
        silent = answered.with_place().filter(is_silent=True)
        alone = Q(reply__place__names_proposers=False) & ~Exists(answered)
        return self.filter(Exists(shown), ~Exists(silent)).exclude(alone)


class Addressee(Party):
    """Whom the letter answers."""

    objects = AddresseeQuerySet.as_manager()

    class Meta(Party.Meta):
        verbose_name = verbose_name_plural = _("答复对象")
        constraints = [
            models.UniqueConstraint(
                name="addressee_unique", fields=["reply", "name"], violation_error_message=_("答复对象已经记下。")
            )
        ]
