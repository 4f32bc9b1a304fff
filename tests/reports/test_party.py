"""The Word file of a party committee: what Guideline 36-HD/VPTW asks for where it differs from the decree."""

import io

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Pt

from camket.areas.enums import Kind
from camket.areas.models import Area
from camket.reports import sentences, word
from camket.reports.enums import Layout
from city import City
from reports.yearly import paper, reported


@pytest.fixture
def made(minh_hoa: City) -> WordDocument:
    return Document(io.BytesIO(word.document(paper(layout=Layout.PARTY))))


def texts(cell: object) -> list[str]:
    return [paragraph.text for paragraph in cell.paragraphs if paragraph.text]  # type: ignore[attr-defined]


def test_the_head_names_the_committee_over_an_asterisk_and_the_party(made: WordDocument) -> None:
    left, right = made.tables[0].rows[0].cells
    assert texts(left)[1:3] == ["THÀNH ỦY MINH HỌA", "*"]
    assert texts(left)[3].startswith("Số")
    assert texts(left)[3].endswith("-BC/TU")
    assert texts(right) == ["ĐẢNG CỘNG SẢN VIỆT NAM", "Minh Họa, ngày 23 tháng 11 năm 2026"]


def test_the_title_is_of_16_points_over_five_hyphens(made: WordDocument) -> None:
    kind = next(paragraph for paragraph in made.paragraphs if paragraph.text == "BÁO CÁO")
    assert (kind.runs[0].font.size, kind.runs[0].bold) == (Pt(16), True)
    assert "-----" in [paragraph.text for paragraph in made.paragraphs]


def test_the_body_ends_without_the_sign_of_the_decree(made: WordDocument) -> None:
    body = [paragraph.text for paragraph in made.paragraphs if paragraph.text]
    assert any(text.endswith("của Ban Thường vụ Thành ủy Minh Họa.") for text in body)
    assert not any("./." in text for text in body)


def test_it_is_signed_on_behalf_of_the_standing_committee(made: WordDocument) -> None:
    left, right = made.tables[-2].rows[0].cells
    assert texts(right) == ["T/M BAN THƯỜNG VỤ", "BÍ THƯ"]
    assert left.paragraphs[0].runs[0].underline
    assert texts(left)[-1] == "- Lưu Văn phòng Thành ủy Minh Họa."


@pytest.mark.parametrize(
    ("kind", "name", "committee", "symbol"),
    [
        (Kind.PROVINCE, "Tỉnh Minh Họa", "Tỉnh ủy Minh Họa", "TU"),
        (Kind.CITY, "Thành phố Minh Họa", "Thành ủy Minh Họa", "TU"),
        (Kind.COMMUNE, "Xã An Bình", "Đảng ủy xã An Bình", "ĐU"),
        (Kind.WARD, "Phường Một", "Đảng ủy phường Một", "ĐU"),
    ],
)
def test_a_committee_is_called_after_the_kind_of_its_area(
    minh_hoa: City, kind: Kind, name: str, committee: str, symbol: str
) -> None:
    Area.objects.update(kind=kind, name=name)
    found = reported(layout=Layout.PARTY)
    assert (sentences.party_committee(found), sentences.party_symbol(found)) == (committee, symbol)


def test_the_area_above_names_the_body_above(minh_hoa: City) -> None:
    above = Area.objects.create(slug="tinh", code="90", name="Tỉnh Ví Dụ", kind=Kind.PROVINCE)
    Area.objects.exclude(pk=above.pk).update(parent=above)
    assert sentences.body_above(reported(layout=Layout.PARTY)) == "Đảng bộ tỉnh Ví Dụ"


def test_the_same_data_and_day_give_the_same_bytes(minh_hoa: City) -> None:
    assert word.document(paper(layout=Layout.PARTY)) == word.document(paper(layout=Layout.PARTY))
    assert word.document(paper(layout=Layout.PARTY)) != word.document(paper())
