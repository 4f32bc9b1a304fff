"""Which mail server letters go through, named by an address."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from camket.config.environment import MissingSetting

SUBMISSION, SECURE = 587, 465


@dataclass(frozen=True)
class Server:
    """``starttls`` begins in the open and goes on encrypted, as on port 587; ``tls`` is encrypted from the start."""

    host: str
    port: int
    user: str
    password: str
    starttls: bool
    tls: bool


def server(address: str) -> Server:
    """ "smtp://user:password@host:587", "smtps://…" for port 465. Raises ``MissingSetting`` for another kind."""
    parts = urlsplit(address)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise MissingSetting("CAMKET_MAIL reads smtp://user:password@host:587, or smtps:// for port 465.")
    tls = parts.scheme == "smtps"
    port = parts.port or (SECURE if tls else 25)
    named = unquote(parts.username or ""), unquote(parts.password or "")
    return Server(parts.hostname, port, *named, starttls=not tls and port == SUBMISSION, tls=tls)
