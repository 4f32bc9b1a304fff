"""Programs of the system that read what Python cannot: LibreOffice for .doc, tesseract for scans.

Each runs by itself, with nothing of our environment but the way to find programs, in a folder of its own, without
standard input, and is ended with all that it started when its time is over.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_ENVIRONMENT = {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a program may take: bytes of address space, seconds of a processor."""

    memory: int
    seconds: int


def find(*names: str) -> str:
    """The first of these programs that is installed, by its path; empty where none is."""
    return next((path for name in names if (path := shutil.which(name))), "")


def run(
    command: Sequence[str],
    folder: Path,
    seconds: float,
    given: bytes | None = None,
    bounds: Bounds | None = None,
    *,
    python: bool = False,
) -> bytes | None:
    """What a program prints, or None where it failed or took longer than ``seconds``.

    ``given`` is its input; a program in ``python`` finds the modules that we find.
    """
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder)}
    if python:
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment | _ENVIRONMENT,
            stdin=subprocess.DEVNULL if given is None else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return None
    if bounds is not None:
        _bind(process.pid, bounds)
    try:
        printed, _ = process.communicate(given, timeout=max(seconds, 0.1))
    except subprocess.TimeoutExpired:
        return None
    finally:
        _end(process)
    return printed if process.returncode == 0 else None


def _bind(pid: int, bounds: Bounds) -> None:
    """Set the bounds where the system knows them; a program that is over already needs none."""
    try:
        import resource
    except ImportError:
        return
    if hasattr(resource, "prlimit"):
        with suppress(OSError):
            resource.prlimit(pid, resource.RLIMIT_AS, (bounds.memory, bounds.memory))
            resource.prlimit(pid, resource.RLIMIT_CPU, (bounds.seconds, bounds.seconds))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the whole session of a program: LibreOffice is a script that starts others."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.communicate()
