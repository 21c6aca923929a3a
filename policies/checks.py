"""Settings that start and yet are doubtful; `manage.py check` and every command say so."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections

from policies.models import Action

WHOSE = ("SITE_OWNER", "SITE_CONTACT")
MOST_ON_SQLITE = 100_000
"""Actions. Every list was measured to this size on SQLite; PostgreSQL carries ten million."""
HERE = {"127.0.0.1", "localhost", "::1"}


@register()
def links_in_mail_lead_somewhere(app_configs, **options) -> list[CheckMessage]:
    """Mail that leaves this machine holds links under SITE_URL, which nobody else can follow here."""
    sent = settings.EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend"
    if not sent or urlsplit(settings.SITE_URL).hostname not in HERE:
        return []
    return [
        Warning(
            f"Mail is sent by EMAIL_URL, but its links lead to {settings.SITE_URL}, which is this machine alone.",
            hint="Set SITE_URL to the address under which people reach the site: SITE_URL=https://tracker.example.cn",
            id="policies.W001",
        )
    ]


@register(deploy=True)
def somebody_stands_behind_the_site(app_configs, **options) -> list[CheckMessage]:
    """What is said of others in public bears the name of whoever says it, and a way to reach them."""
    missing = [name for name in WHOSE if not getattr(settings, name)]
    if not missing:
        return []
    return [
        Warning(
            f"Every page says that it is not filled in who runs this site: {' and '.join(missing)} not set.",
            hint="Set both: SITE_OWNER=云山市人民政府办公室 SITE_CONTACT=office@example.cn",
            id="policies.W002",
        )
    ]


@register(Tags.database)
def sqlite_is_large_enough(app_configs, databases=None, **options) -> list[CheckMessage]:
    """An office fits into SQLite, a country does not. Said after `migrate`, and by `check --database default`."""
    if "default" not in (databases or ()) or connections["default"].vendor != "sqlite":
        return []
    if Action._meta.db_table not in connections["default"].introspection.table_names():
        return []
    newest = Action.objects.order_by("-pk").values_list("pk", flat=True).first() or 0  # no count of a large table
    if newest <= MOST_ON_SQLITE:
        return []
    return [
        Warning(
            f"The record holds some {newest:,} actions on SQLite, which is meant for up to {MOST_ON_SQLITE:,}.",
            hint="Move it to PostgreSQL: export_data here, set DATABASE_URL=postgresql://…, migrate, import_data there.",
            id="policies.W003",
        )
    ]
