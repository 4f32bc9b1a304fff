"""`camket remind`: opens the rounds whose day has come, writes the letters of the day, and sends what waits."""

import argparse
import sys
from datetime import date

from camket.config.cli.words import t


def summary() -> str:
    return t(
        "Mở các kỳ báo cáo đến ngày, viết thư nhắc trong ngày và gửi thư đang chờ (chạy mỗi giờ hoặc mỗi ngày).",
        "Open the rounds whose day has come, write the day's reminders and send what waits (each hour, or once a day).",
    )


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--on", type=date.fromisoformat, metavar="YYYY-MM-DD", help=t("viết thư của ngày", "letters of this day")
    )


def run(called: argparse.Namespace) -> int:
    from camket.config.cli import django_ready

    django_ready.start()
    from django.utils import timezone

    from camket.config.recurring import remind

    opened, written, sent, failed = remind(called.on or timezone.localdate())
    print(
        t(
            f"Đã mở {opened} kỳ báo cáo, viết {written} thư, gửi {sent} thư.",
            f"Opened {opened} rounds, wrote {written} letters, sent {sent}.",
        )
    )
    if failed:
        print(
            t(
                f"{failed} thư chưa gửi được và vẫn được giữ; lần chạy sau sẽ gửi. Lý do ghi ở trang của kỳ báo cáo.",
                f"{failed} letters could not be sent and are kept for the next run. The page of the round says why.",
            ),
            file=sys.stderr,
        )
    return 1 if failed else 0
