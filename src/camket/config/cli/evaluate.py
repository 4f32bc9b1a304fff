"""`camket evaluate`: how the targets of a resolution stand."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from camket.config.cli.words import language, t

ENGINES = ("memory", "site", "duckdb", "spark")


def summary() -> str:
    return t("Đánh giá các chỉ tiêu của một nghị quyết.", "Evaluate the targets of a resolution.")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--resolution", required=True, metavar="SLUG", help=t("ví dụ minh-hoa-2020-2025", "its slug"))
    parser.add_argument(
        "--on", type=date.fromisoformat, metavar="YYYY-MM-DD", help=t("tính đến ngày", "as on this day")
    )
    parser.add_argument(
        "--as-of",
        type=_moment,
        metavar="YYYY-MM-DD",
        help=t("theo số liệu đã biết đến hết ngày này", "by what was known at the end of this day"),
    )
    parser.add_argument(
        "--days",
        type=_count,
        metavar="N",
        help=t("in kết quả của N ngày, đến ngày --on", "how they stood on each of N days, up to --on"),
    )
    parser.add_argument(
        "--engine",
        choices=ENGINES,
        default="memory",
        help=t("nơi tính; site là cơ sở dữ liệu của trang", "where to compute; site is the site's own database"),
    )
    parser.add_argument("--explain", action="store_true", help=t("in cả câu giải thích", "print the sentence of why"))
    parser.add_argument("--json", action="store_true", help=t("in JSON, mỗi chỉ tiêu một dòng", "a JSON line a target"))


def _moment(text: str) -> datetime:
    """The end of a day in the site's time, or a moment with its offset."""
    if "T" in text or " " in text:
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=_hanoi())
    return datetime.combine(date.fromisoformat(text), time.max, tzinfo=_hanoi())


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(
            t(f"“{text}” phải là số nguyên từ 1 trở lên", f"“{text}” must be a whole number from 1 on")
        )
    return int(text)


def _hanoi() -> Any:
    from zoneinfo import ZoneInfo

    return ZoneInfo("Asia/Ho_Chi_Minh")


def run(called: argparse.Namespace) -> int:
    from camket.config.cli import django_ready

    if called.days and (called.explain or called.engine != "memory"):
        said = t(
            "--days không đi cùng --explain hay --engine khác; muốn xem kỹ một ngày, hãy dùng --on.",
            "--days goes with neither --explain nor another --engine; to look closely at one day, use --on.",
        )
        return _refuse(said, 2)
    django_ready.start()
    from django.utils import timezone

    from camket.resolutions.queries import by_slug, slugs
    from camket.reviews.engines import NoSparkError

    resolution = by_slug(called.resolution)
    if resolution is None:
        known = ", ".join(slugs()) or t("chưa có nghị quyết nào", "none yet")
        return _refuse(t(f"Không có nghị quyết này. Đang có: {known}.", f"No such resolution. There are: {known}."))
    on = called.on or timezone.localdate()
    try:
        if called.days:
            _print_days(resolution.pk, on, called)
        else:
            _print(resolution, on, called.as_of or timezone.now(), called)
    except ImportError as error:
        extra = {"duckdb": "camket[bulk]", "spark": "camket[spark]"}.get(called.engine, str(error))
        return _refuse(t(f"Chưa cài {extra}.", f"Not installed: {extra}."))
    except NoSparkError:
        return _refuse(
            t("Spark không chạy được: cần Java 17 trở lên.", "Spark did not start: it needs Java 17 or newer.")
        )
    return 0


def _refuse(said: str, status: int = 1) -> int:
    print(said, file=sys.stderr)
    return status


def _print(resolution: Any, on: date, as_of: datetime, called: argparse.Namespace) -> None:
    from camket.reviews.engines import judge_resolution

    judged = judge_resolution(resolution.pk, on, as_of, called.engine)
    for target, verdict in _following(judged, len(judged)):
        print(_line(target, verdict, called))
    if not called.json:
        print(_result(resolution, judged))


