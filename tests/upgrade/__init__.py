"""A database as a release left it must upgrade, and answer the public as that release did.

    python -m tests.upgrade write          the samples as the version in pyproject.toml stores and shows them
    python -m tests.upgrade check DUMP     upgrades them in an empty database, and says what is answered otherwise

A dump (tests/upgrade/VERSION.json.xz) holds the rows of the record and of the accounts, and the public answers. Rows are
read and written through the models of the migrations, never through those of today.
"""
