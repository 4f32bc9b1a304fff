"""Enter once, report many: forms of other systems, filled from our figures."""

import argparse
import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from camket.config.cli import export
from camket.jobs.models import Job
from camket.people.actions import back_office
from camket.people.enums import Role
from camket.reports.exporting import SAMPLES, BeginForm, ChangeForm, FillForm, TwoForms, sample
from camket.reports.exports import files, form, periods
from camket.reports.exports.filling import Filled
from camket.reports.models import ExportForm
from camket.reports.writing import token
from camket.targets.actions import RememberWording
from camket.targets.models import Indicator
from city import City
from factories import AreaFactory, IndicatorFactory, ObservationFactory, OfficeFactory, UserFactory
from reports.yearly import KNOWN

HEAD = """ten = "Biểu thử"
noi_nhan = "Nơi nhận hư cấu"
[[cot]]
tieu_de = "MA"
noi_dung = "ma"
[[cot]]
tieu_de = "KH"
noi_dung = "ke_hoach"
[[cot]]
tieu_de = "TH"
noi_dung = "thuc_hien"
[dia_ban]
minh-hoa = "01"
"""
REVENUE = """[[dong]]
ma = "1"
ten = "Thu"
chi_so = "thu ngân sách trên địa bàn"
"""


@pytest.fixture
def minh_hoa(minh_hoa: City) -> City:
    """The invented city, with its indicators called by their names, as they are where documents were read."""
    for indicator in Indicator.objects.filter(area=minh_hoa.area):
        RememberWording(by=None, indicator=indicator, text=indicator.name).execute()
    return minh_hoa


def fill(city: City, text: str, *asked: str) -> Filled:
    return FillForm(by=None, area=city.area, text=text, asked=asked or ("2024",), as_of=KNOWN).execute()


def problems(city: City, text: str) -> list[str]:
    with pytest.raises(form.FormWrong) as refused:
        fill(city, text)
    return [str(one) for one in refused.value.problems]


@pytest.mark.parametrize(
    ("unit", "more", "value"),
    [
        ("", "", "196.3"),
        ("tỷ đồng", "", "196.3"),
        ("triệu đồng", "", "196300"),
        ("đồng", "", "196300000000"),
        ("nghìn tỷ đồng", "", "0.1963"),
        ("triệu đồng", "he_so = 1000", "196300"),
        ("điểm ngân sách", "he_so = 0.333333", "65.4332679"),
        ("điểm ngân sách", 'he_so = "0.1"\nlam_tron = 0', "20"),
    ],
)
def test_a_figure_is_converted_to_the_last_digit(minh_hoa: City, unit: str, more: str, value: str) -> None:
    unit_line = f'don_vi = "{unit}"\n' if unit else ""
    (row,) = fill(minh_hoa, f"{HEAD}{REVENUE}{unit_line}{more}\n").rows
    assert row[0] == "1"
    assert files.shown(row[2]) == value  # type: ignore[arg-type]  # a figure


def test_plan_and_result_stand_in_their_columns(minh_hoa: City) -> None:
    assert fill(minh_hoa, HEAD + REVENUE).rows == (("1", Decimal(190), Decimal("196.3")),)


def test_what_is_missing_stays_empty_and_is_listed(minh_hoa: City) -> None:
    filled = fill(minh_hoa, HEAD + REVENUE, "2023", "2024-9t")
    assert filled.rows == (("1", None, Decimal("180.4")), ("1", None, None))
    assert [(one.period, one.what) for one in filled.missing] == [
        ("năm 2023", "KH"), ("9 tháng năm 2024", "KH"), ("9 tháng năm 2024", "TH"),
    ]  # fmt: skip
    lines = list(csv.reader(io.StringIO(files.text(filled).decode("utf-8-sig"))))
    assert lines == [["MA", "KH", "TH"], ["1", "", "180.4"], ["1", "", ""]]


def test_a_sheet_has_numbers_and_what_is_missing_on_a_sheet_of_its_own(minh_hoa: City) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files.workbook(fill(minh_hoa, HEAD + REVENUE, "2023"))))
    assert [[cell.value for cell in row] for row in book["Biểu"].iter_rows()] == [
        ["MA", "KH", "TH"],
        ["1", None, 180.4],
    ]
    assert [cell.value for cell in list(book["Còn thiếu"].rows)[1]] == [
        "1", "Thu", "Thành phố Minh Họa", "năm 2023", "KH",
    ]  # fmt: skip