def _result(resolution: Any, judged: Sequence[tuple[Any, Any]]) -> str:
    """ "31/37 chỉ tiêu đạt và vượt", and by which thresholds the open ones were told apart."""
    from camket.measures.decimals import format_number
    from camket.reviews.enums import GOOD

    counted = [verdict.verdict for target, verdict in judged if target.part_of_id is None or resolution.counts_parts]
    good = sum(verdict in GOOD for verdict in counted)
    on_track, at_risk = (
        format_number(one.normalize(), language()) for one in (resolution.on_track, resolution.at_risk)
    )
    return t(
        f"{good}/{len(counted)} chỉ tiêu đạt và vượt. "
        f"Ngưỡng: đúng tiến độ khi nhịp độ từ {on_track} trở lên, có nguy cơ từ {at_risk}.",
        f"{good}/{len(counted)} targets met or exceeded. "
        f"Thresholds: on track at a pace of {on_track} or more, at risk from {at_risk}.",
    )


def _print_days(resolution_id: int, on: date, called: argparse.Namespace) -> None:
    """Each day by what was known at its end, or by what was known at --as-of."""
    from camket.reviews.engines import replay_resolution

    days = [on - timedelta(days=n) for n in reversed(range(called.days))]
    moments = [(day, called.as_of or _moment(day.isoformat())) for day in days]
    given, rows = replay_resolution(resolution_id, moments)
    for past in _following(rows, len(moments)):
        for target, one in zip(given, past, strict=True):
            print(_past_line(target, one, called))


def _following(rows: Any, total: int) -> Any:
    """With a bar where the lines themselves do not show on the terminal how far it is."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        return rows
    from tqdm import tqdm

    return tqdm(rows, total=total, desc=t("Đánh giá", "Evaluating"), leave=False, dynamic_ncols=True)


_FIGURES = ("attained", "ratio", "progress", "expected", "pace")


def _figures(one: Any, names: Sequence[str] = _FIGURES) -> dict[str, str | None]:
    return {name: None if (value := getattr(one, name)) is None else str(value) for name in names}


def _line(target: Any, verdict: Any, called: argparse.Namespace) -> str:
    why = verdict.why_en if language() == "en" else verdict.why_vi
    if called.json:
        row = {"target": target.slug, "verdict": verdict.verdict.value, **_figures(verdict)}
        row |= {"days_ahead": verdict.days_ahead, "stale": verdict.stale, "why": why}
        row |= {"on_track": str(target.resolution.on_track), "at_risk": str(target.resolution.at_risk)}
        return json.dumps(row | (_reasons(verdict) if called.explain else {}), ensure_ascii=False)
    told = [why, *_sources(verdict)] if called.explain else []
    return "\n           ".join((f"{verdict.verdict.value:10} {target}", *told))


def _sources(verdict: Any) -> list[str]:
    """The documents that the figures of a verdict stand in, in one line."""
    used = {one.source: None for one in verdict.evidence if one.observation in verdict.inputs and one.source}
    return [t(f"Nguồn: {'; '.join(used)}", f"Source: {'; '.join(used)}")] if used else []


def _reasons(verdict: Any) -> dict[str, Any]:
    """What the sentence rests on, for --json --explain."""
    sources = [
        {**_figures(one, ("value",)), "start": str(one.start), "end": str(one.end), "source": one.source}
        for one in verdict.evidence
        if one.observation in verdict.inputs
    ]
    ahead = {"required": verdict.required, "projection": verdict.projection}
    plain = {
        name: None if one is None else {key: str(v) for key, v in vars(one).items()} for name, one in ahead.items()
    }
    reasons = {key: None if value is None else str(value) for key, value in vars(verdict.reasons).items()}
    return {"reasons": reasons, **plain, "inputs": sources}


def _past_line(target: Any, one: Any, called: argparse.Namespace) -> str:
    if called.json:
        row = {"on": one.on.isoformat(), "target": target.slug, "verdict": one.verdict.value, **_figures(one)}
        return json.dumps(row | {"days_ahead": one.days_ahead, "stale": one.stale}, ensure_ascii=False)
    return f"{one.on} {one.verdict.value:10} {target}"
