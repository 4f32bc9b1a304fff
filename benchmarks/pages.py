"""Requests a second of public pages, beside a bare answer of the same size on the same server in the same run.

    python benchmarks/pages.py

Everything stays on 127.0.0.1: granian with one worker and two blocking threads, as `camket serve` starts it, and a
client of our own in another process (wrk where it is installed). Rounds alternate between the page and its floor, so
that a noisy machine disturbs both alike; ratios are taken within a round.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 3
SECONDS = 2.0
CONNECTIONS = 8
LONGEST_START = 60

FILL = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
from city import city
from camket.portal.actions import BuildSite
BuildSite(by=None, area=city().area).execute()
"""
FLOOR = """
import gzip, os
body = gzip.compress(os.urandom(int(os.environ["BODY"])))[: int(os.environ["BODY"])]
head = [("Content-Type", "text/html"), ("Content-Length", str(len(body)))]
def application(environ, start_response):
    start_response("200 OK", head)
    return [body]
"""
PAGES = {"home": "/", "scoreboard": "/cam-ket/"}


def measure() -> dict[str, object]:
    """Requests a second of each page, median of the rounds (least–most): cached, not cached, and the floor."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _python(FILL, folder)
        (folder / "floor.py").write_text(FLOOR)
        figures: dict[str, object] = {"client": "wrk" if shutil.which("wrk") else "own", "connections": CONNECTIONS}
        with _served("camket.config.wsgi:application", folder) as site:
            for page, address in PAGES.items():
                figures |= _page(page, site + address, folder)
    return figures


def _page(page: str, url: str, folder: Path) -> dict[str, object]:
    size = _size(url)
    with _served("floor:application", folder, BODY=str(size)) as floor:
        rounds = [(_rate(url), _rate(url, fresh=True), _rate(floor + "/")) for _ in range(ROUNDS)]
    cached, uncached, bare = (list(rates) for rates in zip(*rounds, strict=True))
    return {
        f"{page}_bytes_compressed": size,
        f"{page}_cached_requests_per_second": _spread(cached),
        f"{page}_uncached_requests_per_second": _spread(uncached),
        f"{page}_floor_requests_per_second": _spread(bare),
        f"{page}_cached_of_floor": round(statistics.median(c / f for c, _, f in rounds), 3),
        f"{page}_uncached_of_floor": round(statistics.median(u / f for _, u, f in rounds), 5),
    }


def _spread(rates: list[float]) -> str:
    return f"{statistics.median(rates):,.0f} ({min(rates):,.0f}–{max(rates):,.0f})"


def _size(url: str) -> int:
    """Of the compressed body, as browsers get it. The second answer comes from memory."""
    for _ in range(2):
        with urlopen(Request(url, headers={"Accept-Encoding": "gzip"})) as answer:
            size = len(answer.read())
    return size


def _rate(url: str, fresh: bool = False) -> float:
    """Requests a second. ``fresh`` sends a session cookie, which no page is served from memory for."""
    cookie = "sessionid=khong-ai" if fresh else ""
    if shutil.which("wrk"):
        return _wrk(url, cookie)
    done = subprocess.run(
        [sys.executable, str(Path(__file__)), "--load", url, cookie], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def _wrk(url: str, cookie: str) -> float:
    heads = ["-H", "Accept-Encoding: gzip", *(["-H", f"Cookie: {cookie}"] if cookie else [])]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS:.0f}s", *heads, url]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", told)
    if not found:
        raise RuntimeError(f"wrk said nothing of requests: {told}")
    return float(found.group(1))


def load(url: str, cookie: str) -> float:
    """Our own client: keep-alive connections, a thread each, whole answers read."""
    counts: list[int] = []
    until = time.perf_counter() + SECONDS
    threads = [threading.Thread(target=_ask, args=(url, cookie, until, counts)) for _ in range(CONNECTIONS)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - started)


def _ask(url: str, cookie: str, until: float, counts: list[int]) -> None:
    host, port, path = _parts(url)
    heads = f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nAccept-Encoding: gzip\r\n"
    request = (heads + (f"Cookie: {cookie}\r\n" if cookie else "") + "\r\n").encode()
    asked = 0
    with socket.create_connection((host, port)) as connection:
        stream = connection.makefile("rb")
        while time.perf_counter() < until:
            connection.sendall(request)
            _read(stream)
            asked += 1
    counts.append(asked)


def _parts(url: str) -> tuple[str, int, str]:
    found = re.fullmatch(r"http://([\d.]+):(\d+)(/.*)", url)
    if found is None:
        raise ValueError(f"not an address of this machine: {url}")
    return found.group(1), int(found.group(2)), found.group(3)


def _read(stream: BinaryIO) -> None:
    if b" 200 " not in stream.readline():
        raise RuntimeError("the server did not answer with 200")
    length = 0
    while (line := stream.readline()) not in (b"\r\n", b""):
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    stream.read(length)


@contextmanager
def _served(application: str, folder: Path, **more: str) -> Iterator[str]:
    port = _free_port()
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "1", "--blocking-threads", "2", "--no-ws", "--log-level", "error", application),
    ]
    server = subprocess.Popen(command, env=_environment(folder) | more, cwd=folder)
    try:
        _wait(server, f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(server: subprocess.Popen[bytes], url: str) -> None:
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until and server.poll() is None:
        try:
            urlopen(url).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"no server answered at {url}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment(folder: Path) -> dict[str, str]:
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests"), str(folder)])
    settings = {"CAMKET_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "camket.config.settings.development"}
    return {**os.environ, **settings, "PYTHONPATH": paths}


def _python(code: str, folder: Path) -> None:
    subprocess.run([sys.executable, "-c", code], env=_environment(folder), cwd=folder, check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--load"]:
        sys.stdout.write(f"{load(sys.argv[2], sys.argv[3])}\n")
    else:
        sys.stdout.write(json.dumps(measure(), indent=2) + "\n")
