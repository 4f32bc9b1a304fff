"""What must be read again and must not lie open in the database: the keys of second factors."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet


def seal(text: str) -> str:
    return _box(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS).encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Raises ``cryptography.fernet.InvalidToken`` where it was sealed under a secret that is gone."""
    return _box(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS).decrypt(sealed.encode()).decode()


@cache
def _box(*secrets: str) -> MultiFernet:
    # Commands that never ask for a code start without it.
    from cryptography.fernet import Fernet, MultiFernet

    keys = [urlsafe_b64encode(sha256(f"camket.people.sealing {secret}".encode()).digest()) for secret in secrets]
    return MultiFernet([Fernet(key) for key in keys])
