"""Ten yearly reports of one area, each calling things its own way: the tenth takes far fewer touches than the first."""

import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.desk import Keyboard
from camket.areas.models import Area
from camket.intake.models import Statement
from camket.records.models import Document
from factories import AreaFactory

YEARS = range(2015, 2025)
# Each thing under the names that three different hands give it, with its unit and a first value.
NAMES = (
    ("Thu ngân sách", "Thu ngân sách nhà nước", "Tổng thu ngân sách nhà nước", "tỷ đồng", 120),
    ("Tỷ lệ hộ nghèo đa chiều", "Tỷ lệ hộ nghèo đa chiều toàn xã", "Tỷ lệ hộ nghèo đa chiều của toàn xã", "%", 9),
    ("Số trường đạt chuẩn", "Số trường học đạt chuẩn", "Tổng số trường học đạt chuẩn", "trường", 4),
    ("Diện tích trồng rừng mới", "Diện tích trồng rừng mới tập trung", "Tổng diện tích trồng rừng mới", "ha", 80),
    ("Sản lượng lương thực", "Sản lượng lương thực có hạt", "Tổng sản lượng lương thực có hạt", "tấn", 3100),
    ("Thu nhập bình quân đầu người", "Thu nhập bình quân đầu người/năm", "Thu nhập bình quân", "triệu đồng", 31),
)


def report(year: int) -> str:
    hand = year % 3
    lines = [f"Năm {year}, {names[hand][0].lower()}{names[hand][1:]} đạt {_value(names, year)} {names[3]}, tăng"
             f" {3 + year % 4},{year % 9 + 1}% so với năm {year - 1}." for names in NAMES]  # fmt: skip
    head = ["ỦY BAN NHÂN DÂN", "XÃ VÍ DỤ", f"Số: {year - 2000}/BC-UBND", "BÁO CÁO", f"Kết quả năm {year}"]
    return "\n".join([*head, "I. KẾT QUẢ", *lines])


def _value(names: tuple, year: int) -> int:
    return names[4] + (year - YEARS.start) * max(names[4] // 40, 1)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    found = [tmp_path / f"bao-cao-{year}.txt" for year in YEARS]
    for path, year in zip(found, YEARS, strict=True):
        path.write_text(report(year), "utf8")
    return found


def test_the_tenth_document_takes_far_fewer_touches_than_the_first(page: Page, sign_in, files, capsys):
    here = AreaFactory(slug="vi-du", code="8", name="Xã Ví Dụ", kind="commune")
    sign_in(page)
    touches = [_touches(page, path, here) for path in files]
    elsewhere = AreaFactory(slug="khac", code="9", name="Xã Khác", kind="commune")
    again = [_touches(page, path, elsewhere) for path in files[:3]]
    with capsys.disabled():
        sys.stdout.write(f"\ntouches for document 1 to {len(files)} of an area: {touches}; then of another: {again}\n")
    assert not Statement.objects.filter(state="waiting").exists()
    assert touches[-1] * 2 < max(touches[:3])
    assert touches[-1] <= 2
    assert again == touches[:3], "what one area remembers is no other's"


def _touches(page: Page, path: Path, area: Area) -> int:
    """Keys pressed for one document from the moment it is open."""
    page.goto("/admin/van-ban/")
    if page.get_by_label("Địa bàn").count():
        page.get_by_label("Địa bàn").select_option(str(area.pk))
    page.set_input_files("input[type=file]", [str(path)])
    page.get_by_role("button", name="Tải lên").click()
    page.wait_for_url("**/van-ban/*/")
    keyboard = Keyboard(page)
    keyboard.work_through()
    assert Document.objects.filter(area=area, file_name=path.name).exists()
    return keyboard.pressed
