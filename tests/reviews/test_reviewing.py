"""A review: opened with what is known, said, signed, and never changed again."""

from datetime import date
from decimal import Decimal

import pytest

from camket.people.enums import Role
from camket.records.enums import TaskState
from camket.records.tasks import FinishTask
from camket.reviews import saying, signed
from camket.reviews.enums import NoteKind, ObstacleKind, ObstacleState, Outcome, ReviewKind, ReviewState
from camket.reviews.models import Review, ReviewTarget, Verdict
from camket.reviews.models.reviewed import FrozenError
from camket.reviews.remarks import AddNote, DecideRemedy, EditNote, SettleObstacle, TellObstacle, TwoTexts
from camket.reviews.reviewing import (
    AddAddendum,
    OpenReview,
    Outdated,
    PublishReview,
    RefreshReview,
    ReviewRefused,
    SignReview,
)
from camket.reviews.verifying import verify
from factories import IndicatorFactory, OfficeFactory, ProgrammeFactory, TargetFactory, UserFactory

DAY = date(2025, 3, 1)


def opened(town, kind=ReviewKind.QUARTER, on=DAY, **more):
    return OpenReview(by=None, resolution=town.resolution, kind=kind, on=on, **more).execute()


def sign(review):
    return SignReview(by=None, review=review, signed_as="Chủ tịch UBND thành phố").execute()


def obstacle(town, **more):
    told = {"kind": ObstacleKind.CLEARANCE, "what": "Chưa bàn giao mặt bằng", "since": date(2025, 1, 5)}
    return TellObstacle(by=None, resolution=town.resolution, waiting_for="UBND phường", **told, **more).execute()


def remedy(review, **more):
    six = {
        "office": OfficeFactory(area=review.resolution.area),
        "post": "Trưởng phòng",
        "what": "Trình phương án bồi thường",
        "due": date(2025, 4, 30),
        "answers_to": "Chủ tịch UBND thành phố",
        "product": "Quyết định phê duyệt phương án",
        "authority": "Kết luận sơ kết quý I",
    }
    return DecideRemedy(by=None, review=review, **{**six, **more}).execute()


def row(review):
    return ReviewTarget.objects.get(review=review)


def test_a_review_opens_with_the_verdict_of_its_day(town):
    town.record("187.2")
    made = row(opened(town))
    live = Verdict.objects.get(target=town.target)
    assert (made.outcome, made.attained, made.why) == (live.outcome, live.attained, live.why)
    assert made.inputs_hash == live.inputs_hash
    assert made.judgement == town.newest()


def test_a_review_looks_at_what_was_known_at_its_moment(town):
    town.record("187.2")
    then = town.newest().published_at
    town.record("120")
    assert row(opened(town, as_of=then)).attained == Decimal("187.2")


def test_a_review_opens_with_what_changed_since_the_one_before(town):
    town.record("195")
    first = sign(opened(town, ReviewKind.MONTH))
    assert saying.content(first).changes == ()
    town.record("150")
    (change,) = saying.content(opened(town)).changes
    assert (change.before, change.outcome, change.about.slug) == ("on_track", "off_track", town.target.slug)
    assert change.text.startswith("Từ Đúng tiến độ thành Chậm tiến độ")


def test_a_review_names_who_has_not_reported(town):
    town.target.lead = OfficeFactory(area=town.area)
    town.target.save()
    (silent,) = saying.content(opened(town)).silent
    assert (silent.lead, silent.about.slug, silent.why) == ("Phòng Kinh tế", town.target.slug, "no_data")


def test_a_review_opens_with_what_the_one_before_decided(town, monkeypatch):
    first = opened(town, ReviewKind.MONTH)
    remedy(first, target=town.target)
    sign(first)
    town.stand_on(date(2025, 6, 30))
    (former,) = saying.content(opened(town, ReviewKind.HALF, on=date(2025, 6, 30))).former
    assert (former.what, former.state) == ("Trình phương án bồi thường", TaskState.LATE)


@pytest.mark.parametrize(
    ("kind", "on", "slug"),
    [
        (ReviewKind.MONTH, date(2025, 2, 28), "thang-2-2025"),
        (ReviewKind.QUARTER, date(2024, 12, 31), "quy-4-2024"),
        (ReviewKind.HALF, date(2024, 6, 30), "6-thang-2024"),
        (ReviewKind.YEAR, date(2024, 12, 31), "nam-2024"),
        (ReviewKind.MIDTERM, date(2023, 6, 30), "giua-nhiem-ky"),
        (ReviewKind.FINAL, DAY, "tong-ket"),
    ],
)
def test_the_address_of_a_review(town, kind, on, slug):
    assert opened(town, kind, on).slug == slug


