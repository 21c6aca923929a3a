"""The ledger: import, export, mappings of columns."""
