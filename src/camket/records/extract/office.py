"""Old Word files (.doc) by way of LibreOffice, where it is installed: converted to .docx and read as that."""

import tempfile
from dataclasses import replace
from pathlib import Path
from threading import Lock

from camket.records.extract import detect, programs, word
from camket.records.extract.errors import ExtractError
from camket.records.extract.limits import MAX_FILE_BYTES, MAX_OFFICE_BYTES, MAX_OFFICE_SECONDS
from camket.records.extract.model import Extracted
from camket.records.extract.notices import notice

_ONE_AT_A_TIME = Lock()  # a run takes some 250 MB
_MAGIC = b"\xec\xa5"  # where a WordDocument stream begins: File Information Block, [MS-DOC] 2.5.2
_ENCRYPTED = 0x01
_FLAGS = 11  # the byte of the block that holds the flag
_SECTOR = 512
_MACROS = "_VBA_PROJECT".encode("utf-16-le")

# Macros off, nothing that is linked is fetched, and all of the web behind a proxy that is not there.
_SETTINGS = {
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution"): "true",
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel"): "3",
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks"): "true",
    ("org.openoffice.Office.Writer/Content/Update", "Link"): "2",
    ("org.openoffice.Inet/Settings", "ooInetProxyType"): "2",
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName"): "127.0.0.1",
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort"): "9",
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName"): "127.0.0.1",
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort"): "9",
}


def read(data: bytes) -> Extracted:
    """Read a .doc; raises :class:`ExtractError` (``old_format``, ``encrypted``, ``too_large``, those of a .docx)."""
    if _is_encrypted(data):
        raise ExtractError("encrypted")
    if len(data) > MAX_OFFICE_BYTES:
        raise ExtractError("too_large")
    program = programs.find("soffice", "libreoffice")
    if not program:
        raise ExtractError("old_format")
    with _ONE_AT_A_TIME, tempfile.TemporaryDirectory(prefix="camket-doc-", ignore_cleanup_errors=True) as folder:
        found = word.read(_converted(data, program, Path(folder)))
    told = [notice("old_word")]
    if _MACROS in data:
        told.append(notice("macros"))
    return replace(found, media_type=detect.DOC, warnings=(*told, *found.warnings))


def _is_encrypted(data: bytes) -> bool:
    """Whether a File Information Block, which begins at a sector's start, says so."""
    blocks = (at for at in range(_SECTOR, min(len(data), 64 * _SECTOR), _SECTOR) if data.startswith(_MAGIC, at))
    at = next(blocks, 0)
    return bool(at and data[at + _FLAGS] & _ENCRYPTED)


def _converted(data: bytes, program: str, folder: Path) -> bytes:
    """The bytes of the .docx."""
    source, target, profile = folder / "van-ban.doc", folder / "docx", folder / "profile"
    source.write_bytes(data)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
    switches = ["--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault", "--infilter=MS Word 97"]
    target_format = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(target), str(source)]
    command = [program, f"-env:UserInstallation={profile.as_uri()}", *switches, *target_format]
    done = programs.run(command, folder, MAX_OFFICE_SECONDS)
    found = target / "van-ban.docx"
    if done is None or not found.is_file() or found.stat().st_size > MAX_FILE_BYTES:
        raise ExtractError("old_format", "", "LibreOffice không chuyển được", "LibreOffice could not convert it")
    return found.read_bytes()


def _registry() -> str:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for (path, name), value in _SETTINGS.items()
    )
    names = 'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    return f'<?xml version="1.0" encoding="UTF-8"?><oor:items {names}>{items}</oor:items>'
