"""`camket load`: documents through the main job. Safe to run again: nothing is doubled, nothing is lost."""

import argparse
import sys
from datetime import date
from pathlib import Path

from camket.config.cli.words import language, t


def summary() -> str:
    return t(
        "Nạp nghị quyết, báo cáo, tin bài của một địa bàn: đọc, duyệt, đánh giá, đưa lên cổng.",
        "Take in the resolutions, reports and news of an area: read, assent, evaluate, publish.",
    )


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar=t("TỆP_HOẶC_THƯ_MỤC", "FILE_OR_FOLDER"))
    parser.add_argument(
        "--area", help=t("mã địa chỉ của địa bàn (mặc định: place.toml hoặc tên thư mục)", "slug of the area")
    )
    parser.add_argument(
        "--assent",
        choices=("none", "confident"),
        default="none",
        help=t(
            "confident: duyệt luôn các câu máy chắc chắn; none: để người duyệt", "confident: assent to what is sure"
        ),
    )
    parser.add_argument(
        "--on", type=date.fromisoformat, metavar="YYYY-MM-DD", help=t("đánh giá tính đến ngày", "evaluate as on")
    )


def run(called: argparse.Namespace) -> int:
    from camket.config.cli import django_ready

    django_ready.start()
    from camket.config import loading
    from camket.config.cli.progress import follow
    from camket.foundation.errors import CamketError
    from camket.records.extract import ExtractError

    try:
        batch = loading.plan(called.paths, called.area)
    except (CamketError, ExtractError) as error:
        print(error.message(language()), file=sys.stderr)
        return 1
    if batch is None:
        print(t("Không thấy tệp nào để nạp.", "There is no file to load."), file=sys.stderr)
        return 1
    steps = loading.Loading(batch=batch, confident=called.assent == "confident", on=called.on, follow=follow)
    outcome = steps.run()
    for line in outcome.lines(language()):
        print(line)
    for line in outcome.problems(language()):
        print(line, file=sys.stderr)
    return 1 if outcome.failures else 0
