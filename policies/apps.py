"""The app that holds the record."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PoliciesConfig(AppConfig):
    name = "policies"
    verbose_name = _("答复承诺")

    def ready(self):
        """Register the checks, and listen to logins: Django and axes tell of them by signals alone."""
        from policies import checks  # noqa: F401  (need the models, which are there only now)
        from policies.admin import registration  # noqa: F401
        from policies.office import logins  # noqa: F401  (need the models, which are there only now)
