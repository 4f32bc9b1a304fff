"""A public server. Refuses to start without its secrets."""

from camket.config import environment, level3
from camket.config.settings.base import *  # noqa: F403  (the settings of every way of running)

DEBUG = False
SECRET_KEY = environment.text("SECRET_KEY")
ALLOWED_HOSTS = environment.words("HOSTS", "")
if not ALLOWED_HOSTS:
    raise environment.MissingSetting("Set CAMKET_HOSTS to the names that this site answers to, separated by commas.")
STRICT = True
RULES = level3.read(strict=STRICT)
globals().update(RULES)
HTTPS = bool(RULES["HTTPS"])
CSRF_TRUSTED_ORIGINS = [f"{'https' if HTTPS else 'http'}://{host}" for host in ALLOWED_HOSTS]
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = RULES["HSTS_DAYS"] * 86_400 if HTTPS else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
