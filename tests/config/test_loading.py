"""Loading small folders, bad ones among them."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest

from camket.areas.models import Area
from camket.config import loading
from camket.config.place import place
from camket.foundation.errors import CamketError
from camket.intake.actions import Assent, Undo
from camket.intake.enums import Question, State
from camket.intake.interpretation import Unclear
from camket.intake.models import Statement
from camket.observations.models import Observation
from camket.records.extract import ExtractError
from camket.records.models import Document
from camket.resolutions.models import Resolution
from camket.reviews.models import Verdict
from camket.targets.models import Indicator, Target

pytestmark = pytest.mark.django_db
ON = date(2026, 1, 31)
HEAD = """ĐẢNG BỘ THÀNH PHỐ VÍ DỤ
Số: 01-NQ/ĐH
Ví Dụ, ngày 12 tháng 8 năm 2020
NGHỊ QUYẾT
Đại hội đại biểu Đảng bộ thành phố Ví Dụ nhiệm kỳ 2020 - 2025
I. CHỈ TIÊU CHỦ YẾU
1. Về kinh tế
"""
REPORT = """ỦY BAN NHÂN DÂN THÀNH PHỐ VÍ DỤ
Số: 15/BC-UBND
Ví Dụ, ngày 10 tháng 01 năm 2025
BÁO CÁO
Tình hình kinh tế - xã hội năm 2024
"""


@pytest.fixture
def load(tmp_path):
    folder = tmp_path / "vi-du"
    folder.mkdir()

    def loaded(**files):
        for name, content in files.items():
            path = folder / name.replace("_", ".")
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        batch = loading.plan([folder], None)
        return loading.Loading(batch, True, lambda items, *_: items, ON).run()

    return loaded


def statement(**fields):
    return Statement.objects.get(**fields)


def test_a_resolution_and_a_report_become_a_verdict(load):
    load(
        nq_txt=HEAD + "(1) Thu ngân sách trên địa bàn đạt 200 tỷ đồng vào năm 2024.\n",
        bc_txt=REPORT + "Năm 2024, thu ngân sách trên địa bàn đạt 205 tỷ đồng.\n",
    )
    assert Verdict.objects.get().outcome == "exceeded"
    assert Resolution.objects.get().slug == "vi-du-2020-2025"


def test_loading_again_doubles_nothing(load):
    files = {"nq_txt": HEAD + "(1) Thu ngân sách trên địa bàn đạt 200 tỷ đồng vào năm 2024.\n"}
    load(**files)
    load(**files)
    assert (Document.objects.count(), Target.objects.count(), Statement.objects.count()) == (1, 1, 1)


BAD = {
    "empty.docx": (b"", "trống"),
    "nul.txt": (b"Thu ng\x00n s\x00ch", "NUL"),
    "broken.pdf": (b"%PDF-1.7 broken", "hỏng"),
    "picture.docx": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "phần mở rộng"),
}


@pytest.mark.parametrize(("name", "content", "says"), [(n, c, s) for n, (c, s) in BAD.items()])
def test_a_bad_file_is_named_with_what_to_do_and_the_others_go_on(load, name, content, says):
    outcome = load(**{name: content, "bc_txt": REPORT + "Năm 2024, thu ngân sách trên địa bàn đạt 205 tỷ đồng.\n"})
    (message,) = outcome.problems("vi")
    assert message.startswith(f"{name}: ")
    assert says in message
    assert Observation.objects.count() == 1


def test_a_resolution_without_a_term_says_so_and_keeps_the_document(load):
    text = HEAD.replace(" nhiệm kỳ 2020 - 2025", "") + "(1) Thu ngân sách trên địa bàn đạt 200 tỷ đồng.\n"
    assert "nhiệm kỳ" in load(nq_txt=text).problems("vi")[0]
    assert Document.objects.count() == 1


def test_decomposed_text_reads_as_composed_text_does(load):
    text = HEAD + "(1) Tỷ lệ hộ nghèo đến năm 2025 còn 1,5%.\n"
    load(nq_txt=unicodedata.normalize("NFD", text))
    assert Target.objects.get().indicator.name == unicodedata.normalize("NFC", "Tỷ lệ hộ nghèo")


def test_two_targets_for_one_indicator_ask_about_the_second(load):
    load(
        nq_txt=HEAD
        + "(1) Thu ngân sách trên địa bàn đạt 200 tỷ đồng vào năm 2025.\n"
        + "(2) Thu ngân sách trên địa bàn đạt 210 tỷ đồng vào năm 2025.\n"
    )
    assert Target.objects.get().value == Decimal(200)
    assert statement(value=210).question == Question.SECOND_TARGET


def test_a_figure_from_before_the_term_is_recorded_and_judges_nothing(load):
    load(
        nq_txt=HEAD + "(1) Thu ngân sách trên địa bàn đạt 200 tỷ đồng vào năm 2025.\n",
        bc_txt=REPORT + "Năm 2019, thu ngân sách trên địa bàn đạt 250 tỷ đồng.\n",
    )
    assert Observation.objects.get().end == date(2019, 12, 31)
    assert Verdict.objects.get().outcome == "no_data"


def test_a_statement_without_a_unit_waits(load):
    load(nq_txt=HEAD + "(1) Thu ngân sách trên địa bàn đạt 200 tỷ đồng vào năm 2025.\n")
    row = statement()
    Undo(by=None, statement=row).execute()
    Statement.objects.update(unit="")
    with pytest.raises(Unclear) as unclear:
        Assent(by=None, statement=row).execute()
    assert unclear.value.question == Question.NO_UNIT
    assert statement().state == State.WAITING


def test_what_a_person_undoes_leaves_no_target_and_withdraws_the_figure(load):
    load(
        nq_txt=HEAD + "(1) Thu ngân sách trên địa bàn đạt 200 tỷ đồng vào năm 2024.\n",
        bc_txt=REPORT + "Năm 2024, thu ngân sách trên địa bàn đạt 205 tỷ đồng.\n",
    )
    Undo(by=None, statement=statement(value=205)).execute()
    assert Observation.objects.get().withdrawn_at is not None
    Undo(by=None, statement=statement(value=200)).execute()
    assert not Target.objects.exists()


def test_a_target_that_a_report_repeats_can_be_undone_and_put_right(load):
    head = "TT\tChỉ tiêu\tĐơn vị tính\tThực hiện năm 2024\tMục tiêu 2025\n"
    load(
        nq_txt=HEAD + "(1) Tỷ lệ che phủ rừng đến năm 2025 đạt 58%.\n",
        bc_txt=REPORT + head + "1\tTỷ lệ che phủ rừng\t%\t57,5\t58\n2\tTỷ lệ đô thị hóa\t%\t30\t31\n",
    )
    assert Statement.objects.filter(target__isnull=False).count() == 2
    own = statement(document__kind="resolution")
    Undo(by=None, statement=own).execute()
    assert not Target.objects.exists()
    Statement.objects.filter(pk=own.pk).update(value=59)
    Assent(by=None, statement=own).execute()
    assert Target.objects.get().value == Decimal(59)


def test_a_single_file_goes_to_the_only_area_there_is(load, tmp_path):
    load(nq_txt=HEAD + "(1) Thu ngân sách trên địa bàn đạt 200 tỷ đồng vào năm 2024.\n")
    elsewhere = tmp_path / "Downloads" / "bc.txt"
    elsewhere.parent.mkdir()
    elsewhere.write_text(REPORT + "Năm 2024, thu ngân sách trên địa bàn đạt 205 tỷ đồng.\n")
    loading.Loading(loading.plan([elsewhere], None), True, lambda items, *_: items, ON).run()
    assert Verdict.objects.get().outcome == "exceeded"


def test_a_path_that_is_not_there_changes_nothing(tmp_path):
    with pytest.raises(ExtractError):
        loading.plan([tmp_path / "khong-co"], None)
    assert not Area.objects.exists()


def test_wordings_in_another_order_and_case_are_one_indicator(load):
    load(
        nq_txt=HEAD + "(1) Tỷ lệ che phủ rừng đến năm 2025 đạt 58%.\n",
        bc_txt=REPORT + "Năm 2024, TỶ LỆ CHE PHỦ RỪNG đạt 57,5%.\n",
    )
    assert Indicator.objects.count() == 1


@pytest.mark.parametrize("content", ["[place", "[city]\nname = 'A'", "[place]\nkind = 'city'"])
def test_a_place_file_that_cannot_be_read_says_what_it_needs(tmp_path, content):
    (tmp_path / "place.toml").write_text(content)
    with pytest.raises(CamketError, match=r"place\.toml"):
        place(tmp_path)


def test_a_folder_without_documents_is_nothing_to_load(tmp_path):
    assert loading.plan([tmp_path], None) is None
