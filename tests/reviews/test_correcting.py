"""What was entered at a review is put right and taken back until it is signed, and nobody overwrites anybody."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import reverse

from camket.foundation.models import AuditEntry
from camket.observations.rounds import tasked
from camket.people.enums import Role
from camket.records.enums import Step, TaskState
from camket.records.steps import ExtendTask, ReportTask
from camket.records.tasks import TaskRefused
from camket.reviews import entries, saying
from camket.reviews.correcting import (
    EditObstacle,
    EditRemedy,
    PutBackObstacle,
    PutBackRemedy,
    ReopenObstacle,
    TakeBackObstacle,
    TakeBackRemedy,
)
from camket.reviews.enums import NoteKind, ObstacleKind, ObstacleState, ProjectStage
from camket.reviews.milestones import (
    EditProject,
    PutBackMilestone,
    PutBackProject,
    RecordProject,
    SetMilestones,
    TakeBackProject,
)
from camket.reviews.models import Milestone, Obstacle, Project, Remedy
from camket.reviews.queries import reviewed
from camket.reviews.remarks import AddNote, SettleObstacle
from camket.reviews.reviewing import Outdated, ReviewRefused, SignReview
from camket.trail import saying as trail
from factories import OfficeFactory, ResolutionFactory, UserFactory
from reviews.test_reviewing import obstacle as told
from reviews.test_reviewing import opened, sign
from reviews.test_reviewing import remedy as decided
from reviews.test_views_reviews import client_of, post

APPROVAL, CLEARANCE = ProjectStage.APPROVAL, ProjectStage.CLEARANCE
FIRST = {APPROVAL: date(2025, 1, 15), CLEARANCE: date(2025, 6, 1)}


@pytest.fixture
def review(town):
    return opened(town)


@pytest.fixture
def obstacle(town, review):
    return told(town)


@pytest.fixture
def remedy(town, review):
    return decided(review, target=town.target)


@pytest.fixture
def project(town, review):
    made = RecordProject(by=None, resolution=town.resolution, name="Chợ trung tâm").execute()
    return SetMilestones(by=None, project=made, planned=FIRST, actual={}).execute()


@pytest.fixture
def clerk(db):
    return client_of(Role.CLERK)


def edit(review, one, **more):
    names = ("kind", "what", "place", "since", "waiting_for")
    said = {**{name: getattr(one, name) for name in names}, "target": one.target, "project": one.project, **more}
    return EditObstacle(by=None, review=review, obstacle=one, **said).execute()


def decide(review, one, **more):
    six = {**{name: getattr(one.task, name) for name in entries.SIX}, "target": one.target, **more}
    return EditRemedy(by=None, review=review, remedy=one, **six).execute()


def on_obstacle(action, review, one):
    return action(by=None, review=review, obstacle=one).execute()


def on_remedy(action, review, one):
    return action(by=None, review=review, remedy=one).execute()


def changes():
    """What the trail tells of the newest entry that changes something, in words."""
    entry = AuditEntry.objects.exclude(after={}, before={}).order_by("number").last()
    return trail.changes(entry)


def days(project):
    return entries.of_days(reviewed.project_of(project.pk, [project.resolution.area]))


# --- obstacles


def test_a_mistyped_obstacle_is_put_right_and_the_trail_tells_before_and_after(review, obstacle):
    edit(review, obstacle, since=date(2025, 1, 15), kind=ObstacleKind.FUNDS)
    (line,) = saying.content(review).obstacles
    assert (line.since, line.kind) == (date(2025, 1, 15), "funds")
    assert changes() == [("loại", "Giải phóng mặt bằng", "Nguồn vốn"), ("từ ngày", "05/01/2025", "15/01/2025")]


def test_an_obstacle_taken_back_is_told_and_offered_no_more_and_put_back_as_it_was(review, obstacle):
    on_obstacle(TakeBackObstacle, review, obstacle)
    assert saying.content(review).obstacles == ()
    assert reviewed.obstacles_of(review.resolution_id) == []
    assert ("vướng mắc", "Chưa bàn giao mặt bằng", "–") in changes()
    on_obstacle(PutBackObstacle, review, obstacle)
    assert [one.what for one in saying.content(review).obstacles] == ["Chưa bàn giao mặt bằng"]


def test_an_obstacle_with_a_remedy_is_not_taken_back_and_its_page_names_the_remedy(review, obstacle, clerk):
    decided(review, obstacle=obstacle)
    with pytest.raises(ReviewRefused, match="rút các giải pháp đó trước"):
        on_obstacle(TakeBackObstacle, review, obstacle)
    shown = clerk.get(reverse("reviews:edit_obstacle", args=[review.pk, obstacle.pk])).content.decode()
    assert "Trình phương án bồi thường" in shown
    assert "rut-lai/" not in shown


def test_an_obstacle_told_as_settled_by_mistake_is_open_again(review, obstacle):
    SettleObstacle(by=None, obstacle=obstacle).execute()
    on_obstacle(ReopenObstacle, review, obstacle)
    assert [(one.state, one.settled_on) for one in saying.content(review).obstacles] == [(ObstacleState.OPEN, None)]


def test_an_obstacle_taken_back_is_not_settled(review, obstacle):
    on_obstacle(TakeBackObstacle, review, obstacle)
    with pytest.raises(ReviewRefused, match="đã rút lại"):
        SettleObstacle(by=None, obstacle=obstacle).execute()


# --- remedies


def test_the_due_day_and_the_office_of_a_remedy_are_put_right_and_its_task_says_so(town, review, remedy):
    decide(review, remedy, due=date(2025, 5, 30), office=OfficeFactory(area=town.area, name="Phòng Quản lý đô thị"))
    (line,) = saying.content(review).remedies
    assert (line.due, line.office) == (date(2025, 5, 30), "Phòng Quản lý đô thị")
    step = remedy.task.steps.get()
    assert (step.kind, step.before, step.after) == (
        Step.CORRECTED,
        "cơ quan: Phòng Kinh tế; hạn hoàn thành: 30/4/2025",
        "cơ quan: Phòng Quản lý đô thị; hạn hoàn thành: 30/5/2025",
    )


def test_a_remedy_that_only_gets_another_aim_leaves_its_task_alone(town, review, remedy, obstacle):
    decide(review, remedy, target=None, obstacle=obstacle)
    remedy.refresh_from_db()
    assert (remedy.target, remedy.obstacle, remedy.task.steps.count()) == (None, obstacle, 0)


def test_a_remedy_is_not_due_before_it_was_given(review, remedy):
    with pytest.raises(TaskRefused, match="từ ngày"):
        decide(review, remedy, due=date(2025, 2, 1))


def test_a_remedy_taken_back_is_no_work_any_more_and_reminds_nobody(town, review):
    office, due = OfficeFactory(area=town.area, mail="kinhte@example.vn"), date(2025, 5, 28)
    remedy = decided(review, target=town.target, office=office, due=due)
    assert [part.to for part in tasked.told(due)] == ["kinhte@example.vn"]
    on_remedy(TakeBackRemedy, review, remedy)
    remedy.task.refresh_from_db()
    assert (remedy.task.state, saying.content(review).remedies) == (TaskState.DROPPED, ())
    assert tasked.told(due) == []


def test_a_remedy_put_back_is_work_again(review, remedy):
    on_remedy(TakeBackRemedy, review, remedy)
    on_remedy(PutBackRemedy, review, remedy)
    remedy.task.refresh_from_db()
    assert (remedy.task.state, remedy.task.outcome, remedy.task.ended_on) == (TaskState.OPEN, "", None)
    assert [step.kind for step in remedy.task.steps.all()] == [Step.DROPPED, Step.RESUMED]
    assert len(saying.content(review).remedies) == 1


def test_a_remedy_taken_back_comes_up_at_no_later_review(town, review, remedy):
    on_remedy(TakeBackRemedy, review, remedy)
    sign(review)
    town.stand_on(date(2025, 6, 30))
    assert saying.content(opened(town, "half", on=date(2025, 6, 30))).former == ()


def test_a_remedy_is_not_put_back_before_its_obstacle(review, obstacle):
    one = decided(review, obstacle=obstacle)
    on_remedy(TakeBackRemedy, review, one)
    on_obstacle(TakeBackObstacle, review, obstacle)
    with pytest.raises(ReviewRefused, match="Đưa vướng mắc trở lại trước"):
        on_remedy(PutBackRemedy, review, one)


@pytest.mark.parametrize("change", [decide, lambda review, one: on_remedy(TakeBackRemedy, review, one)])
def test_a_remedy_that_its_office_has_reported_on_stays(review, remedy, change):
    ReportTask(by=None, task=remedy.task, reason="Quyết định 15/QĐ-UBND").execute()
    with pytest.raises(ReviewRefused, match="trả lại ở mục Nhiệm vụ trước"):
        change(review, remedy)


# --- projects and milestones


def test_a_project_is_put_right(town, project):
    EditProject(by=None, project=project, name="Chợ phường", place="Khu phố 3", targets=[town.target.pk]).execute()
    (line,) = saying.projects(town.resolution.pk)
    assert (line.name, line.place) == ("Chợ phường", "Khu phố 3")
    assert ("chỉ tiêu", "–", "thu ngân sách trên địa bàn") in changes()


def test_a_project_is_not_renamed_to_another(town, project):
    RecordProject(by=None, resolution=town.resolution, name="Đường vành đai").execute()
    with pytest.raises(ReviewRefused, match="Đã có công trình"):
        EditProject(by=None, project=project, name="Đường vành đai").execute()


def test_a_project_goes_with_its_milestones_and_comes_back_with_them_and_its_obstacles_stay(town, review, project):
    told(town, project=project)
    TakeBackProject(by=None, project=project).execute()
    content = saying.content(review)
    assert (content.projects, [one.project for one in content.obstacles]) == ((), [""])
    PutBackProject(by=None, project=project).execute()
    content = saying.content(review)
    assert [stage.planned for stage in content.projects[0].stages[:2]] == list(FIRST.values())
    assert [one.project for one in content.obstacles] == ["Chợ trung tâm"]


def test_an_obstacle_put_right_while_its_project_is_taken_back_still_belongs_to_it(town, review, project):
    one = told(town, project=project)
    TakeBackProject(by=None, project=project).execute()
    edit(review, one, what="Còn 5 hộ", project=None)
    PutBackProject(by=None, project=project).execute()
    assert [line.project for line in saying.content(review).obstacles] == ["Chợ trung tâm"]


def test_a_name_that_was_taken_back_is_put_back_and_not_made_anew(town, project):
    TakeBackProject(by=None, project=project).execute()
    with pytest.raises(ReviewRefused, match="đã rút lại"):
        RecordProject(by=None, resolution=town.resolution, name="Chợ trung tâm").execute()


def test_a_stage_without_days_any_more_is_taken_back_and_put_back_with_them(project):
    SetMilestones(by=None, project=project, planned={APPROVAL: FIRST[APPROVAL]}, actual={}).execute()
    assert changes() == [("Giải phóng mặt bằng, dự kiến", "01/6/2025", "–")]
    assert days(project)["planned_clearance"] is None
    PutBackMilestone(by=None, project=project, stage=CLEARANCE).execute()
    assert days(project)["planned_clearance"] == FIRST[CLEARANCE]


def test_a_milestone_is_put_back_in_its_order_only(project):
    SetMilestones(by=None, project=project, planned={APPROVAL: date(2025, 1, 15)}, actual={}).execute()
    SetMilestones(by=None, project=project, planned={APPROVAL: date(2025, 12, 1)}, actual={}).execute()
    with pytest.raises(ReviewRefused, match="theo thứ tự"):
        PutBackMilestone(by=None, project=project, stage=CLEARANCE).execute()


# --- once it is signed

SIGNED = {
    "an obstacle is edited": lambda s: edit(s.review, s.obstacle, what="Khác"),
    "an obstacle is taken back": lambda s: on_obstacle(TakeBackObstacle, s.review, s.obstacle),
    "a remedy is edited": lambda s: decide(s.review, s.remedy, due=date(2025, 5, 1)),
    "a remedy is taken back": lambda s: on_remedy(TakeBackRemedy, s.review, s.remedy),
    "a remedy is put back": lambda s: on_remedy(PutBackRemedy, s.review, s.remedy),
    "an obstacle is edited at the next one": lambda s: edit(opened(s.town, "month"), s.obstacle, what="Khác"),
    "a project is edited": lambda s: EditProject(by=None, project=s.project, name="Khác").execute(),
    "a project is taken back": lambda s: TakeBackProject(by=None, project=s.project).execute(),
    "a milestone is taken back": lambda s: SetMilestones(by=None, project=s.project, planned={}, actual={}).execute(),
}


@pytest.fixture
def signed(town, review, obstacle, remedy, project):
    kept = {"town": town, "obstacle": obstacle, "remedy": remedy, "project": project}
    return SimpleNamespace(review=sign(review), **kept)


def stored():
    tables = (Obstacle, Remedy, Project, Milestone)
    return [list(table.objects.order_by("pk").values()) for table in tables]


@pytest.mark.parametrize("change", SIGNED.values(), ids=SIGNED.keys())
def test_nothing_that_a_signed_review_tells_is_changed(signed, change):
    before = stored()
    with pytest.raises(ReviewRefused, match="đã ký"):
        change(signed)
    assert stored() == before


def test_days_go_on_changing_after_a_review_was_signed(signed):
    later = {APPROVAL: date(2025, 1, 15), CLEARANCE: date(2025, 9, 1)}
    SetMilestones(by=None, project=signed.project, planned=later, actual={}).execute()
    assert days(signed.project)["planned_clearance"] == date(2025, 9, 1)
    assert saying.content(signed.review).projects[0].stages[1].planned == FIRST[CLEARANCE]


def test_an_obstacle_that_was_signed_as_open_and_settled_by_mistake_is_open_again(signed):
    SettleObstacle(by=None, obstacle=signed.obstacle).execute()
    on_obstacle(ReopenObstacle, opened(signed.town, "month"), signed.obstacle)
    signed.obstacle.refresh_from_db()
    assert signed.obstacle.state == ObstacleState.OPEN


def test_who_types_while_another_signs_reads_why_and_loses_nothing(clerk, review, obstacle):
    sign(review)
    answer = post(clerk, "edit_obstacle", [review.pk, obstacle.pk], **obstacle_form(obstacle, what="Còn 5 hộ"))
    assert answer.status_code == 422
    assert "đã ký nên giữ nguyên" in answer.content.decode()
    assert "Còn 5 hộ" in answer.content.decode()


SIX = {
    "post": "Trưởng phòng",
    "due": "2025-05-05",
    "answers_to": "Chủ tịch",
    "product": "Tờ trình",
    "authority": "Kết luận",
}
ADDED = {
    "note": {"kind": "finding", "text": "Vừa gõ xong"},
    "obstacle": {"kind": "funds", "what": "Vừa gõ xong", "since": "2025-01-05", "waiting_for": "Sở Tài chính"},
    "remedy": {**SIX, "what": "Vừa gõ xong"},
    "edit_note": {"seen": 1, "text": "Vừa gõ xong"},
}


@pytest.mark.parametrize("name", ADDED)
def test_who_adds_while_another_signs_reads_why_and_loses_nothing(town, clerk, review, name):
    note = AddNote(by=None, review=review, kind=NoteKind.FINDING, text="Ban đầu").execute()
    sign(review)
    given = ADDED[name] | {"target": town.target.pk, "office": OfficeFactory(area=town.area).pk}
    answer = post(clerk, name, [review.pk, note.pk] if name == "edit_note" else [review.pk], **given)
    assert answer.status_code == 422
    assert "đã ký nên giữ nguyên" in answer.content.decode()
    assert "Vừa gõ xong" in answer.content.decode()
    assert Obstacle.objects.count() == Remedy.objects.count() == 0


@pytest.mark.parametrize("name", ["edit_obstacle", "edit_remedy"])
def test_the_page_of_a_signed_entry_says_why_it_stays(clerk, signed, name):
    key = signed.obstacle.pk if name == "edit_obstacle" else signed.remedy.task_id
    shown = clerk.get(reverse(f"reviews:{name}", args=[signed.review.pk, key])).content.decode()
    assert "đã ký nên giữ nguyên" in shown
    assert "<textarea" not in shown


# --- two people


def obstacle_form(one, **more):
    seen = entries.stamp(entries.of_obstacle(one))
    said = {"kind": one.kind, "what": one.what, "since": one.since, "waiting_for": one.waiting_for, "seen": seen}
    return {**said, **more}


def remedy_form(one, **more):
    now = entries.of_remedy(one)
    return {**{name: "" if value is None else value for name, value in now.items()}, "seen": entries.stamp(now), **more}


def sent_again(answer, form):
    """What the browser sends next: as typed, over what the page shows now."""
    return {**form, "seen": answer.context["form"]["seen"].value()}


def test_of_two_who_edit_an_obstacle_the_second_sees_both_and_can_save(clerk, review, obstacle):
    form = obstacle_form(obstacle, what="Còn 5 hộ")
    edit(review, obstacle, what="Còn 7 hộ", since=date(2025, 1, 6))
    answer = post(clerk, "edit_obstacle", [review.pk, obstacle.pk], **form)
    shown = answer.content.decode()
    assert answer.status_code == 422
    for said in ("Còn 5 hộ", "Bản đang lưu: Còn 7 hộ", "Bản đang lưu: 06/01/2025"):
        assert said in shown
    assert Obstacle.objects.get().what == "Còn 7 hộ"
    assert post(clerk, "edit_obstacle", [review.pk, obstacle.pk], **sent_again(answer, form)).status_code == 302
    assert Obstacle.objects.get().what == "Còn 5 hộ"


def test_who_edits_a_remedy_whose_deadline_was_extended_meanwhile_sees_the_new_day(clerk, review, remedy):
    form = remedy_form(remedy, product="Quyết định và bản đồ")
    ExtendTask(by=None, task=remedy.task, due=date(2025, 6, 1), reason="Chờ tỉnh").execute()
    answer = post(clerk, "edit_remedy", [review.pk, remedy.task_id], **form)
    assert "Bản đang lưu: 01/6/2025" in answer.content.decode()
    assert "Quyết định và bản đồ" in answer.content.decode()
    remedy.task.refresh_from_db()
    assert (remedy.task.due, remedy.task.product) == (date(2025, 6, 1), "Quyết định phê duyệt phương án")


def test_of_two_who_edit_a_project_the_second_sees_both(clerk, town, project):
    seen = entries.stamp(entries.of_project(project))
    EditProject(by=None, project=project, name="Chợ phường", targets=[town.target.pk]).execute()
    answer = clerk.post(reverse("reviews:edit_project", args=[project.pk]), {"name": "Chợ mới", "seen": seen})
    for said in ("Chợ mới", "Bản đang lưu: Chợ phường", "Bản đang lưu: thu ngân sách trên địa bàn"):
        assert said in answer.content.decode()
    assert Project.objects.get().name == "Chợ phường"


def test_of_two_who_set_milestones_the_second_sees_both(clerk, project):
    seen = entries.stamp(days(project))
    SetMilestones(by=None, project=project, planned={APPROVAL: date(2025, 2, 2)}, actual={}).execute()
    answer = post(clerk, "milestones", [project.pk], planned_approval="2025-03-03", seen=seen)
    assert answer.status_code == 422
    assert "Bản đang lưu: 02/02/2025" in answer.content.decode()
    assert 'value="2025-03-03"' in answer.content.decode()
    assert days(project)["planned_approval"] == date(2025, 2, 2)


def test_what_somebody_has_just_edited_is_not_taken_back_unseen(clerk, review, obstacle):
    seen = entries.stamp(entries.of_obstacle(obstacle))
    edit(review, obstacle, what="Còn 7 hộ")
    answer = post(clerk, "take_back_obstacle", [review.pk, obstacle.pk], seen=seen)
    assert "Có người vừa sửa mục này" in clerk.get(answer.url).content.decode()
    assert Obstacle.objects.get().taken_back_at is None


CHANGES = {
    "obstacle": lambda s: edit(s[0], s[1], what="Khác"),
    "remedy": lambda s: on_remedy(TakeBackRemedy, s[0], s[2]),
    "project": lambda s: TakeBackProject(by=None, project=s[3]).execute(),
    "milestone": lambda s: SetMilestones(by=None, project=s[3], planned={}, actual={}).execute(),
    "told": lambda s: told(s[4]),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_nobody_signs_over_a_correction_that_they_did_not_see(town, review, obstacle, remedy, project, change):
    review.refresh_from_db()
    change((review, obstacle, remedy, project, town))
    with pytest.raises(Outdated):
        SignReview(by=None, review=review, version=review.version, signed_as="Chủ tịch").execute()


# --- on the pages


def test_what_was_taken_back_is_put_back_from_the_page(clerk, review, obstacle, remedy):
    page = reverse("reviews:review", args=[review.pk])
    for name, key in (("obstacle", obstacle.pk), ("remedy", remedy.task_id)):
        post(clerk, f"take_back_{name}", [review.pk, key])
        back = reverse(f"reviews:put_back_{name}", args=[review.pk, key])
        assert back in clerk.get(page).content.decode()
        assert clerk.post(back).status_code == 302
        assert back not in clerk.get(page).content.decode()
    assert len(saying.content(review).obstacles) == len(saying.content(review).remedies) == 1


def test_projects_and_milestones_are_put_back_from_their_page(clerk, town, project):
    page = reverse("reviews:projects", args=[town.resolution.pk])
    post(clerk, "milestones", [project.pk], planned_approval="2025-01-15")
    assert "Giải phóng mặt bằng: kế hoạch 01/6/2025" in clerk.get(page).content.decode()
    post(clerk, "put_back_milestone", [project.pk, "clearance"])
    post(clerk, "take_back_project", [project.pk])
    assert reverse("reviews:put_back_project", args=[project.pk]) in clerk.get(page).content.decode()
    post(clerk, "put_back_project", [project.pk])
    assert days(project)["planned_clearance"] == FIRST[CLEARANCE]


def test_an_obstacle_is_changed_at_reviews_of_its_own_resolution_only(clerk, town, review, obstacle):
    other = opened(SimpleNamespace(resolution=ResolutionFactory(area=town.area, slug="nghi-quyet-khac")))
    assert clerk.get(reverse("reviews:edit_obstacle", args=[other.pk, obstacle.pk])).status_code == 404


def test_an_account_that_only_reads_is_offered_no_change(review, obstacle, remedy):
    auditor = client_of(Role.AUDITOR)
    shown = auditor.get(reverse("reviews:review", args=[review.pk])).content.decode()
    assert "Sửa, rút lại" not in shown


def test_a_correction_names_who_made_it(review, obstacle):
    clerk = UserFactory(role=Role.CLERK)
    told_now = {"kind": ObstacleKind.FUNDS, "what": "Khác", "since": date(2025, 1, 5), "waiting_for": "Sở Tài chính"}
    EditObstacle(by=clerk, review=review, obstacle=obstacle, **told_now).execute()
    assert AuditEntry.objects.order_by("number").last().actor == clerk
