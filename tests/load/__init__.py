"""Made-up letters in any number, the same ones for the same seed: to try the tracker at the size of a country.

Everything in them is invented, says so in its own words, and comes from places that are registered as demonstration.
"""
