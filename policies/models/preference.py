"""Preferences (我的设置): in which language somebody works and is written to, and whether they wish reminders."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    CHINESE = "zh-hans", "中文"
    ENGLISH = "en", "English"


class PreferenceQuerySet(models.QuerySet):
    def of(self, user) -> "Preference":
        """Return what `user` prefers; where they never said, what holds for everybody, not yet stored."""
        return self.filter(user=user.pk).first() or Preference(user_id=user.pk)


class Preference(models.Model):
    """What one person prefers."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="preference", verbose_name=_("账号")
    )
    language = models.CharField(
        _("语言"), max_length=10, choices=Language, default=Language.CHINESE, help_text=_("登录后的页面和邮件用它。")
    )
    reminders = models.BooleanField(
        _("用邮件提醒我"), default=True, help_text=_("快到期、已逾期、退回给我和等我审核的，汇总成一封邮件。")
    )

    objects = PreferenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("设置")

    def __str__(self) -> str:
        return f"{self.user} · {self.get_language_display()}"
