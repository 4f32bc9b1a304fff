"""Quantities in Vietnamese administrative text. One door: `read(text, genre) -> Reading`. Pure: no files, no
clock, no network.
"""

from .model import Announced, Comparison, Other, Reading, Statement
from .passage import read

__all__ = ["Announced", "Comparison", "Other", "Reading", "Statement", "read"]
