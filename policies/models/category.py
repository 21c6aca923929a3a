"""Categories (类别): a tree, the official 类 at its top."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from policies.models.recording import RecordedQuerySet
from policies.models.register_change import ChangedKind, is_told
from policies.models.reply import Reply
from policies.models.tally import Tally
from policies.models.tree import free_slug, refuse_circle
from policies.search.keys import among


class CategoryQuerySet(RecordedQuerySet):
    def public(self):
        """What anybody may see: what is `on_record`, as its traces say. They are worked out at the end of each change."""
        return self.filter(is_told(ChangedKind.CATEGORIES))

    def on_record(self):
        """Categories of something public that is counted, or of a proposal with a public letter."""
        counted = Tally.objects.filter(category=OuterRef("pk"), n__gt=0)
        answered = Reply.objects.public().filter(proposals__category=OuterRef("pk"))
        return self.filter(Exists(counted) | Exists(answered))

    def of_demo(self, demo: bool):
        """Categories of something public in an invented place, or in any other."""
        counted = Tally.objects.filter(category=OuterRef("pk"), is_demo=demo, n__gt=0)
        answered = Reply.objects.public().of_demo(demo).filter(proposals__category=OuterRef("pk"))
        return self.filter(Exists(counted) | Exists(answered))


class Category(models.Model):
    """商贸监管类, or a narrower field below it."""

    name = models.CharField(_("名称"), max_length=60)
    slug = models.SlugField(
        _("网址名"),
        max_length=80,
        unique=True,
        allow_unicode=True,
        blank=True,
        help_text=_("公开网址的一部分，定了就不再改；留空时用名称。"),
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级类别")
    )

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("类别")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="category_name_unique_below_parent",
                fields=["parent", "name"],
                violation_error_message=_("同一上级之下已有这个类别。"),
            ),
            models.UniqueConstraint(
                name="category_name_unique_at_top",
                fields=["name"],
                condition=Q(parent__isnull=True),
                violation_error_message=_("已有这个类别。"),
            ),
            models.CheckConstraint(
                name="category_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                violation_error_message=_("类别不能以自己为上级。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self):
        if self.slug == "none":
            raise ValidationError({"slug": _("none 在网址里表示“没有类别”，请换一个。")})
        refuse_circle(self, _("这个上级类别在它自己之下，会成为一个圈。"))
        if not self.slug:
            self.slug = free_slug(self, self.parent.name if self.parent else "")


def given_to(actions: Iterable[int]):
    """Pairs of an action and one of its categories, public or not, of the actions (keys) that are named."""
    return Category.actions.through.objects.filter(action__in=among(actions)).values_list("action", "category")
