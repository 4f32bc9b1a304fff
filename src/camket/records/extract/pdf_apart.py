"""A PDF file that may be hostile, read by a process of its own: ``python -m camket.records.extract.pdf_apart``.

The file is its standard input; what it prints is JSON: {"extracted": …}, or {"error": [code, detail_vi, detail_en]}.
"""

import dataclasses
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from camket.records.extract import programs
from camket.records.extract.errors import ExtractError
from camket.records.extract.legacy import Finding
from camket.records.extract.limits import MAX_OCR_SECONDS, MAX_PDF_MEMORY, MAX_PDF_SECONDS
from camket.records.extract.model import Extracted, Notice, Segment

_TOO_COMPLEX = ("too_large", "", "PDF quá phức tạp", "the PDF is too complex")


def read(data: bytes, found: Finding | None) -> Extracted:
    """The same as ``pdf.read``; a file that takes too much memory or time is ``too_large``."""
    asked = [] if found is None else [json.dumps(dataclasses.asdict(found))]
    command = [sys.executable, "-m", __name__, *asked]
    bounds = programs.Bounds(MAX_PDF_MEMORY, MAX_PDF_SECONDS)
    with tempfile.TemporaryDirectory(prefix="camket-pdf-") as folder:
        printed = programs.run(command, Path(folder), MAX_PDF_SECONDS + MAX_OCR_SECONDS, data, bounds, python=True)
    if printed is None:
        raise ExtractError(*_TOO_COMPLEX)
    answer = json.loads(printed)
    if "error" in answer:
        code, detail_vi, detail_en = answer["error"]
        raise ExtractError(code, "", detail_vi, detail_en)
    return _extracted(answer["extracted"])


def _extracted(fields: dict[str, Any]) -> Extracted:
    layout = tuple(_segment(**segment) for segment in fields["layout"])
    warnings = tuple(Notice(**told) for told in fields["warnings"])
    return Extracted(fields["text"], layout, fields["media_type"], warnings)


def _segment(box: list[float] | None, **fields: Any) -> Segment:
    return Segment(**fields, box=(box[0], box[1], box[2], box[3]) if box else None)


def main() -> None:
    """Read standard input and print what it holds."""
    from camket.records.extract import pdf

    found = Finding(**json.loads(sys.argv[1])) if len(sys.argv) > 1 else None
    try:
        answer: dict[str, Any] = {"extracted": dataclasses.asdict(pdf.read_here(sys.stdin.buffer.read(), found))}
    except ExtractError as error:
        answer = {"error": [error.code, error.detail_vi, error.detail_en]}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
