"""Which version of the way to judge a verdict was made by, so that a change of it can be told from tampering."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from camket import evaluation, measures
from camket.reviews import judging


@cache
def version() -> str:
    """A hash over the SQL text and the Python that makes verdicts and their sentences. A comment makes another version
    too, which does no harm: what comes out the same is proved whatever its version."""
    packages = (Path(package.__file__ or "").parent for package in (evaluation, measures))
    files = [path for folder in packages for path in folder.rglob("*") if path.suffix in (".py", ".sql", ".lark")]
    found = hashlib.sha256()
    for path in sorted([*files, Path(judging.__file__)], key=lambda path: path.parts[-3:]):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
