"""The end of a term: its scoreboard is kept, and what goes on becomes targets of the next resolution."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from camket.people.enums import Role
from camket.reviews.enums import Outcome, ReviewKind, ReviewState
from camket.reviews.handover import CarryOn, CloseTerm
from camket.reviews.models import Review, Verdict
from camket.reviews.queries.handover import proposals
from camket.reviews.reviewing import OpenReview, ReviewRefused
from camket.targets.models import Target
from factories import ResolutionFactory, TargetFactory, TermFactory, UserFactory
from reviews.test_views_reviews import client_of, post

END = date(2025, 12, 31)


@pytest.fixture
def ended(town):
    town.record("187.2", year=2024)
    town.stand_on(date(2026, 1, 15))
    town.record("214", year=2025)
    town.following = ResolutionFactory(area=town.area, term=TermFactory(first_year=2025, last_year=2030))
    return town


def close(town, **more):
    return CloseTerm(by=None, resolution=town.resolution, on=END, signed_as="Bí thư Thành ủy", **more).execute()


def carry(town, value="260", year=2030, by=None, target=None):
    return CarryOn(
        by=by or UserFactory(),
        target=target or town.target,
        into=town.following,
        value=Decimal(value),
        due_year=year,
    ).execute()


def test_closing_signs_a_final_review(ended):
    review = close(ended)
    assert (review.kind, review.state, review.slug) == (ReviewKind.FINAL, ReviewState.SIGNED, "tong-ket")
    assert review.rows.get().outcome == Outcome.EXCEEDED


def test_closing_signs_the_final_review_that_is_being_prepared(ended):
    draft = OpenReview(by=None, resolution=ended.resolution, kind=ReviewKind.FINAL, on=END).execute()
    assert close(ended, version=draft.version).pk == draft.pk


def test_a_term_closes_once(ended):
    close(ended)
    with pytest.raises(ReviewRefused, match="đã khép lại"):
        close(ended)


def test_a_later_correction_leaves_the_closed_scoreboard_alone(ended):
    review = close(ended)
    ended.record("190", year=2025)
    assert Verdict.objects.get(target=ended.target).outcome == Outcome.MISSED
    assert review.rows.get().outcome == Outcome.EXCEEDED


def test_the_last_value_is_proposed_as_the_baseline(ended):
    (one,) = proposals(ended.resolution)
    assert (one.outcome, one.last, one.last_year, one.carried) == (Outcome.EXCEEDED, Decimal(214), 2025, False)


def test_the_closed_scoreboard_is_what_is_proposed_from(ended):
    close(ended)
    ended.record("190", year=2025)
    assert proposals(ended.resolution)[0].last == Decimal(214)


def test_a_target_goes_on_with_its_indicator_and_a_baseline(ended):
    made = carry(ended)
    assert (made.resolution, made.indicator) == (ended.following, ended.indicator)
    assert (made.start, made.due, made.value) == (date(2026, 1, 1), date(2030, 12, 31), Decimal(260))
    assert (made.baseline, made.baseline_year) == (Decimal(214), 2025)
    assert proposals(ended.resolution)[0].carried


def test_what_goes_on_is_judged_at_once(ended):
    assert Verdict.objects.get(target=carry(ended)).outcome == Outcome.NO_DATA


def test_the_target_of_the_old_term_stays(ended):
    before = Target.objects.filter(pk=ended.target.pk).values().get()
    carry(ended)
    assert Target.objects.filter(pk=ended.target.pk).values().get() == before


@pytest.mark.parametrize("year", [2025, 2031])
def test_the_due_year_lies_in_the_next_term(ended, year):
    with pytest.raises(ReviewRefused, match="từ 2026 đến 2030"):
        carry(ended, year=year)


def test_a_target_goes_on_once(ended):
    carry(ended)
    with pytest.raises(ReviewRefused, match="đã có ở nghị quyết kế tiếp"):
        carry(ended)


def test_only_a_person_carries_on(ended):
    action = CarryOn(by=None, target=ended.target, into=ended.following, value=Decimal(260), due_year=2030)
    with pytest.raises(ReviewRefused, match="Phải có người quyết định"):
        action.execute()


def test_who_may_not_record_targets_carries_none_on(ended):
    with pytest.raises(PermissionDenied):
        carry(ended, by=UserFactory(role=Role.LEADER))


def test_a_target_goes_into_the_resolution_that_follows_and_no_other(ended):
    ended.following = ended.resolution
    with pytest.raises(ReviewRefused, match="không phải nghị quyết kế tiếp"):
        carry(ended)


def test_proposals_take_few_statements(ended, django_assert_max_num_queries):
    for number in range(20):
        TargetFactory(resolution=ended.resolution, indicator__slug=f"c{number}", slug=f"c{number}")
    with django_assert_max_num_queries(6):
        assert len(proposals(ended.resolution)) == 21


# --- the page


def test_the_ticked_ones_go_on_and_the_others_do_not(ended):
    other = TargetFactory(resolution=ended.resolution, indicator__slug="khac", indicator__name="khác", slug="khac")
    clerk, key = client_of(Role.CLERK), ended.target.pk
    given = {f"on_{key}": "on", f"value_{key}": "260", f"year_{key}": "2030"}
    given |= {f"value_{other.pk}": "5", f"year_{other.pk}": "2030"}
    assert post(clerk, "carry_on", [ended.resolution.pk], **given).status_code == 302
    assert [one.indicator for one in ended.following.targets.all()] == [ended.indicator]


@pytest.mark.parametrize(("typed", "value"), [("4.500", 4500), ("4,5", Decimal("4.5")), ("1.234,5", Decimal("1234.5"))])
def test_a_new_value_is_read_as_offices_write_numbers(ended, typed, value):
    key = ended.target.pk
    given = {f"on_{key}": "on", f"value_{key}": typed, f"year_{key}": "2030"}
    assert post(client_of(Role.CLERK), "carry_on", [ended.resolution.pk], **given).status_code == 302
    assert ended.following.targets.get().value == value


def test_nothing_ticked_is_said(ended):
    key = ended.target.pk
    given = {f"value_{key}": "260", f"year_{key}": "2030"}
    answer = post(client_of(Role.CLERK), "carry_on", [ended.resolution.pk], **given)
    assert answer.status_code == 422
    assert "Chọn ít nhất một chỉ tiêu." in answer.content.decode()


def test_a_leader_closes_the_term_on_the_page(ended):
    leader = client_of(Role.LEADER)
    post(leader, "close", [ended.resolution.pk], signed_as="Bí thư Thành ủy")
    assert Review.objects.get().on == END
    page = leader.get(reverse("reviews:handover", args=[ended.resolution.pk])).content.decode()
    assert "Kết quả cuối cùng đã được giữ nguyên" in page


def test_two_targets_of_one_indicator_are_told_apart(ended):
    growth = {"aggregate": "growth", "comparator": "ge", "value": Decimal(8), "unit": "%", "start": date(2021, 1, 1)}
    ended.promise(ended.indicator, slug="tang-thu", **growth)
    page = client_of(Role.LEADER).get(reverse("reviews:handover", args=[ended.resolution.pk])).content.decode()
    assert "(tăng từ 8%/năm trở lên, 2021–2025)" in page


def test_the_page_of_the_closing_counts_as_the_scoreboard_does(ended):
    ended.promise(ended.indicator, slug="phan", aggregate="mean", part_of=ended.target)
    page = client_of(Role.LEADER).get(reverse("reviews:close", args=[ended.resolution.pk])).content.decode()
    assert "Trong đó 1 chỉ tiêu thành phần" in page
    assert page.count("<b>1</b>") == 1
