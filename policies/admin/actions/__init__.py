"""Actions: list, page, operations, and changes of many at once."""
