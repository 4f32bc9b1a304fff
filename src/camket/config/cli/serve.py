"""`camket serve`: the web server."""

import argparse
import os
import socket
import sys

from camket.config.cli.words import t


def summary() -> str:
    return t("Chạy máy chủ web.", "Run the web server.")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help=t("địa chỉ lắng nghe", "address to listen on"))
    parser.add_argument("--port", type=int, default=8000, help=t("cổng", "port"))
    parser.add_argument("--workers", type=int, default=1, help=t("số tiến trình", "number of processes"))
    no_work = t("không làm việc nền (đã có camket work chạy riêng)", "no jobs here (camket work runs elsewhere)")
    parser.add_argument("--no-work", action="store_true", help=no_work)


def run(called: argparse.Namespace) -> int:
    """Hands this process over to the server: it does not come back."""
    if problem := port_problem(called.port, called.host):
        print(problem, file=sys.stderr)
        return 1
    from camket.config.cli import django_ready

    django_ready.start()
    _tell_what_is_off()
    start(called.host, called.port, called.workers, with_jobs=not called.no_work)
    return 0


def _tell_what_is_off() -> None:
    """Rules of level 3 that the environment has loosened; the server runs all the same."""
    from camket.config.checks import level3

    for warning in level3(None):
        print(f"{warning.msg} {warning.hint}", file=sys.stderr)


def start(host: str, port: int, workers: int, *, with_jobs: bool = True) -> None:
    from django.conf import settings

    from camket.config.cli import work

    sys.stdout.flush()
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", host, "--port", str(port), "--workers", str(workers)),
        # Few blocking threads are the fastest and smallest for this work; see docs/reference/running.md.
        *("--blocking-threads", "2", "--no-ws", "--log-level", "warning"),
        *("--static-path-route", "/static", "--static-path-mount", str(settings.STATIC_ROOT)),
        "camket.config.wsgi:application",
    ]
    if with_jobs:
        work.beside(os.getpid())
    os.execv(sys.executable, command)


def port_problem(port: int, host: str = "127.0.0.1") -> str:
    """Why no server can listen there, in the person's language; empty where one can."""
    if not 0 < port < 65536:
        return t("Cổng là một số từ 1 đến 65535.", "A port is a number from 1 to 65535.")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            vi = f"Cổng {port} đang có chương trình khác dùng. Chọn cổng khác, ví dụ: make demo PORT=8080"
            return t(vi, f"Port {port} is taken. Choose another, such as: make demo PORT=8080")
    return ""
