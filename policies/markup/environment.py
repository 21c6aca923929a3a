"""The engine of the pages' templates: Jinja2, whose templates become Python once and are filled in half the time.

They become Python once for each language, with what they say in it: a page says a hundred things that are always the same.
The office's own pages and its mail keep to Django's engine (`templates/office`), which its admin is written for.
"""

from functools import partial

from django.conf import settings
from django.template.backends.jinja2 import Jinja2
from django.template.defaultfilters import cut, filesizeformat, truncatechars
from django.templatetags.static import static
from django.utils.translation import get_language, gettext, ngettext, npgettext, override, pgettext
from jinja2 import Environment, Template, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import _escape_inner

from policies.kept import today
from policies.markup import head, links, statuses, words
from policies.reader.phones import masked

FILTERS = {
    "by_status": statuses.by_status,
    "called": words.called,
    "clock": words.clock,
    "cut": cut,
    "day": words.day,
    "filesizeformat": filesizeformat,
    "masked": masked,
    "meaning": statuses.meaning,
    "meeting": words.meeting,
    "place_name": words.place_name,
    "reply_kind": words.reply_kind,
    "strength_meaning": statuses.strength_meaning,
    "tidied": head.tidied,
    "truncatechars": truncatechars,
    "zh": words.zh,
    "zh_found": words.zh_found,
}
FUNCTIONS = {
    "_": gettext,
    "address_today": links.address_today,
    "as_linked_data": head.as_linked_data,
    "choice_of_day": links.choice_of_day,
    "crumb_data": head.crumb_data,
    "flags": statuses.flags,
    "glyph": statuses.glyph,
    "is_indexed": head.is_indexed,
    "language": get_language,
    "languages_of": links.languages_of,
    "marked_chinese": head.marked_chinese,
    "narrowed": links.narrowed,
    "operator": head.operator,
    "promise_tag": statuses.promise_tag,
    "scoped": links.scoped,
    "sections": links.sections,
    "static": static,
    "status_label": statuses.status_label,
    "status_told": statuses.status_told,
    "today": today,
    "url": links.url,
}


SPEAKING = ("day", "flags", "status_label", "status_told", "url", "zh", "zh_found")
"""Filters and functions that stand by the dozen on a page, and take its language as `language`."""
SAYING = {"_": gettext, "gettext": gettext, "pgettext": pgettext}
"""What translates by its words alone."""


class Engine(Jinja2):
    """Django's engine for Jinja2, with an environment for each language."""

    def __init__(self, params: dict):
        self._of = {}
        super().__init__(params)

    @property
    def env(self) -> Environment:
        return self._of.get(get_language()) or self._of[settings.LANGUAGE_CODE]

    @env.setter
    def env(self, made: Environment):
        self._of = {language: _speaking(made, language) for language, _name in settings.LANGUAGES}


class PageTemplate(Template):
    """A template that escapes what it says without noting of each piece that it is escaped: all go into one page."""

    @classmethod
    def from_code(cls, *args, **named) -> Template:
        template = super().from_code(*args, **named)
        template.root_render_func.__globals__["escape"] = escaped
        return template


def escaped(value: object) -> str:
    """Return a text in which no sign is taken for markup, or markup as it is."""
    if type(value) is str:
        return _escape_inner(value)
    return value.__html__() if hasattr(value, "__html__") else _escape_inner(str(value))


class PageEnvironment(Environment):
    """Translates what templates always say when they become Python, and all else, as Django does, when they are filled."""

    language = settings.LANGUAGE_CODE
    template_class = PageTemplate

    def _generate(self, source: nodes.Template, *args, **named) -> str:
        with override(self.language):
            return super()._generate(_Translated().visit(source), *args, **named)


class _Translated(NodeTransformer):
    """Puts in the place of a call that translates fixed words what it would return."""

    def visit_Call(self, call: nodes.Call) -> nodes.Node:
        say = SAYING.get(call.node.name) if isinstance(call.node, nodes.Name) else None
        if say is None or call.kwargs or not all(isinstance(words, nodes.Const) for words in call.args):
            return self.generic_visit(call)
        return nodes.Const(say(*(words.value for words in call.args)), lineno=call.lineno)


def _speaking(made: Environment, language: str) -> Environment:
    """Return an environment whose functions need not ask each time what language the page speaks."""
    own = made.overlay()
    own.language = language
    own.filters, own.globals = (
        named | {name: partial(named[name], language=language) for name in SPEAKING if name in named}
        for named in (made.filters, made.globals)
    )
    return own


def environment(**options) -> Environment:
    """Return an environment with `options` of the settings."""
    made = PageEnvironment(**options, extensions=["jinja2.ext.i18n"])
    made.install_gettext_callables(gettext, ngettext, newstyle=False, pgettext=pgettext, npgettext=npgettext)
    made.filters |= FILTERS
    made.globals |= FUNCTIONS
    return made
