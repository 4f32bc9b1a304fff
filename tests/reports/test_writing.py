"""A report that is kept: what somebody wrote in it stays, whatever the figures do and whoever else writes."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from camket.foundation.models import AuditEntry
from camket.observations.enums import Stage
from camket.reports import keeping, word
from camket.reports.composing import OWN
from camket.reports.contents import Contents
from camket.reports.enums import Layout, Section
from camket.reports.errors import ReportChanged
from camket.reports.models import Part, Report
from camket.reports.queries import kept_paper
from camket.reports.writing import Choice, ComposeAgain, EditReport, MakeReport, SettlePart, Typed, token
from city import City
from factories import ObservationFactory
from reports.yearly import DATED, KNOWN, line, reported

LATER = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def report(minh_hoa: City) -> Report:
    told = {"resolution": minh_hoa.finished, "year": 2024, "dated": DATED, "as_of": KNOWN}
    return MakeReport(by=None, **told).execute()


def part(report: Report, key: str, section: Section = Section.RESULTS) -> Part:
    return Part.objects.get(report=report, section=section, key=key)


def edit(report: Report, key: str, text: str, section: Section = Section.RESULTS) -> Part:
    one = part(report, key, section)
    assert EditReport(by=None, report=report, typed={one.pk: Typed(token(one.text), text)}).execute() == []
    return part(report, key, section)


def news(city: City) -> None:
    """A later figure: 2024 was better than it was known to be."""
    trees = city.finished.targets.get(number=1).indicator
    ObservationFactory(
        indicator=trees,
        year=2024,
        value=Decimal("230"),
        stage=Stage.FINAL,
        recorded_at=datetime(2026, 11, 21, tzinfo=UTC),
    )


def again(report: Report) -> Report:
    return ComposeAgain(by=None, report=report, dated=DATED, as_of=LATER).execute()


def settle(one: Part, choice: Choice) -> Part | None:
    return SettlePart(by=None, part=one, choice=choice, seen=token(one.generated)).execute()


def test_what_a_report_was_composed_from_comes_back_from_the_database(report: Report) -> None:
    stored = Report.objects.get(pk=report.pk)
    assert keeping.revived(Contents, stored.contents) == reported(2024)


def test_fields_that_came_later_have_their_defaults_in_older_reports(report: Report) -> None:
    older = dict(report.contents)
    del older["occasion"], older["programmes"]
    assert keeping.revived(Contents, older) == replace(reported(2024), occasion="", programmes=())


def test_an_edit_is_printed_in_place_of_what_was_composed(report: Report) -> None:
    edit(report, "tally", "Kết quả rất đáng mừng.")
    assert kept_paper(report).paragraphs(Section.RESULTS)[0] == "Kết quả rất đáng mừng."


def test_a_text_that_was_emptied_is_left_out(report: Report) -> None:
    composed = part(report, "tally").text
    edit(report, "tally", "")
    assert composed not in kept_paper(report).paragraphs(Section.RESULTS)


def test_a_section_has_room_for_what_only_people_know(report: Report) -> None:
    edit(report, OWN, "Đoạn một.\r\n\r\nĐoạn hai.", Section.REMEDIES)
    assert kept_paper(report).paragraphs(Section.REMEDIES)[-2:] == ("Đoạn một.", "Đoạn hai.")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Dòng một\x0bDòng hai", "Dòng một\nDòng hai"),
        ("\x07Chuông\x00 và\x1f dấu ", "Chuông và dấu"),
        ("Tho\u0302i", "Thôi"),
    ],
)
def test_signs_that_other_programs_bring_along_break_no_file(report: Report, typed: str, kept: str) -> None:
    assert edit(report, "tally", typed).text == kept
    assert word.document(kept_paper(report)).startswith(b"PK")


def test_what_nobody_edited_is_replaced_by_what_is_known_now(report: Report, minh_hoa: City) -> None:
    before = part(report, "group:ve-kinh-te").text
    news(minh_hoa)
    again(report)
    assert part(report, "group:ve-kinh-te").text != before


def test_an_edit_stays_beside_what_is_composed_now(report: Report, minh_hoa: City) -> None:
    edit(report, "group:ve-kinh-te", "Kinh tế khởi sắc.")
    news(minh_hoa)
    again(report)
    one = part(report, "group:ve-kinh-te")
    assert (one.text, one.differs) == ("Kinh tế khởi sắc.", True)
    assert "Đạt trước hạn 1 chỉ tiêu: thu ngân sách" in one.generated


def test_an_edit_of_what_did_not_change_asks_nothing(report: Report, minh_hoa: City) -> None:
    edit(report, "plan", "Theo kế hoạch năm thì đạt.")
    again(report)
    assert not part(report, "plan").differs


@pytest.mark.parametrize(
    ("choice", "begins"), [(Choice.NEW, "Về kinh tế: 3 chỉ tiêu."), (Choice.KEEP, "Kinh tế khởi sắc.")]
)
def test_one_of_both_is_chosen_and_the_question_is_settled(
    report: Report, minh_hoa: City, choice: Choice, begins: str
) -> None:
    edit(report, "group:ve-kinh-te", "Kinh tế khởi sắc.")
    news(minh_hoa)
    again(report)
    settle(part(report, "group:ve-kinh-te"), choice)
    one = part(report, "group:ve-kinh-te")
    assert one.text.startswith(begins)
    assert not one.differs


def test_both_are_taken_where_they_touch_different_sentences(report: Report, minh_hoa: City) -> None:
    composed = part(report, "group:ve-kinh-te").text
    edit(report, "group:ve-kinh-te", f"{composed} Thành phố đang đôn đốc.")
    news(minh_hoa)
    again(report)
    settle(part(report, "group:ve-kinh-te"), Choice.BOTH)
    one = part(report, "group:ve-kinh-te")
    assert one.text == f"{one.generated} Thành phố đang đôn đốc."


def test_an_edit_is_undone_and_had_again(report: Report) -> None:
    composed = part(report, "tally").text
    settle(edit(report, "tally", "Khác hẳn."), Choice.NEW)
    assert (part(report, "tally").text, part(report, "tally").edited) == (composed, None)
    settle(part(report, "tally"), Choice.AGAIN)
    assert part(report, "tally").text == "Khác hẳn."


def test_an_edit_outlives_its_paragraph_until_somebody_lets_it_go(report: Report, minh_hoa: City) -> None:
    key = f"target:{line(reported(2024), 1).slug}"
    edit(report, key, "- Thu ngân sách chậm vì nắng hạn.", Section.OBSTACLES)
    news(minh_hoa)
    again(report)
    one = part(report, key, Section.OBSTACLES)
    assert one.is_gone
    assert "- Thu ngân sách chậm vì nắng hạn." in kept_paper(report).paragraphs(Section.OBSTACLES)
    assert settle(one, Choice.NEW) is None
    assert not Part.objects.filter(pk=one.pk).exists()


def test_of_two_people_the_second_is_asked_and_neither_text_is_lost(report: Report) -> None:
    one, other = part(report, "tally"), part(report, "plan")
    mine = {one.pk: Typed(token(one.text), "Của tôi."), other.pk: Typed(token(other.text), "Của tôi nữa.")}
    edit(report, "tally", "Của người kia.")
    clashes = EditReport(by=None, report=report, typed=mine).execute()
    assert [clash.pk for clash in clashes] == [one.pk]
    assert (part(report, "tally").text, part(report, "plan").text) == ("Của người kia.", "Của tôi nữa.")


def test_who_did_not_touch_a_text_does_not_take_back_anothers_edit(report: Report) -> None:
    one = part(report, "tally")
    untouched = {one.pk: Typed(token(one.text), one.text)}
    edit(report, "tally", "Của người kia.")
    assert EditReport(by=None, report=report, typed=untouched).execute() == []
    assert part(report, "tally").text == "Của người kia."


def test_a_choice_between_texts_that_are_no_longer_those_is_refused(report: Report, minh_hoa: City) -> None:
    one = edit(report, "group:ve-kinh-te", "Kinh tế khởi sắc.")
    news(minh_hoa)
    again(report)
    with pytest.raises(ReportChanged):
        settle(one, Choice.NEW)


def test_the_list_calls_a_report_as_its_title_line_does(report: Report) -> None:
    edit(report, "title", "Tình hình chỉ tiêu năm 2024", Section.HEAD)
    assert Report.objects.get(pk=report.pk).title == "Tình hình chỉ tiêu năm 2024"


def test_the_trail_tells_the_text_before_and_after(report: Report) -> None:
    before = part(report, "tally").text
    edit(report, "tally", "Khác hẳn.")
    entry = AuditEntry.objects.filter(verb="reports.write").latest("pk")
    name = f"Kết quả thực hiện, đoạn {part(report, 'tally').order + 1}"
    assert (entry.before, entry.after) == ({name: before}, {name: "Khác hẳn."})
    assert entry.area == report.resolution.area_id


def test_a_layout_is_kept(minh_hoa: City) -> None:
    told = {"resolution": minh_hoa.finished, "year": 2024, "dated": DATED, "as_of": KNOWN}
    made = MakeReport(by=None, layout=Layout.PARTY, **told).execute()
    assert kept_paper(made).line("issuer") == "Thành ủy Minh Họa"
