"""A secret that one machine makes for itself and keeps."""

import secrets
from pathlib import Path


def local_secret(path: Path) -> str:
    """The secret in ``path``, made on first use and readable by its owner only."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()
