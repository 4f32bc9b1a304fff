"""`camket areas`: the areas of the country before and after 1 July 2025; one of them on a day."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from camket.config.cli.words import language, t

if TYPE_CHECKING:
    from camket.areas.models import Area
    from camket.areas.queries import Part, Sheet

SHOWN = 20


def summary() -> str:
    return t(
        "Nạp các tỉnh, huyện, xã cả nước trước và sau ngày 01/7/2025; hoặc xem một địa bàn vào một ngày.",
        "Load the areas of the country before and after 1 July 2025; or show one of them on a day.",
    )


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "area",
        nargs="?",
        metavar=t("TÊN_HOẶC_MÃ", "NAME_OR_CODE"),
        help=t("địa bàn cần xem; bỏ trống để nạp cả nước", "the area to show; none loads the country"),
    )
    parser.add_argument(
        "--on", type=date.fromisoformat, metavar="YYYY-MM-DD", help=t("vào ngày (mặc định: hôm nay)", "on this day")
    )
    parser.add_argument(
        "--is",
        dest="recorded",
        metavar="SLUG",
        help=t("địa bàn đã ghi trên cổng này chính là địa bàn đó", "the recorded area that this one is"),
    )


def run(called: argparse.Namespace) -> int:
    from camket.config.cli import django_ready

    django_ready.start()
    from django.utils import timezone

    from camket.areas import queries

    if not called.area:
        return _load()
    on = called.on or timezone.localdate()
    found = queries.called(called.area, on)
    if called.recorded:
        return _identify(found, called.recorded)
    if len(found) == 1:
        print("\n".join(_told(queries.sheet(found[0], on))))
        return 0
    return _several(found, called.area)


def _load() -> int:
    from camket.areas.actions import LoadCountry
    from camket.config.cli.progress import follow

    loaded = LoadCountry(by=None, follow=follow).execute()
    print(
        t(
            f"Đã thêm {loaded.areas} địa bàn, {loaded.successions} quan hệ kế thừa.",
            f"{loaded.areas} areas and {loaded.successions} successions added.",
        )
    )
    for area in loaded.kept:
        print(
            t(
                f"Giữ nguyên “{area}” (mã {area.code}) do bạn đã ghi; địa bàn cùng mã trong danh mục không được thêm.",
                f"“{area}” (code {area.code}) was recorded here and stays; the listed one of that code was left out.",
            )
        )
    return 0


def _identify(found: list[Area], slug: str) -> int:
    from camket.areas.actions import Identify
    from camket.areas.queries import by_slug
    from camket.foundation.errors import CamketError

    recorded = by_slug(slug)
    if len(found) != 1 or recorded is None:
        return _several(found, slug)
    try:
        area = Identify(by=None, area=recorded, listed=found[0]).execute()
    except CamketError as error:
        print(error.message(language()), file=sys.stderr)
        return 1
    print(t(f"“{area}” nay mang mã {area.code}.", f"“{area}” now has the code {area.code}."))
    return 0


def _several(found: list[Area], words: str) -> int:
    """Nothing, or more than one: say so, and what would tell them apart."""
    if not found:
        said = t(
            f"Không thấy địa bàn “{words}”. Chưa nạp danh mục thì chạy: camket areas",
            f"There is no area “{words}”. To load the list: camket areas",
        )
        print(said, file=sys.stderr)
        return 1
    for area in found[:SHOWN]:
        above = f", {area.parent}" if area.parent else ""
        print(f"{area.code}  {area}{above}{_span(area)}")
    if len(found) > SHOWN:
        print(t(f"… và {len(found) - SHOWN} địa bàn khác", f"… and {len(found) - SHOWN} more"))
    print(t("Có nhiều địa bàn: hãy gọi lại bằng mã.", "There are several: call again with a code."), file=sys.stderr)
    return 1


def _told(sheet: Sheet) -> Iterator[str]:
    area = sheet.area
    yield f"{sheet.name} ({t('mã', 'code')} {area.code}){_span(area)}"
    if sheet.above:
        yield f"  {t('Thuộc', 'In')}: {', '.join(map(str, sheet.above))}"
    if sheet.inside:
        yield t(f"  Số đơn vị trực thuộc: {sheet.inside}", f"  Directly in it: {sheet.inside}")
    if area.founded_by and area.founded_by.decree:
        yield f"  {t('Căn cứ thành lập', 'Founded by')}: {area.founded_by.decree}"
    yield from _parts(t("Hình thành từ", "Made of"), sheet.parts)
    if area.ended_by and area.ended_by.decree:
        yield f"  {t('Căn cứ kết thúc', 'Ended by')}: {area.ended_by.decree}"
    yield from _parts(t("Địa bàn tiếp nhận", "Its land went to"), sheet.heirs)


def _parts(head: str, parts: tuple[tuple[Area, Part], ...]) -> Iterator[str]:
    if parts:
        yield f"  {head}:"
    for area, part in parts:
        yield f"    {area} ({area.code}), {_share(part)}"


def _share(part: Part) -> str:
    if part.share is None:
        return t("một phần, chưa rõ tỷ lệ", "a part, share not stated")
    if part.share == 1:
        return t("toàn bộ", "whole")
    percent = f"{float(part.share):.1%}"
    return percent if language() == "en" else percent.replace(".", ",")


def _span(area: Area) -> str:
    first = t(", từ {:%d/%m/%Y}", ", from {:%Y-%m-%d}").format(area.valid_from) if area.valid_from else ""
    last = t(", đến hết {:%d/%m/%Y}", ", until {:%Y-%m-%d}").format(area.valid_to) if area.valid_to else ""
    return first + last
