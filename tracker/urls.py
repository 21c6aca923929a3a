"""Addresses: the public pages and the admin in Chinese and, under /en/, in English; files have no language."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("policies.public.file_urls")),
    path("api/v1/", include("policies.exchange.api.urls")),
    *i18n_patterns(
        path("admin/", include("policies.admin.urls")),
        path("admin/", admin.site.urls),
        path("", include("policies.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "policies.public.views.errors.bad_request"
handler403 = "policies.public.views.errors.forbidden"
handler404 = "policies.public.views.errors.not_found"
