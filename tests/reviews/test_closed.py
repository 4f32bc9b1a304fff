"""What is shown of a closed term: its final review for ever, and what came later beside it."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.timezone import localtime

from camket.observations.enums import Stage
from camket.people.enums import Role
from camket.reviews import queries
from camket.reviews.enums import Outcome, ReviewKind, ReviewState
from camket.reviews.handover import CarryOn, CloseTerm, ReopenTerm
from camket.reviews.models import Review
from camket.reviews.reviewing import OpenReview, PublishReview, RefreshReview, ReviewRefused, SignReview
from camket.reviews.signed import differences
from camket.reviews.upkeep import bring_up_to_date
from camket.targets.models import Target
from factories import IndicatorFactory, ResolutionFactory, TargetFactory, TermFactory, UserFactory
from reviews.test_views_reviews import client_of, post

END = date(2025, 12, 31)
LAST_DAY = "31/12/2025"


@pytest.fixture
def ended(town):
    town.record("187.2", year=2024)
    town.stand_on(date(2026, 1, 15))
    town.record("214", year=2025)
    town.following = ResolutionFactory(area=town.area, term=TermFactory(first_year=2025, last_year=2030))
    return town


@pytest.fixture
def closed(ended):
    ended.final = close(ended)
    return ended


def close(town, on=END, **more):
    return CloseTerm(by=None, resolution=town.resolution, on=on, signed_as="Bí thư Thành ủy", **more).execute()


def reopen(town, reason="Bấm nhầm"):
    return ReopenTerm(by=None, resolution=town.resolution, reason=reason).execute()


def row(town):
    (found,) = queries.scoreboard(town.area.pk, town.resolution.slug)
    return found


def correct(town):
    """A figure of the last year comes in after the closing."""
    town.record("190", year=2025)


def test_a_later_figure_leaves_the_scoreboard_alone_and_stands_beside_it(closed):
    correct(closed)
    shown = row(closed)
    assert (shown.standing.outcome, shown.standing.attained) == (Outcome.EXCEEDED, Decimal(214))
    assert (shown.later.outcome, shown.later.attained) == (Outcome.MISSED, Decimal(190))


def test_beside_it_stands_nothing_where_nothing_came(closed):
    bring_up_to_date(closed.area.pk, date(2026, 6, 1))
    assert row(closed).later is None


def test_a_figure_that_is_withdrawn_later_counts_on_in_the_closed_scoreboard(ended):
    told = ended.record("220", year=2025)
    close(ended)
    ended.withdraw(told)
    shown = row(ended)
    assert shown.standing.attained == shown.points[-1].value == Decimal(220)
    assert shown.later.attained == Decimal(214)


def test_the_path_ends_where_it_did(closed):
    correct(closed)
    assert row(closed).points[-1].value == Decimal(214)


def test_a_target_that_is_edited_or_named_anew_is_shown_as_it_was_promised(closed):
    Target.objects.filter(pk=closed.target.pk).update(value=Decimal(500))
    type(closed.indicator).objects.filter(pk=closed.indicator.pk).update(name="tên mới")
    shown = row(closed)
    assert (shown.promise.value, shown.name) == (Decimal(200), "thu ngân sách trên địa bàn")


def test_a_target_that_is_gone_still_counts(closed):
    other = closed.promise(IndicatorFactory(area=closed.area, name="khác", slug="khac"))
    bring_up_to_date(closed.area.pk, date(2026, 1, 15))
    assert len(queries.scoreboard(closed.area.pk, closed.resolution.slug)) == 1, "what came later is no part of it"
    closed.target.verdict.delete()
    (shown,) = queries.scoreboard(closed.area.pk, closed.resolution.slug)
    assert (shown.slug, shown.has_page, queries.tally([shown]).good) == (closed.target.slug, False, 1)
    assert other.verdict


def test_the_page_of_a_target_tells_the_same(closed):
    correct(closed)
    shown = queries.commitment(closed.area.pk, closed.resolution.slug, closed.target.slug)
    assert (shown.row.standing.outcome, shown.row.later.outcome) == (Outcome.EXCEEDED, Outcome.MISSED)
    told = [(one.value, one.counts, one.replaced, one.late) for one in shown.figures if one.end == END]
    assert told == [(Decimal(214), True, False, False), (Decimal(190), False, False, True)]


def test_a_change_of_outcome_after_the_closing_says_so(closed):
    correct(closed)
    shown = queries.commitment(closed.area.pk, closed.resolution.slug, closed.target.slug)
    assert [(one.outcome, one.late) for one in shown.events[:2]] == [(Outcome.MISSED, True), (Outcome.EXCEEDED, False)]


def test_a_plan_is_no_result_of_a_closed_term(ended):
    ended.record("999", year=2025, stage=Stage.PLAN)
    close(ended)
    assert row(ended).points[-1].value == Decimal(214)


def test_the_next_term_goes_on_with_the_figures_of_today(closed):
    going_on = TargetFactory(resolution=closed.following, indicator=closed.indicator, slug="tiep", area=closed.area)
    correct(closed)
    rows = {one.id: one for one in queries.scoreboard(closed.area.pk)}
    assert rows[going_on.pk].points[-1].value == Decimal(190)
    assert rows[closed.target.pk].points[-1].value == Decimal(214)


@pytest.mark.parametrize("public", [False, True])
def test_the_mandate_says_when_it_ended_and_names_a_public_review_only(closed, public):
    if public:
        PublishReview(by=None, review=closed.final).execute()
    closing = {one.id: one.closing for one in queries.mandates(closed.area.pk)}[closed.resolution.pk]
    assert (closing.on, closing.signed_on) == (END, localtime(closed.final.signed_at).date())
    assert closing.slug == ("tong-ket" if public else "")


# --- not before its time


def test_a_running_term_is_not_closed(ended):
    ended.stand_on(date(2025, 12, 30))
    with pytest.raises(ReviewRefused, match=f"đến hết ngày {LAST_DAY}: từ ngày đó mới khép lại được"):
        close(ended, on=date(2025, 12, 30))
    assert not Review.objects.exists()


def test_it_closes_on_its_last_day(ended):
    ended.stand_on(END)
    assert close(ended).state == ReviewState.SIGNED


def test_signing_the_final_review_is_closing_too(ended):
    ended.stand_on(date(2025, 11, 29))
    draft = OpenReview(by=None, resolution=ended.resolution, kind=ReviewKind.FINAL, on=date(2025, 11, 29)).execute()
    with pytest.raises(ReviewRefused, match=f"đến hết ngày {LAST_DAY}"):
        SignReview(by=None, review=draft, signed_as="Bí thư").execute()


def test_a_final_review_of_an_earlier_day_is_brought_to_the_last_one(ended):
    draft = OpenReview(by=None, resolution=ended.resolution, kind=ReviewKind.FINAL, on=date(2025, 11, 29)).execute()
    with pytest.raises(ReviewRefused, match="mới tính đến ngày 29/11/2025"):
        close(ended)
    RefreshReview(by=None, review=draft).execute()
    assert close(ended).on == END


# --- taken back


def test_a_closing_is_taken_back_and_figures_count_again(closed):
    correct(closed)
    reopen(closed)
    assert row(closed).standing.attained == Decimal(190)
    assert close(closed).slug == "tong-ket"


def test_what_was_signed_stays_with_the_reason_beneath(closed):
    made = reopen(closed)
    assert (made.state, [told.text for told in made.addenda.all()]) == (
        ReviewState.WITHDRAWN,
        ["Rút lại việc khép lại nhiệm kỳ. Lý do: Bấm nhầm"],
    )
    assert list(differences()) == []
    with pytest.raises(ReviewRefused, match="đã rút lại"):
        PublishReview(by=None, review=made).execute()


def test_without_a_reason_it_stays_closed(closed):
    with pytest.raises(ReviewRefused, match="Ghi lý do"):
        reopen(closed, " ")


def test_a_public_end_is_not_taken_back(closed):
    PublishReview(by=None, review=closed.final).execute()
    with pytest.raises(ReviewRefused, match="đã công bố"):
        reopen(closed)


def test_what_the_next_term_rests_on_is_not_taken_back(closed):
    told = {"target": closed.target, "into": closed.following, "value": Decimal(260), "due_year": 2030}
    CarryOn(by=UserFactory(), **told).execute()
    with pytest.raises(ReviewRefused, match="1 chỉ tiêu chuyển sang"):
        reopen(closed)


def test_an_open_term_is_not_opened(ended):
    with pytest.raises(ReviewRefused, match="chưa khép lại"):
        reopen(ended)


# --- the pages


def test_closing_is_asked_on_a_page_of_its_own(ended):
    leader, key = client_of(Role.LEADER), ended.resolution.pk
    page = leader.get(f"/admin/so-ket/nghi-quyet/{key}/ban-giao/khep-lai/").content.decode()
    assert "Kết quả của 1 chỉ tiêu" in page
    assert "0 trong 1 chỉ tiêu đã có ở" in page
    assert not Review.objects.exists()


def test_the_page_says_from_when_it_can_be_done(ended):
    ended.stand_on(date(2025, 11, 29))
    leader = client_of(Role.LEADER)
    page = leader.get(f"/admin/so-ket/nghi-quyet/{ended.resolution.pk}/ban-giao/khep-lai/").content.decode()
    assert f"đến hết ngày {LAST_DAY}: từ ngày đó mới khép lại được" in page
    assert "<button class" not in page.partition('class="nice-padding ck"')[2]


def test_the_final_review_is_signed_where_it_says_what_that_means(ended):
    draft = OpenReview(by=None, resolution=ended.resolution, kind=ReviewKind.FINAL, on=END).execute()
    answer = post(client_of(Role.LEADER), "sign", [draft.pk], signed_as="Bí thư")
    assert answer.url.endswith("/ban-giao/khep-lai/")
    assert Review.objects.get().state == ReviewState.DRAFT


def test_a_leader_opens_the_term_again_on_the_page(closed):
    leader = client_of(Role.LEADER)
    assert post(leader, "reopen", [closed.resolution.pk], reason="").status_code == 422
    assert post(leader, "reopen", [closed.resolution.pk], reason="Bấm nhầm").status_code == 302
    assert Review.objects.get().state == ReviewState.WITHDRAWN
