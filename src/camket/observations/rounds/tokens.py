"""The secret in a link's address: made of a random number and the site's secret; the database knows its hash."""

import hashlib
import re
import secrets
from base64 import urlsafe_b64encode

from django.utils.crypto import salted_hmac

_FORM = re.compile(r"[A-Za-z0-9_-]{43}")


def nonce() -> str:
    return secrets.token_hex(16)


def token(seed: str) -> str:
    """43 letters of an address; the same for the same seed as long as the site keeps its secret."""
    digest = salted_hmac("camket.observations.rounds.link", seed, algorithm="sha256").digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


def hashed(given: str) -> str:
    """What the database is asked for: a look-up by hash tells nothing by its time about the token itself."""
    return hashlib.sha256(given.encode()).hexdigest() if _FORM.fullmatch(given) else ""
