"""A file's text, with the way back into the file.

One door: :func:`extract`. It knows no database and no framework; each format is imported only when a file needs it,
so the import of this package costs almost nothing.
"""

from camket.records.extract.door import extract
from camket.records.extract.errors import ExtractError
from camket.records.extract.limits import MAX_CHARACTERS, MAX_FILE_BYTES
from camket.records.extract.model import Extracted, Figure, Notice, Segment

__all__ = ["MAX_CHARACTERS", "MAX_FILE_BYTES", "ExtractError", "Extracted", "Figure", "Notice", "Segment", "extract"]
