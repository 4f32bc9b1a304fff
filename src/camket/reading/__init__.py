"""Quantities in Vietnamese administrative text. One door: `read(text, genre) -> Reading`; `in_words` says what a
statement is unsure of. Pure: no files, no clock, no network.
"""

# ruff: noqa: E402 - where the modules are looked for must be known before they are

from pathlib import Path

from . import compiled

__path__[:0] = compiled.folders(Path(__file__).parent)

from .confidence import in_words
from .model import Announced, Comparison, Other, Reading, Statement
from .passage import read

__all__ = ["Announced", "Comparison", "Other", "Reading", "Statement", "in_words", "read"]
