"""What was recognised from pictures waits for a person, however sure the reader is of the words."""

import pytest

from camket.intake.actions import ReadDocument
from camket.intake.enums import Question
from camket.intake.models import Statement
from factories import DocumentFactory, UserFactory

TEXT = "Thu ngân sách trên địa bàn năm 2024 đạt 187,2 tỷ đồng."
OCR = {"code": "ocr", "vi": "Trang 1 là ảnh quét.", "en": "Page 1 is a scan."}


@pytest.mark.django_db
@pytest.mark.parametrize(("warnings", "confident"), [([], True), ([{**OCR, "code": "tcvn3"}], True), ([OCR], False)])
def test_nothing_read_from_a_scan_is_confident(warnings, confident):
    document = DocumentFactory(text=TEXT, warnings=warnings)
    ReadDocument(by=UserFactory(is_superuser=True), document=document).execute()
    statement = Statement.objects.get()
    assert statement.confident is confident
    assert (statement.question == Question.UNSURE) is not confident
    assert statement.unsure_of == ("" if confident else "number")


@pytest.mark.django_db
def test_of_a_scan_the_number_is_looked_at_first_and_then_what_the_reader_doubts():
    document = DocumentFactory(text="Thu ngân sách 98 tỷ đồng.", genre="council", warnings=[OCR])
    ReadDocument(by=UserFactory(is_superuser=True), document=document).execute()
    assert Statement.objects.get().doubted == ("number", "role", "aggregate")
