"""What the cross-checks say beside a statement on the desk, recorded or still waiting."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from camket.intake import notes
from camket.intake.actions import Assent, AssentConfident
from camket.intake.enums import State
from camket.intake.models import OtherNumber, Statement
from camket.reviews.checking import FindDisagreements
from camket.targets.actions import RememberWording
from factories import (
    DocumentFactory,
    FindingFactory,
    IndicatorFactory,
    ObservationFactory,
    PassageFactory,
    ResolutionFactory,
    StatementFactory,
    TargetFactory,
)

MARKED = "Thu ngân sách năm 2024 đạt [187,2] tỷ đồng."


@pytest.fixture
def indicator(db):
    found = IndicatorFactory(name="thu ngân sách")
    RememberWording(by=None, indicator=found, text="thu ngân sách").execute()
    return found


@pytest.fixture
def waiting(indicator):
    return StatementFactory(document__year=2024, marked=MARKED)


def beside(*statements):
    found = notes.beside(statements[0].document, statements)
    return {pk: [note.check for note in of] for pk, of in found.items()}


def said(statement):
    return [note.text for note in notes.beside(statement.document, [statement])[statement.pk]]


class TestBeforeAssent:
    def test_a_value_that_disagrees_with_the_recorded_one_says_so_in_both_languages(self, indicator, waiting):
        other = PassageFactory(document__title="Báo cáo khác", document__issued_on=date(2025, 2, 3))
        ObservationFactory(indicator=indicator, value=Decimal("180"), passage=other)
        assert beside(waiting) == {waiting.pk: ["sources_disagree"]}
        assert "180 tỷ đồng".replace(" tỷ", "\xa0tỷ") in said(waiting)[0]
        assert "Báo cáo khác" in said(waiting)[0]
        with override("en"):
            assert "says 180" in said(waiting)[0]

    @pytest.mark.parametrize("value", ["187.2", "187", "187.20"])
    def test_the_same_value_or_one_that_it_rounds_says_nothing(self, indicator, waiting, value):
        ObservationFactory(indicator=indicator, value=Decimal(value))
        assert beside(waiting) == {}

    def test_another_period_says_nothing(self, indicator, waiting):
        ObservationFactory(indicator=indicator, value=Decimal(180), year=2023)
        assert beside(waiting) == {}

    @pytest.mark.parametrize("factor", [1000, Decimal("0.001"), 10])
    def test_a_slip_of_the_unit_beside_its_neighbours_is_told(self, indicator, waiting, factor):
        for year in (2021, 2022, 2023):
            ObservationFactory(indicator=indicator, value=Decimal("187.2") * factor, year=year)
        assert beside(waiting) == {waiting.pk: ["unit_slip"]}

    def test_neighbours_of_a_slip_are_left_in_peace(self, indicator, waiting):
        for year, value in ((2021, 180), (2022, 182_000), (2023, 185)):
            ObservationFactory(indicator=indicator, value=Decimal(value), year=year)
        assert beside(waiting) == {}

    def test_two_that_wait_on_one_sheet_disagree_though_nothing_is_recorded(self, db):
        document = DocumentFactory(text="Thu ngân sách đạt 187,2 tỷ đồng.\nThu ngân sách đạt 183,9 tỷ đồng.")
        rows = [
            StatementFactory(document=document, marked=f"Thu ngân sách đạt [{text}] tỷ đồng.", value=value)
            for text, value in (("187,2", Decimal("187.2")), ("183,9", Decimal("183.9")))
        ]
        assert beside(*rows) == {row.pk: ["sources_disagree"] for row in rows}

    def test_a_ratio_that_does_not_fit_the_target_is_told(self, indicator, waiting):
        TargetFactory(indicator=indicator, resolution=ResolutionFactory(), value=Decimal(200))
        waiting.versus, waiting.percent = "resolution", Decimal(107)
        assert beside(waiting) == {waiting.pk: ["stated_ratio"]}

    def test_a_promise_far_off_what_is_measured_is_told(self, indicator, waiting):
        for year in (2021, 2022):
            ObservationFactory(indicator=indicator, value=Decimal("0.19"), year=year)
        waiting.role, waiting.last_year = "target", 2025
        assert beside(waiting) == {waiting.pk: ["unit_slip"]}

    def test_a_unit_that_cannot_be_the_indicators_is_told(self, indicator, waiting):
        waiting.unit = "ha"
        assert beside(waiting) == {waiting.pk: ["unit_differs"]}

    @pytest.mark.parametrize("changes", [{"unit": ""}, {"aggregate": "growth", "unit": "%"}, {"state": State.REFUSED}])
    def test_what_could_not_be_recorded_anyway_says_nothing(self, indicator, waiting, changes):
        ObservationFactory(indicator=indicator, value=Decimal(180))
        for name, value in changes.items():
            setattr(waiting, name, value)
        assert beside(waiting) == {}

    def test_shares_that_do_not_sum_are_told_at_each_of_them(self, db):
        text = "Cơ cấu kinh tế năm 2024: dịch vụ 56,7%; công nghiệp 37,5%; nông nghiệp 7,8%."
        document = DocumentFactory(text=text)
        shares = {"dịch vụ": "56,7", "công nghiệp": "37,5", "nông nghiệp": "7,8"}
        rows = [
            StatementFactory(
                document=document,
                marked=text.replace(share, f"[{share}]"),
                indicator_name=name,
                value=Decimal(share.replace(",", ".")),
                unit="%",
            )
            for name, share in shares.items()
        ]
        assert beside(*rows) == {row.pk: ["shares_do_not_sum"] for row in rows}

    @pytest.mark.parametrize("changes", [{"value": Decimal(101)}, {"value": Decimal(17), "denominator": Decimal(16)}])
    def test_a_share_beyond_its_whole_is_told(self, db, changes):
        row = StatementFactory(indicator_name="tỷ lệ trường đạt chuẩn", unit="%", **changes)
        assert beside(row) == {row.pk: ["ratio_out_of_range"]}

    def test_a_cumulative_figure_that_falls_within_the_year_is_told(self, indicator, waiting):
        earlier = {"start": date(2024, 1, 1), "end": date(2024, 9, 30)}
        ObservationFactory(indicator=indicator, value=Decimal("190.5"), **earlier)
        assert beside(waiting) == {waiting.pk: ["cumulative_falls"]}

    PARTS = (("result", "150", ["part_exceeds_whole"]), ("target", "150", ["part_exceeds_whole"]), ("result", "90", []))

    @pytest.mark.parametrize(("role", "part", "checks"), PARTS)
    def test_a_part_that_exceeds_its_whole_is_told(self, db, role, part, checks):
        text = f"Trồng 120 ha rừng, trong đó {part} ha rừng sản xuất."
        document = DocumentFactory(text=text)
        given = {"document": document, "role": role, "unit": "ha"}
        whole = StatementFactory(
            marked=text.replace("120", "[120]"), indicator_name="trồng rừng", value=Decimal(120), **given
        )
        one = StatementFactory(
            marked=text.replace(part, f"[{part}]"),
            indicator_name="trồng rừng sản xuất",
            value=Decimal(part),
            part_of="trồng rừng",
            **given,
        )
        assert beside(whole, one) == ({row.pk: checks for row in (whole, one)} if checks else {})

    def test_a_part_is_held_against_a_whole_that_is_recorded(self, indicator, waiting):
        ObservationFactory(indicator=indicator, value=Decimal(180))
        waiting.indicator_name, waiting.part_of = "thu nội địa", "thu ngân sách"
        assert beside(waiting) == {waiting.pk: ["part_exceeds_whole"]}

    def test_targets_said_to_be_met_are_held_against_those_recorded(self, indicator):
        TargetFactory(indicator=indicator, resolution=ResolutionFactory())
        sentence = "Có [54/58] chỉ tiêu của nghị quyết nhiệm kỳ đạt và vượt."
        row = StatementFactory(
            document__text=sentence.replace("[", "").replace("]", ""),
            marked=sentence,
            indicator_name="chỉ tiêu của nghị quyết nhiệm kỳ đạt và vượt",
            value=Decimal(54),
            denominator=Decimal(58),
            unit="chỉ tiêu",
            first_year=2020,
            last_year=2025,
        )
        assert beside(row) == {row.pk: ["announced_result"]}

    def test_looking_keeps_nothing(self, indicator, waiting):
        ObservationFactory(indicator=indicator, value=Decimal(180))
        before = indicator.observations.count()
        beside(waiting)
        assert indicator.observations.count() == before
        assert not indicator.area.findings.exists()


class TestRecorded:
    def test_a_kept_finding_stands_beside_its_own_number(self, indicator, waiting):
        ObservationFactory(indicator=indicator, value=Decimal(180))
        Assent(by=None, statement=waiting).execute()
        FindDisagreements(by=None, area_id=indicator.area_id).execute()
        row = Statement.objects.get(pk=waiting.pk)
        assert beside(row) == {row.pk: ["sources_disagree"]}

    def test_a_number_that_is_no_statement_has_its_finding_too(self, db):
        passage = PassageFactory(document__text="Nghị quyết có 58 chỉ tiêu.", marked="Nghị quyết có [58] chỉ tiêu.")
        FindingFactory(area=passage.document.area, check_name="announced_count", passages=[passage])
        given = {"document": passage.document, "kind": "count_announced"}
        number = OtherNumber.objects.create(start=passage.start, end=passage.end, **given)
        other = OtherNumber.objects.create(start=0, end=1, **given)
        found = notes.beside_numbers(passage.document, [number, other])
        assert {pk: [note.check for note in of] for pk, of in found.items()} == {number.pk: ["announced_count"]}

    def test_a_finding_on_another_number_does_not(self, waiting):
        FindingFactory(area=waiting.document.area)
        assert beside(waiting) == {}


def test_a_sheet_costs_five_queries_however_many_statements(db, django_assert_max_num_queries):
    line = "Thu ngân sách năm {} đạt [187,2] tỷ đồng."
    years = range(1975, 2024)
    document = DocumentFactory(text="\n".join(line.format(year).replace("[", "").replace("]", "") for year in years))
    rows = [
        StatementFactory(document=document, marked=line.format(year), first_year=year, last_year=year) for year in years
    ]
    AssentConfident(by=None, document=document).execute()
    Statement.objects.filter(pk__gt=rows[20].pk).update(state=State.WAITING, observation=None)
    shown = list(Statement.objects.filter(document=document))
    for row in shown:
        row.document = document
    with django_assert_max_num_queries(5):
        notes.beside(document, shown)
