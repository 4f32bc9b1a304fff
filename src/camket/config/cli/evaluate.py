"""`camket evaluate`: how the targets of a resolution stand."""

import argparse
import json
import sys
from datetime import date
from typing import Any

from camket.config.cli.words import language, t


def summary() -> str:
    return t("Đánh giá các chỉ tiêu của một nghị quyết.", "Evaluate the targets of a resolution.")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--resolution", required=True, metavar="SLUG", help=t("ví dụ minh-hoa-2020-2025", "its slug"))
    parser.add_argument(
        "--on", type=date.fromisoformat, metavar="YYYY-MM-DD", help=t("tính đến ngày", "as on this day")
    )
    parser.add_argument("--explain", action="store_true", help=t("in cả câu giải thích", "print the sentence of why"))
    parser.add_argument("--json", action="store_true", help=t("in JSON, mỗi chỉ tiêu một dòng", "a JSON line a target"))


def run(called: argparse.Namespace) -> int:
    from camket.config.cli import django_ready

    django_ready.start()
    from django.utils import timezone

    from camket.resolutions.queries import by_slug, slugs
    from camket.reviews.judging import judge_resolution

    resolution = by_slug(called.resolution)
    if resolution is None:
        known = ", ".join(slugs()) or t("chưa có nghị quyết nào", "none yet")
        print(
            t(f"Không có nghị quyết này. Đang có: {known}.", f"No such resolution. There are: {known}."),
            file=sys.stderr,
        )
        return 1
    for target, verdict in judge_resolution(resolution.pk, called.on or timezone.localdate(), timezone.now()):
        print(_line(target, verdict, called))
    return 0


def _line(target: Any, verdict: Any, called: argparse.Namespace) -> str:
    why = verdict.why_en if language() == "en" else verdict.why_vi
    if called.json:
        figures = ("attained", "ratio", "progress", "expected", "pace")
        row = {name: None if (v := getattr(verdict, name)) is None else str(v) for name in figures}
        return json.dumps(
            {"target": target.slug, "verdict": verdict.verdict.value, **row, "why": why}, ensure_ascii=False
        )
    return f"{verdict.verdict.value:10} {target}" + (f"\n           {why}" if called.explain else "")
