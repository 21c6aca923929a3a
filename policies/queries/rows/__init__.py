"""What lists and pages show of rows beside their own columns, fetched in a fixed number of queries.

Where a query set takes longer to put together than to answer, it is put together once (`@cache`) and copied by `filter`.
"""
