"""How much one address may ask: so many requests a minute, told in the headers of every answer.

Counted in the memory of each process: a count that all processes share would make every reading write to the database.
With several processes an address may ask as much of each; a proxy that counts too can be stricter.
"""

from math import ceil

from django.conf import settings
from django.core.cache import caches
from rest_framework.throttling import SimpleRateThrottle

from policies.office.logins import address_of, household

WINDOW = 60
"""Seconds."""


class PerAddress(SimpleRateThrottle):
    scope = "address"

    @property
    def cache(self):
        return caches["requests"]

    def get_rate(self) -> str:
        return f"{settings.API_PER_MINUTE}/min"

    def get_cache_key(self, request, view) -> str:
        return f"api-{household(address_of(request))}"

    @property
    def headers(self) -> dict[str, str]:
        """What is left, as draft-ietf-httpapi-ratelimit-headers has it."""
        left = max(self.num_requests - len(self.history), 0)
        until = ceil(self.history[-1] + self.duration - self.now) if self.history else self.duration
        return {
            "RateLimit-Policy": f'"address";q={self.num_requests};w={WINDOW}',
            "RateLimit": f'"address";r={left};t={max(until, 1)}',
        }
