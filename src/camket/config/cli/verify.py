"""`camket verify`: what was ever published, computed again and compared; and the audit trail, entry by entry."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from camket.config.cli.words import language, t

if TYPE_CHECKING:
    from camket.foundation.chain import Chain
    from camket.reviews.verifying import Difference, Report


def summary() -> str:
    return t(
        "Tính lại mọi kết quả đã công bố, soát lại nhật ký, và chỉ ra chỗ nào sai khác.",
        "Compute again all that was ever published, look through the audit trail, and name what differs.",
    )


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=t("in một đối tượng JSON", "print one JSON object"))
    parser.add_argument(
        "--head",
        default="",
        metavar=t("MÃ", "HASH"),
        help=t("mã băm của nhật ký đã ghi lại lần trước", "a hash of the trail that was written down before"),
    )


def run(called: argparse.Namespace) -> int:
    from camket.config.cli import django_ready

    django_ready.start()
    from camket.foundation import chain
    from camket.reviews.verifying import verify

    report, trail = verify(_follow), chain.check(called.head.strip())
    if called.json:
        print(json.dumps({**asdict(report), "trail": asdict(trail)}, default=str, ensure_ascii=False))
    else:
        for line in (*_lines(report), *_of_the_trail(trail)):
            print(line)
    return 1 if report.differences or trail.faults else 0


def _follow(batches: Sequence[Any], what: str) -> Iterable[Any]:
    from camket.config.cli.progress import follow

    return follow(batches, what, lambda batch: str(len(batch[1])))


def _lines(report: Report) -> Iterable[str]:
    yield from map(_line, report.differences)
    if report.edited:
        names = ", ".join(report.edited)
        yield t(f"Đã sửa sau lần đánh giá cuối: {names}.", f"Edited since they were last judged: {names}.")
    if report.unproved:
        yield t(
            f"{report.unproved} kết quả có từ trước khi lưu căn cứ; chạy camket refresh để lưu.",
            f"{report.unproved} verdicts are older than the keeping of proofs; camket refresh makes them anew.",
        )
    if report.earlier:
        yield t(
            f"{report.earlier} kết quả được tính theo cách tính trước đây; nội dung và căn cứ vẫn như khi công bố.",
            f"{report.earlier} were judged by an earlier method; what they say and rest on is as it was published.",
        )
    if report.unknown:
        yield t(
            f"{report.unknown} kết quả có từ trước khi lưu phiên bản cách tính, nay tính ra khác; căn cứ vẫn như "
            "khi công bố.",
            f"{report.unknown} are older than the keeping of methods and come out otherwise now; what they rest on "
            "is as it was published.",
        )
    if report.reviews:
        yield t(f"Đã kiểm tra {report.reviews} kỳ sơ kết đã ký.", f"Checked {report.reviews} signed reviews.")
    yield t(
        f"Đã tính lại {report.judgements} kết quả đã công bố và {report.verdicts} kết quả hiện hành: "
        f"{_conclusion(report, 'tất cả đều khớp', 'điểm sai khác')}.",
        f"Computed again {report.judgements} judgements and {report.verdicts} verdicts in force: "
        f"{_conclusion(report, 'all agree', 'differences')}.",
    )


def _conclusion(report: Report, none: str, some: str) -> str:
    return f"{len(report.differences)} {some}" if report.differences else none


_FAULTS = {
    "missing": (
        "Nhật ký, mục {n}: mục này hoặc mục ngay trước nó không còn, hay đã bị viết lại.",
        "Audit trail, entry {n}: it or the one before it is missing, or was rewritten.",
    ),
    "changed": ("Nhật ký, mục {n}: nội dung đã bị sửa.", "Audit trail, entry {n}: it was changed."),
    "reordered": ("Nhật ký, mục {n}: không đứng đúng chỗ.", "Audit trail, entry {n}: it stands in another place."),
    "head": (
        "Nhật ký: không có mã băm đã ghi lại; phần cuối đã bị cắt hoặc viết lại.",
        "Audit trail: the hash that was written down is not there; its end was cut off or rewritten.",
    ),
    "unguarded": (
        "Nhật ký: cơ sở dữ liệu thiếu trigger chặn sửa, xóa.",
        "Audit trail: the database lacks the triggers that refuse changes.",
    ),
}


def _of_the_trail(trail: Chain) -> Iterable[str]:
    for fault in trail.faults:
        yield t(*_FAULTS[fault.what]).format(n=fault.number)
    entries, faults, newest = trail.entries, len(trail.faults), trail.newest
    yield t(
        f"Nhật ký: {entries} mục, {faults} chỗ sai. Mã băm mới nhất, hãy giữ ở nơi khác: {newest}",
        f"Audit trail: {entries} entries, {faults} faults. Newest hash, to be kept elsewhere: {newest}",
    )


_WHAT = {
    "outcome": ("kết quả", "outcome"),
    "attained": ("thực hiện", "attained"),
    "attained_state": ("danh hiệu đạt được", "state attained"),
    "attained_end": ("kỳ của số thực hiện", "period attained"),
    "ratio": ("tỷ lệ so với mục tiêu", "ratio"),
    "progress": ("tiến độ", "progress"),
    "expected": ("đáng lẽ phải đạt", "expected"),
    "pace": ("nhịp độ", "pace"),
    "days_ahead": ("số ngày sớm", "days ahead"),
    "stale": ("số liệu cũ", "stale"),
    "required": ("nhịp cần có", "required pace"),
    "required_kind": ("loại nhịp cần có", "kind of required pace"),
    "projection": ("dự báo", "projection"),
    "why": ("câu giải thích", "sentence of why"),
    "why_en": ("câu giải thích tiếng Anh", "English sentence of why"),
    "inputs": ("số liệu đã dùng", "inputs"),
    "inputs_hash": ("mã băm của căn cứ", "hash of the inputs"),
    "seal": ("mã băm của kết quả", "hash of the verdict"),
    "figure": ("một số liệu làm căn cứ đã khác", "an input is another one"),
    "missing": ("một số liệu làm căn cứ không còn", "an input is missing"),
    "added": ("có thêm một số liệu mà lúc đó chưa biết", "a figure that was not known then"),
    "definition": ("định nghĩa chỉ tiêu đã lưu", "the definition kept"),
    "sequence": ("thứ tự các lần công bố", "the sequence of judgements"),
    "judgement": ("lần công bố làm căn cứ", "the judgement it rests on"),
    "review": ("nội dung kỳ sơ kết đã ký", "what a signed review says"),
    "review_row": ("một chỉ tiêu trong kỳ sơ kết đã ký", "a target of a signed review"),
    "addendum": ("một bổ sung của kỳ sơ kết", "an addendum of a review"),
}
_OF_REVIEWS = frozenset({"review", "review_row", "addendum"})


def _line(one: Difference) -> str:
    what = t(*_WHAT[one.what])
    if one.what in _OF_REVIEWS:
        return t(
            f"Kỳ sơ kết {one.target} ({one.name}): {what} không còn như khi ký",
            f"Review {one.target} ({one.name}): {what} is not as it was when signed",
        )
    which = t("hiện hành", "in force") if one.number is None else t(f"lần {one.number}", f"no. {one.number}")
    nothing = t("không có", "none")
    published, now = (_shown(one.what, value) or nothing for value in (one.published, one.now))
    return t(
        f"Chỉ tiêu {one.target} ({one.name}), {which}, tính đến {one.on:%d/%m/%Y}: {what}: "
        f"đã công bố {published}, nay tính ra {now}",
        f"Target {one.target} ({one.name}), {which}, on {one.on}: {what}: published {published}, now {now}",
    )


def _shown(what: str, value: str) -> str:
    """An outcome by its word, other values as they are."""
    from django.utils.translation import gettext, override

    from camket.reviews.enums import Outcome

    if what != "outcome" or value not in Outcome:
        return value
    with override(language()):
        return gettext(str(Outcome(value).label))
