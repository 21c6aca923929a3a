"""Widgets that several forms share."""

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple


def autocomplete(model, name: str):
    """Return the widget that searches while one types, for a relation of `model`."""
    field = model._meta.get_field(name)
    widget = AutocompleteSelectMultiple if field.many_to_many else AutocompleteSelect
    return widget(field, admin.site, attrs={"data-placeholder": ""})
