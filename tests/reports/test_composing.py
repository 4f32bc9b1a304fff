"""What a report says in words, from a review and without one."""

from datetime import date

import pytest

from camket.reports.composing import OWN, Paper, compose, paper
from camket.reports.contents import Contents
from camket.reports.enums import HEADED, Layout, Section
from camket.reports.queries import contents, of_review
from camket.reviews.enums import NoteKind, ObstacleKind, Outcome, ReviewKind
from camket.reviews.models import Review, Verdict
from camket.reviews.remarks import AddNote, DecideRemedy, SettleObstacle, TellObstacle
from camket.reviews.reviewing import OpenReview, SignReview
from camket.targets.models import Target
from city import City
from factories import AssignmentFactory, OfficeFactory, ProgrammeFactory
from reports.yearly import DATED, KNOWN, line, reported

ON = date(2025, 12, 31)


@pytest.fixture
def review(minh_hoa: City) -> Review:
    """A review of 2025 at which an obstacle, its cause, a conclusion and a remedy were told."""
    made = OpenReview(by=None, resolution=minh_hoa.finished, kind=ReviewKind.YEAR, on=ON, as_of=KNOWN).execute()
    poor = minh_hoa.finished.targets.get(number=4)
    AddNote(by=None, review=made, kind=NoteKind.FINDING, text="Thu ngân sách vượt xa dự kiến.").execute()
    AddNote(by=None, review=made, kind=NoteKind.CAUSE, text="Vốn giao chậm.", target=poor).execute()
    AddNote(by=None, review=made, kind=NoteKind.CONCLUSION, text="Ưu tiên vốn cho giảm nghèo.").execute()
    obstacle = TellObstacle(
        by=None, resolution=minh_hoa.finished, kind=ObstacleKind.CLEARANCE, what="Còn 12 hộ chưa nhận bồi thường.",
        place="khu phố 3", since=date(2025, 1, 5), waiting_for="Ủy ban nhân dân tỉnh", target=poor,
    ).execute()  # fmt: skip
    DecideRemedy(
        by=None, review=made, obstacle=obstacle, office=OfficeFactory(name="Phòng Tài nguyên"), post="Trưởng phòng",
        what="Lập phương án bồi thường.", due=date(2099, 3, 31), answers_to="Chủ tịch", product="Quyết định phê duyệt",
        authority="Kết luận sơ kết",
    ).execute()  # fmt: skip
    return made


def said(found: Contents, section: Section) -> tuple[str, ...]:
    return paper(found).paragraphs(section)


def texts(found: Contents) -> dict[tuple[Section, str], str]:
    return {(one.section, one.key): one.text for one in compose(found)}


@pytest.mark.parametrize(
    ("section", "text"),
    [
        (Section.RESULTS, "Thu ngân sách vượt xa dự kiến."),
        (Section.OBSTACLES, "- Giải phóng mặt bằng tại khu phố 3, từ ngày 05/01/2025: còn 12 hộ chưa nhận bồi thường; "
                            "đang chờ Ủy ban nhân dân tỉnh giải quyết. Ảnh hưởng đến tỷ lệ hộ nghèo đa chiều."),
        (Section.OBSTACLES, "- Tỷ lệ hộ nghèo đa chiều: vốn giao chậm."),
        (Section.REMEDIES, "- Phòng Tài nguyên (trưởng phòng): lập phương án bồi thường; hạn 31/3/2099; "
                           "sản phẩm: quyết định phê duyệt."),
        (Section.PROPOSALS, "Ưu tiên vốn cho giảm nghèo."),
        (Section.PROPOSALS, "Đề nghị Ủy ban nhân dân tỉnh xem xét, giải quyết: còn 12 hộ chưa nhận bồi thường."),
    ],
)  # fmt: skip
def test_what_was_said_at_a_review_stands_in_its_section(review: Review, section: Section, text: str) -> None:
    assert text in said(of_review(review, DATED), section)


def test_a_report_of_a_review_is_called_after_it(review: Review) -> None:
    made = paper(of_review(review, DATED))
    assert made.line("title") == "Sơ kết năm 2025 thực hiện Nghị quyết số 01-NQ/ĐH"
    assert "báo cáo sơ kết năm 2025 như sau:" in made.paragraphs(Section.OPENING)[0]


def test_a_signed_review_is_reported_as_it_was_signed(review: Review, minh_hoa: City) -> None:
    SignReview(by=None, review=review, signed_as="Chủ tịch").execute()
    signed = Review.objects.select_related("resolution").get(pk=review.pk)
    before = of_review(signed, DATED)
    Target.objects.filter(resolution=minh_hoa.finished, number=4).update(value="3")
    SettleObstacle(by=None, obstacle=minh_hoa.finished.obstacles.get(), on=date(2026, 1, 2)).execute()
    after = of_review(signed, DATED)
    assert compose(after) == compose(before)
    assert (line(after, 4).aim, line(after, 4).outcome) == ("1,5", Outcome.MISSED)


