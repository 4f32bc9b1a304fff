"""Making a report from a page of the back office."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client
from docx import Document

from camket.people.actions import back_office
from camket.people.enums import Role
from city import City
from factories import AreaFactory, OfficeFactory, UserFactory

ASKED = {"resolution": "minh-hoa-2020-2025", "year": "2024", "dated": "2026-11-23", "layout": "decree"}


@pytest.fixture
def signed_in(db: None) -> Callable[..., Client]:
    def sign_in(role: Role, **fields: object) -> Client:
        user = UserFactory(role=role, **fields)
        user.groups.add(back_office())
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.mark.parametrize(("layout", "says"), [("decree", "TM. ỦY BAN NHÂN DÂN"), ("party", "T/M BAN THƯỜNG VỤ")])
def test_a_word_file_is_laid_out_as_was_asked(
    minh_hoa: City, signed_in: Callable[..., Client], layout: str, says: str
) -> None:
    answer = signed_in(Role.CLERK).post("/admin/bao-cao/lap/", ASKED | {"layout": layout})
    assert answer["Content-Disposition"] == 'attachment; filename="bao-cao-minh-hoa-2020-2025-2024.docx"'
    assert says in [p.text for p in Document(io.BytesIO(answer.content)).tables[-2].rows[0].cells[1].paragraphs]


def test_a_sheet_opens(minh_hoa: City, signed_in: Callable[..., Client]) -> None:
    answer = signed_in(Role.LEADER).post("/admin/bao-cao/lap/", ASKED | {"layout": "sheet"})
    assert openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames == ["Năm 2024", "Nguồn số liệu"]


def test_the_page_names_the_resolutions_and_keeps_what_was_chosen(
    minh_hoa: City, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(Role.CLERK)
    assert "minh-hoa-2020-2025" in client.get("/admin/bao-cao/").content.decode()
    again = client.post("/admin/bao-cao/lap/", ASKED | {"dated": "hôm nay"})
    assert again.status_code == 422
    assert '<option value="2024" selected>' in again.content.decode()


def test_a_year_that_cannot_be_reported_is_said_on_the_page(minh_hoa: City, signed_in: Callable[..., Client]) -> None:
    answer = signed_in(Role.CLERK).post("/admin/bao-cao/lap/", ASKED | {"year": "2026"})
    assert answer.status_code == 422
    assert "Chọn một năm từ 2021 đến 2025" in answer.content.decode()


def test_a_resolution_of_a_foreign_area_is_not_to_be_had(minh_hoa: City, signed_in: Callable[..., Client]) -> None:
    elsewhere = OfficeFactory(area=AreaFactory(name="Xã Khác", slug="xa-khac", code="77"))
    client = signed_in(Role.CLERK, office=elsewhere)
    assert client.post("/admin/bao-cao/lap/", ASKED).status_code == 422
    assert "Chưa có nghị quyết nào" in client.get("/admin/bao-cao/").content.decode()


def test_the_menu_leads_there(minh_hoa: City, signed_in: Callable[..., Client]) -> None:
    assert "/admin/bao-cao/" in signed_in(Role.LEADER).get("/admin/").content.decode()
