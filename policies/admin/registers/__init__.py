"""Registers: units, categories, places, proposals, and what is only looked at."""
