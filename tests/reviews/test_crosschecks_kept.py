"""What the cross-checks find is kept: once, with its passages, and only as long as it holds."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from camket.foundation.models import AuditEntry
from camket.intake.enums import Question, State
from camket.intake.models import Statement
from camket.people.enums import Role
from camket.records.models import Document
from camket.reviews.checking import FindDisagreements
from camket.reviews.enums import Outcome
from camket.reviews.models import Finding, Verdict
from city import City, city
from factories import DocumentFactory, ObservationFactory, PassageFactory, UserFactory

STRUCTURE = "Cơ cấu kinh tế năm 2023: dịch vụ chiếm 55,6%; công nghiệp chiếm 37,9%; nông nghiệp chiếm 6,9%."


@pytest.fixture
def minh_hoa(db: None) -> City:
    """The invented city with verdicts that its figures support, and no finding yet."""
    made = city()
    Finding.objects.all().delete()
    return made


def find(made: City) -> int:
    return FindDisagreements(by=None, area_id=made.area.pk).execute()


def contradict(made: City, value: str = "196.9") -> Document:
    """Another document says something else of a year's revenue."""
    text = f"Năm 2024, thu ngân sách trên địa bàn đạt {value.replace('.', ',')} tỷ đồng."
    document = DocumentFactory(area=made.area, title="Tin về thu ngân sách", text=text)
    marked = text.replace(value.replace(".", ","), f"[{value.replace('.', ',')}]")
    ObservationFactory(
        indicator=made.area.indicators.get(slug="thu-ngan-sach-tren-dia-ban"),
        year=2024,
        value=Decimal(value),
        passage=PassageFactory(document=document, marked=marked),
    )
    return document


def statements(document: Document, *numbers: str, **kept: object) -> list[Statement]:
    return [
        Statement.objects.create(
            document=document,
            start=(start := document.text.index(number)),
            end=start + len(number),
            sentence_start=0,
            sentence_end=len(document.text),
            value=Decimal(number.replace(",", ".")),
            **{"role": "result", "indicator_name": f"ngành {number}", "unit": "%", "aggregate": "last", **kept},
        )
        for number in numbers
    ]


def test_a_city_whose_documents_agree_has_no_findings(minh_hoa: City) -> None:
    assert find(minh_hoa) == 0


def test_a_disagreement_is_kept_with_both_passages(minh_hoa: City) -> None:
    contradict(minh_hoa)
    assert find(minh_hoa) == 1
    found = Finding.objects.get()
    assert found.check_name == "sources_disagree"
    assert sorted(passage.number for passage in found.passages.all()) == ["196,3", "196,9"]
    assert "Thu ngân sách trên địa bàn năm 2024" in found.text
    assert "Budget revenue in the area, 2024" in found.text_en


def test_looking_again_changes_nothing(minh_hoa: City) -> None:
    contradict(minh_hoa)
    find(minh_hoa)
    before = Finding.objects.values().get()
    assert find(minh_hoa) == 1
    assert Finding.objects.values().get() == before


def test_a_finding_that_still_holds_gets_the_new_words(minh_hoa: City) -> None:
    document = contradict(minh_hoa)
    find(minh_hoa)
    before = Finding.objects.get()
    Document.objects.filter(pk=document.pk).update(title="Tin đã sửa tên")
    find(minh_hoa)
    after = Finding.objects.get()
    assert (after.pk, after.found_at) == (before.pk, before.found_at)
    assert "Tin đã sửa tên" in after.text


def test_a_finding_that_no_longer_holds_goes(minh_hoa: City) -> None:
    document = contradict(minh_hoa)
    find(minh_hoa)
    for passage in document.passages.all():
        passage.observations.update(withdrawn_at=datetime(2026, 11, 4, tzinfo=UTC))
    assert find(minh_hoa) == 0
    assert not Finding.objects.exists()


def test_numbers_that_wait_for_a_person_get_a_passage_when_a_finding_needs_it(minh_hoa: City) -> None:
    document = DocumentFactory(area=minh_hoa.area, title="Báo cáo 2023", text=STRUCTURE)
    PassageFactory(document=document, marked=STRUCTURE.replace("55,6", "[55,6]"))
    statements(document, "55,6", "37,9", "6,9", last_year=2023)
    assert find(minh_hoa) == 1
    assert [passage.number for passage in Finding.objects.get().passages.all()] == ["55,6", "37,9", "6,9"]
    assert document.passages.count() == 3


