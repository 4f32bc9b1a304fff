"""`camket work`: does the jobs that wait, and what the schedule asks for."""

import argparse
import os
import signal
import subprocess
import sys
import time
from types import FrameType

from camket.config.cli.words import t

_PAUSE = 1.0
"""Seconds before a worker that was killed is started anew, and between two looks at the process it lives with."""


def summary() -> str:
    return t(
        "Làm việc nền và việc định kỳ (camket serve tự chạy kèm).",
        "Do background jobs and recurring work (camket serve brings one along).",
    )


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--once", action="store_true", help=t("làm hết việc đang chờ rồi dừng", "stop when none is left")
    )
    parser.add_argument("--for", dest="parent", type=int, metavar="PID", help=argparse.SUPPRESS)
    parser.add_argument("--watched-by", dest="watcher", type=int, metavar="PID", help=argparse.SUPPRESS)


def run(called: argparse.Namespace) -> int:
    if called.parent:
        return _watch(called.parent)
    from camket.config.cli import django_ready

    django_ready.start()
    from camket.jobs.working import work

    work(called.watcher, batch=called.once)
    return 0


def beside(pid: int) -> None:
    """Start a worker that lives as long as the process ``pid``, and is started anew when it is killed."""
    subprocess.Popen([*_command(), "--for", str(pid)], stdin=subprocess.DEVNULL)


def _command() -> list[str]:
    return [sys.executable, "-m", "camket.config.cli", "work"]


def _watch(parent: int) -> int:
    """Small on purpose: it loads nothing of the site."""
    wanted = True

    def stop(signum: int, frame: FrameType | None) -> None:
        nonlocal wanted
        wanted = False

    def goes_on() -> bool:
        return wanted and os.getppid() == parent

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while goes_on():
        child = subprocess.Popen([*_command(), "--watched-by", str(os.getpid())])
        while goes_on() and child.poll() is None:
            time.sleep(_PAUSE)
        if child.poll() is None:
            child.terminate()
        # Killed: at once. Ended by itself, as without a database: it has said why, and need not say so each second.
        for _ in range(1 if child.wait() < 0 else 30):
            if goes_on():
                time.sleep(_PAUSE)
    return 0
