"""From a query string to rows and figures: filters, paging, totals, facets, charts, history, and what is cached of them."""
