"""The templates of the pages: Jinja2 takes as a value what Django's engine would have called."""

import inspect

import pytest
from django.apps import apps
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template import engines
from jinja2 import nodes

ENGINE = engines["jinja2"].env
PAGES = [name for name in ENGINE.list_templates() if not name.startswith("office/")]


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
