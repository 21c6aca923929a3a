"""The public pages: views, markup, linked data, sitemaps, SVG charts."""
