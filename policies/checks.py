"""Settings that start and yet are doubtful; `manage.py check` and every command say so."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

WHOSE = ("SITE_OWNER", "SITE_CONTACT")
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