def test_what_a_person_refused_is_not_held_against_anything(minh_hoa: City) -> None:
    document = DocumentFactory(area=minh_hoa.area, title="Báo cáo 2023", text=STRUCTURE)
    statements(document, "55,6", "37,9", "6,9", last_year=2023, state=State.REFUSED, part_of="cơ cấu kinh tế")
    assert find(minh_hoa) == 0


def test_a_strange_unit_is_told_where_the_indicator_is_known(minh_hoa: City) -> None:
    revenue = minh_hoa.area.indicators.get(slug="thu-ngan-sach-tren-dia-ban")
    revenue.wordings.create(area=minh_hoa.area, text=revenue.name, key="ban dia ngan sach thu tren")
    document = DocumentFactory(area=minh_hoa.area, title="Báo cáo", text="Thu ngân sách đạt 8 triệu USD.")
    given = {"unit": "triệu USD", "state": State.WAITING, "question": Question.UNIT}
    statements(document, "8", indicator_name="thu ngân sách trên địa bàn", **given)
    assert find(minh_hoa) == 1
    assert Finding.objects.get().check_name == "unit_differs"


def test_an_announced_number_is_found_in_the_text(minh_hoa: City) -> None:
    document = minh_hoa.finished.document
    Document.objects.filter(pk=document.pk).update(text=f"{document.text}\nĐại hội thông qua 09 chỉ tiêu. Hết.")
    minh_hoa.finished.announced = 9
    minh_hoa.finished.save()
    assert find(minh_hoa) == 1
    found = Finding.objects.get()
    assert "văn bản nêu 9 chỉ tiêu, đã ghi nhận 6" in found.text
    assert [passage.quote for passage in found.passages.all()] == ["Đại hội thông qua 09 chỉ tiêu."]


def test_targets_that_wait_for_a_person_leave_the_announced_number_open(minh_hoa: City) -> None:
    text = "Đại hội thông qua 07 chỉ tiêu. Đến năm 2025 có 9% hộ dùng nước sạch."
    Document.objects.filter(pk=minh_hoa.finished.document.pk).update(text=text)
    minh_hoa.finished.announced = 7
    minh_hoa.finished.save()
    assert find(minh_hoa) == 1
    minh_hoa.finished.document.refresh_from_db()
    statements(minh_hoa.finished.document, "9", role="target", indicator_name="hộ dùng nước sạch")
    assert find(minh_hoa) == 0


@pytest.mark.parametrize(("met", "findings"), [("4", 0), ("5", 0), ("6", 1), ("2", 1)])
def test_targets_said_to_be_met_are_held_against_the_verdicts(minh_hoa: City, met: str, findings: int) -> None:
    """Four of six were met, and one has no figure: four or five may be right."""
    text = f"Nhiệm kỳ 2020 - 2025 có {met}/6 chỉ tiêu Nghị quyết đạt và vượt."
    document = DocumentFactory(area=minh_hoa.area, title="Tổng kết", text=text)
    Verdict.objects.filter(target__resolution=minh_hoa.finished).update(on=date(2026, 11, 3))
    given = {"first_year": 2020, "last_year": 2025, "unit": "chỉ tiêu", "denominator": Decimal(6)}
    statements(document, met, indicator_name="chỉ tiêu Nghị quyết đạt và vượt", **given)
    assert Verdict.objects.filter(outcome=Outcome.NO_DATA, target__resolution=minh_hoa.finished).count() == 1
    assert find(minh_hoa) == findings


def test_statements_of_sql_do_not_grow_with_documents(minh_hoa: City, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]  # pytest-django's fixture
    for place in range(5):
        document = DocumentFactory(area=minh_hoa.area, title=f"Văn bản {place}", text="Đạt 7%, còn 8%.")
        statements(document, "7", "8")
    with django_assert_max_num_queries(24):
        find(minh_hoa)


def test_only_who_may_judge_may_look(minh_hoa: City) -> None:
    with pytest.raises(PermissionDenied):
        FindDisagreements(by=UserFactory(role=Role.LEADER), area_id=minh_hoa.area.pk).execute()
    assert FindDisagreements(by=UserFactory(), area_id=minh_hoa.area.pk).execute() == 0


def test_the_trace_counts_by_check(minh_hoa: City) -> None:
    contradict(minh_hoa)
    find(minh_hoa)
    assert AuditEntry.objects.filter(verb="reviews.judge").first().detail == {"sources_disagree": 1}
