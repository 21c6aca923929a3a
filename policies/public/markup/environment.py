"""The environment of the pages' templates: Jinja2, whose templates are compiled to Python and rendered in half the time.

The office's own pages and its mail keep to Django's engine (`templates/admin`), which its admin is written for.
"""

from django.template.defaultfilters import cut, filesizeformat, truncatechars
from django.templatetags.static import static
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import Environment

from policies.public.markup import head, links, statuses, words
from policies.queries.cache import today
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


def environment(**options) -> Environment:
    """Return an environment with `options` of the settings."""
    made = Environment(**options, extensions=["jinja2.ext.i18n"])
    made.install_gettext_callables(gettext, ngettext, newstyle=False, pgettext=pgettext, npgettext=npgettext)
    made.filters |= FILTERS
    made.globals |= FUNCTIONS
    return made
