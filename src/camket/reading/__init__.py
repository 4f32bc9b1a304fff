"""Quantities in Vietnamese administrative text. One door: `read(text, genre) -> Reading`. Pure: no files, no
clock, no network.
"""

from .model import Other, Reading, Statement
from .passage import read

__all__ = ["Other", "Reading", "Statement", "read"]
