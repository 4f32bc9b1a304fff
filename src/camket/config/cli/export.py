"""`camket export`: our figures in the form of another system."""

import argparse
import sys
from pathlib import Path

from camket.config.cli.words import language, t


def summary() -> str:
    return t(
        "Xuất số liệu ra biểu của hệ thống khác (Excel hoặc CSV), theo bảng quy đổi viết bằng TOML.",
        "Fill the form of another system (Excel or CSV) by a mapping that is written in TOML.",
    )


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--form", required=True, type=Path, metavar=t("TỆP", "FILE"), help=t("biểu .toml", "the .toml"))
    parser.add_argument(
        "--area", required=True, metavar="SLUG", help=t("địa bàn của biểu, ví dụ minh-hoa", "the form's area, its slug")
    )
    parser.add_argument(
        "--period",
        required=True,
        action="append",
        metavar=t("KỲ", "PERIOD"),
        help=t("2025, 2025-6t, 2025-9t, 2025-q3, 2025-t11; lặp lại được", "2025, 2025-6t, 2025-q3 …; may be repeated"),
    )
    parser.add_argument(
        "--out",
        required=True,
        type=Path,
        metavar=t("TỆP", "FILE"),
        help=t("ghi vào tệp .xlsx hoặc .csv", "file to write, .xlsx or .csv"),
    )


def run(called: argparse.Namespace) -> int:
    from camket.config.cli import django_ready

    django_ready.start()
    from camket.foundation.errors import CamketError
    from camket.reports import saving
    from camket.reports.exports import files

    try:
        saving.check(called.out, files.SUFFIXES)
        filled = _filled(called)
        saving.save(called.out, files.made(filled, called.out.suffix.lower()), files.SUFFIXES)
    except CamketError as error:
        print(error.message(language()), file=sys.stderr)
        return 1
    except OSError as error:
        print(t(f"Không đọc được biểu: {error}", f"The form cannot be read: {error}"), file=sys.stderr)
        return 1
    print(t(f"Đã ghi {called.out}: {len(filled.rows)} dòng.", f"Wrote {called.out}: {len(filled.rows)} rows."))
    for one in filled.missing:
        lacks = f"{one.code} {one.name}, {one.area}, {one.period}: {one.what}"
        print(t(f"Còn thiếu: {lacks}", f"Missing: {lacks}"), file=sys.stderr)
    return 0


def _filled(called: argparse.Namespace):  # type: ignore[no-untyped-def]  # its kind is not loaded before it is called
    from camket.areas import queries as areas
    from camket.reports.exporting import FillForm
    from camket.reports.exports.filling import NoSuchArea

    area = areas.by_slug(called.area)
    if area is None:
        raise NoSuchArea(called.area)
    return FillForm(by=None, area=area, text=called.form.read_text(), asked=called.period).execute()
