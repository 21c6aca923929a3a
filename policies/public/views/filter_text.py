"""The filter of a list of actions, said in a sentence."""

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from policies.public.markup.words import zh
from policies.queries.filters import ActionFilter

# What a filter says of the actions; %s stands for its values.
PHRASES = {
    "q": _("含有%s"),
    "status": _("状态是%s"),
    "due": _("%s"),
    "stale": _("%s"),
    "category": _("类别是%s（含下级）"),
    "organisation": _("主责单位是%s（含下级）"),
    "partner": _("%s协办（含下级）"),
    "proposer": _("由%s提出"),
    "session": _("提出于%s"),
    "due_after": _("期限不早于%s"),
    "due_before": _("期限不晚于%s"),
    "updated_after": _("%s以来有进展公开"),
    "place": _("行政区是%s"),
    "strength": _("力度是%s"),
    "reply": _("出自%s"),
    "demo": _("属于%s"),
    "as_of": _("截至%s的情况"),
}


def sentence_of(found: ActionFilter, total: str) -> SafeString:
    """Say how many actions there are, and which."""
    many = int(total) if total.isdigit() else 2
    beginning = format_html("<b>{}</b>", ngettext("%(total)s 条举措", "%(total)s 条举措", many) % {"total": total})
    parts = [_phrase(name, found.found(name).values()) for name in PHRASES if found.found(name)]
    if not parts:
        return beginning
    return mark_safe(beginning + gettext("：") + gettext("，").join(parts))  # each part is escaped in _phrase


def _phrase(name: str, values) -> str:
    joined = gettext("或").join(conditional_escape(zh(value)) for value in values)
    return conditional_escape(PHRASES[name]).replace("%s", joined)
