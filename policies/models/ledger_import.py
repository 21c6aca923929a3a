"""Imports of ledgers (台账导入): a workbook as it was read, what each of its rows would change, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    UNMAPPED = "unmapped", _("待对应列")
    """Its columns are not ours, and nobody has said yet which is which."""
    TRIED = "tried", _("已核对，未导入")
    APPLIED = "applied", _("已导入")
    DROPPED = "dropped", _("已放弃")


class LedgerMapping(models.Model):
    """Which of our columns those of an office's own ledger are. `columns`: their header → the name of our column."""

    organisation = models.ForeignKey(
        "policies.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="ledger_mappings",
        verbose_name=_("单位"),
    )
    name = models.CharField(_("名称"), max_length=60)
    columns = models.JSONField(_("列的对应"), default=dict)
    made_at = models.DateTimeField(_("时间"), default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("台账列的对应")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class LedgerImport(models.Model):
    """One file, read once. The file itself is not kept: its rows are, with its digest."""

    file_name = models.CharField(_("文件名"), max_length=100)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    sheet = models.CharField(_("工作表"), max_length=100, blank=True)
    header = models.JSONField(_("表头"), default=list)
    """The headers as the file writes them."""
    columns = models.JSONField(_("列的对应"), default=list)
    """For each header the name of our column, "" for none."""
    state = models.CharField(_("进度"), max_length=8, choices=ImportState, default=ImportState.TRIED)
    as_drafts = models.BooleanField(_("进展只存草稿"), default=False)
    skipped = models.BooleanField(_("只导入其余各行"), default=False)
    counts = models.JSONField(_("行数"), default=dict)
    """Outcome → number of rows."""
    made_at = models.DateTimeField(_("上传时间"), default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("上传人")
    )
    tried_at = models.DateTimeField(_("核对时间"), null=True, blank=True, editable=False)
    applied_at = models.DateTimeField(_("导入时间"), null=True, blank=True, editable=False)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = _("台账导入")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="ledgerimport_applied_with_time_and_person",
                condition=Q(state="applied", applied_at__isnull=False, applied_by__isnull=False)
                | ~Q(state="applied") & Q(applied_at__isnull=True, applied_by__isnull=True),
                violation_error_message=_("导入要同时记下时间和人。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} · {timezone.localtime(self.made_at):%Y-%m-%d %H:%M}"

    @property
    def is_csv(self) -> bool:
        return self.file_name.endswith(".csv")


class Outcome(models.TextChoices):
    """What a row of the file would do, or did."""

    NEW = "new", _("新增")
    CHANGED = "changed", _("改动")
    UNCHANGED = "unchanged", _("没有变化")
    REFUSED = "refused", _("不能导入")
    WAITING = "waiting", _("待补来文")
    LEFT = "left", _("不再等")
    """It waited for its letter until somebody said that none will come."""


class LedgerRowQuerySet(models.QuerySet):
    def waiting(self):
        """Rows of finished imports whose letter, or whose sentence in it, was not on record yet."""
        return self.filter(outcome=Outcome.WAITING, ledger_import__state=ImportState.APPLIED)


class LedgerRow(models.Model):
    """One row of the file: what it says, what it would change, and why not."""

    ledger_import = models.ForeignKey(
        LedgerImport, on_delete=models.CASCADE, related_name="rows", verbose_name=_("台账导入")
    )
    number = models.PositiveIntegerField(_("行号"))
    cells = models.JSONField(_("各列"), default=list)
    """For each header the words of the cell, or [words, what is wrong with them]."""
    outcome = models.CharField(_("结果"), max_length=9, choices=Outcome)
    action = models.ForeignKey(
        "policies.Action",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="ledger_rows",
        verbose_name=_("具体举措"),
    )
    span = models.JSONField(_("原文的位置"), default=list)
    """Of a new one: the number of its letter, and from where to where its sentence stands."""
    changes = models.JSONField(_("改动"), default=list)
    """[[name of the column, before, after], …]."""
    reason = models.TextField(_("说明"), blank=True)
    applied_at = models.DateTimeField(_("导入时间"), null=True, blank=True, editable=False)

    objects = LedgerRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("台账的行")
        verbose_name_plural = _("待补来文")
        ordering = ["ledger_import", "number"]
        indexes = [
            models.Index(name="ledgerrow_by_outcome", fields=["ledger_import", "outcome", "number"]),
            models.Index(name="ledgerrow_waiting", fields=["id"], condition=Q(outcome="waiting")),
        ]
        constraints = [
            models.UniqueConstraint(
                name="ledgerrow_number_unique",
                fields=["ledger_import", "number"],
                violation_error_message=_("这一行已经读过。"),
            ),
        ]

    def __str__(self) -> str:
        return str(_("第 %s 行") % self.number)
