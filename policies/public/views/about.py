"""What the site is and its rules, in the words that the record itself uses."""

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from policies.models import Action, StrengthChoices
from policies.public.views.embed import quoted
from policies.queries.cache import cached_per_edition
from policies.queries.totals import BAR_ORDER

# The parts of the page; their places are permanent, as other sites lead there.
PARTS = (
    ("what", gettext_lazy("这是什么")),
    ("statuses", gettext_lazy("状态的含义")),
    ("evidence", gettext_lazy("佐证")),
    ("days", gettext_lazy("由日期推算的提示")),
    ("strength", gettext_lazy("力度")),
    ("letters", gettext_lazy("答复怎样收录")),
    ("sources", gettext_lazy("来源")),
    ("corrections", gettext_lazy("怎样更正")),
    ("search", gettext_lazy("搜索怎样找，怎样排")),
    ("past", gettext_lazy("过去某一天和统计")),
    ("gaps", gettext_lazy("不完整的地方")),
    ("demo", gettext_lazy("演示数据")),
    ("cite", gettext_lazy("怎样引用")),
    ("licence", gettext_lazy("数据的使用")),
    ("who", gettext_lazy("谁在运营")),
)


def about(request):
    contact = settings.SITE_CONTACT
    return render(
        request,
        "about.html",
        {
            "description": _("本站收录什么，状态、期限和佐证按什么规则，怎样引用。"),
            "statuses": BAR_ORDER,
            "strengths": StrengthChoices,
            "stale_days": settings.STALE_AFTER_DAYS,
            "site": settings.SITE_URL,
            "owner": settings.SITE_OWNER,
            "contact": contact,
            "contact_url": contact if "://" in contact else f"mailto:{contact}",
            "licence": dict(zip(("name", "url"), settings.DATA_LICENCE, strict=True)),
            "citation": _example(),
            "parts": [(place, str(title)) for place, title in PARTS],
        },
    )


@cached_per_edition
def _example() -> str:
    """Return how the first public action of the real places is cited; nothing where there is none."""
    action = Action.objects.public().listed().of_demo(False).select_related("reply").order_by("pk").first()
    return quoted(action)["citation"] if action else ""


@require_safe
def health(request):
    """Say ok once the database has answered."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


# What would never end: the pages of every list, every word that may be sought, and every filter with every other. A plain
# list and a list with one filter stay open; they are as many as there are units and categories. A letter's own actions
# stand on its page. Nothing is lost by it: the sitemap names every page. The demonstration and histories stay open too,
# since only who may read them reads that they want no place in an index (noindex).
SPARED = ("/admin/", "/*/correction/", "/*/workbook/", "/*?*&", "/*cursor=", "/*?q=", "/*?order=", "/*?reply=")


@require_safe
def robots(request):
    """Everything public may be read by machines; what would be endless is spared."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in SPARED),
        "",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