def test_a_number_that_a_sheet_cannot_hold_stands_as_text(minh_hoa: City) -> None:
    text = f'{HEAD}{REVENUE}don_vi = "điểm"\nhe_so = 1.000000000000000001\n'
    book = openpyxl.load_workbook(io.BytesIO(files.workbook(fill(minh_hoa, text))))
    assert book["Biểu"]["C2"].value == "196.3000000000000001963"


def test_words_are_never_formulas(minh_hoa: City) -> None:
    text = HEAD + REVENUE.replace('ma = "1"', 'ma = "=1+1"')
    filled = fill(minh_hoa, text)
    assert b"'=1+1" in files.text(filled)
    book = openpyxl.load_workbook(io.BytesIO(files.workbook(filled)))
    assert book["Biểu"]["A2"].data_type == "s"


@pytest.mark.parametrize("suffix", files.SUFFIXES)
def test_equal_fillings_are_equal_files(minh_hoa: City, suffix: str) -> None:
    made = {files.made(fill(minh_hoa, HEAD + REVENUE), suffix) for _ in range(2)}
    assert len(made) == 1


def test_areas_have_the_codes_of_the_other_system_and_figures_of_their_own(minh_hoa: City) -> None:
    commune = AreaFactory(slug="xa", code="5", name="Xã Một", kind="commune", parent=minh_hoa.area)
    revenue = minh_hoa.finished.targets.get(number=1).indicator
    ObservationFactory(indicator=revenue, area=commune, year=2024, value=Decimal(12))
    text = HEAD.replace('noi_dung = "ke_hoach"', 'noi_dung = "dia_ban"').replace("[dia_ban]", '[dia_ban]\nxa = "05"')
    assert fill(minh_hoa, text + REVENUE).rows == (("1", "05", Decimal(12)), ("1", "01", Decimal("196.3")))


def test_an_area_that_somebody_may_not_see_is_refused_with_its_line(minh_hoa: City) -> None:
    with pytest.raises(form.FormWrong, match="Dòng 13: không có địa bàn “minh-hoa”"):
        FillForm(by=None, area=minh_hoa.area, text=HEAD + REVENUE, asked=("2024",), allowed=()).execute()


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ('ten = "Biểu thử"', "", 'Dòng 1: thiếu “ten”'),
        ('ten = "Biểu thử"', "ten = Biểu thử", "Dòng 1: viết chưa đúng"),
        ('noi_dung = "thuc_hien"', 'noi_dung = "thuc_hiện"', "Dòng 11: “noi_dung” là một trong: “ma”"),
        ('noi_dung = "thuc_hien"', 'noi_dung = "thuc_hien"\nmau = "đỏ"', "Dòng 12: không có mục “mau”"),
        ("[dia_ban]", "[dia_bàn]", "Dòng 12: viết chưa đúng"),
        ('ma = "1"', "", "Dòng 14: dòng thiếu “ma”"),
        ('ten = "Thu"', 'ten = "Thu"\nhe_so = 0', "Dòng 17: “he_so” là một số dương"),
        ('ten = "Thu"', 'ten = "Thu"\nlam_tron = 9', "Dòng 17: “lam_tron” là số chữ số thập phân"),
        ('ten = "Thu"', 'ten = "Thu"\ndon_vi = "ha"', "Dòng 14: “tỷ đồng” không tự đổi được sang “ha”"),
        ('ten = "Thu"', 'ten = "Thu"\ndon_vi = "triệu đồng"\nhe_so = 100', "Dòng 14: “he_so” là 100, nhưng 1 tỷ"),
        ("sách trên địa bàn", "sách trên địa bàn xã", "Dòng 14: không có chỉ số “thu ngân sách trên địa bàn xã”. Có"),
        ("thu ngân sách trên địa bàn", "mực nước hồ", "Dòng 14: không có chỉ số “mực nước hồ”. Xem tên đúng"),
        ('minh-hoa = "01"', 'minh-hoa = "01"\nxa-la = "02"', "Dòng 14: không có địa bàn “xa-la”"),
        ('minh-hoa = "01"', 'minh-hoa = "01"\nxa-la = "01"', "Dòng 14: mã “01” đã dùng cho “minh-hoa”"),
        ('minh-hoa = "01"', 'minh-hoa = "01"\n[ma_ky]\nq5 = "Q"', "Dòng 15: kỳ là một trong"),
        ('noi_nhan = "Nơi', 'dau_thap_phan = ","\nnoi_nhan = "Nơi', "Dòng 2: dấu thập phân trùng dấu ngăn cách"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_form_is_said_with_its_line(minh_hoa: City, wrong: str, right: str, says: str) -> None:
    text = (HEAD + REVENUE).replace(wrong, right, 1)
    assert any(one.startswith(says) for one in problems(minh_hoa, text)), problems(minh_hoa, text)


def test_all_that_is_wrong_is_said_at_once(minh_hoa: City) -> None:
    text = (HEAD + REVENUE + REVENUE).replace('noi_dung = "ma"', 'noi_dung = "mã"')
    assert problems(minh_hoa, text) == [
        f"Dòng 5: “noi_dung” là một trong: {', '.join(f'“{one}”' for one in form.Content)}.",
        "Dòng 19: mã “1” đã có ở dòng 15.",
    ]


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-6t", "2025-01-01", "2025-06-30"),
        ("2025-Q3", "2025-07-01", "2025-09-30"),
        ("2024-t2", "2024-02-01", "2024-02-29"),
    ],
)
def test_a_period_is_written_shortly(written: str, first: str, last: str) -> None:
    found = periods.read(written).period
    assert (found.start, found.end) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("written", ["", "25", "2025-q5", "2025-t13", "2025-0t", "2025/q1"])
