"""Excel forms as they come back: filled in, mixed up, and saved by other programs."""

import io
import shutil
import subprocess
from pathlib import Path

import openpyxl

from camket.observations.rounds import queries
from camket.observations.rounds.workbook import making
from camket.records.extract import cells

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
HAS_CALC = bool(OFFICE) and (Path(OFFICE).resolve().parent / "libsclo.so").exists()
HEAD = 8
ANSWER, UNCHANGED, NOTE = 7, 8, 9


def blank(city) -> bytes:
    owed = queries.duties(city.round.pk, city.office.pk)
    return making.workbook(city.round, city.office, queries.lines(city.round, owed))


def edited(form: bytes, edit) -> bytes:
    """The form after somebody has opened it, done ``edit(sheet)``, and saved it."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    edit(book.worksheets[0])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def filled(form: bytes, values: dict[str, object], column: int = ANSWER) -> bytes:
    """With ``values`` in the rows of those names."""

    def edit(sheet):
        for row in sheet.iter_rows(min_row=HEAD + 1):
            if row[1].value in values:
                sheet.cell(row[1].row, column).value = values[row[1].value]

    return edited(form, edit)


def saved_by_office(form: bytes, folder: Path, kind: str, filter_name: str = "") -> bytes:
    """The same workbook, opened and saved as another kind by LibreOffice."""
    source = folder / "bieu.xlsx"
    source.write_bytes(form)
    out = folder / "out"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    target = f"{kind}:{filter_name}" if filter_name else kind
    command = [str(OFFICE), profile, "--headless", "--convert-to", target, "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (out / f"bieu.{kind}").read_bytes()


def sheets(form: bytes) -> dict[str, cells.Rows]:
    return cells.read(form)
