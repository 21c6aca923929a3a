"""The app that holds the record."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PoliciesConfig(AppConfig):
    name = "policies"
    verbose_name = _("答复承诺")

    def ready(self):
        from policies import checks  # noqa: F401  (registers them; models are not there before)