def test_there_is_one_review_of_a_kind_and_time(town):
    opened(town)
    with pytest.raises(ReviewRefused, match="Đã có kỳ sơ kết này"):
        opened(town)


def test_no_review_is_of_tomorrow(town):
    with pytest.raises(ReviewRefused, match="tương lai"):
        opened(town, on=date(2025, 3, 2))


def test_a_draft_takes_new_figures_in_and_keeps_what_was_said(town):
    review = opened(town)
    AddNote(by=None, review=review, kind=NoteKind.FINDING, text="Thu chậm từ đầu năm").execute()
    town.record("187.2")
    RefreshReview(by=None, review=review).execute()
    review.refresh_from_db()
    assert row(review).attained == Decimal("187.2")
    assert [note.text for note in saying.content(review).notes] == ["Thu chậm từ đầu năm"]


def test_a_remedy_is_a_task_with_its_six_things(town):
    review = opened(town)
    made = remedy(review, obstacle=obstacle(town))
    assert (made.task.post, made.task.state, made.task.product) == (
        "Trưởng phòng",
        TaskState.OPEN,
        "Quyết định phê duyệt phương án",
    )


def test_a_remedy_is_for_something(town):
    with pytest.raises(ReviewRefused, match="Chọn chỉ tiêu hoặc vướng mắc"):
        remedy(opened(town))


def test_a_remedy_for_the_target_of_another_resolution_is_refused(town):
    with pytest.raises(ReviewRefused, match="không thuộc nghị quyết"):
        remedy(opened(town), target=TargetFactory(resolution__slug="khac", indicator__slug="khac"))


# --- signed


@pytest.fixture
def frozen(town):
    town.record("187.2")
    review = opened(town)
    AddNote(by=None, review=review, kind=NoteKind.CAUSE, text="Giá đất giảm", target=town.target).execute()
    remedy(review, obstacle=obstacle(town))
    return sign(review)


def test_a_later_correction_changes_the_live_verdict_and_not_the_review(town, frozen):
    before = row(frozen)
    town.record("150")
    assert Verdict.objects.get(target=town.target).outcome == Outcome.OFF_TRACK
    after = row(frozen)
    assert (after.outcome, after.attained, after.hash) == (before.outcome, Decimal("187.2"), before.hash)


def test_what_becomes_of_an_obstacle_and_a_task_changes_no_signed_review(frozen):
    task = frozen.remedies.get().task
    FinishTask(by=None, task=task, product="Quyết định số 15/QĐ-UBND").execute()
    SettleObstacle(by=None, obstacle=frozen.resolution.obstacles.get()).execute()
    content = saying.content(Review.objects.get(pk=frozen.pk))
    assert [one.state for one in content.remedies] == [TaskState.OPEN]
    assert [one.state for one in content.obstacles] == [ObstacleState.OPEN]


def test_a_signed_review_is_read_as_it_was_said(frozen):
    content = saying.content(Review.objects.get(pk=frozen.pk))
    assert [(one.kind, one.text, one.about.name) for one in content.notes] == [
        ("cause", "Giá đất giảm", "thu ngân sách trên địa bàn")
    ]
    assert (content.obstacles[0].since, content.remedies[0].due) == (date(2025, 1, 5), date(2025, 4, 30))


@pytest.mark.parametrize(
    "change",
    [
        lambda review: AddNote(by=None, review=review, kind=NoteKind.FINDING, text="Thêm"),
        lambda review: EditNote(by=None, review=review, note=review.notes.get(), seen=1, text="Sửa"),
        lambda review: RefreshReview(by=None, review=review),
        lambda review: SignReview(by=None, review=review, signed_as="Ai đó"),
    ],
)
def test_no_action_changes_a_signed_review(frozen, change):
    with pytest.raises(ReviewRefused, match="đã ký"):
        change(frozen).execute()


def _edit(review):
    review.on = date(2024, 1, 1)
    return review


def _reopen(review):
    review.state = ReviewState.DRAFT
    return review


