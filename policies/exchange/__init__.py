"""What leaves the site and comes back as data: exports, feeds, the API, the dump, the ledger, workbooks."""
