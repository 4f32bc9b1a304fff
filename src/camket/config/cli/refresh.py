"""`camket refresh`: verdicts and cross-checks as of today; once a day, by cron or a timer."""

import argparse
from datetime import date

from camket.config.cli.words import t


def summary() -> str:
    return t(
        "Đánh giá lại theo ngày hôm nay và đối chiếu số liệu (chạy mỗi ngày một lần).",
        "Evaluate as of today and run the cross-checks (once a day).",
    )


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--on", type=date.fromisoformat, metavar="YYYY-MM-DD", help=t("tính đến ngày", "as on this day")
    )


def run(called: argparse.Namespace) -> int:
    from camket.config.cli import django_ready

    django_ready.start()
    from django.utils import timezone

    from camket.config.recurring import refresh

    for area, judged in refresh(called.on or timezone.localdate()):
        print(t(f"{area}: đã đánh giá {judged} chỉ tiêu.", f"{area}: {judged} targets evaluated."))
    return 0
