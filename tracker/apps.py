"""The admin with our own frame."""

from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class AdminConfig(DjangoAdminConfig):
    default_site = "policies.admin.site.TrackerSite"