@pytest.mark.parametrize(
    "write",
    [
        lambda review: _edit(review).save(),
        lambda review: _reopen(review).save(),
        lambda review: review.delete(),
        lambda review: row(review).save(),
        lambda review: row(review).delete(),
        lambda review: review.notes.get().save(),
        lambda review: review.remedies.get().delete(),
    ],
)
def test_no_model_of_a_signed_review_can_be_written(frozen, write):
    with pytest.raises(FrozenError):
        write(frozen)


def test_a_signed_review_is_published(frozen):
    made = PublishReview(by=None, review=frozen).execute()
    assert (made.state, bool(made.published_at)) == (ReviewState.PUBLISHED, True)


def test_a_signed_review_may_stay_inside_and_be_published_later(frozen):
    assert PublishReview(by=None, review=frozen, inside=True).execute().state == ReviewState.INTERNAL
    assert PublishReview(by=None, review=frozen).execute().state == ReviewState.PUBLISHED


def test_what_is_public_cannot_be_taken_back(frozen):
    PublishReview(by=None, review=frozen).execute()
    with pytest.raises(ReviewRefused, match="không rút lại được"):
        PublishReview(by=None, review=frozen, inside=True).execute()


def test_a_draft_cannot_be_published(town):
    with pytest.raises(ReviewRefused, match="Ký kỳ sơ kết trước"):
        PublishReview(by=None, review=opened(town)).execute()


def test_a_correction_of_a_signed_review_is_an_addendum(frozen):
    told = AddAddendum(by=None, review=frozen, text="Số thu năm 2024 được sửa còn 150 tỷ đồng.").execute()
    assert told.on == DAY
    with pytest.raises(FrozenError):
        told.save()
    with pytest.raises(FrozenError):
        told.delete()


def test_a_draft_needs_no_addendum(town):
    with pytest.raises(ReviewRefused, match="chưa ký"):
        AddAddendum(by=None, review=opened(town), text="Thêm").execute()


# --- two people


def test_nobody_signs_what_they_did_not_see(town):
    review = opened(town)
    AddNote(by=None, review=review, kind=NoteKind.FINDING, text="Thêm sau").execute()
    with pytest.raises(Outdated):
        SignReview(by=None, review=review, version=1, signed_as="Chủ tịch").execute()


def test_of_two_who_edit_a_note_the_second_sees_both_texts(town):
    review = opened(town)
    note = AddNote(by=None, review=review, kind=NoteKind.FINDING, text="Ban đầu").execute()
    other = UserFactory(username="nguoi-khac")
    EditNote(by=other, review=review, note=note, seen=1, text="Của người khác").execute()
    with pytest.raises(TwoTexts, match="nguoi-khac vừa sửa") as refused:
        EditNote(by=None, review=review, note=note, seen=1, text="Của tôi").execute()
    note.refresh_from_db()
    assert (refused.value.now.text, note.text) == ("Của người khác", "Của người khác")


@pytest.mark.parametrize(("role", "may"), [(Role.CLERK, False), (Role.LEADER, True), (Role.AUDITOR, False)])
def test_leaders_sign(role, may):
    assert UserFactory.build(role=role).may("reviews.sign") is may


# --- proved


def _follow(batches, _what):
    return batches


def test_what_was_signed_is_verified(frozen):
    AddAddendum(by=None, review=frozen, text="Bổ sung").execute()
    report = verify(_follow)
    assert (report.reviews, report.differences) == (1, [])


@pytest.mark.parametrize(
    ("tamper", "what"),
    [
        (lambda review: Review.objects.filter(pk=review.pk).update(signed_as="Khác"), "review"),
        (lambda review: review.rows.update(attained=Decimal(999)), "review_row"),
        (lambda review: review.rows.update(lead="Phòng khác"), "review_row"),
        (lambda review: review.rows.all()._raw_delete("default"), "review"),
        (lambda review: review.addenda.update(text="Khác"), "addendum"),
    ],
)
def test_what_was_changed_behind_the_back_of_the_actions_is_found(frozen, tamper, what):
    AddAddendum(by=None, review=frozen, text="Bổ sung").execute()
    tamper(frozen)
    assert [one[5] for one in signed.differences()] == [what]


# --- cost


def test_opening_takes_as_many_statements_for_many_targets_as_for_one(town, django_assert_max_num_queries):
    for number in range(30):
        town.promise(IndicatorFactory(area=town.area, name=f"chỉ số {number}"))
    ProgrammeFactory(resolution=town.resolution)
    with django_assert_max_num_queries(28):
        opened(town)
    assert ReviewTarget.objects.count() == 31
