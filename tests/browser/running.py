"""The server that is really used, as a process of its own with a database and a folder of its own.

For what only that server can show: its static files with hashed names, its headers, its cache. `running()` starts it
with the invented city of `city.py` in it; what is written there stays until it ends.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_START = 60

PREPARE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
"""
FILL = """
from city import city
from camket.portal.actions import BuildSite
BuildSite(by=None, area=city().area).execute()
"""


@dataclass(frozen=True)
class RunningSite:
    """Where the server answers, and the folder that it keeps its data in."""

    base: str
    folder: Path

    def url(self, address: str) -> str:
        return f"{self.base}{address}"

    def run(self, code: str) -> str:
        """Run code with Django ready, as the server's own process would; gives back what it printed."""
        ready = "import django; django.setup()\n"
        command = [sys.executable, "-c", ready + code]
        done = subprocess.run(
            command, env=_environment(self.folder), cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def _environment(folder: Path) -> dict[str, str]:
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
    settings = {"CAMKET_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "camket.config.settings.development"}
    return {**os.environ, **settings, "PYTHONPATH": paths}


@contextmanager
def running(folder: Path, fill: str = FILL) -> Iterator[RunningSite]:
    """Serves from ``folder``, which must be empty, until the block ends; ``fill`` is code that puts something in it."""
    port = _free_port()
    site = RunningSite(f"http://127.0.0.1:{port}", folder)
    site.run(PREPARE + fill)
    server = _start(folder, port)
    try:
        _wait(server, site.url("/"))
        yield site
    finally:
        server.terminate()
        server.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start(folder: Path, port: int) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", "from camket.config.cli import main; raise SystemExit(main())", "serve"]
    log = (folder / "server.log").open("wb")
    return subprocess.Popen([*command, "--port", str(port)], env=_environment(folder), cwd=ROOT, stdout=log, stderr=log)


def _wait(server: "subprocess.Popen[bytes]", url: str) -> None:
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until:
        assert server.poll() is None, "the server ended before it answered"
        try:
            urlopen(url).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"the server did not answer within {LONGEST_START} s")
