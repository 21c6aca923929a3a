"""The samples: one real letter, and an invented city."""
