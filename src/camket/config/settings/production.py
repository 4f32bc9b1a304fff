"""A public server. Refuses to start without its secrets."""

from camket.config import environment
from camket.config.settings.base import *  # noqa: F403  (the settings of every way of running)

DEBUG = False
SECRET_KEY = environment.text("SECRET_KEY")
ALLOWED_HOSTS = environment.words("HOSTS", "")
if not ALLOWED_HOSTS:
    raise environment.MissingSetting("Set CAMKET_HOSTS to the names that this site answers to, separated by commas.")
HTTPS = environment.flag("HTTPS", True)
CSRF_TRUSTED_ORIGINS = [f"{'https' if HTTPS else 'http'}://{host}" for host in ALLOWED_HOSTS]
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_IDLE_MINUTES = int(environment.text("SESSION_IDLE_MINUTES", "30"))
SESSION_ABSOLUTE_HOURS = int(environment.text("SESSION_ABSOLUTE_HOURS", "8"))
