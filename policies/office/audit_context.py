"""Who asks, and from where: known to the audit list for as long as a request lasts."""

from django.utils.functional import SimpleLazyObject

from policies.office.audit import asked_by
from policies.office.logins import address_of


class AskingMiddleware:
    """Stands inside of authentication; the account is looked up only where something is noted."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with asked_by(SimpleLazyObject(lambda: request.user), address_of(request)):
            return self.get_response(request)
