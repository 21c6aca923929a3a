"""Addresses: the public pages in Chinese and, under /en/, in English; the admin for staff."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from policies.views.about import health, robots

urlpatterns = [
    path("admin/", admin.site.urls),
    path("health/", health, name="health"),
    path("robots.txt", robots, name="robots"),
    *i18n_patterns(path("", include("policies.urls")), prefix_default_language=False),
]

handler400 = "policies.views.errors.bad_request"
handler403 = "policies.views.errors.forbidden"
handler404 = "policies.views.errors.not_found"