def test_what_is_no_period_is_answered_with_how_to_write_one(written: str) -> None:
    with pytest.raises(periods.NoSuchPeriod, match="2025-q3"):
        periods.read(written)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_reads_and_says_that_it_is_invented(name: str) -> None:
    read = form.read(sample(name))
    assert "hư cấu" in read.receiver
    assert "hư cấu" in sample(name).splitlines()[0]


# --- kept, and on a page


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path


@pytest.fixture
def kept(minh_hoa: City) -> ExportForm:
    made = BeginForm(by=None, area=minh_hoa.area, name="thong-ke").execute()
    return ChangeForm(by=None, form=made, seen=token(made.text), text=HEAD + REVENUE).execute()


def client_of(role: Role, **fields: Any) -> Client:
    user = UserFactory(role=role, **fields)
    user.groups.add(back_office())
    client = Client()
    client.force_login(user)
    return client


def test_a_form_is_called_as_its_text_says_even_where_the_rest_is_wrong(kept: ExportForm) -> None:
    assert kept.name == "Biểu thử"
    changed = ChangeForm(by=None, form=kept, seen=token(kept.text), text='ten = "Biểu dở dang"').execute()
    assert changed.name == "Biểu dở dang"


def test_of_two_who_change_a_form_neither_overwrites_the_other(kept: ExportForm) -> None:
    seen = token(kept.text)
    ChangeForm(by=None, form=kept, seen=seen, text=f"{kept.text}# một\n").execute()
    with pytest.raises(TwoForms) as refused:
        ChangeForm(by=None, form=kept, seen=seen, text=f"{kept.text}# hai\n").execute()
    assert refused.value.now.endswith("# một\n")


def test_a_form_is_begun_from_a_sample_on_the_page(minh_hoa: City) -> None:
    answer = client_of(Role.CLERK).post(
        "/admin/bieu-xuat/them/", {"area": minh_hoa.area.pk, "name": "thong-ke"}, follow=True
    )
    assert "Chi cục Thống kê Sông Mẫu (cơ quan hư cấu)" in answer.content.decode()


def test_a_page_shows_the_filled_form_and_what_is_missing(kept: ExportForm) -> None:
    asked = {"year": "2023", "parts": ["nam"]}
    page = client_of(Role.AUDITOR).post(f"/admin/bieu-xuat/{kept.pk}/dien/", asked).content.decode()
    assert '<td data-label="TH">180,4</td>' in page
    assert "Còn thiếu 1 số liệu" in page


@pytest.mark.parametrize(("suffix", "begins"), [(".csv", b"\xef\xbb\xbfMA,KH,TH"), (".xlsx", b"PK")])
def test_a_file_is_made_in_a_job(kept: ExportForm, suffix: str, begins: bytes) -> None:
    client = client_of(Role.LEADER)
    asked = {"year": "2024", "parts": ["nam", "6t"], "tep": suffix}
    assert "Đã xong." in client.post(f"/admin/bieu-xuat/{kept.pk}/dien/", asked, follow=True).content.decode()
    job = Job.objects.get()
    assert job.name == f"bieu-thu-2024-nam-2024-6t{suffix}"
    answer = client.get(reverse("jobs:file", args=[job.pk]))
    assert b"".join(answer.streaming_content).startswith(begins)  # type: ignore[attr-defined]  # a file


