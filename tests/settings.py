"""The project's own settings, with what only tests want: debug's keys and quick passwords."""

import os

os.environ.setdefault("DEBUG", "1")

from tracker.settings import *  # noqa: F403 - the whole file, under other names' defaults

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A run in a process of its own (tests/processes.py) may send to a server of the test's.
EMAIL_BACKEND = os.environ.get("TEST_EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")
# Where such a run keeps its files.
MEDIA_ROOT = os.environ.get("TEST_MEDIA_ROOT", MEDIA_ROOT)  # noqa: F405
# No dump is there but those that a test makes.
DATA_DIR = "/nonexistent"
# Nor is anything made in the background, but for runs of their own.
WORK_DIR = os.environ.get("TEST_WORK_DIR", "/nonexistent")
# Tests also change the record by hand, which is no new edition. Where pages are looked at in this light, it is switched on.
KEEP_PAGES = False
# All tests ask from one address; that there is a limit is tested with a small one.
API_PER_MINUTE = 0
