"""The page of an indicator: what the lexicon guessed is put right."""

import re
from datetime import date
from decimal import Decimal

import pytest

from camket.intake.actions import Assent
from camket.observations.actions import RecordObservation
from camket.people.enums import Role
from camket.reviews.models import Verdict
from camket.targets.actions import RememberWording
from camket.targets.models import Indicator
from factories import IndicatorFactory, ObservationFactory, ResolutionFactory, StatementFactory, TargetFactory


def change(client, indicator, **changes):
    given = {
        "name": indicator.name,
        "name_en": indicator.name_en,
        "unit": indicator.unit,
        "nature": indicator.nature,
        "direction": indicator.direction,
        "states": "",
        "cycle_days": indicator.cycle_days,
        "grace_days": indicator.grace_days,
    }
    return client.post(f"/admin/chi-so/{indicator.pk}/", given | changes)


class TestIndicatorPage:
    def test_a_direction_that_the_lexicon_got_wrong_is_put_right(self, clerk, db):
        indicator = IndicatorFactory(name="số vụ cháy", unit="vụ")
        assert change(clerk, indicator, direction="down").status_code == 302
        indicator.refresh_from_db()
        assert indicator.direction == "down"

    def test_a_new_name_is_one_more_wording(self, clerk, db):
        indicator = IndicatorFactory()
        change(clerk, indicator, name="Thu ngân sách nội địa")
        assert [w.text for w in indicator.wordings.all()] == ["Thu ngân sách nội địa"]

    def test_a_unit_of_another_scale_would_change_what_figures_say(self, clerk, db):
        indicator = ObservationFactory(year=2024).indicator
        answer = change(clerk, indicator, unit="triệu đồng")
        assert answer.status_code == 422
        assert "đã có số liệu" in answer.content.decode()
        indicator.refresh_from_db()
        assert indicator.unit == "tỷ đồng"

    def test_a_reader_cannot_change_it(self, signed_in, db):
        indicator = IndicatorFactory()
        leader = signed_in(Role.LEADER)
        assert leader.get(f"/admin/chi-so/{indicator.pk}/").status_code == 200
        change(leader, indicator, name="Tên khác")
        assert Indicator.objects.get().name == indicator.name

    def test_a_wording_can_be_forgotten(self, clerk, db):
        indicator = IndicatorFactory()
        kept, gone = (RememberWording(by=None, indicator=indicator, text=t).execute() for t in ("thu", "chi"))
        clerk.post(f"/admin/chi-so/{indicator.pk}/quen/{gone.pk}/")
        assert list(indicator.wordings.all()) == [kept]

    def test_the_page_shows_targets_and_figures_with_their_sources(self, clerk, desk):
        indicator = Assent(by=None, statement=desk.sure).execute().observation.indicator
        TargetFactory(resolution=ResolutionFactory(area=indicator.area), indicator=indicator, due=date(2025, 12, 31))
        page = clerk.get(f"/admin/chi-so/{indicator.pk}/").content.decode()
        assert "năm 2024" in page
        assert "Báo cáo năm 2024" in page
        assert "2020–2025" in page

    def test_the_list_is_searched_without_diacritics(self, clerk, db):
        indicator = IndicatorFactory(name="Tỷ lệ che phủ rừng", unit="%")
        RememberWording(by=None, indicator=indicator, text="độ che phủ").execute()
        for words, count in (("ty le rung", 1), ("do che phu", 1), ("nghèo", 0)):
            assert len(clerk.get("/admin/chi-so/", {"q": words}).context["page"].object_list) == count


def test_a_direction_put_right_changes_the_verdict(clerk, db, django_capture_on_commit_callbacks):
    indicator = IndicatorFactory(name="số vụ cháy", unit="vụ")
    ObservationFactory(indicator=indicator, year=2024, value=Decimal(4))
    ObservationFactory(indicator=indicator, year=2025, value=Decimal(3))
    target = TargetFactory(resolution=ResolutionFactory(area=indicator.area), indicator=indicator, value=Decimal(5))
    outcomes = []
    for direction in ("up", "down"):
        with django_capture_on_commit_callbacks(execute=True):
            change(clerk, indicator, direction=direction)
        outcomes.append(Verdict.objects.get(target=target).outcome)
    assert outcomes == ["missed", "exceeded"]


