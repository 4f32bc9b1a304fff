"""`camket report`: the Word report of a resolution and a year."""

import argparse
import sys
from datetime import date
from pathlib import Path

from camket.config.cli.words import language, t


def summary() -> str:
    return t(
        "Lập báo cáo của một năm hoặc một kỳ sơ kết thành tệp Word, PDF hoặc Excel.",
        "Write the report of a year or of a review as a Word, PDF or Excel file.",
    )


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--resolution", required=True, metavar="SLUG", help=t("ví dụ minh-hoa-2020-2025", "its slug"))
    about = parser.add_mutually_exclusive_group(required=True)
    about.add_argument("--year", type=int, metavar=t("NĂM", "YEAR"), help=t("năm báo cáo", "year reported on"))
    about.add_argument(
        "--review", metavar="SLUG", help=t("kỳ sơ kết, ví dụ quy-3-2026", "slug of a review, such as quy-3-2026")
    )
    parser.add_argument(
        "--out",
        required=True,
        type=Path,
        metavar=t("TỆP", "FILE"),
        help=t("ghi vào tệp .docx, .pdf hoặc .xlsx", "file to write, .docx, .pdf or .xlsx"),
    )
    parser.add_argument(
        "--date",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help=t("ngày ghi trên báo cáo (mặc định: hôm nay)", "date on the report (today by default)"),
    )
    parser.add_argument(
        "--layout",
        choices=("decree", "party"),
        default="decree",
        help=t(
            "thể thức: decree theo Nghị định 30/2020, party theo Hướng dẫn 36-HD/VPTW của Đảng",
            "layout: of Decree 30/2020, or of the party's Guideline 36-HD/VPTW",
        ),
    )
    parser.add_argument(
        "--one-page",
        action="store_true",
        help=t("tệp .pdf là một trang cho lãnh đạo", "the .pdf is the one page for leaders"),
    )


def run(called: argparse.Namespace) -> int:
    from camket.config.cli import django_ready

    django_ready.start()
    from django.utils import timezone

    from camket.foundation.errors import CamketError
    from camket.reports import making, saving
    from camket.reports.actions import WriteReport
    from camket.reports.enums import Layout

    dated = called.date or timezone.localdate()
    try:
        saving.check(called.out)
        report = WriteReport(
            by=None,
            resolution=called.resolution,
            year=called.year or 0,
            review=called.review or "",
            dated=dated,
            layout=Layout(called.layout),
            kind=making.kind_of(called.out, called.one_page),
        )
        saving.save(called.out, report.execute())
    except CamketError as error:
        print(error.message(language()), file=sys.stderr)
        return 1
    print(t(f"Đã ghi {called.out}.", f"Wrote {called.out}."))
    return 0
