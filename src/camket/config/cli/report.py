"""`camket report`: the Word report of a resolution and a year."""

import argparse
import sys
from datetime import date
from pathlib import Path

from camket.config.cli.words import language, t


def summary() -> str:
    return t(
        "Lập báo cáo Word kết quả thực hiện chỉ tiêu của một năm, thể thức theo Nghị định 30/2020.",
        "Write the Word report of a year's results, in the layout of Decree 30/2020.",
    )


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--resolution", required=True, metavar="SLUG", help=t("ví dụ minh-hoa-2020-2025", "its slug"))
    parser.add_argument(
        "--year", required=True, type=int, metavar=t("NĂM", "YEAR"), help=t("năm báo cáo", "year reported on")
    )
    parser.add_argument(
        "--out",
        required=True,
        type=Path,
        metavar=t("TỆP", "FILE"),
        help=t("ghi vào tệp .docx hoặc .xlsx", "file to write, .docx or .xlsx"),
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


def run(called: argparse.Namespace) -> int:
    from camket.config.cli import django_ready

    django_ready.start()
    from django.utils import timezone

    from camket.foundation.errors import CamketError
    from camket.reports import saving
    from camket.reports.actions import WriteReport
    from camket.reports.enums import Layout

    dated = called.date or timezone.localdate()
    try:
        saving.check(called.out)
        layout = Layout(called.layout)
        as_sheet = called.out.suffix.lower() == ".xlsx"
        report = WriteReport(
            by=None,
            resolution=called.resolution,
            year=called.year,
            dated=dated,
            layout=layout,
            as_sheet=as_sheet,
        )
        saving.save(called.out, report.execute())
    except CamketError as error:
        print(error.message(language()), file=sys.stderr)
        return 1
    print(t(f"Đã ghi {called.out}.", f"Wrote {called.out}."))
    return 0
