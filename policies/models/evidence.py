"""Evidence (佐证): a link, a file or a named document that shows what an update says."""

from pathlib import PurePath
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from policies.models.update import Update
from policies.uploads import stored_name

EVIDENCE_FOLDER = "evidence"


class EvidenceQuerySet(models.QuerySet):
    def public(self):
        """What anybody may see: evidence of standing updates on public actions; a file only where so ticked."""
        shown = Update.objects.standing().filter(evidence=OuterRef("pk"), action__is_public=True)
        return self.filter(Exists(shown)).exclude(kind=EvidenceKind.FILE, file_is_public=False)

    def of_updates(self, **conditions):
        """Pieces on which a standing update of a public action rests that meets the conditions."""
        shown = Update.objects.standing().filter(evidence=OuterRef("pk"), action__is_public=True, **conditions)
        return self.filter(Exists(shown))

    def once_public(self):
        """What an update rests on that was public at some time."""
        return self.filter(Exists(Update.objects.once_public().filter(evidence=OuterRef("pk"))))

    def unused(self):
        """What no update rests on, and none ever did once it was submitted: uploads of forms that nobody finished."""
        return self.filter(recorded_at__isnull=True, updates__isnull=True)

    def lately_of(self, units, n: int):
        """Return the newest pieces, at most `n`, of the latest updates on behalf of these units."""
        latest = Update.objects.filter(organisation__in=units).order_by("-pk")[: 2 * n]
        found = Evidence.updates.through.objects.filter(update__in=list(latest.values_list("pk", flat=True)))
        return self.filter(pk__in=found.values("evidence")).order_by("-pk")[:n]


class EvidenceKind(models.TextChoices):
    LINK = "link", _("网页")
    FILE = "file", _("文件")
    DOCUMENT = "document", _("文件名称")


class EvidenceFileField(models.FileField):
    """Names the file on the disk: nothing of what it was called but the suffix of its content."""

    def generate_filename(self, instance, filename: str) -> str:
        return stored_name(EVIDENCE_FOLDER, PurePath(filename).suffix.lower().lstrip(".") or "bin")

    def deconstruct(self):
        """Say what a migration needs: a column for a path. How files are named is no part of the schema."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.FileField", args, kwargs


class Evidence(models.Model):
    """One piece of evidence; several updates may rest on it."""

    kind = models.CharField(_("种类"), max_length=8, choices=EvidenceKind)
    title = models.CharField(_("名称"), max_length=300, blank=True)
    url = models.URLField(_("网址"), max_length=500, blank=True, validators=[URLValidator(schemes=["http", "https"])])
    file = EvidenceFileField(_("文件"), blank=True)
    file_name = models.CharField(_("原文件名"), max_length=100, blank=True, editable=False)
    size = models.PositiveIntegerField(_("大小"), null=True, blank=True, editable=False)
    file_is_public = models.BooleanField(
        _("文件可以公开"), default=False, help_text=_("不勾选时，公众只看到文件名称，看不到文件。")
    )
    sha256 = models.CharField(_("文件 SHA-256"), max_length=64, blank=True)
    number = models.CharField(_("文号"), max_length=60, blank=True)
    issuer = models.CharField(_("发文单位"), max_length=100, blank=True)
    dated = models.DateField(_("日期"), null=True, blank=True)
    added_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("登记人"),
    )
    # Set when an update that rests on it is submitted, and never taken back: from then on nothing erases it.
    recorded_at = models.DateTimeField(_("首次提交"), null=True, blank=True, editable=False)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("佐证")
        ordering = ["pk"]
        indexes = [
            # The same file handed in again is not stored again.
            models.Index(name="evidence_sha256", fields=["sha256"], condition=~Q(sha256="")),
        ]
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
        return self.title or self.url or self.download_name

    @property
    def download_name(self) -> str:
        """The name that the file had when it was handed in, made harmless."""
        return self.file_name or PurePath(self.file.name).name

    @property
    def host(self) -> str:
        """Where a link leads."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")

    def is_of(self, scope) -> bool:
        """Say whether all that rests on it is theirs; what no update rests on belongs to who handed it in."""
        updates = list(self.updates.all()) if self.pk else []
        if not updates:
            return not self.pk or (self.added_by_id is not None and self.added_by_id == scope.account)
        return all(update.is_of(scope) for update in updates)

    def clean(self):
        if self.kind == EvidenceKind.LINK and not self.url:
            raise ValidationError({"url": _("写上网址，以 https:// 或 http:// 开头。")})
        if self.kind == EvidenceKind.DOCUMENT and not self.title:
            raise ValidationError({"title": _("写上文件的名称，如《示例市养老服务条例》。")})
