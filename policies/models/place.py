"""Places (行政区): where a letter comes from."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from policies.models.reply import Reply
from policies.models.tree import refuse_circle

# Words that letters use for "our place": 县人大代表, 市政协. Alone they name no place.
NAMES_NO_PLACE = (
    "省",
    "自治区",
    "市",
    "州",
    "盟",
    "县",
    "区",
    "旗",
    "乡",
    "镇",
    "街道",
    "本市",
    "我市",
    "本县",
    "我县",
)


class PlaceQuerySet(models.QuerySet):
    def public(self):
        """What anybody may see: places from which a public letter comes."""
        return self.filter(Exists(Reply.objects.public().filter(place=OuterRef("pk"))))


class Level(models.TextChoices):
    NATION = "nation", _("国家")
    PROVINCE = "province", _("省级")
    CITY = "city", _("地级")
    COUNTY = "county", _("县级")
    TOWNSHIP = "township", _("乡级")


class Place(models.Model):
    """A place as its full name gives it: 示例市. The nation is one."""

    name = models.CharField(
        _("名称"), max_length=60, help_text=_("写全称，如“示例市云溪县”；单写“县”“市”认不出是哪里。")
    )
    level = models.CharField(_("级别"), max_length=10, choices=Level)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级行政区")
    )
    names_proposers = models.BooleanField(
        _("公开提出者"),
        default=True,
        help_text=_("不勾选时，在这里的会议上提出的提案和建议不显示提出者，也没有他们的页面；答复的原文不变。"),
    )
    is_demo = models.BooleanField(_("演示数据"), default=False, help_text=_("虚构的地方：不计入全站统计，处处标明。"))

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("行政区")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="place_name_unique", fields=["name"], violation_error_message=_("已有同名的行政区。")
            ),
            models.UniqueConstraint(
                name="place_nation_is_one",
                fields=["level"],
                condition=Q(level="nation"),
                violation_error_message=_("国家只有一个，已经建立。"),
            ),
            models.CheckConstraint(
                name="place_name_names_one",
                condition=~Q(name__in=NAMES_NO_PLACE) & ~Q(name=""),
                violation_error_message=_("“市”“县”“区”这样的字单独不能指明一个地方，请写全称。"),
            ),
            models.CheckConstraint(
                name="place_nation_has_no_parent",
                condition=~Q(level="nation") | Q(parent__isnull=True),
                violation_error_message=_("国家没有上级行政区。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self):
        refuse_circle(self, _("这个上级行政区在它自己之下，会成为一个圈。"))
