"""The page where a clerk says who carries on the targets of an area that is no more."""

from datetime import date

import pytest
from wagtail.users.models import UserProfile

from areas.maps import DAY, founded, new
from camket.areas.actions import Merge
from camket.people.enums import Role
from camket.targets.models import Carrying
from factories import IndicatorFactory, OfficeFactory, ResolutionFactory, TargetFactory

PAGE = "/admin/chi-tieu-cho-quyet-dinh/"


@pytest.fixture
def city(db):
    area = founded("1", name="Thành phố Cũ")
    resolution = ResolutionFactory(area=area)
    for name in ("thu ngân sách", "hợp tác xã"):
        TargetFactory(
            resolution=resolution,
            indicator=IndicatorFactory(area=area, name=name),
            due=date(2025, 12, 31),
        )
    province = founded("3", name="Tỉnh Mới")
    Merge(
        by=None, on=DAY, predecessors=[area], successor=new("2", name="Phường Mới", parent=province)
    ).execute().founded.get()
    area.refresh_from_db()
    return area


def address(city):
    return f"{PAGE}{city.pk}/{city.resolutions.get().pk}/"


def given(city, **changes):
    heir = city.heirs.get().successor
    targets = [str(target.pk) for target in city.targets.all()]
    return {
        "targets": targets,
        "who": str(heir.pk),
        "decided_on": "2025-08-01",
        "ground": "Nghị quyết số 05/NQ-HĐND",
        "note": "",
        **changes,
    }


def test_it_lists_what_waits_and_who_may_carry_it_on(clerk, city):
    page = clerk.get(PAGE).content.decode()
    for said in (
        "Thành phố Cũ",
        "30/06/2025",
        "thu ngân sách",
        "hợp tác xã",
        "Phường Mới tiếp tục",
        "Tỉnh Mới tiếp tục",
    ):
        assert said in page


def test_each_target_is_told_with_its_value_and_window(clerk, city):
    assert "thu ngân sách: 200 tỷ đồng (2020–2025)" in clerk.get(PAGE).content.decode()


def test_one_decision_covers_all_that_is_ticked(clerk, city):
    assert clerk.post(address(city), given(city)).status_code == 302
    assert {one.successor.name for one in Carrying.objects.all()} == {"Phường Mới"}
    assert Carrying.objects.count() == 2
    page = clerk.get(PAGE).content.decode()
    assert "Không có chỉ tiêu nào chờ quyết định." in page
    assert "Nghị quyết số 05/NQ-HĐND" in page


def test_what_is_unticked_waits_on(clerk, city):
    clerk.post(address(city), given(city, targets=given(city)["targets"][:1]))
    assert Carrying.objects.count() == 1


def test_nobody_may_carry_on(clerk, city):
    clerk.post(address(city), given(city, who="0"))
    assert {one.successor for one in Carrying.objects.all()} == {None}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"targets": []}, "Chọn ít nhất một chỉ tiêu."),
        ({"who": ""}, "Chọn một quyết định."),
        ({"ground": ""}, "Ghi số, ký hiệu của văn bản quyết định."),
        ({"decided_on": ""}, "Chọn ngày quyết định."),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(clerk, city, changes, said):
    answer = clerk.post(address(city), given(city, note="Đã họp bàn", **changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Đã họp bàn" in answer.content.decode()
    assert not Carrying.objects.exists()


def test_a_reader_sees_it_and_decides_nothing(signed_in, city):
    leader = signed_in(Role.LEADER)
    assert "Ghi quyết định" not in leader.get(PAGE).content.decode()
    leader.post(address(city), given(city))
    assert not Carrying.objects.exists()


def test_an_account_of_another_area_sees_none_of_it(signed_in, city):
    other = signed_in(office=OfficeFactory(area=founded("9")))
    assert "Thành phố Cũ" not in other.get(PAGE).content.decode()
    assert other.post(address(city), given(city)).status_code == 404


def test_the_first_page_says_that_somebody_has_to_decide(clerk, city):
    page = clerk.get("/admin/").content.decode()
    assert "Chỉ tiêu của địa bàn đã sáp nhập" in page
    assert "2 chỉ tiêu" in page


def test_the_first_page_says_nothing_where_nothing_waits(clerk, db):
    assert "địa bàn đã sáp nhập" not in clerk.get("/admin/").content.decode()


def test_the_page_speaks_english(signed_in, city):
    english = signed_in()
    profile = UserProfile.get_for_user(english.user)
    profile.preferred_language = "en"
    profile.save()
    assert "Phường Mới carries on" in english.get(PAGE).content.decode()
