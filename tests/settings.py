"""The project's own settings, with what only tests want: debug's keys and quick passwords."""

import os

os.environ.setdefault("DEBUG", "1")

from tracker.settings import *  # noqa: F403 - the whole file, under other names' defaults

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Where a run in a process of its own keeps its files (tests/apart.py).
MEDIA_ROOT = os.environ.get("TEST_MEDIA_ROOT", MEDIA_ROOT)  # noqa: F405
