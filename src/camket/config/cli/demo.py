"""`camket demo`: the sample city on this machine, with nothing to answer."""

import argparse
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

from camket.config.cli.serve import port_problem
from camket.config.cli.words import language, t

ACCOUNT = "vanphong"


def summary() -> str:
    return t(
        "Dựng trang thử với thành phố mẫu (hư cấu) và chạy máy chủ.",
        "Build a trial site with the (invented) sample city and run the server.",
    )


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help=t("cổng", "port"))
    parser.add_argument(
        "--samples", type=Path, default=Path("samples/minh-hoa"), help=t("thư mục mẫu", "sample folder")
    )
    parser.add_argument("--no-serve", action="store_true", help=t("chỉ chuẩn bị, không chạy máy chủ", "prepare only"))


def run(called: argparse.Namespace) -> int:
    if not called.no_serve and (problem := port_problem(called.port)):
        print(problem, file=sys.stderr)
        return 1
    # Links and codes for telephones name this server, whichever port it has.
    os.environ.setdefault("CAMKET_BASE_URL", f"http://127.0.0.1:{called.port}")
    passwords = _prepare(called.samples)
    _announce(called.port, passwords, serves=not called.no_serve)
    if called.no_serve:
        return 0
    from camket.config.cli.serve import start

    start("127.0.0.1", called.port, 1)
    return 0


def _prepare(samples: Path) -> dict[str, str]:
    """Database, static files, samples, accounts; each where it is missing. Answers with the passwords made."""
    from camket.config.cli import django_ready

    django_ready.start()
    from camket.config.cli.setup import prepare

    _say(t("1/3 Cơ sở dữ liệu", "1/3 Database"))
    _with_dots(prepare)
    _say(t("2/3 Thành phố mẫu", "2/3 Sample city"))
    _samples(samples)
    _say(t("3/3 Tài khoản", "3/3 Accounts"))
    return _accounts()


def _samples(folder: Path) -> None:
    """Load on the first start; later only bring the verdicts up to today."""
    from django.utils import timezone

    from camket.areas.queries import first
    from camket.config import loading, trial
    from camket.config.cli.progress import follow
    from camket.config.marks import Mark
    from camket.reviews.upkeep import bring_up_to_date

    mark, area = Mark("samples"), first()
    if mark.stands and area:
        bring_up_to_date(area.pk, timezone.localdate())
        return
    batch = loading.plan([folder], None)
    if batch is None:
        raise SystemExit(t(f"Không thấy tài liệu mẫu trong {folder}.", f"There are no sample documents in {folder}."))
    outcome = loading.Loading(batch=batch, confident=True, follow=follow).run()
    for line in [*outcome.lines(language()), *outcome.problems(language())]:
        print(line)
    if loaded := first():
        trial.fill(loaded.pk, timezone.localdate())
    mark.put()


def _accounts() -> dict[str, str]:
    """For each account a new one-time password, as long as nobody has chosen an own one."""
    from camket.config.trial import ROLES
    from camket.people.accounts import GivePassword
    from camket.people.enums import Role
    from camket.people.queries import account, has_own_password

    made = {}
    if not has_own_password(ACCOUNT):
        made[ACCOUNT] = GivePassword(by=None, username=ACCOUNT, role=Role.ADMINISTRATOR).execute()[1]
    for name in ROLES:
        if account(name) and not has_own_password(name):
            made[name] = GivePassword(by=None, username=name).execute()[1]
    return made


def _announce(port: int, passwords: dict[str, str], *, serves: bool) -> None:
    site = f"http://127.0.0.1:{port}"
    print()
    print(t("Trang công khai:   ", "Public site:  ") + f"{site}/")
    print(t("Nơi làm việc:      ", "Back office:  ") + f"{site}/admin/")
    print(t("Hướng dẫn:         ", "Guide:        ") + f"{site}/huong-dan/")
    print()
    _tell_accounts(passwords)
    print()
    if serves:
        print(t("Dừng: Ctrl+C. Làm lại từ đầu: make clean", "Stop: Ctrl+C. Start over: make clean"))
    else:
        print(t("Chạy máy chủ: camket serve", "Run the server: camket serve"))


def _tell_accounts(passwords: dict[str, str]) -> None:
    from camket.config.trial import ROLES

    words = {
        ACCOUNT: t("quản trị", "administrator"),
        "nhaplieu": t("cán bộ nhập liệu", "clerk"),
        "baocao": t("cán bộ báo cáo của một cơ quan", "reporter of an office"),
        "lanhdao": t("lãnh đạo", "leader"),
        "kiemtra": t("kiểm tra: chỉ xem", "auditor: looks only"),
    }
    print(t("Tài khoản:", "Accounts:"))
    for name in (ACCOUNT, *ROLES):
        secret = passwords.get(name) or t("mật khẩu bạn đã đặt", "the password that you chose")
        print(f"  {name} / {secret}   {words[name]}")
    if passwords:
        print(t("Mật khẩu dùng một lần: đăng nhập rồi đổi.", "Passwords are good once: sign in, then choose your own."))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _with_dots(work: Any) -> None:
    """Show that long work without steps of its own goes on: a dot every second."""
    done = threading.Event()

    def dots() -> None:
        while not done.wait(1):
            print(".", end="", file=sys.stderr, flush=True)

    began = time.monotonic()
    watcher = threading.Thread(target=dots, daemon=True)
    watcher.start()
    try:
        work()
    finally:
        done.set()
        watcher.join()
    if time.monotonic() - began > 1:
        print(file=sys.stderr)
