"""The templates of the pages: Jinja2 takes as a value what Django's engine would have called."""

import inspect

import pytest
from django.apps import apps
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template import engines
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override
from jinja2 import nodes

from policies.models import Status

ENGINE = engines["jinja2"].env
PAGES = ENGINE.list_templates()


@pytest.fixture(scope="module")
def methods():
    """The names of what has to be called, of all that a page shows of the record and of a form."""
    shown = [*apps.get_app_config("policies").get_models(), BaseForm, BoundField]
    named = {name for each in shown for name, _ in inspect.getmembers(each, inspect.isfunction)}
    return named - {"value", "shown"}  # which a choice of a form has as values


@pytest.mark.parametrize("page", PAGES)
def test_methods_are_called(page, methods):
    """A method that is not called is true, whatever it would say: `{% if action.is_overdue %}`."""
    parsed = parsed_of(page)
    called = {id(call.node) for call in parsed.find_all(nodes.Call)}
    assert [
        each.attr for each in parsed.find_all(nodes.Getattr) if each.attr in methods and id(each) not in called
    ] == []


@pytest.mark.parametrize("page", PAGES)
def test_filters_and_functions_are_known(page):
    """One that is not would be told only where the line is written that asks for it."""
    parsed = parsed_of(page)
    assert {each.name for each in parsed.find_all(nodes.Filter)} <= ENGINE.filters.keys()
    called = {call.node.name for call in parsed.find_all(nodes.Call) if isinstance(call.node, nodes.Name)}
    assert called <= ENGINE.globals.keys()


def parsed_of(page):
    return ENGINE.parse(ENGINE.loader.get_source(ENGINE, page)[0])


@pytest.mark.parametrize(
    ("language", "said"), [("zh-hans", "状态 举措 1 条举措 ‹状态›"), ("en", "Status Actions 1 action ‹Status›")]
)
def test_what_templates_always_say_they_say_in_the_language_of_the_page(language, said):
    """However many languages were asked for before; of words that only the page knows too."""
    template = (
        "{{ _('状态') }} {{ pgettext('plural', '举措') }} "
        "{% trans n=n %}{{ n }} 条举措{% pluralize %}{{ n }} 条举措{% endtrans %} ‹{{ _(word) }}›"
    )
    with override(language):
        assert engines["jinja2"].from_string(template).render({"n": 1, "word": "状态"}) == said


def test_what_they_always_say_is_escaped_as_all_else():
    assert ENGINE.from_string("{{ _('<b>') }}{% set word = _('<i>') %}{{ word }}").render() == "&lt;b&gt;&lt;i&gt;"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("<b>\"A\" & 'B'</b>", "&lt;b&gt;&#34;A&#34; &amp; &#39;B&#39;&lt;/b&gt;"),
        (mark_safe("<b>A &amp; B</b>"), "<b>A &amp; B</b>"),
        (Status.DONE, "done"),
        (gettext_lazy("已逾期"), "已逾期"),
        (12, "12"),
        (None, "None"),
    ],
)
def test_a_value_stands_escaped_wherever_a_template_says_it(value, shown):
    """Also in what it puts together first, and within a macro or an include; nothing is escaped twice."""
    said = ENGINE.from_string(
        "{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}"
        "{% set held %}{{ value }}{% endset %}"
        '{{ value }}|{{ held }}|{{ twice(value) }}|{{ "" ~ value }}|{{ [value, value]|join("-") }}|{{ value|e }}'
    ).render(value=value)
    assert said == f"{shown}|{shown}|{shown}{shown}|{shown}|{shown}-{shown}|{shown}"
