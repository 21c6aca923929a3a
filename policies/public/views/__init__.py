"""The public pages, one file per noun. A view asks, then shows."""
