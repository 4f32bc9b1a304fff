"""Which database the site uses: SQLite in its own folder, or a PostgreSQL that is named by an address."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from camket.config.environment import MissingSetting

SCHEMES = ("postgresql", "postgres")


def database(address: str, var: Path) -> dict[str, Any]:
    """The settings of ``DATABASES["default"]``. Raises ``MissingSetting`` for an address of another kind."""
    return _postgresql(address) if address else _sqlite(var / "camket.sqlite3")


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            # Readers never wait for a writer (WAL); a writer takes its lock at once or waits its turn.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
    }


def _postgresql(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    if parts.scheme not in SCHEMES or not parts.path.strip("/"):
        raise MissingSetting(
            "CAMKET_DATABASE reads postgresql://user:password@host:port/name; leave it out for SQLite."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
