"""Settings that every way of running shares. Read docs/reference/settings.md for the variables."""

from pathlib import Path

from camket.config import addresses, environment, level3, mail, provider
from camket.config.databases import database

PACKAGE = Path(__file__).resolve().parents[2]
VAR = environment.folder("VAR", Path.cwd() / "var")

INSTALLED_APPS = [
    "camket.foundation",
    "camket.jobs",
    "camket.people",
    "camket.areas",
    "camket.records",
    "camket.resolutions",
    "camket.targets",
    "camket.observations",
    "camket.intake",
    "camket.reviews",
    "camket.reports",
    "camket.trail",
    "camket.portal",
    "camket.config",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "django_tasks_db",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "camket.foundation.origin.Origin",
    "camket.portal.caching.PublicPageCache",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "camket.people.sessions.SessionLimits",
    "camket.people.proofs.Proofs",
    "camket.people.doors.Doors",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "camket.config.urls"
WSGI_APPLICATION = "camket.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    }
]

DATABASES = {"default": database(environment.text("DATABASE", ""), VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["camket.people.backends.Locked", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name}
    for name in (
        "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "django.contrib.auth.password_validation.CommonPasswordValidator",
        "django.contrib.auth.password_validation.NumericPasswordValidator",
        "camket.people.passwords.Length",
        "camket.people.passwords.Kinds",
        "camket.people.passwords.NotAFormerOne",
    )
]
# How strict signing in is: see level3, and docs/reference/settings.md.
STRICT = False
RULES = level3.read(strict=STRICT)
PASSWORD_LENGTH: int = RULES["PASSWORD_LENGTH"]
PASSWORD_KINDS: int = RULES["PASSWORD_KINDS"]
PASSWORD_DAYS: int = RULES["PASSWORD_DAYS"]
PASSWORD_HISTORY: int = RULES["PASSWORD_HISTORY"]
PASSWORD_OF_ONES_OWN: int = RULES["PASSWORD_OF_ONES_OWN"]
SIGN_IN_FAILURES: int = RULES["SIGN_IN_FAILURES"]
SIGN_IN_WINDOW_MINUTES: int = RULES["SIGN_IN_WINDOW_MINUTES"]
SESSION_IDLE_MINUTES: int = RULES["SESSION_IDLE_MINUTES"]
SESSION_ABSOLUTE_HOURS: int = RULES["SESSION_ABSOLUTE_HOURS"]
SECOND_FACTOR: int = RULES["SECOND_FACTOR"]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
ACCOUNT_ADAPTER = "camket.people.adapters.Entrance"
ACCOUNT_FORMS = {
    "login": "camket.people.forms.SignIn",
    "change_password": "camket.people.forms.ChangePassword",
    "reset_password_from_key": "camket.people.forms.NewPassword",
}
# Wagtail sends an account that may not enter to the sign-in, which would send it back.
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_ENABLED = False
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "camket.people.links.OneTime"
# By address alone a whole office would be locked. The lock by account and address together is ours: see people.signing.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": None,
    "reset_password": "5/h/key",
    "reset_password_from_key": None,
}
MFA_ADAPTER = "camket.people.adapters.SecondFactor"
MFA_FORMS = {
    "activate_totp": "camket.people.forms.FirstCode",
    "authenticate": "camket.people.forms.Code",
    "reauthenticate": "camket.people.forms.CodeAgain",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Cam Kết"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
# An address that was only ever used to reset a password must not stand in the way of a second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True
SOCIALACCOUNT_ADAPTER = "camket.people.adapters.FromTheProvince"
# A link, as the policy of a page must name where its forms lead, and the province's addresses are not known before.
SOCIALACCOUNT_LOGIN_ON_GET = True
PROVINCE = provider.ID
SOCIALACCOUNT_PROVIDERS = provider.configured()

ABSOLUTE_URL_OVERRIDES = {"targets.target": addresses.of_target}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024

# Jobs wait in the database. What Wagtail itself puts off is done at once: it is small, and search is never stale.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "jobs": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 5000}}}

WAGTAIL_SITE_NAME = "Cam Kết"
# Passwords are changed, and forgotten, in one place: see people.account_urls.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
# The way back to a forgotten password is changed by whoever proves to be its owner: see people.views.own.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_BASE_URL = environment.text("BASE_URL", "http://127.0.0.1:8000")
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILADMIN_COMMENTS_ENABLED = False

MAIL = mail.server(environment.text("MAIL", "smtp://localhost:25"))
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.starttls, MAIL.tls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.text("MAIL_FROM", "camket@localhost")

# The public site loads nothing from elsewhere. Wagtail's page editor needs inline script and style.
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ("/admin/",),
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'self'"],
        "form-action": ["'self'"],
    },
}
TRUSTED_PROXIES = int(environment.text("TRUSTED_PROXIES", "0"))
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
