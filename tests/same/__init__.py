"""Prove that a change of the code changes nothing that the public sees: every answer of a site, before and after.

    cd OLD && python -m tests.same make /tmp/before
    cd NEW && python -m tests.same make /tmp/after
    python -m tests.same /tmp/before /tmp/after

It knows the addresses of the site, its management commands, and the records that tests are made with; nothing of the
modules behind them, so that these can move.
"""
