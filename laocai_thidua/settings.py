"""All settings, read from the environment; `.env.example` lists every name.

A value that production needs and does not find stops the start with a sentence that says what to do.
"""

import os
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from laocai_thidua.secrets import own_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
if (BASE_DIR / ".env").exists():
    env.read_env(BASE_DIR / ".env")

PORTAL_MODE = env("PORTAL_MODE", default="embedded")
if PORTAL_MODE not in {"embedded", "production"}:
    raise ImproperlyConfigured("PORTAL_MODE must be 'embedded' or 'production'.")
PRODUCTION = PORTAL_MODE == "production"
DATA_DIR = Path(env("PORTAL_DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
DEBUG = False


def _needed(name: str, what: str) -> str:
    """Return the variable `name`; in production a missing one stops the start."""
    value = env(name, default="")
    if PRODUCTION and not value:
        raise ImproperlyConfigured(f"Production needs {name}: {what}. See .env.example.")
    return value


# Keys: a list, newest first, so that they can be changed without ending every log-in.
_keys = [
    key for key in _needed("PORTAL_SECRET_KEY", "a random text of 50 or more characters").split(",") if key
]
if not _keys:
    _keys = [own_key(DATA_DIR / "secrets", "secret_key")]
SECRET_KEY, SECRET_KEY_FALLBACKS = _keys[0], _keys[1:]
_signing = _needed("PORTAL_SIGNING_KEY", "a random text of 50 or more characters that signs vote sheets")
SIGNING_KEYS = [key for key in _signing.split(",") if key] or [own_key(DATA_DIR / "secrets", "signing_key")]
_id = _needed("PORTAL_ID_KEY", "a random text of 50 or more characters that encrypts identity numbers")
ID_KEYS = [key for key in _id.split(",") if key] or [own_key(DATA_DIR / "secrets", "id_key")]
_id_hash = _needed(
    "PORTAL_ID_HASH_KEY", "a random text of 50 or more characters that matches identity numbers"
)
ID_HASH_KEYS = [key for key in _id_hash.split(",") if key] or [own_key(DATA_DIR / "secrets", "id_hash_key")]

ALLOWED_HOSTS = [
    h for h in _needed("PORTAL_ALLOWED_HOSTS", "the host names, comma separated").split(",") if h
]
if not ALLOWED_HOSTS:
    ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
    if env.bool("PORTAL_DEMO_PUBLIC", default=False):
        ALLOWED_HOSTS = ["*"]
CSRF_TRUSTED_ORIGINS = [o for o in env("PORTAL_TRUSTED_ORIGINS", default="").split(",") if o]

INSTALLED_APPS = [
    "laocai_thidua",
    "reports",
    "reviews",
    "nominations",
    "campaigns",
    "awards",
    "units",
    "accounts",
    "core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_filters",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "units.middleware.ActorMiddleware",
    "core.middleware.DeedErrorMiddleware",
]

ROOT_URLCONF = "laocai_thidua.urls"
WSGI_APPLICATION = "laocai_thidua.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "laocai_thidua.context.frame",
            ],
        },
    }
]

# Database: SQLite writes wait for each other from their first statement on ("IMMEDIATE"); otherwise two
# presses at once end in "database is locked" instead of one waiting for the other.
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 10,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = _needed("REDIS_URL", "the address of the broker that wakes the workers")
CELERY_BROKER_URL = REDIS_URL
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"}}

# Log-in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "work_list"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "10/5m/key,60/5m/ip",
    "change_password": "5/m/user",
    "one_time_code": "10/5m/key,60/5m/ip",
}
ACCOUNT_FORMS = {
    "reset_password": "accounts.forms.ForgottenForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
}
PASSWORD_RESET_TIMEOUT = 24 * 3600
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PORTAL_TRUSTED_PROXIES", default=0)
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Safety in transit and in the browser
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_REFERRER_POLICY = "same-origin"
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "core.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Words and time
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "laocai_thidua.formats"
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# Static files: of npm packages only the named ones; single icons are put inline by a template tag.
NODE_MODULES = BASE_DIR / "node_modules"
NPM_FILES = ["bootstrap/dist/css/bootstrap.min.css", "bootstrap/dist/css/bootstrap.min.css.map"]
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static" if PRODUCTION else None
STATICFILES_DIRS = [BASE_DIR / "static", ("huong-dan", BASE_DIR / "docs" / "huong-dan" / "hinh")]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "core.staticfinder.NpmFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION

# Stored files and papers
FILES_ROOT = DATA_DIR / "files"
FILES_ACCEL_PREFIX = "/tep/" if PRODUCTION else ""
FILE_UPLOAD_HANDLERS = [
    "core.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
CLAMAV_SOCKET = env("CLAMAV_SOCKET", default="")
NO_CLAMAV = env("PORTAL_NO_CLAMAV", default="").strip()  # why the portal does without a virus scanner
if PRODUCTION and not CLAMAV_SOCKET and not NO_CLAMAV:
    raise ImproperlyConfigured(
        "Production needs CLAMAV_SOCKET, or the reason for none in PORTAL_NO_CLAMAV. See .env.example."
    )
# Without it the time stamp of a font changes the bytes of a PDF every second.
os.environ.setdefault("SOURCE_DATE_EPOCH", "1609459200")

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = "Cổng Thi đua - Khen thưởng tỉnh Lào Cai <khong-tra-loi@laocai.invalid>"
# What the QR codes of certificates lead to, so it stays the same for years.
PUBLIC_ADDRESS = env("PORTAL_ADDRESS", default="") or (
    f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else "http://127.0.0.1:8000"
)
SUPPORT_PHONE = env("PORTAL_SUPPORT_PHONE", default="0214 3800 123")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"weasyprint": {"level": "WARNING"}, "fontTools": {"level": "WARNING"}},
    "root": {"handlers": ["console"], "level": env("PORTAL_LOG_LEVEL", default="INFO")},
}
