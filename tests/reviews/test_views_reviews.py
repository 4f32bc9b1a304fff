"""The pages of reviews in the back office, and the whole way from an obstacle to the public page."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from camket.foundation.models import AuditEntry
from camket.people import policies
from camket.people.actions import back_office
from camket.people.enums import Role
from camket.portal import caching
from camket.portal.actions import BuildSite
from camket.resolutions.boards import AppointSeat
from camket.resolutions.enums import SeatRole
from camket.reviews import urls
from camket.reviews.enums import NoteKind, Outcome, ReviewKind, ReviewState
from camket.reviews.milestones import RecordProject
from camket.reviews.models import Note, Obstacle, Review, Verdict
from camket.reviews.remarks import AddNote, TellObstacle
from camket.reviews.reviewing import OpenReview
from factories import AreaFactory, IndicatorFactory, OfficeFactory, ProgrammeFactory, UserFactory

DAY = date(2025, 3, 1)


@pytest.fixture(autouse=True)
def _afresh():
    """No public page of an earlier test is kept."""
    cache.clear()
    caching.version.expire()


def client_of(role, **fields):
    user = UserFactory(role=role, **fields)
    user.groups.add(back_office())
    client = Client()
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def clerk(db):
    return client_of(Role.CLERK)


@pytest.fixture
def leader(db):
    return client_of(Role.LEADER)


@pytest.fixture
def review(town):
    OfficeFactory(area=town.area)
    town.record("187.2")
    return OpenReview(by=None, resolution=town.resolution, kind=ReviewKind.QUARTER, on=DAY).execute()


def post(client, name, args, **given):
    return client.post(reverse(f"reviews:{name}", args=args), given)


def page(client, review):
    return " ".join(client.get(reverse("reviews:review", args=[review.pk])).content.decode().split())


@pytest.mark.parametrize(
    ("promised", "said"),
    [({"aggregate": "growth"}, "tăng 25%/năm"), ({"aggregate": "change"}, "tăng 25%")],
)
def test_a_rate_or_a_change_is_said_as_one(town, leader, promised, said):
    town.record("160", year=2023)
    base = {"baseline": Decimal(160), "baseline_year": 2023}
    more = {"start": date(2024, 1, 1), "unit": "%", "value": Decimal(8), **base}
    town.promise(town.indicator, slug="khac", **promised, **more)
    town.record("200")
    review = OpenReview(by=None, resolution=town.resolution, kind=ReviewKind.QUARTER, on=DAY).execute()
    assert f">{said}<" in page(leader, review)


def task_given(town, **more):
    six = {
        "what": "Trình phương án bồi thường",
        "office": OfficeFactory(area=town.area).pk,
        "post": "Trưởng phòng",
        "due": "2025-04-30",
        "answers_to": "Chủ tịch UBND thành phố",
        "product": "Quyết định phê duyệt",
        "authority": "Kết luận sơ kết",
    }
    return {**six, **more}


def test_the_whole_way(town, clerk, leader, client, django_capture_on_commit_callbacks):
    BuildSite(by=None, area=town.area).execute()
    town.record("187.2")
    answer = post(clerk, "open", [town.resolution.pk], kind="quarter", on="2025-03-01")
    assert answer.status_code == 302
    review = Review.objects.get()
    post(
        clerk,
        "obstacle",
        [review.pk],
        kind="clearance",
        what="Chưa bàn giao mặt bằng khu chợ",
        place="Khu phố 2",
        since="2025-01-05",
        waiting_for="UBND phường",
    )
    post(clerk, "remedy", [review.pk], **task_given(town, obstacle=Obstacle.objects.get().pk))
    review.refresh_from_db()
    post(leader, "sign", [review.pk], version=review.version, signed_as="Chủ tịch UBND thành phố")
    post(leader, "publish", [review.pk])
    address = f"/cam-ket/{town.resolution.slug}/so-ket/quy-1-2025/"
    before = client.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        town.record("150")
        post(leader, "addendum", [review.pk], text="Số thu năm 2024 được sửa còn 150 tỷ đồng.")
    after = client.get(address).content.decode()
    assert Verdict.objects.get(target=town.target).outcome == Outcome.OFF_TRACK
    assert "187,2" in before
    assert "187,2" in after
    assert "Số thu năm 2024 được sửa còn 150 tỷ đồng." in after
    for said in ("Chưa bàn giao mặt bằng khu chợ", "Trình phương án bồi thường", "Sơ kết quý I năm 2025"):
        assert said in before
        assert said in after
    live = client.get(f"/cam-ket/{town.resolution.slug}/{town.target.slug}/").content.decode()
    assert "Chậm tiến độ" in live


def test_an_empty_review_says_what_to_do(clerk, review):
    shown = page(clerk, review)
    for said in (
        "Chưa có nhận định nào.",
        "Mọi chỉ tiêu đều có số liệu mới.",
        "Các văn bản không mâu thuẫn nhau.",
        "Chưa ghi vướng mắc nào.",
        "Chưa có giải pháp nào.",
        "Lãnh đạo ký khi nội dung đã đủ.",
    ):
        assert said in shown


def test_what_is_missing_is_said_and_nothing_typed_is_lost(town, clerk, review):
    answer = post(clerk, "remedy", [review.pk], **task_given(town, due="", target=town.target.pk))
    assert answer.status_code == 422
    assert "Chọn ngày." in answer.content.decode()
    assert "Trình phương án bồi thường" in answer.content.decode()


def test_of_two_who_edit_a_note_the_second_sees_both_and_can_save(clerk, leader, review):
    note = AddNote(by=None, review=review, kind=NoteKind.FINDING, text="Ban đầu").execute()
    post(leader, "edit_note", [review.pk, note.pk], seen=1, text="Của lãnh đạo")
    answer = post(clerk, "edit_note", [review.pk, note.pk], seen=1, text="Của cán bộ")
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Của lãnh đạo" in shown
    assert "Của cán bộ" in shown
    assert 'name="seen" value="2"' in shown
    assert post(clerk, "edit_note", [review.pk, note.pk], seen=2, text="Cả hai").status_code == 302
    assert Note.objects.get().text == "Cả hai"


def test_who_signs_what_has_changed_meanwhile_is_shown_it_first(leader, review):
    AddNote(by=None, review=review, kind=NoteKind.FINDING, text="Vừa thêm").execute()
    answer = post(leader, "sign", [review.pk], version=1, signed_as="Chủ tịch")
    assert answer.status_code == 422
    assert "Vừa thêm" in answer.content.decode()
    assert 'name="version" value="2"' in answer.content.decode()
    assert post(leader, "sign", [review.pk], version=2, signed_as="Chủ tịch").status_code == 302


def test_a_review_kept_inside_has_no_public_page(town, leader, client, review):
    BuildSite(by=None, area=town.area).execute()
    post(leader, "sign", [review.pk], version=1, signed_as="Chủ tịch")
    post(leader, "publish", [review.pk], inside="")
    assert Review.objects.get().state == ReviewState.INTERNAL
    assert client.get(f"/cam-ket/{town.resolution.slug}/so-ket/quy-1-2025/").status_code == 404


def test_a_signed_review_offers_no_change(leader, review):
    post(leader, "sign", [review.pk], version=1, signed_as="Chủ tịch")
    shown = page(leader, review)
    assert "Thêm vướng mắc" not in shown
    assert "Ghi bổ sung" in shown


def test_an_account_of_another_area_sees_none_of_it(town, review):
    other = client_of(Role.CLERK, office=OfficeFactory(area=AreaFactory(slug="khac", code="1", name="Khác")))
    assert other.get(reverse("reviews:review", args=[review.pk])).status_code == 404
    assert post(other, "refresh", [review.pk]).status_code == 404


def test_a_leader_sees_what_is_off_track_who_answers_and_what_is_late(town, leader, clerk, review):
    programme = ProgrammeFactory(resolution=town.resolution)
    town.target.programmes.add(programme)
    AppointSeat(
        by=None,
        programme=programme,
        role=SeatRole.CHAIR,
        title="Phó Chủ tịch UBND thành phố",
        since=DAY,
        targets=[town.target.pk],
    ).execute()
    post(clerk, "remedy", [review.pk], **task_given(town, target=town.target.pk))
    town.stand_on(date(2025, 5, 2))
    town.record("150")
    shown = leader.get("/admin/").content.decode()
    for said in ("Cần chỉ đạo", "Phó Chủ tịch UBND thành phố", "Trình phương án bồi thường", "30/04/2025"):
        assert said in shown


def test_a_task_is_finished_with_its_product_or_dropped_for_a_reason(town, clerk, review):
    for number in range(2):
        post(clerk, "remedy", [review.pk], **task_given(town, what=f"Việc {number}", target=town.target.pk))
    first, second = (remedy.task for remedy in review.remedies.order_by("pk"))
    post(clerk, "end_task", [first.pk], words="Quyết định số 15/QĐ-UBND")
    post(clerk, "end_task", [second.pk], words="Đã có dự án khác", drop="")
    shown = clerk.get(reverse("reviews:tasks")).content.decode()
    assert "Quyết định số 15/QĐ-UBND" in shown
    assert "Không thực hiện nữa" in shown


def test_a_review_of_many_targets_costs_no_more_statements(town, clerk, review, django_assert_max_num_queries):
    for number in range(30):
        town.promise(IndicatorFactory(area=town.area, name=f"chỉ số {number}"))
    post(clerk, "refresh", [review.pk])
    with django_assert_max_num_queries(30):
        page(clerk, review)


# --- who may

ADDRESSES = {
    "index": ("GET", "reviews.read"),
    "resolution": ("GET", "reviews.read"),
    "open": ("POST", "reviews.write"),
    "projects": ("GET", "reviews.read"),
    "add_project": ("POST", "reviews.write"),
    "handover": ("GET", "reviews.read"),
    "close": ("GET", "reviews.sign"),
    "reopen": ("POST", "reviews.sign"),
    "carry_on": ("POST", "targets.record"),
    "thresholds": ("GET", "reviews.read"),
    "set_thresholds": ("POST", "resolutions.set_thresholds"),
    "review": ("GET", "reviews.read"),
    "refresh": ("POST", "reviews.write"),
    "note": ("POST", "reviews.write"),
    "edit_note": ("POST", "reviews.write"),
    "obstacle": ("POST", "reviews.write"),
    "edit_obstacle": ("GET", "reviews.write"),
    "take_back_obstacle": ("POST", "reviews.write"),
    "put_back_obstacle": ("POST", "reviews.write"),
    "settle": ("POST", "reviews.write"),
    "reopen_obstacle": ("POST", "reviews.write"),
    "remedy": ("POST", "reviews.write"),
    "edit_remedy": ("GET", "reviews.write"),
    "take_back_remedy": ("POST", "reviews.write"),
    "put_back_remedy": ("POST", "reviews.write"),
    "sign": ("POST", "reviews.sign"),
    "publish": ("POST", "reviews.sign"),
    "addendum": ("POST", "reviews.sign"),
    "tasks": ("GET", "records.follow_tasks"),
    "end_task": ("POST", "records.end_task"),
    "report_task": ("POST", "records.report_task"),
    "return_task": ("POST", "records.give_task"),
    "extend_task": ("POST", "records.give_task"),
    "hand_task": ("POST", "records.give_task"),
    "edit_project": ("GET", "reviews.write"),
    "take_back_project": ("POST", "reviews.write"),
    "put_back_project": ("POST", "reviews.write"),
    "milestones": ("POST", "reviews.write"),
    "put_back_milestone": ("POST", "reviews.write"),
    "programme": ("GET", "reviews.read"),
    "appoint": ("POST", "resolutions.appoint"),
    "change_seat": ("GET", "resolutions.appoint"),
    "end_seat": ("GET", "resolutions.appoint"),
}


def test_every_address_names_its_verb():
    assert {one.name: one.callback.verb for one in urls.urlpatterns} == {n: verb for n, (_, verb) in ADDRESSES.items()}


CHANGES = ("edit", "take_back", "put_back", "reopen")
OF_A_REVIEW = ("review", "refresh", "note", "obstacle", "remedy", "sign", "publish", "addendum")


@pytest.fixture
def things(town, clerk, review):
    programme = ProgrammeFactory(resolution=town.resolution)
    told = {"role": SeatRole.CHAIR, "title": "Chủ tịch", "since": DAY}
    seat = AppointSeat(by=None, programme=programme, **told).execute()
    stuck = {"kind": "funds", "what": "Thiếu vốn", "since": DAY, "waiting_for": "Sở Tài chính"}
    obstacle = TellObstacle(by=None, resolution=town.resolution, **stuck).execute()
    note = AddNote(by=None, review=review, kind=NoteKind.FINDING, text="Ban đầu").execute()
    post(clerk, "remedy", [review.pk], **task_given(town, obstacle=obstacle.pk))
    project = RecordProject(by=None, resolution=town.resolution, name="Chợ trung tâm").execute()
    return {
        "index": [],
        "tasks": [],
        "edit_note": [review.pk, note.pk],
        **{key: [review.pk, obstacle.pk] for key in ("settle", *(f"{one}_obstacle" for one in CHANGES))},
        **{key: [review.pk, review.remedies.get().task_id] for key in (f"{one}_remedy" for one in CHANGES[:3])},
        **{key: [project.pk] for key in (f"{one}_project" for one in CHANGES[:3])},
        "put_back_milestone": [project.pk, "approval"],
        **{f"{name}_task": [review.remedies.get().task_id] for name in ("end", "report", "return", "extend", "hand")},
        "milestones": [project.pk],
        "programme": [programme.pk],
        "appoint": [programme.pk],
        "change_seat": [seat.pk],
        "end_seat": [seat.pk],
        **{name: [review.pk] for name in OF_A_REVIEW},
    }


def ask(client, name, things, town):
    method = client.get if ADDRESSES[name][0] == "GET" else client.post
    return method(reverse(f"reviews:{name}", args=things.get(name, [town.resolution.pk])))


def is_sent_away(answer):
    return answer.status_code == 302 and (answer.url == "/admin/" or answer.url.startswith("/admin/login/"))


@pytest.mark.parametrize("role", list(Role))
def test_every_address_answers_to_those_who_may_and_to_nobody_else(town, things, role):
    client = client_of(role)
    for name, (_, verb) in ADDRESSES.items():
        assert is_sent_away(ask(client, name, things, town)) is not policies.allows(role, verb), name


def test_a_stranger_is_asked_to_sign_in(town, things):
    for name in ADDRESSES:
        assert ask(Client(), name, things, town).url.startswith("/admin/login/"), name


def test_what_changes_something_cannot_be_asked_for_by_a_link_and_leads_to_a_page(town, things):
    client = client_of(Role.ADMINISTRATOR)
    before = AuditEntry.objects.count()
    for name, (method, _) in ADDRESSES.items():
        if method == "POST":
            address = reverse(f"reviews:{name}", args=things.get(name, [town.resolution.pk]))
            answer = client.get(address, follow=True)
            assert answer.redirect_chain[0][1] == 303, name
            assert answer.status_code == 200, name
            assert answer.redirect_chain[-1][0] == page_of(name, things, town), name
    assert AuditEntry.objects.count() == before


def of_entry(part, name, things):
    review, key = things[name]
    return f"/admin/so-ket/{review}/{part}/{key}/"


def page_of(name, things, town):
    """Where the form of an address is."""
    review, resolution = things["review"][0], town.resolution.pk
    return {
        "open": f"/admin/so-ket/nghi-quyet/{resolution}/",
        "add_project": f"/admin/so-ket/nghi-quyet/{resolution}/cong-trinh/",
        "reopen": f"/admin/so-ket/nghi-quyet/{resolution}/ban-giao/",
        "carry_on": f"/admin/so-ket/nghi-quyet/{resolution}/ban-giao/",
        "set_thresholds": f"/admin/so-ket/nghi-quyet/{resolution}/nguong/",
        **{f"{step}_task": "/admin/nhiem-vu/" for step in ("end", "report", "return", "extend", "hand")},
        **dict.fromkeys(("settle", *(f"{one}_obstacle" for one in CHANGES)), of_entry("vuong-mac", "settle", things)),
        **dict.fromkeys((f"{one}_remedy" for one in CHANGES), of_entry("giai-phap", "edit_remedy", things)),
        **dict.fromkeys(
            ("milestones", "put_back_milestone", "take_back_project", "put_back_project"),
            f"/admin/cong-trinh/{things['milestones'][0]}/",
        ),
        "appoint": f"/admin/chuong-trinh/{things['programme'][0]}/",
        "end_seat": "/admin/",
    }.get(name, f"/admin/so-ket/{review}/")


def test_a_value_stays_a_decimal(review):
    assert review.rows.get().attained == Decimal("187.2")
