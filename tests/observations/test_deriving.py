"""Figures that follow from others: made, made anew, withdrawn, and found again at any past moment."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone

from camket.measures.periods import Period
from camket.observations import queries
from camket.observations.actions import IsDerived, RecordObservation, ReviseIndicator, WithdrawObservation
from camket.observations.enums import Origin, Stage
from camket.observations.models import Observation
from camket.targets.defining import FormulaRefused
from factories import IndicatorFactory
from territory import city_with_communes, merged

MORNING = datetime(2025, 1, 10, 2, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def indicator(name, **fields):
    return IndicatorFactory(name=name, **{"unit": "", **fields})


def computed(name, formula, **fields):
    found = indicator(name, **fields)
    return ReviseIndicator(by=None, indicator=found, changes={"formula": formula}).execute()


def record(of, value, *, area=None, year=2024, at=None, stage=Stage.FINAL, **more):
    period = more.pop("period", Period.year(year))
    area_id = (area or of.area).pk
    return RecordObservation(
        by=None, indicator=of, area_id=area_id, start=period.start, end=period.end, stage=stage,
        value=None if value is None else Decimal(str(value)), recorded_at=at, **more,
    ).execute()  # fmt: skip


def withdraw(row):
    return WithdrawObservation(by=None, observation=row).execute()


def derived(of, area=None, **filters):
    found = Observation.objects.filter(indicator=of, withdrawn_at=None, **filters)
    return [row.value for row in found.filter(area=area or of.area).order_by("recorded_at", "pk") if row.is_derived]


@pytest.fixture
def revenue():
    return indicator("thu ngân sách", unit="tỷ đồng")


@pytest.fixture
def people():
    return indicator("dân số", unit="người", nature="stock")


@pytest.fixture
def per_head(revenue, people):
    return computed("thu ngân sách bình quân", "[thu-ngan-sach] / [dan-so] * 1000", nature="level")


def test_nothing_is_derived_while_an_input_is_missing(revenue, per_head):
    record(revenue, 200)
    assert derived(per_head) == []


def test_the_last_input_brings_one_figure(revenue, people, per_head):
    first, second = record(revenue, 200), record(people, 40_000)
    row = Observation.objects.get(indicator=per_head)
    assert (row.value, row.origin, row.inputs, row.stage) == (5, Origin.FORMULA, [first.pk, second.pk], Stage.FINAL)
    assert row.recorded_at == second.recorded_at


def test_the_structure_of_an_economy():
    parts = [indicator(name, nature="flow") for name in ("dịch vụ", "công nghiệp", "nông nghiệp")]
    share = computed(
        "tỷ trọng dịch vụ", "100 * [dich-vu] / ([dich-vu] + [cong-nghiep] + [nong-nghiep])", nature="ratio"
    )
    whole = computed("cơ cấu", "sum([dich-vu]; [cong-nghiep]; [nong-nghiep])")
    for part, value in zip(parts, ("56.7", "37.5", "5.8"), strict=True):
        record(part, value)
    assert (derived(share), derived(whole)) == ([Decimal("56.7")], [100])


def test_a_correction_makes_one_new_vintage_and_the_old_one_stays(revenue, people, per_head):
    record(people, 40_000)
    record(revenue, 200)
    record(revenue, 220)
    assert derived(per_head) == [5, Decimal("5.5")]


def test_the_same_value_once_more_makes_none(revenue, people, per_head):
    record(people, 40_000)
    record(revenue, 200)
    withdrawn = record(revenue, 200)
    assert derived(per_head) == [5]
    withdraw(withdrawn)
    assert derived(per_head) == [5]


def test_the_stage_is_that_of_the_least_sure(revenue, people, per_head):
    record(people, 40_000, stage=Stage.ESTIMATE)
    record(revenue, 200)
    assert derived(per_head, stage=Stage.ESTIMATE) == [5]
    record(people, 50_000)
    assert derived(per_head, stage=Stage.FINAL) == [4]


def test_what_was_surer_than_can_be_known_now_is_withdrawn(revenue, people, per_head):
    record(people, 50_000, stage=Stage.ESTIMATE)
    sure = record(people, 40_000)
    record(revenue, 200)
    withdraw(sure)
    assert derived(per_head) == [4]


def test_a_plan_derives_nothing_and_may_be_told(revenue, people, per_head):
    record(people, 40_000)
    record(revenue, 200, stage=Stage.PLAN)
    assert derived(per_head) == []
    assert record(per_head, 6, stage=Stage.PLAN).stage == Stage.PLAN


def test_the_withdrawal_of_an_input_withdraws_what_rests_on_it(revenue, people, per_head):
    record(people, 40_000)
    row = record(revenue, 200)
    withdraw(row)
    assert derived(per_head) == []
    assert Observation.objects.get(indicator=per_head).withdrawn_at == row.withdrawn_at


def test_periods_are_not_mixed(revenue, people, per_head):
    record(people, 40_000, year=2023)
    record(revenue, 200, year=2024)
    assert derived(per_head) == []


def test_a_chain_is_derived_in_order_and_each_link_once(revenue, people, per_head):
    tenfold = computed("gấp mười", "[thu-ngan-sach-binh-quan] * 10 + [thu-ngan-sach] - [thu-ngan-sach]")
    record(people, 40_000)
    record(revenue, 200)
    record(revenue, 240)
    assert (derived(per_head), derived(tenfold)) == ([5, 6], [50, 60])


def test_at_a_past_moment_stands_what_followed_from_what_was_known(revenue, people, per_head):
    days = [MORNING + timedelta(days=n) for n in range(4)]
    record(people, 40_000, at=days[0])
    record(revenue, 200, at=days[1])
    record(revenue, 220, at=days[2])
    record(people, 50_000, at=days[3], stage=Stage.PROVISIONAL)
    expected = {days[0]: None, days[1]: 5, days[2]: Decimal("5.5"), days[3]: Decimal("5.5")}
    assert {day: known(per_head, day) for day in days} == expected


def test_what_was_withdrawn_is_still_known_before(revenue, people, per_head):
    record(people, 40_000, at=MORNING)
    row = record(revenue, 200, at=MORNING)
    withdraw(row)
    assert (known(per_head, MORNING), known(per_head, timezone.now())) == (5, None)


def known(of, moment):
    order = [Stage.ESTIMATE, Stage.PROVISIONAL, Stage.FINAL]
    rows = queries.known(of.area_id, [of.pk], moment)
    best = max(rows, key=lambda row: (order.index(row.stage), row.recorded_at, row.pk), default=None)
    return best.value if best else None


def test_a_derived_figure_is_not_typed(per_head):
    with pytest.raises(IsDerived) as caught:
        record(per_head, 5)
    assert "thu ngân sách ÷ dân số × 1.000" in caught.value.message()


def test_a_new_formula_derives_what_is_there_and_a_changed_one_anew(revenue, people):
    record(people, 40_000)
    record(revenue, 200)
    found = computed("bình quân", "thu_ngan_sach / dan_so * 1000")
    assert derived(found) == [5]
    found = ReviseIndicator(by=None, indicator=found, changes={"formula": "[thu-ngan-sach]/[dan-so]*2000"}).execute()
    assert derived(found) == [5, 10]
    ReviseIndicator(by=None, indicator=found, changes={"formula": ""}).execute()
    assert derived(found) == []


def test_a_new_formula_looks_only_where_all_of_its_inputs_are(revenue, people, django_assert_num_queries):
    for year in range(1990, 2020):
        record(revenue, 200, year=year)
    record(people, 40_000, year=2019)
    found = indicator("bình quân")
    with django_assert_num_queries(23):
        ReviseIndicator(by=None, indicator=found, changes={"formula": "[thu-ngan-sach]/[dan-so]*1000"}).execute()
    assert derived(found) == [5]


def test_a_formula_may_name_an_indicator_by_its_words(revenue, people):
    assert computed("bình quân", "[Thu ngân sách] : [Dân số]").formula == "[thu-ngan-sach] / [dan-so]"


@pytest.mark.parametrize(
    ("formula", "says"),
    [
        ("[thu-ngan-sach", "chưa được đóng"),
        ("1 / (1 - 1)", "chưa nêu chỉ số nào"),
        ("[thu-ngan-sac]", "Không có chỉ số nào tên là “thu-ngan-sac”"),
        ("[khac]", "Không có chỉ số nào"),
        ("[thu-ngan-sach-binh-quan]", "thu ngân sách bình quân → thu ngân sách bình quân"),
    ],
)
def test_a_formula_is_refused_with_the_reason(per_head, formula, says):
    with pytest.raises(FormulaRefused) as caught:
        ReviseIndicator(by=None, indicator=per_head, changes={"formula": formula}).execute()
    assert says in caught.value.message()


def test_a_cycle_is_refused_by_its_path(revenue):
    a = indicator("a")
    computed("b", "[a] + 1")
    computed("c", "[b] + 1")
    with pytest.raises(FormulaRefused) as caught:
        ReviseIndicator(by=None, indicator=a, changes={"formula": "[c] + [thu-ngan-sach]"}).execute()
    assert "a → c → b → a" in caught.value.message()


def test_a_failure_leaves_neither_the_input_nor_what_rests_on_it(revenue, people, per_head, monkeypatch):
    record(people, 40_000)
    monkeypatch.setattr(Observation.objects, "bulk_create", lambda rows: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(revenue, 200)
    assert not Observation.objects.filter(indicator__in=[revenue, per_head]).exists()


def test_figures_of_communes_make_that_of_the_city(revenue):
    city, communes = city_with_communes(3)
    ReviseIndicator(by=None, indicator=revenue, changes={"combined": True}).execute()
    revenue.refresh_from_db()
    for commune in communes[:2]:
        record(revenue, 10, area=commune)
    assert derived(revenue, city) == []
    record(revenue, 10, area=communes[2])
    assert derived(revenue, city) == [30]
    record(revenue, 12, area=communes[2])
    assert derived(revenue, city) == [30, 32]


def test_what_the_city_tells_itself_stands_before_the_sum(revenue):
    city, communes = city_with_communes(2)
    revenue = ReviseIndicator(by=None, indicator=revenue, changes={"combined": True}).execute()
    for commune in communes:
        record(revenue, 10, area=commune)
    told = record(revenue, 21, area=city)
    assert derived(revenue, city) == []
    withdraw(told)
    assert derived(revenue, city) == [20]


def test_ratios_are_weighted_by_their_denominators():
    city, communes = city_with_communes(2)
    schools = indicator("trường đạt chuẩn", unit="%", nature="ratio", combined=True)
    record(schools, "72.727273", area=communes[0], denominator=Decimal(22))
    record(schools, 50, area=communes[1])
    assert derived(schools, city) == []
    record(schools, 50, area=communes[1], denominator=Decimal(8))
    assert derived(schools, city) == [Decimal("66.666667")]


def test_a_merged_commune_has_the_figures_of_those_before(revenue):
    new, old = merged(2, on=date(2025, 7, 1))
    record(revenue, 10, area=old[0])
    record(revenue, 5, area=old[1])
    assert derived(revenue, new, origin=Origin.SUCCESSION) == [15]


def test_a_part_of_a_divided_commune_counts_by_its_share(revenue):
    new, old = merged(2, on=date(2025, 7, 1), shares=["1", "0.4"])
    record(revenue, 10, area=old[0])
    record(revenue, 5, area=old[1])
    assert derived(revenue, new) == [12]


def test_without_a_stated_share_nothing_is_derived(revenue):
    new, old = merged(2, on=date(2025, 7, 1), shares=["1", None])
    record(revenue, 10, area=old[0])
    record(revenue, 5, area=old[1])
    assert derived(revenue, new) == []


def test_a_formula_goes_on_over_what_was_put_together(revenue, people, per_head):
    new, old = merged(2, on=date(2025, 7, 1))
    for area in old:
        record(revenue, 100, area=area)
        record(people, 10_000, area=area)
    assert (derived(revenue, new), derived(people, new), derived(per_head, new)) == ([200], [20_000], [10])


def test_a_level_of_several_is_not_put_together():
    rank, (new, old) = indicator("thu nhập", nature="level"), merged(2, on=date(2025, 7, 1))
    for area in old:
        record(rank, 40, area=area)
    assert derived(rank, new) == []


def test_most_figures_cost_two_statements_more(revenue, django_assert_num_queries):
    record(revenue, 190)
    # Two for what rests on it; savepoint and release, the figure, the one that it follows, its targets, its trace
    # and the one before; the clock.
    with django_assert_num_queries(2 + 7 + 2):
        record(revenue, 200)


@pytest.mark.parametrize("stored", [0, 300])
def test_the_cost_depends_on_what_is_concerned(revenue, people, per_head, stored, django_assert_num_queries):
    record(people, 40_000)
    for year in range(stored):
        Observation.objects.create(
            indicator=revenue, area=revenue.area, value=1, recorded_at=MORNING,
            start=date(1700 + year, 1, 1), end=date(1700 + year, 12, 31),
        )  # fmt: skip
    with django_assert_num_queries(16):
        record(revenue, 200)


def test_a_commune_costs_the_same_among_three_and_among_forty(revenue, django_assert_num_queries):
    _, communes = city_with_communes(40)
    revenue = ReviseIndicator(by=None, indicator=revenue, changes={"combined": True}).execute()
    for commune in communes[1:]:
        record(revenue, 10, area=commune)
    with django_assert_num_queries(19):
        record(revenue, 10, area=communes[0])
    assert derived(revenue) == [400]
