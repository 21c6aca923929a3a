"""Addresses: the public pages and the admin in Chinese and, under /en/, in English; files have no language."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from policies.views.about import health, robots
from policies.views.files import evidence_file

urlpatterns = [
    path("health/", health, name="health"),
    path("robots.txt", robots, name="robots"),
    path("evidence/<int:pk>/", evidence_file, name="evidence_file"),
    *i18n_patterns(path("admin/", admin.site.urls), path("", include("policies.urls")), prefix_default_language=False),
]

handler400 = "policies.views.errors.bad_request"
handler403 = "policies.views.errors.forbidden"
handler404 = "policies.views.errors.not_found"
