"""The pages of changes of areas: listed, previewed, recorded, refused and taken back; for administrators alone."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.html import strip_tags

from areas.maps import DAY, founded
from camket.areas.models import Area, Change
from camket.people.actions import back_office
from camket.people.enums import Role
from factories import IndicatorFactory, OfficeFactory, ResolutionFactory, TargetFactory, UserFactory

PAGE = "/admin/dia-gioi/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    user = UserFactory(role=Role.ADMINISTRATOR)
    user.groups.add(back_office())
    client.force_login(user)
    return client


@pytest.fixture
def town():
    province = founded("1", name="Tỉnh Mẫu", kind="province")
    return [founded(code, name=name, parent=province) for code, name in (("11", "Xã Đông"), ("12", "Xã Tây"))]


MERGER = {"on": "2025-07-01", "decree": "Nghị quyết 01", "old": "xã đông\n12", "name": "Phường Mới", "code": "20",
          "kind": "ward", "name_en": "", "parent": ""}  # fmt: skip


def division(*rows, **changes):
    given = {"on": "2025-07-01", "decree": "Nghị quyết 01", "old": "11", "parent": ""}
    given |= {"toi-TOTAL_FORMS": str(len(rows)), "toi-INITIAL_FORMS": "0"}
    for n, row in enumerate(rows):
        given |= {f"toi-{n}-{name}": value for name, value in zip(("code", "name", "kind", "share"), row, strict=True)}
    return given | changes


def text(answer):
    return " ".join(strip_tags(answer.content.decode()).split())


def confirmed(client, address, given):
    """Looks at the preview, then records."""
    seen = client.post(address, given).context["seen"]
    return client.post(address, {**given, "da-xem": seen, "ghi": "1"}, follow=True)


def test_a_merger_is_previewed_and_then_recorded(administrator, town):
    IndicatorFactory(area=town[0])
    preview = administrator.post(PAGE + "sap-nhap/", MERGER)
    assert "11 Xã Đông: 1 chỉ số" in text(preview)
    assert not Change.objects.filter(kind="merge").exists()
    answer = confirmed(administrator, PAGE + "sap-nhap/", MERGER)
    new = Area.objects.get(code="20")
    assert (new.name, new.valid_from, new.parent.name) == ("Phường Mới", DAY, "Tỉnh Mẫu")
    assert "Xã Đông → Phường Mới" in text(answer)


def test_a_preview_of_other_words_records_nothing(administrator, town):
    seen = administrator.post(PAGE + "sap-nhap/", MERGER).context["seen"]
    answer = administrator.post(PAGE + "sap-nhap/", {**MERGER, "name": "Phường Khác", "da-xem": seen, "ghi": "1"})
    assert "Thay đổi này chạm tới" in text(answer)
    assert not Area.objects.filter(code="20").exists()


def test_a_division_with_shares(administrator, town):
    rows = [("20", "Xã Bắc", "commune", "62,5"), ("21", "Xã Nam", "commune", "37,5"), ("", "", "", "")]
    answer = confirmed(administrator, PAGE + "chia-tach/", division(*rows))
    shares = {one.successor.name: one.share for one in town[0].heirs.all()}
    assert shares == {"Xã Bắc": Decimal("0.625"), "Xã Nam": Decimal("0.375")}
    assert "Xã Đông → Xã Bắc (62,5%)" in text(answer)


def test_a_division_whose_shares_nobody_stated(administrator, town):
    answer = confirmed(
        administrator, PAGE + "chia-tach/", division(("20", "Xã Bắc", "commune", ""), ("21", "Xã Nam", "commune", ""))
    )
    assert [one.share for one in town[0].heirs.all()] == [None, None]
    assert "chưa có tỷ lệ chia" in text(answer)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([("20", "Xã Bắc", "commune", "60"), ("21", "Xã Nam", "commune", "30")], "phải bằng 100%; hiện là 90%"),
        ([("20", "Xã Bắc", "commune", "100"), ("21", "Xã Nam", "commune", "")], "nêu cho mọi đơn vị"),
        ([("20", "Xã Bắc", "commune", "nửa"), ("21", "Xã Nam", "commune", "")], "Gõ một số phần trăm"),
        ([("20", "", "commune", ""), ("21", "Xã Nam", "commune", "")], "Ô này cần có nội dung"),
        ([("", "", "", "")], "ít nhất hai địa bàn mới"),
    ],
)
def test_a_division_that_does_not_fit_is_refused_and_keeps_what_was_typed(administrator, town, rows, says):
    answer = administrator.post(PAGE + "chia-tach/", division(*rows))
    assert (answer.status_code, says in text(answer)) == (422, True)
    assert 'value="Nghị quyết 01"' in answer.content.decode()
    assert not Change.objects.filter(kind="split").exists()


def test_more_rows_without_a_script(administrator, town):
    answer = administrator.post(PAGE + "chia-tach/", division(("20", "Xã Bắc", "commune", "60"), them="1"))
    shown = answer.content.decode()
    assert ('name="toi-3-code"' in shown, 'value="Xã Bắc"' in shown) == (True, True)


def test_an_area_is_renamed(administrator, town):
    given = {"on": "2025-07-01", "decree": "Nghị quyết 01", "old": "11", "name": "Phường Đông", "kind": "ward"}
    answer = confirmed(administrator, PAGE + "doi-ten/", given)
    assert (Area.objects.get(code="11").name, "Xã Đông → Phường Đông" in text(answer)) == ("Phường Đông", True)


@pytest.mark.parametrize(
    ("old", "says"),
    [("xã bắc", "không có địa bàn nào"), ("xã", "Có 2 địa bàn hợp với"), ("11", "Cần ít nhất hai địa bàn")],
)
def test_areas_that_are_not_found_or_not_the_only_ones_are_asked_for(administrator, town, old, says):
    answer = administrator.post(PAGE + "sap-nhap/", {**MERGER, "old": old})
    assert (answer.status_code, says in text(answer)) == (422, True)


def test_what_stands_in_the_way_is_said(administrator, town):
    answer = administrator.post(PAGE + "sap-nhap/", {**MERGER, "code": "1"})
    assert (answer.status_code, "Mã 1 đang dùng cho" in text(answer)) == (422, True)


def test_a_change_is_taken_back(administrator, town):
    confirmed(administrator, PAGE + "sap-nhap/", MERGER)
    change = Change.objects.get(kind="merge")
    answer = administrator.post(f"{PAGE}{change.pk}/hoan-tac/", follow=True)
    assert ("Đã hoàn tác" in text(answer), Area.objects.filter(code="20").exists()) == (True, False)


def test_a_change_that_something_rests_on_stays_and_says_why(administrator, town):
    confirmed(administrator, PAGE + "sap-nhap/", MERGER)
    OfficeFactory(area=Area.objects.get(code="20"))
    change = Change.objects.get(kind="merge")
    answer = administrator.post(f"{PAGE}{change.pk}/hoan-tac/", follow=True)
    assert ("đã được dùng" in text(answer), Change.objects.filter(pk=change.pk).exists()) == (True, True)


def test_targets_that_wait_for_a_decision_are_listed_with_their_page(administrator, town):
    resolution = ResolutionFactory(area=town[0])
    TargetFactory(resolution=resolution, indicator=IndicatorFactory(area=town[0]), due=date(2040, 12, 31))
    answer = confirmed(administrator, PAGE + "sap-nhap/", MERGER)
    assert "Cần quyết định đơn vị nào tiếp tục thực hiện: Xã Đông 1 chỉ tiêu" in text(answer)
    assert "/admin/chi-tieu-cho-quyet-dinh/" in answer.content.decode()


def test_a_search_finds_changes_of_any_area_with_no_more_sql_for_more(
    administrator, town, django_assert_max_num_queries
):
    confirmed(administrator, PAGE + "sap-nhap/", MERGER)
    Area.objects.update(followed=False)
    assert "chưa có thay đổi nào" in text(administrator.get(PAGE))
    with django_assert_max_num_queries(40):
        assert "Xã Đông → Phường Mới" in text(administrator.get(PAGE, {"q": "xa dong"}))
    assert "Không có thay đổi nào của địa bàn" in text(administrator.get(PAGE, {"q": "không có"}))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_an_administrator_changes_areas(client, town, role):
    user = UserFactory(role=role, office=OfficeFactory(area=town[0]))
    user.groups.add(back_office())
    client.force_login(user)
    assert client.post(PAGE + "sap-nhap/", MERGER).status_code in (302, 403)
    assert (PAGE in client.get("/admin/").content.decode()) is (role is Role.AUDITOR)  # who reads, and changes nothing
