"""The page of a target whose area is no more says so, and who carries it on."""

from datetime import date

import pytest

from areas.maps import DAY, new
from camket.areas.actions import Merge
from camket.targets.carrying import DecideCarrying
from camket.targets.models import Target
from city import City
from portal.pages import Faults, read

REVENUE = "/cam-ket/minh-hoa-2020-2025/thu-ngan-sach-tren-dia-ban-last/"


@pytest.fixture
def heir(town: City):
    merge = Merge(by=None, on=DAY, predecessors=[town.area], successor=new("2", name="Phường Mới")).execute()
    return merge.founded.get()


def decide(heir):
    target = Target.objects.get(slug="thu-ngan-sach-tren-dia-ban-last", resolution__slug="minh-hoa-2020-2025")
    ground = "Nghị quyết số 05/NQ-HĐND"
    DecideCarrying(by=None, target=target, successor=heir, decided_on=date(2025, 8, 1), ground=ground).execute()


def told(client, address=REVENUE):
    page = read(client, address)
    assert Faults(page).found == []
    return " ".join(page.text.split())


def test_a_target_of_an_area_that_is_there_says_nothing(client, town: City):
    assert "Địa bàn này" not in told(client)


def test_before_a_decision_it_says_that_there_is_none(client, heir):
    said = "Địa bàn này đã sáp nhập vào phường Mới từ ngày 1/7/2025; chưa có quyết định đơn vị nào tiếp tục"
    assert said in told(client)


def test_after_it_says_who_carries_the_target_on(client, heir):
    decide(heir)
    said = "từ ngày 1/7/2025; chỉ tiêu do phường Mới tiếp tục thực hiện, theo Nghị quyết số 05/NQ-HĐND."
    assert said in told(client)


def test_or_that_nobody_does(client, heir):
    decide(None)
    assert "chỉ tiêu không được tiếp tục thực hiện, theo Nghị quyết số 05/NQ-HĐND." in told(client)


def test_in_english_too(client, heir):
    decide(heir)
    said = "This area was merged into Phường Mới on 1 Jul 2025; the target is carried on by Phường Mới"
    assert said in told(client, "/en" + REVENUE)