class TestMerge:
    @pytest.fixture
    def two(self, db):
        found = [IndicatorFactory(name=name) for name in ("Thu ngân sách", "Tổng thu ngân sách")]
        for one in found:
            RememberWording(by=None, indicator=one, text=one.name).execute()
        return found

    def test_the_likest_one_is_offered_first(self, clerk, two):
        IndicatorFactory(name="Độ che phủ rừng")
        page = clerk.get(f"/admin/chi-so/{two[1].pk}/")
        assert [one.name for one in page.context["others"]] == ["Thu ngân sách", "Độ che phủ rừng"]

    def test_first_what_it_would_do_then_done(self, clerk, two):
        address = f"/admin/chi-so/{two[1].pk}/gop/?vao={two[0].pk}"
        assert "Những gì chuyển sang “Thu ngân sách”" in clerk.get(address).content.decode()
        assert Indicator.objects.count() == 2
        assert clerk.post(address).url == f"/admin/chi-so/{two[0].pk}/"
        assert list(Indicator.objects.all()) == [two[0]]

    def test_a_conflict_is_told_before_and_nothing_is_done(self, clerk, two):
        resolution = ResolutionFactory()
        for one in two:
            TargetFactory(indicator=one, resolution=resolution)
        address = f"/admin/chi-so/{two[1].pk}/gop/?vao={two[0].pk}"
        assert "đã có chỉ tiêu đến năm 2025" in clerk.get(address).content.decode()
        assert clerk.post(address).status_code == 422
        assert Indicator.objects.count() == 2

    def test_from_a_card_and_back_to_it(self, clerk, two):
        statement = StatementFactory(indicator_name="mức thu ngân sách", question="same")
        page = clerk.get(f"/admin/van-ban/{statement.document.pk}/").content.decode()
        address = re.search(r'href="(/admin/chi-so/\d+/gop/[^"]+)"', page)[1].replace("&amp;", "&")
        assert clerk.post(address).url == f"/admin/van-ban/{statement.document.pk}/#cau-{statement.pk}"
        assert Indicator.objects.count() == 1

    @pytest.mark.parametrize("into", ["", "x", "-1"])
    def test_without_another_one_nothing_happens(self, clerk, two, into):
        assert clerk.post(f"/admin/chi-so/{two[1].pk}/gop/?vao={into}").url == f"/admin/chi-so/{two[1].pk}/"

    def test_a_reader_may_not(self, signed_in, two):
        signed_in(Role.LEADER).post(f"/admin/chi-so/{two[1].pk}/gop/?vao={two[0].pk}")
        assert Indicator.objects.count() == 2


class TestFormula:
    @pytest.fixture
    def shares(self, db):
        names = ("Thu ngân sách", "Dân số", "Thu bình quân")
        return [IndicatorFactory(name=name, nature="stock", unit="") for name in names]

    def test_a_formula_is_kept_and_shown_with_slugs(self, clerk, shares):
        assert change(clerk, shares[2], formula="[Thu ngân sách] / [Dân số]").status_code == 302
        page = clerk.get(f"/admin/chi-so/{shares[2].pk}/").content.decode()
        assert 'value="[thu-ngan-sach] / [dan-so]"' in page

    @pytest.mark.parametrize(
        ("given", "field", "says"),
        [
            ({"formula": "[Thu ngân sách] / ("}, "formula", "chưa hết"),
            ({"formula": "[Thu ngân sác]"}, "formula", "Không có chỉ số nào"),
            ({"formula": "[Thu bình quân] + 1"}, "formula", "đi vòng"),
            ({"formula": "1 + 1", "combined": "on"}, "formula", "Chọn một trong hai"),
            ({"nature": "level", "combined": "on"}, "combined", "không cộng"),
        ],
    )
    def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_stays(self, clerk, shares, given, field, says):
        answer = change(clerk, shares[2], **given)
        assert answer.status_code == 422
        assert says in answer.context["form"].errors[field][0]
        assert answer.context["form"]["formula"].value() == given.get("formula")

    def test_figures_say_what_they_are_made_of_and_gaps_why(self, clerk, shares):
        change(clerk, shares[2], formula="[Thu ngân sách] / [Dân số]")
        for indicator, year in ((0, 2023), (0, 2024), (1, 2024)):
            record(shares[indicator], year)
        page = clerk.get(f"/admin/chi-so/{shares[2].pk}/").content.decode()
        assert "tính từ: thu ngân sách ÷ dân số" in page
        assert "năm 2023: Chưa có số liệu của: Dân số." in page

    def test_a_document_does_not_type_what_is_computed(self, clerk, desk):
        known = IndicatorFactory(
            area=desk.document.area, name=desk.sure.indicator_name, unit="tỷ đồng", formula="1 + 1"
        )
        RememberWording(by=None, indicator=known, text=known.name).execute()
        answer = clerk.post(f"/admin/cau/{desk.sure.pk}/duyet/", {"version": desk.sure.version}, follow=True)
        desk.sure.refresh_from_db()
        assert (desk.sure.state, desk.sure.question) == ("waiting", "derived")
        assert "tính theo công thức" in answer.content.decode()


def record(indicator, year):
    first, last = date(year, 1, 1), date(year, 12, 31)
    RecordObservation(
        by=None, indicator=indicator, area_id=indicator.area_id, start=first, end=last, stage="final", value=Decimal(8)
    ).execute()
