"""The API v1: what is public, read-only, as JSON, for other programs. What would break them goes to a v2."""
