"""A PostgreSQL cluster of our own, for tests and benchmarks: made in a temporary folder, reached through its socket."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Nothing here needs to outlive a crash of the machine.
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "300",
    "max_wal_size": "4GB",
    "shared_buffers": "256MB",
    "synchronous_commit": "off",
    "work_mem": "256MB",
}


def programs() -> Path | None:
    """The folder of the newest server that is installed; ``initdb`` of Debian is not on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    here = shutil.which("initdb")
    return Path(here).parent if here else None


@contextmanager
def cluster(folder: Path | None = None, **changed: str) -> Iterator[str]:
    """Starts a server and gives its socket's folder; it ends with the block. A ``folder`` is kept for the next time."""
    bins = programs()
    if bins is None:
        raise RuntimeError("PostgreSQL is not installed: sudo apt-get install postgresql")
    temporary = tempfile.mkdtemp(prefix="camket-pg-")
    data = (folder or Path(temporary)) / "data"
    try:
        _own(Path(temporary), *([folder] if folder else []))
        if not (data / "PG_VERSION").exists():
            _run(bins / "initdb", "-D", data, "-U", "camket", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        given = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in {**SETTINGS, **changed}.items())
        log = Path(temporary) / "log"
        _run(bins / "pg_ctl", "-D", data, "-w", "-l", log, "-o", f"-k {temporary} {given}", "start")
        try:
            yield temporary
        finally:
            _run(bins / "pg_ctl", "-D", data, "-w", "-m", "immediate" if folder is None else "fast", "stop")
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def address(socket: str, name: str = "postgres") -> str:
    """For ``CAMKET_DATABASE`` and for psycopg."""
    return f"postgresql://camket@/{name}?host={socket}"


def _own(*folders: Path) -> None:
    """The server does not run as root: its folders go to the account that Debian's package made for it."""
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        folder.chmod(0o755)


def _run(*command: object) -> None:
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *words]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd="/")
