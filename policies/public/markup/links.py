"""Where the links of a page lead: addresses, found out once, and the query that keeps a reader in what the page speaks of.

Functions that take a `context` are told by the template what the page was given.
"""

from functools import lru_cache
from urllib.parse import quote, urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext
from jinja2 import pass_context

from policies.public.markup.words import is_chinese_page


def url(route, *keys) -> str:
    """The address of a page, found out once: lists link to the same pages again and again."""
    return _url(route, keys, get_language())


@lru_cache(maxsize=16_384)
def _url(route, keys, language):
    return reverse(route, args=keys)


def narrowed(query, name="", value=""):
    """The address of the actions that `query` finds, with one more parameter."""
    asked = [(each, text) for each, texts in query.lists() if each != name for text in texts] if query else []
    asked += [(name, value)] if name else []
    return f"{url('action_list')}?{urlencode(asked)}" if asked else url("action_list")


@pass_context
def sections(context):
    """The sections of the site, and in which of them the page stands."""
    path = context["request"].path.removeprefix("/en")
    return [
        {"path": name, "label": label, "is_scoped": name != "about", "current": _current(path, f"/{name}/")}
        for name, label in (
            ("actions", pgettext("plural", "举措")),
            ("replies", pgettext("plural", "答复")),
            ("proposals", gettext("提案和建议")),
            ("organisations", pgettext("plural", "单位")),
            ("categories", pgettext("plural", "类别")),
            ("statistics", gettext("统计")),
            ("about", pgettext("page", "说明")),
        )
    ]


def _current(path: str, section: str) -> str:
    """What aria-current says in the link to a section: the page itself, or one within."""
    if path == section:
        return "page"
    within = path.startswith(section) or section == "/proposals/" and path.startswith("/proposers/")
    return "true" if within else ""


@pass_context
def scoped(context, route=""):
    """The query that keeps a link in what this page speaks of: the invented place, a past day."""
    demo = ["demo=1"] if context.get("demo") and route != "organisation" else []  # a unit is of one place
    day = [f"as_of={as_of.isoformat()}"] if (as_of := context.get("as_of")) else []
    return f"?{'&'.join(demo + day)}" if demo or day else ""


@pass_context
def address_today(context):
    """The address of the same page as it is today."""
    query = context["request"].GET.copy()
    for name in ("as_of", "cursor"):
        query.pop(name, None)
    return f"?{query.urlencode()}"


@pass_context
def choice_of_day(context):
    """What the form for a past day holds; what else the address asks for stays."""
    asked = context["request"].GET
    kept = [(name, each) for name in asked if name not in ("as_of", "cursor") for each in asked.getlist(name) if each]
    as_of = context.get("as_of")
    return {"kept": kept, "value": as_of.isoformat() if as_of else "", "last": timezone.localdate().isoformat()}


@pass_context
def languages_of(context):
    """The addresses of this page in both languages: `other` with the query as it is, the whole ones for `link` with what
    of it makes another page: the filters of a list in one writing, or the invented place."""
    request = context["request"]
    chinese = request.path.removeprefix("/en") if request.path.startswith("/en/") else request.path
    chinese = "/" + chinese.lstrip("/")  # two slashes would be another host's address
    english = f"/en{chinese}"
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    scope = "?demo=1" if context.get("demo") and request.GET.get("demo") else ""
    own = getattr(context.get("around"), "own", scope)
    is_chinese = is_chinese_page()
    return {
        "chinese": settings.SITE_URL + quote(chinese) + own,
        "english": settings.SITE_URL + quote(english) + own,
        "here": settings.SITE_URL + quote(chinese if is_chinese else english) + own,
        "path": quote(chinese if is_chinese else english),
        "other": quote(english if is_chinese else chinese) + query,
        "root": "/" if is_chinese else "/en/",
    }
