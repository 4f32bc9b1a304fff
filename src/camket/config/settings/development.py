"""One machine, no secrets to set: `make demo` and a developer's own server."""

from camket.config import environment
from camket.config.settings.base import *  # noqa: F403  (the settings of every way of running)
from camket.config.settings.base import VAR
from camket.foundation.keys import local_secret

DEBUG = False
SECRET_KEY = local_secret(VAR / "secret.key")
ALLOWED_HOSTS = ["*"]
if not environment.text("MAIL", ""):
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
