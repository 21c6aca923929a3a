"""The project's own settings, with what only tests want: debug's keys and quick passwords."""

import os

os.environ.setdefault("DEBUG", "1")

from tracker.settings import *  # noqa: F403 - the whole file, under other names' defaults

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
