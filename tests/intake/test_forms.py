"""What a clerk types, and what the forms answer."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from camket.areas.queries import within
from camket.intake.forms import DecimalEntry, IndicatorForm, StatementForm, UploadForm
from camket.measures.decimals import format_number
from factories import AreaFactory, DocumentFactory, IndicatorFactory, StatementFactory

WRITTEN = [
    ("1.234,5", "1234.5"),
    ("1.234", "1234"),
    ("65,5", "65.5"),
    ("65.5", "65.5"),
    ("−1,5", "-1.5"),
    ("-2", "-2"),
    ("02", "2"),
    ("  7 ", "7"),
]


@pytest.mark.parametrize(("text", "value"), WRITTEN)
def test_a_number_is_read_as_offices_write_it(text, value):
    assert DecimalEntry().clean(text) == Decimal(value)


@pytest.mark.parametrize("text", ["hai trăm", "1,2,3", "12 tỷ", "1.23.456", "--5", "٣"])
def test_what_is_no_number_is_told_what_would_be_one(text):
    with override("vi"), pytest.raises(ValidationError, match=r"1\.234,5"):
        DecimalEntry().clean(text)


@pytest.mark.parametrize("text", ["0,1234567", "1" * 19])
def test_a_number_that_cannot_be_kept_whole_is_refused(text):
    with pytest.raises(ValidationError) as refused:
        DecimalEntry().clean(text)
    assert refused.value.code == "too_long"


@given(st.decimals(min_value=-(10**17), max_value=10**17, places=6))
def test_what_is_shown_in_the_field_is_read_back_as_the_same_number(value):
    field = DecimalEntry()
    assert field.clean(field.prepare_value(value)) == value


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_field_shows_the_vietnamese_form_in_both_languages(language):
    with override(language):
        assert DecimalEntry().prepare_value(Decimal("1234.5")) == format_number(Decimal("1234.5"), "vi")


def edited(statement, **changes):
    form = StatementForm(statement)
    given = {name: form[name].value() for name in form.fields}
    return StatementForm(statement, {k: v for k, v in (given | changes).items() if v is not None})


@pytest.mark.django_db
class TestStatementForm:
    def test_nothing_typed_is_nothing_changed(self):
        form = edited(StatementFactory())
        assert form.is_valid(), form.errors
        assert form.changes == {}

    def test_only_what_differs_is_a_change(self):
        form = edited(StatementFactory(), value="190,5", unit="tỉ đồng", last_year="2025")
        assert form.is_valid(), form.errors
        assert form.changes == {"value": Decimal("190.5"), "last_year": 2025}

    WRONG = (
        ({"value": "nhiều"}, "value"),
        ({"value": ""}, "value"),
        ({"indicator_name": " "}, "indicator_name"),
        ({"upper": "100"}, "upper"),
        ({"denominator": "0"}, "denominator"),
        ({"last_year": "25"}, "last_year"),
        ({"first_year": "2026"}, "last_year"),
        ({"role": "wish"}, "role"),
        ({"aggregate": "state"}, "state_name"),
        ({"unit": "x" * 61}, "unit"),
    )

    @pytest.mark.parametrize(("typed", "field"), WRONG)
    def test_the_error_stands_at_the_field_that_is_wrong(self, typed, field):
        assert field in edited(StatementFactory(), **typed).errors

    def test_a_designation_has_no_amount(self):
        form = edited(StatementFactory(), aggregate="state", state_name="đô thị loại II")
        assert form.is_valid(), form.errors
        assert (form.cleaned_data["value"], form.cleaned_data["unit"]) == (None, "")

    def test_one_number_has_one_statement_in_a_role(self):
        first = StatementFactory(role="target")
        second = StatementFactory(document=first.document, role="result")
        assert "role" in edited(second, role="target").errors
        assert "role" not in edited(second, role="plan").errors


@pytest.mark.django_db
class TestIndicatorForm:
    def changed(self, indicator, **changes):
        form = IndicatorForm(indicator)
        return IndicatorForm(indicator, {name: form[name].value() for name in form.fields} | changes)

    def test_nothing_typed_is_nothing_changed(self):
        form = self.changed(IndicatorFactory(states=["đô thị loại II", "đô thị loại I"]))
        assert form.is_valid(), form.errors
        assert form.changes == {}

    def test_a_designation_needs_its_ranks(self):
        assert "states" in self.changed(IndicatorFactory(), nature="state").errors

    def test_ranks_come_one_a_line(self):
        form = self.changed(IndicatorFactory(), nature="state", states="đô thị loại II\n\n đô thị loại I ")
        assert form.is_valid(), form.errors
        assert form.changes["states"] == ["đô thị loại II", "đô thị loại I"]


def files(*names):
    return MultiValueDict({"documents": [SimpleUploadedFile(name, b"x") for name in names]})


@pytest.mark.django_db
class TestUploadForm:
    def test_one_area_is_not_asked_for(self):
        AreaFactory()
        form = UploadForm(within(None), {}, files("a.txt", "b.txt"))
        assert form.is_valid(), form.errors
        assert [file.name for file in form.cleaned_data["documents"]] == ["a.txt", "b.txt"]

    def test_two_areas_are(self):
        areas = [AreaFactory(slug=f"xa-{n}", code=str(n)) for n in range(2)]
        assert "area" in UploadForm(within(None), {}, files("a.txt")).errors
        assert UploadForm(within(None), {"area": areas[1].pk}, files("a.txt")).is_valid()

    def test_an_area_of_others_is_no_choice(self):
        areas = [AreaFactory(slug=f"xa-{n}", code=str(n)) for n in range(3)]
        allowed = within(None).exclude(pk=areas[2].pk)
        assert "area" in UploadForm(allowed, {"area": areas[2].pk}, files("a.txt")).errors

    def test_without_an_area_its_name_is_asked_for(self):
        assert "area_name" in UploadForm(within(None), {}, files("a.txt")).errors
        assert UploadForm(within(None), {"area_name": "Xã Ví Dụ", "area_kind": "commune"}, files("a.txt")).is_valid()

    def test_no_file_is_told_what_to_do(self):
        AreaFactory()
        with override("vi"):
            assert "Chọn một hoặc nhiều tệp" in str(UploadForm(within(None), {}, {}).errors["documents"])

    def test_an_empty_file_is_left_to_the_reader_who_names_it(self):
        AreaFactory()
        empty = MultiValueDict({"documents": [SimpleUploadedFile("trong.txt", b"")]})
        assert UploadForm(within(None), {}, empty).is_valid()


@pytest.mark.django_db
def test_the_form_of_a_statement_of_another_document_is_free_in_its_role():
    first = StatementFactory(role="target")
    other = StatementFactory(document=DocumentFactory(area=first.document.area), role="result")
    assert "role" not in edited(other, role="target").errors


@pytest.mark.django_db
def test_a_figure_that_is_too_large_is_saved_in_the_larger_unit_that_was_offered():
    statement = StatementFactory(value=Decimal("2500000000000"), unit="đồng", question="too_large")
    form = edited(statement, **{name: StatementForm(statement)[name].value() for name in ("value", "unit")})
    assert form.is_valid(), form.errors
    assert {name: form.changes[name] for name in ("value", "unit")} == {"value": Decimal(2500), "unit": "tỷ đồng"}
