"""The settings of a crawled site: those of production, with what would differ between two runs held still."""

import os
from pathlib import Path

HOST = "tracker.example.org"

os.environ |= {
    "DEBUG": "0",
    "SECRET_KEY": "the-same-in-every-run-" * 3,
    "ALLOWED_HOSTS": HOST,
    "SITE_URL": f"https://{HOST}",
    "SITE_OWNER": "云山市人民政府办公室",
    "SITE_CONTACT": "office@example.org",
    "DATA_LICENCE": "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/",
    "PROXIES": "0",
    "KEEP_PAGES": "1",
    "ONE_PERSON_OFFICE": "0",
}

from tests.settings import *  # noqa: E402, F403 - after the environment that it reads

FILES = Path(os.environ["SAME_FILES"])
MEDIA_ROOT, DATA_DIR, WORK_DIR = FILES / "media", FILES / "data", FILES / "work"
STATIC_ROOT = FILES / "static"
# Pages name static files by their plain names, and not by the digest of what is in them.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Switched off in tests.settings, whose records change behind the back of what is kept.
KEEP_PAGES = True
# Missing pages are part of the crawl, and where the server fails is told at its end.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "CRITICAL"}},
}