def test_a_target_that_is_gone_since_stays_in_the_report_of_its_review(review: Review, minh_hoa: City) -> None:
    SignReview(by=None, review=review, signed_as="Chủ tịch").execute()
    signed = Review.objects.select_related("resolution").get(pk=review.pk)
    before = {(one.name, one.aim, one.outcome, one.why) for one in of_review(signed, DATED).lines}
    Verdict.objects.filter(target__number=6).delete()
    Target.objects.filter(resolution=minh_hoa.finished, number=6).delete()
    assert {(one.name, one.aim, one.outcome, one.why) for one in of_review(signed, DATED).lines} == before


def test_without_a_review_open_obstacles_and_tasks_are_told(review: Review) -> None:
    found = reported(2025)
    assert any("còn 12 hộ" in text for text in said(found, Section.OBSTACLES))
    assert any("đang thực hiện" in text for text in said(found, Section.REMEDIES))


def test_a_group_is_told_by_its_outcomes(minh_hoa: City) -> None:
    assert (
        "Về kinh tế: 3 chỉ tiêu. Vượt 2 chỉ tiêu: thu ngân sách trên địa bàn; "
        "thành lập mới hợp tác xã (cả nhiệm kỳ). Đạt 1 chỉ tiêu: tỷ lệ che phủ rừng (hằng năm)."
    ) in said(reported(2025), Section.RESULTS)


def test_a_programme_is_told_with_the_chair_of_its_board(minh_hoa: City) -> None:
    programme = ProgrammeFactory(resolution=minh_hoa.finished, name="phát triển kinh tế", order=9, slug="kt")
    AssignmentFactory(programme=programme, title="Phó Chủ tịch phụ trách kinh tế", order=1)
    minh_hoa.finished.targets.get(number=1).programmes.add(programme)
    told = said(reported(2025), Section.PROGRAMMES)
    assert (
        "Phát triển kinh tế (Chủ nhiệm: Phó Chủ tịch phụ trách kinh tế): 1 chỉ tiêu. "
        "Vượt 1 chỉ tiêu: thu ngân sách trên địa bàn."
    ) in told


def test_offices_that_owe_figures_are_asked_for_them(minh_hoa: City) -> None:
    asked = next(text for text in said(reported(2025), Section.PROPOSALS) if text.startswith("Đề nghị báo cáo"))
    assert "tỷ lệ hồ sơ thủ tục hành chính tiếp nhận trực tuyến" in asked


def test_what_it_takes_to_still_arrive_is_the_end_of_the_sentence(minh_hoa: City) -> None:
    revenue = line(reported(2024), 1)
    assert revenue.needed.startswith("cần tăng ")
    assert revenue.why.endswith(f"; {revenue.needed}.")
    assert line(reported(2025), 1).needed == ""


@pytest.mark.parametrize(
    ("layout", "name", "head"),
    [
        (Layout.DECREE, "Phòng Nội vụ", ("Ủy ban nhân dân thành phố Minh Họa", "BC-PNV", "", "TRƯỞNG PHÒNG")),
        (Layout.DECREE, "Chi cục Thống kê", ("Ủy ban nhân dân thành phố Minh Họa", "BC-CCTK", "", "CHI CỤC TRƯỞNG")),
        (Layout.PARTY, "Ban Tổ chức Thành ủy", ("Thành ủy Minh Họa", "BC/BTCTU", "", "TRƯỞNG BAN")),
        (
            Layout.DECREE,
            "Phòng Giáo dục và Đào tạo",
            ("Ủy ban nhân dân thành phố Minh Họa", "BC-PGDĐT", "", "TRƯỞNG PHÒNG"),
        ),
        (Layout.DECREE, "Hạt Kiểm lâm", ("Ủy ban nhân dân thành phố Minh Họa", "BC-HKL", "", "THỦ TRƯỞNG CƠ QUAN")),
    ],
)
def test_an_office_reports_under_its_own_head(minh_hoa: City, layout: Layout, name: str, head: tuple[str, ...]) -> None:
    made = paper(contents("minh-hoa-2020-2025", 2024, DATED, KNOWN, layout, name))
    assert tuple(made.line(key).replace("\u00a0", " ") for key in ("above", "symbol", "behalf", "post")) == head
    assert made.line("issuer") == name
    assert f"{name} báo cáo" in made.paragraphs(Section.OPENING)[0]


def test_keys_are_unique_in_a_section_and_each_headed_one_ends_with_room_to_write(review: Review) -> None:
    found = compose(of_review(review, DATED))
    assert len({(one.section, one.key) for one in found}) == len(found)
    for section in HEADED:
        assert [one.key for one in found if one.section == section][-1] == OWN


def test_keys_stay_when_figures_change(minh_hoa: City) -> None:
    before, after = texts(reported(2024)), texts(reported(2025))
    assert before[Section.RESULTS, "tally"] != after[Section.RESULTS, "tally"]
    assert {key for key in before if key[0] == Section.HEAD} == {key for key in after if key[0] == Section.HEAD}


def test_an_empty_section_is_not_printed(minh_hoa: City) -> None:
    made = paper(reported(2025))
    emptied = Paper(made.contents, tuple(one for one in made.texts if one.section != Section.REMEDIES))
    assert Section.REMEDIES in dict(made.sections)
    assert Section.REMEDIES not in dict(emptied.sections)
