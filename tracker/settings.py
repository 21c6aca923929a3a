"""All settings, read from the environment (docs/operations.md)."""

import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from tracker.environment import (
    database,
    email,
    env_bool,
    env_contact,
    env_hosts,
    env_licence,
    env_number,
    env_site,
    mail_from,
    secret_key,
)

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

DEBUG = env_bool("DEBUG")
SECRET_KEY = secret_key("SECRET_KEY", debug=DEBUG, folder=VAR_DIR)
SITE_URL = env_site("SITE_URL", "http://127.0.0.1:8000")
# Who stands behind the site, how to reach them, and how the data may be used: the page about the site says so.
SITE_OWNER = os.environ.get("SITE_OWNER", "").strip()
SITE_CONTACT = env_contact("SITE_CONTACT")
DATA_LICENCE = env_licence("DATA_LICENCE", "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/")
ALLOWED_HOSTS = env_hosts("ALLOWED_HOSTS", debug=DEBUG)
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []

VAR_DIR.mkdir(mode=0o700, exist_ok=True)  # unpublished letters and password digests are for nobody else
DATABASES = {"default": database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'tracker.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
vars().update(email("EMAIL_URL", "consolemail://"))
EMAIL_TIMEOUT = 30  # a server that says nothing for so long is away
DEFAULT_FROM_EMAIL = SERVER_EMAIL = mail_from("MAIL_FROM", site=SITE_URL)

INSTALLED_APPS = [
    "tracker.apps.AdminConfig",  # django.contrib.admin, with our own frame
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "drf_spectacular",
    "csp",
    "simple_history",
    "django_tasks",
    "django_tasks_db",
    "axes",  # before policies: it counts a failed login before we note it
    "policies",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # behind it: what is static is compressed once and for all
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "policies.office.audit_context.AskingMiddleware",
    "policies.office.session_expiry.IdleMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "policies.public.views.upload_limits.UploadBounds",
    "policies.public.views.busy.BusyDatabase",
    "policies.queries.cache.EditionMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
# The pages are of an engine that compiles its templates; the admin's, the office's own and its mail are of Django's.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": [BASE_DIR / "templates" / "public"],
        "OPTIONS": {"environment": "policies.public.markup.environment.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Chinese is the first language: the strings in the code are Chinese, and English is a translation.
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "policies" / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "media"  # letters and evidence; no address serves it
# The whole public record as files; /data/ hands them out, unless something in them was withdrawn since.
DATA_DIR = Path(os.environ.get("DATA_DIR") or VAR_DIR / "data")
# What the worker makes for those who asked, and how far it is: none of it is part of the record.
WORK_DIR = Path(os.environ.get("WORK_DIR") or VAR_DIR / "work")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

# Passwords: what is asked of them is said where one is chosen, in these validators' own words.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
# How long an invitation holds; the link of a reset holds for an hour (policies/office/invitations.py).
PASSWORD_RESET_TIMEOUT = 7 * 24 * 60 * 60

# Five failures lock an account name at the address they came from, for a quarter of an hour from the last.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the time left that was told stays true
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "policies.office.logins.counted_at"
AXES_LOCKOUT_CALLABLE = "policies.office.logins.locked_out"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "csrfmiddlewaretoken", "kept"]
AXES_ENABLE_ADMIN = False  # the audit list shows it
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
# How many proxies of our own stand before the tracker and append to X-Forwarded-For.
PROXIES = env_number("PROXIES", "0" if DEBUG else "1")

LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
CSRF_FAILURE_VIEW = "policies.public.views.errors.form_expired"

# Cookies and transport. Behind a proxy that ends TLS, the proxy must set X-Forwarded-Proto itself.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not DEBUG
# A session ends an hour after its last page, and eight hours after it began. The row behind it stays for a day: it says
# whose the words are that were sent too late (policies/office/session_expiry.py).
SESSION_IDLE = timedelta(hours=1)
SESSION_WHOLE = timedelta(hours=8)
SESSION_COOKIE_AGE = 24 * 60 * 60
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if DEBUG else 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}
# A form without its files; a letter may be pasted. One file more than a form of letters takes has its own sentence there.
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 60
# A whole request of staff: 50 letters of 5 MB, or 8 pieces of evidence of 20 MB. A proxy must let as much through.
MOST_UPLOADED_BYTES = 260 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

# Where one person reports and reviews, what they wrote may be published by themselves.
ONE_PERSON_OFFICE = env_bool("ONE_PERSON_OFFICE")
# Public pages are kept in memory until the record changes: not where templates are being written.
KEEP_PAGES = env_bool("KEEP_PAGES", "0" if DEBUG else "1")

# History is read object by object; nothing asks for it by its day.
SIMPLE_HISTORY_DATE_INDEX = False

# A status without news for so many days is stale (久未更新).
STALE_AFTER_DAYS = 180

# The API: JSON alone, for everybody alike, so that it needs no cookie; policies/exchange/api says how it answers.
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "EXCEPTION_HANDLER": "policies.exchange.api.problems.problem",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "答复承诺追踪 API",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.1",
    "SERVERS": [{"url": SITE_URL}],
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "PREPROCESSING_HOOKS": [],
    "POSTPROCESSING_HOOKS": ["policies.exchange.api.schema.tidied"],
    "SORT_OPERATION_PARAMETERS": False,
}
# How often one address may ask the API, of each process; 0 for no limit.
API_PER_MINUTE = 120
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Who asked the API within the last minute.
    "requests": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "requests",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}

# Work that no browser can wait for (policies/office/background); `manage.py work` does it.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["staff", "readers"]}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
