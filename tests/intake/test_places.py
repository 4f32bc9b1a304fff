"""A figure of a place in the document's area is filed under that place, where the sentence leaves no doubt which."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from camket.areas.enums import Kind
from camket.foundation.models import AuditEntry
from camket.intake.actions import Assent, AssentConfident, Edit, ReadDocument
from camket.intake.enums import Question, State
from camket.intake.forms import StatementForm
from camket.intake.models import Statement
from camket.observations.models import Observation
from camket.people.enums import Role
from camket.targets.models import Target
from factories import AreaFactory, DocumentFactory, OfficeFactory, ResolutionFactory, TermFactory, UserFactory

SCRIPT = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}


def place(name, parent, **fields):
    fields = {"slug": f"{name}-{parent.pk}".lower().replace(" ", "-"), "code": f"{name}{parent.pk}", **fields}
    return AreaFactory(name=name, parent=parent, kind=Kind.COMMUNE, **fields)


@pytest.fixture
def city(db):
    return AreaFactory(name="Huyện Sông Hoa")


@pytest.fixture
def commune(city):
    return place("Xã Tân Lập", city)


def document(area, *sentences, **fields):
    text = "\n".join(("BÁO CÁO", *sentences))
    given = {
        "area": area,
        "text": text,
        "title": "Báo cáo năm 2024",
        "year": 2024,
        "months": 12,
        "genre": "year_report",
    }
    return DocumentFactory(**given | fields)


def read(area, *sentences, **fields):
    """The statements of a document, by their values."""
    one = document(area, *sentences, **fields)
    ReadDocument(by=None, document=one).execute()
    return {int(row.value): row for row in Statement.objects.filter(document=one).select_related("place")}


NAMED = "Năm 2024, thu ngân sách xã Tân Lập đạt 12 tỷ đồng."


class TestReading:
    @pytest.mark.parametrize(
        "sentence",
        [
            NAMED,
            "Năm 2024, xã Tân Lập trồng mới 12 ha rừng.",
            "Năm 2024, tại Xã Tân Lập, thu ngân sách đạt 12 tỷ đồng.",
        ],
    )
    def test_a_place_in_the_documents_area_is_that_of_its_figure(self, city, commune, sentence):
        assert read(city, sentence)[12].place == commune

    @pytest.mark.parametrize(
        ("sentence", "name"),
        [
            (NAMED, "thu ngân sách"),
            ("Năm 2024, thu ngân sách trên địa bàn xã Tân Lập đạt 12 tỷ đồng.", "thu ngân sách"),
            ("Năm 2024, tại xã Tân Lập, thu ngân sách đạt 12 tỷ đồng.", "thu ngân sách"),
        ],
    )
    def test_the_indicator_is_named_without_the_place(self, city, commune, sentence, name):
        assert read(city, sentence)[12].indicator_name == name

    @pytest.mark.parametrize(
        "sentence",
        [
            "Năm 2024, thu ngân sách trên địa bàn đạt 12 tỷ đồng.",
            "Năm 2024, thu ngân sách huyện Sông Hoa đạt 12 tỷ đồng.",
            "Năm 2024, thu ngân sách xã Đông Phú đạt 12 tỷ đồng.",
            "Năm 2024, thu ngân sách xã Tan Lap đạt 12 tỷ đồng.",
        ],
    )
    def test_no_name_its_own_name_and_unknown_names_leave_it_with_the_document(self, city, commune, sentence):
        assert read(city, sentence)[12].place is None

    def test_a_name_that_two_places_have_is_nobodys(self, city, commune):
        place("Xã Tân Lập", place("Thị xã Hạ Sơn", city))
        assert read(city, NAMED)[12].place is None

    def test_a_place_outside_the_documents_area_is_not_meant(self, city):
        place("Xã Tân Lập", AreaFactory(name="Huyện khác", slug="khac", code="99"))
        assert read(city, NAMED)[12].place is None

    @pytest.mark.parametrize(("end", "filed"), [(date(2023, 12, 31), False), (date(2025, 6, 30), True)])
    def test_a_place_that_was_no_more_on_the_documents_day_is_not_meant(self, city, end, filed):
        ended = place("Xã Tân Lập", city, valid_to=end)
        assert read(city, NAMED)[12].place == (ended if filed else None)

    def test_the_place_of_the_tone_mark_does_not_matter(self, city):
        commune = place("Xã Hoà Thuỷ", city)
        assert read(city, "Năm 2024, thu ngân sách xã Hòa Thủy đạt 12 tỷ đồng.")[12].place == commune

    def test_where_another_number_stands_between_a_person_is_asked(self, city, commune):
        rows = read(city, "Năm 2024, thu ngân sách xã Tân Lập đạt 12 tỷ đồng, tỷ lệ hộ nghèo còn 4%.")
        assert (rows[12].question, rows[4].question) == (Question.NONE, Question.PLACE)

    def test_two_places_with_one_value_do_not_repeat_each_other(self, city, commune):
        place("Xã Đông Phú", city)
        one = document(city, NAMED, "Năm 2024, thu ngân sách xã Đông Phú đạt 12 tỷ đồng.")
        ReadDocument(by=None, document=one).execute()
        assert list(Statement.objects.filter(document=one).values_list("repeats", flat=True)) == [None, None]


class TestAssent:
    def test_the_figure_is_recorded_for_the_place_on_the_documents_indicator(self, city, commune):
        row = Assent(by=None, statement=read(city, NAMED)[12]).execute()
        assert (row.observation.area, row.observation.indicator.area) == (commune, city)

    def test_what_is_asked_about_is_not_assented_to_together(self, city, commune):
        rows = read(city, "Năm 2024, thu ngân sách xã Tân Lập đạt 12 tỷ đồng, tỷ lệ hộ nghèo còn 4%.")
        AssentConfident(by=None, document=rows[4].document).execute()
        rows[4].refresh_from_db()
        assert rows[4].state == State.WAITING
        assert [figure.area for figure in Observation.objects.all()] == [commune]

    def test_a_promise_for_the_place_is_a_target_of_the_place(self, city, commune):
        one = document(city, "Đến năm 2025, thu ngân sách xã Tân Lập đạt 12 tỷ đồng.", kind="resolution")
        ResolutionFactory(document=one, area=city, term=TermFactory(first_year=2020, last_year=2025))
        ReadDocument(by=None, document=one).execute()
        row = Statement.objects.get(document=one)
        row.role = "target"
        row.save()
        Assent(by=None, statement=row).execute()
        assert Target.objects.get().area == commune


class TestDesk:
    def address(self, row, verb="sua"):
        return f"/admin/cau/{row.pk}/{verb}/"

    def fields(self, row, **changes):
        form = StatementForm(row)
        given = {name: form[name].value() or "" for name in form.fields}
        return {**given, "value": "12", "version": row.version, **changes}

    def test_the_card_says_of_which_place_it_speaks(self, clerk, city, commune):
        row = read(city, NAMED)[12]
        page = clerk.get(f"/admin/van-ban/{row.document_id}/").content.decode()
        assert "của Xã Tân Lập" in page

    def test_a_person_chooses_another_place_or_the_documents_own(self, clerk, city, commune):
        other, row = place("Xã Đông Phú", city), read(city, NAMED)[12]
        for chosen, filed in ((other.pk, other), ("", None)):
            row.refresh_from_db()
            assert clerk.post(self.address(row), self.fields(row, place=chosen), **SCRIPT).status_code == 200
            row.refresh_from_db()
            assert row.place == filed

    def test_a_place_outside_the_documents_area_cannot_be_chosen(self, clerk, city, commune):
        outside, row = AreaFactory(name="Huyện khác", slug="khac", code="99"), read(city, NAMED)[12]
        assert clerk.post(self.address(row), self.fields(row, place=outside.pk), **SCRIPT).status_code == 422
        row.refresh_from_db()
        assert row.place == commune

    def test_a_document_of_an_area_without_places_asks_for_none(self, clerk, city):
        row = read(city, "Năm 2024, thu ngân sách trên địa bàn đạt 12 tỷ đồng.")[12]
        assert "place" not in StatementForm(row).fields

    def test_the_statement_stays_the_documents_for_those_of_other_areas(self, signed_in, city, commune):
        row = read(city, NAMED)[12]
        theirs, ours = (signed_in(Role.CLERK, office=OfficeFactory(area=area)) for area in (commune, city))
        assert theirs.post(self.address(row), self.fields(row)).status_code == 404
        assert ours.get(f"/admin/cau/{row.pk}/").status_code == 200

    def test_who_works_for_the_place_alone_may_not_decide(self, city, commune):
        row = read(city, NAMED)[12]
        theirs, ours = (UserFactory(role=Role.CLERK, office=OfficeFactory(area=area)) for area in (commune, city))
        with pytest.raises(PermissionDenied):
            Assent(by=theirs, statement=Statement.objects.select_related("document").get(pk=row.pk)).execute()
        statement = Statement.objects.select_related("document").get(pk=row.pk)
        assert Assent(by=ours, statement=statement).execute().observation.area == commune


def test_the_audit_trail_names_the_place(city, commune):
    row = read(city, NAMED)[12]
    Edit(by=UserFactory(role=Role.CLERK), statement=row, changes={"place": None}).execute()
    assert "Tân Lập" in str(AuditEntry.objects.filter(verb="intake.edit").latest("pk").before)
