"""Audit entries (审计记录): who did what that others must be able to look up, when and from where."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from policies.refusal import Refused


class AuditKind(models.TextChoices):
    """What is noted. The names stay: entries are kept for years."""

    LOGGED_IN = "logged_in", _("登录")
    LOGIN_FAILED = "login_failed", _("登录失败")
    LOCKED_OUT = "locked_out", _("暂时锁定")
    LOGGED_OUT = "logged_out", _("退出")

    REPLY_PUBLISHED = "reply_published", _("公开答复")
    REPLY_WITHDRAWN = "reply_withdrawn", _("撤回答复")
    ACTION_PUBLISHED = "action_published", _("公开举措")
    ACTION_REMOVED = "action_removed", _("移除公开的举措")
    UPDATE_PUBLISHED = "update_published", _("公开进展")
    UPDATE_WITHDRAWN = "update_withdrawn", _("撤回进展")

    CORRECTION_ANSWERED = "correction_answered", _("公开回复读者更正")
    CORRECTION_DECLINED = "correction_declined", _("不采纳读者更正")
    ANSWER_WITHDRAWN = "answer_withdrawn", _("撤回对读者的回复")

    FILE_HANDED_IN = "file_handed_in", _("上传文件")
    FILE_DOWNLOADED = "file_downloaded", _("下载文件")
    FILE_OPENED = "file_opened", _("文件改为公开")
    FILE_CLOSED = "file_closed", _("文件改为不公开")
    EXPORTED = "exported", _("导出")
    LEDGER_IMPORTED = "ledger_imported", _("导入台账")

    ACCOUNT_MADE = "account_made", _("建立账号")
    INVITED = "invited", _("寄出邀请")
    MAIL_FAILED = "mail_failed", _("邮件没有寄出")
    ACCOUNT_CHANGED = "account_changed", _("更改姓名或邮件地址")
    ROLE_CHANGED = "role_changed", _("更改角色")
    UNITS_CHANGED = "units_changed", _("更改所属单位")
    DEACTIVATED = "deactivated", _("停用账号")
    REACTIVATED = "reactivated", _("重新启用账号")
    UNLOCKED = "unlocked", _("解除锁定")
    RESET_ASKED = "reset_asked", _("要求重设密码")
    PASSWORD_CHOSEN = "password_chosen", _("设定密码")


class AuditQuerySet(models.QuerySet):
    """Entries are only added."""

    def update(self, **values):
        raise Refused(_("审计记录不能改动，也不能删除。"))

    def delete(self):
        raise Refused(_("审计记录不能改动，也不能删除。"))

    def about(self, obj):
        return self.filter(about_type=obj._meta.model_name, about_id=obj.pk)


class AuditEntry(models.Model):
    """One thing that was done. It names its object by type, number and words, so that it outlives it."""

    kind = models.CharField(_("种类"), max_length=20, choices=AuditKind)
    at = models.DateTimeField(_("时间"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="audit_entries", verbose_name=_("账号")
    )
    name = models.CharField(_("登录名"), max_length=254, blank=True)
    address = models.GenericIPAddressField(_("地址"), null=True)
    about_type = models.CharField(_("对象种类"), max_length=40, blank=True)
    about_id = models.BigIntegerField(_("对象编号"), null=True)
    about_words = models.CharField(_("对象"), max_length=200, blank=True)
    words = models.CharField(_("说明"), max_length=500, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("审计记录")
        ordering = ["-pk"]
        indexes = [
            models.Index(name="audit_by_kind", fields=["kind", "-at"]),
            models.Index(name="audit_by_person", fields=["by", "-at"]),
            models.Index(name="audit_by_day", fields=["-at"]),
            models.Index(name="audit_by_object", fields=["about_type", "about_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.name}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise Refused(_("审计记录不能改动，也不能删除。"))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Refused(_("审计记录不能改动，也不能删除。"))
