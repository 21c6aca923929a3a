"""Evidence (佐证): a link, a file or a named document that shows what an update says."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from policies.models.update import Update


class EvidenceQuerySet(models.QuerySet):
    def public(self):
        """What anybody may see: evidence of standing updates on public actions; a file only where so ticked."""
        shown = Update.objects.standing().filter(evidence=OuterRef("pk"), action__is_public=True)
        return self.filter(Exists(shown)).exclude(kind=EvidenceKind.FILE, file_is_public=False)


class EvidenceKind(models.TextChoices):
    LINK = "link", _("网页")
    FILE = "file", _("文件")
    DOCUMENT = "document", _("文件名称")


class Evidence(models.Model):
    """One piece of evidence; several updates may rest on it."""

    kind = models.CharField(_("种类"), max_length=8, choices=EvidenceKind)
    title = models.CharField(_("名称"), max_length=300, blank=True)
    url = models.URLField(_("网址"), max_length=500, blank=True, validators=[URLValidator(schemes=["http", "https"])])
    file = models.FileField(_("文件"), upload_to="evidence/%Y/", blank=True)
    file_is_public = models.BooleanField(
        _("文件可以公开"), default=False, help_text=_("不勾选时，公众只看到文件名称，看不到文件。")
    )
    sha256 = models.CharField(_("文件 SHA-256"), max_length=64, blank=True)
    number = models.CharField(_("文号"), max_length=60, blank=True)
    issuer = models.CharField(_("发文单位"), max_length=100, blank=True)
    dated = models.DateField(_("日期"), null=True, blank=True)
    added_at = models.DateTimeField(_("登记时间"), auto_now_add=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("佐证")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="evidence_is_what_its_kind_says",
                condition=Q(kind="link", file="") & ~Q(url="")
                | Q(kind="file", url="") & ~Q(file="")
                | Q(kind="document", url="", file="") & ~Q(title=""),
                violation_error_message=_("网页要有网址，文件要有文件，只有名称的文件要有名称；三者选一。"),
            )
        ]

    def __str__(self) -> str:
        return self.title or self.url or self.file.name.rsplit("/", 1)[-1]

    def is_of(self, scope) -> bool:
        """Say whether one of their units handed it in; what no update rests on yet was handed in just now."""
        updates = list(self.updates.all()) if self.pk else []
        return not updates or any(update.is_of(scope) for update in updates)

    def clean(self):
        if self.kind == EvidenceKind.LINK and not self.url:
            raise ValidationError({"url": _("写上网址，以 https:// 或 http:// 开头。")})
        if self.kind == EvidenceKind.DOCUMENT and not self.title:
            raise ValidationError({"title": _("写上文件的名称，如《示例市养老服务条例》。")})
