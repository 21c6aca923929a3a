"""Browsers of people who have the same page open."""

from django.test import Client
from django.urls import reverse

from tests import factories


def page(row) -> str:
    return reverse(f"admin:policies_{row._meta.model_name}_change", args=[row.pk])


def desk(role: str, name: str, *units) -> Client:
    """Return the browser of somebody of a role, logged in."""
    client = Client()
    client.force_login(factories.make_member(role, *units, username=name))
    return client


def reread(row):
    return type(row).objects.get(pk=row.pk)