def test_a_wrong_form_is_kept_and_its_lines_are_named(kept: ExportForm) -> None:
    client = client_of(Role.CLERK)
    typed = {"seen": token(kept.text), "text": f"{HEAD}{REVENUE}".replace("thuc_hien", "thuc_hiện")}
    page = client.post(f"/admin/bieu-xuat/{kept.pk}/luu/", typed, follow=True).content.decode()
    assert "Dòng 11: “noi_dung” là một trong" in page
    assert "thuc_hiện" in page


def test_the_second_of_two_sees_both_texts(kept: ExportForm) -> None:
    client, seen = client_of(Role.CLERK), token(kept.text)
    client.post(f"/admin/bieu-xuat/{kept.pk}/luu/", {"seen": seen, "text": f"{kept.text}# của người kia"})
    answer = client.post(f"/admin/bieu-xuat/{kept.pk}/luu/", {"seen": seen, "text": f"{kept.text}# của tôi"})
    assert answer.status_code == 422
    assert all(words in answer.content.decode() for words in ("# của người kia", "# của tôi"))


def test_a_form_of_a_foreign_area_is_not_to_be_had(kept: ExportForm) -> None:
    elsewhere = OfficeFactory(area=AreaFactory(name="Xã Khác", slug="xa-khac", code="77"))
    client = client_of(Role.CLERK, office=elsewhere)
    assert kept.name not in client.get("/admin/bieu-xuat/").content.decode()
    assert client.get(f"/admin/bieu-xuat/{kept.pk}/").status_code == 404
    assert client.post("/admin/bieu-xuat/them/", {"area": kept.area_id, "name": "thong-ke"}).status_code == 422


# --- the command


def called(path: Path, out: Path, *asked: str) -> int:
    parser = argparse.ArgumentParser()
    export.arguments(parser)
    named = [part for one in asked for part in ("--period", one)]
    return export.run(parser.parse_args(["--form", str(path), "--area", "minh-hoa", *named, "--out", str(out)]))


def test_the_command_writes_the_file_and_lists_what_is_missing(
    minh_hoa: City, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bieu.toml").write_text(HEAD + REVENUE)
    assert called(tmp_path / "bieu.toml", tmp_path / "ra.csv", "2023", "2024") == 0
    assert (tmp_path / "ra.csv").read_text("utf-8-sig").splitlines() == ["MA,KH,TH", "1,,180.4", "1,190,196.3"]
    assert "1 Thu, Thành phố Minh Họa, năm 2023: KH" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "out", "asked", "says"),
    [
        (HEAD, "ra.csv", "2024", "[[dong]]"),
        (HEAD + REVENUE, "ra.pdf", "2024", ".xlsx, .csv"),
        (HEAD + REVENUE, "ra.csv", "hôm qua", "2025-q3"),
        (None, "ra.csv", "2024", "bieu.toml"),
    ],
)
def test_what_the_command_cannot_do_is_said_and_nothing_is_written(
    minh_hoa: City,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    text: str | None,
    out: str,
    asked: str,
    says: str,
) -> None:
    if text is not None:
        (tmp_path / "bieu.toml").write_text(text)
    assert called(tmp_path / "bieu.toml", tmp_path / out, asked) == 1
    assert says in capsys.readouterr().err
    assert not (tmp_path / out).exists()


def test_the_figures_of_a_row_may_be_the_areas_own_indicator(minh_hoa: City) -> None:
    commune = AreaFactory(slug="xa", code="5", name="Xã Một", kind="commune", parent=minh_hoa.area)
    own = IndicatorFactory(area=commune, name="thu ngân sách trên địa bàn", unit="tỷ đồng")
    RememberWording(by=None, indicator=own, text=own.name).execute()
    ObservationFactory(indicator=own, area=commune, year=2024, value=Decimal(7))
    text = HEAD.replace('minh-hoa = "01"', 'xa = "05"')
    assert fill(minh_hoa, text + REVENUE).rows == (("1", None, Decimal(7)),)
