"""`camket serve`: the web server."""

import argparse
import os
import sys

from camket.config.cli.words import t


def summary() -> str:
    return t("Chạy máy chủ web.", "Run the web server.")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help=t("địa chỉ lắng nghe", "address to listen on"))
    parser.add_argument("--port", type=int, default=8000, help=t("cổng", "port"))
    parser.add_argument("--workers", type=int, default=1, help=t("số tiến trình", "number of processes"))


def run(called: argparse.Namespace) -> int:
    """Hands this process over to the server: it does not come back."""
    from camket.config.cli import django_ready

    django_ready.start()
    start(called.host, called.port, called.workers)
    return 0


def start(host: str, port: int, workers: int) -> None:
    from django.conf import settings

    sys.stdout.flush()
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", host, "--port", str(port), "--workers", str(workers)),
        # Few blocking threads are the fastest and smallest for this work; see docs/reference/running.md.
        *("--blocking-threads", "2", "--no-ws", "--log-level", "warning"),
        *("--static-path-route", "/static", "--static-path-mount", str(settings.STATIC_ROOT)),
        "camket.config.wsgi:application",
    ]
    os.execv(sys.executable, command)
