"""Made-up letters in any number, the same ones for the same seed: to try the tracker at the size of a country.

Everything in them is invented, says so in its own words, and comes from places that are registered as demonstration.
"""

from policies.load.country import Country
from policies.load.files import letters
from policies.load.publish import publish
from policies.load.register import register

__all__ = ["Country", "letters", "publish", "register"]
