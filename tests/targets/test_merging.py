"""Two indicators that turn out to be one."""

from datetime import date

import pytest

from camket.foundation.models import AuditEntry
from camket.targets.actions import CannotMerge, MergeIndicators, RememberWording
from camket.targets.models import Indicator
from factories import IndicatorFactory, ObservationFactory, ResolutionFactory, TargetFactory


@pytest.fixture
def kept(db):
    return named("Thu ngân sách trên địa bàn")


@pytest.fixture
def gone(kept):
    return named("Tổng thu ngân sách")


def named(name, **fields):
    found = IndicatorFactory(name=name, **fields)
    RememberWording(by=None, indicator=found, text=name).execute()
    return found


def merge(kept, gone):
    return MergeIndicators(by=None, kept=kept, gone=gone).execute()


def test_wordings_targets_and_figures_move_and_the_other_goes(kept, gone):
    RememberWording(by=None, indicator=kept, text="tổng thu").execute()
    RememberWording(by=None, indicator=gone, text="tổng thu").execute()
    target, figure = TargetFactory(indicator=gone, resolution=ResolutionFactory()), ObservationFactory(indicator=gone)
    merge(kept, gone)
    target.refresh_from_db()
    figure.refresh_from_db()
    assert (target.indicator, figure.indicator) == (kept, kept)
    assert set(kept.wordings.values_list("text", flat=True)) == {kept.name, gone.name, "tổng thu"}
    assert list(Indicator.objects.all()) == [kept]


def test_a_public_address_stays(kept, gone):
    target = TargetFactory(indicator=gone, resolution=ResolutionFactory())
    merge(kept, gone)
    assert kept.targets.get().slug == target.slug


def test_the_trace_says_what_went_where(kept, gone):
    ObservationFactory(indicator=gone)
    merge(kept, gone)
    detail = AuditEntry.objects.order_by("pk").last().detail
    assert detail == {"gone": "Tổng thu ngân sách", "wordings": 1, "targets": 0, "figures": 1}


def test_what_only_the_other_one_knew_is_learnt(db):
    kept, gone = named("thu", unit="", nature="stock"), named("thu ngân sách", unit="tỷ đồng", nature="flow")
    merge(kept, gone)
    kept.refresh_from_db()
    assert (kept.unit, kept.nature) == ("tỷ đồng", "flow")


def refused(kept, gone):
    before = (kept.wordings.count(), gone.wordings.count())
    with pytest.raises(CannotMerge) as caught:
        merge(kept, gone)
    assert (kept.wordings.count(), gone.wordings.count()) == before
    return caught.value


def test_two_promises_for_one_day_in_one_resolution_stand_in_the_way_and_are_named(kept, gone):
    resolution = ResolutionFactory(title="Nghị quyết nhiệm kỳ 2020–2025")
    for one in (kept, gone):
        TargetFactory(indicator=one, resolution=resolution)
    error = refused(kept, gone)
    assert "Nghị quyết nhiệm kỳ 2020–2025 đã có chỉ tiêu đến năm 2025" in error.message("vi")
    assert "due in 2025 for both" in error.message("en")


@pytest.mark.parametrize("other", [{"due": date(2024, 12, 31)}, {"aggregate": "sum"}])
def test_promises_of_another_kind_or_day_do_not(kept, gone, other):
    resolution = ResolutionFactory()
    TargetFactory(indicator=kept, resolution=resolution)
    TargetFactory(indicator=gone, resolution=resolution, **other)
    merge(kept, gone)
    assert kept.targets.count() == 2


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"unit": "triệu đồng"}, "triệu đồng"),
        ({"unit": "", "nature": "state"}, "danh hiệu"),
        ({"area__slug": "xa-khac", "area__code": "7"}, "cùng một địa bàn"),
    ],
    ids=["unit", "state", "area"],
)
def test_what_cannot_be_one_is_said_why(kept, other, words):
    assert words in refused(kept, named("tổng thu", **other)).message("vi")


def test_an_indicator_is_not_merged_with_itself(kept):
    assert "khác nhau" in refused(kept, kept).message("vi")
