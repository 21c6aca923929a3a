"""What a page says to those who do not look at it: search engines, and sites that show a link to it."""

import json
from html import unescape

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, strip_tags
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from jinja2 import pass_context

from policies.public.linked_data import crumbs_of
from policies.public.markup.words import CJK, is_chinese_page

# As django.utils.html.json_script does: nothing in the data can end the element.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def tidied(markup) -> str:
    """Markup in one line, for an attribute or a title that was written in several."""
    return mark_safe(" ".join(markup.split()))  # it was escaped as it was rendered


def marked_chinese(words) -> str:
    """The attribute of an element whose words are Chinese on an English page."""
    return "" if is_chinese_page() or not CJK.search(words) else mark_safe(' lang="zh-Hans"')


def operator() -> str:
    """Whoever runs the site, by name; nothing while nobody has filled it in."""
    return settings.SITE_OWNER


@pass_context
def is_indexed(context) -> bool:
    """Say whether search engines may show the page: not what is invented, sought, past, wrong, or one of many pages of a list."""
    asked = context["request"].GET
    wrong = context.get("wrong") or getattr(context.get("around"), "wrong", None)
    wrong = wrong or getattr(context.get("listing"), "bad_cursor", False)
    return not (context.get("demo") or context.get("unindexed") or wrong or {"cursor", "q", "as_of"} & asked.keys())


def as_linked_data(things):
    """The block of data that says `things` in the words of schema.org. A browser runs no such block."""
    if not things:
        return ""
    data = {"@context": "https://schema.org"} | (things[0] if len(things) == 1 else {"@graph": things})
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


@pass_context
def crumb_data(context, languages):
    """The crumbs as they stand on the page, as data; `languages` are the addresses of the page."""
    steps = [(gettext("首页"), languages["root"])]
    if route := context.get("list_route"):
        steps.append((context["list_name"], reverse(route)))
    if above := context.get("above"):
        steps.append((above, context["above_url"]))
    steps.append((context["here"], languages["path"]))
    return as_linked_data([crumbs_of([(plain(name), path) for name, path in steps])])


def plain(markup) -> str:
    """The words of what was marked up for a page."""
    return unescape(strip_tags(str(markup)))
