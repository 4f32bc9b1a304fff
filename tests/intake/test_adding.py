"""A number that the reader took for no statement is made into one by a person."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from camket.foundation.models import AuditEntry
from camket.intake import phrases
from camket.intake.actions import AddStatement, AlreadyStated, Assent, ReadDocument, Refuse, Undo
from camket.intake.enums import State
from camket.intake.models import OtherNumber, Statement
from camket.people.enums import Role
from camket.reading import read
from camket.records.extract import extract
from factories import AreaFactory, OfficeFactory, UserFactory

SAMPLES = sorted(path for path in (Path(__file__).parents[2] / "samples" / "minh-hoa").glob("0*.*"))
SCRIPT = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
TYPED = {
    "indicator_name": "thành lập mới hợp tác xã",
    "comparator": "eq",
    "value": "6",
    "unit": "hợp tác xã",
    "role": "result",
    "aggregate": "last",
    "last_year": "2024",
}


@pytest.fixture
def number(desk):
    """The 6 of "thành lập mới 6 hợp tác xã", as if no rule had read it."""
    at = (desk.no_unit.start, desk.no_unit.end)
    desk.no_unit.delete()
    return OtherNumber.objects.create(document=desk.document, start=at[0], end=at[1], kind="unread")


def address(number):
    return f"/admin/van-ban/{number.document_id}/so/{number.start}-{number.end}/"


def send(client, number, *, script=True, **changes):
    return client.post(address(number), TYPED | changes, **(SCRIPT if script else {}))


def made():
    return Statement.objects.get(rule="by_hand")


VALUES = {"indicator_name": "thành lập mới hợp tác xã", "value": Decimal(6), "unit": "hợp tác xã", "last_year": 2024}


def add(number, by=None):
    return AddStatement(by=by, number=number, values=VALUES).execute()


class TestAction:
    def test_it_waits_with_what_was_typed_and_who_typed_it(self, number):
        clerk = UserFactory(role=Role.CLERK)
        row = add(number, clerk)
        assert (row.state, row.value, row.edited, row.by_hand) == (State.WAITING, 6, True, True)
        assert (row.decided_by, row.version) == (clerk, 1)
        assert row.document.text[row.start : row.end] == "6"

    def test_the_audit_trail_names_the_statement(self, number):
        row = add(number, UserFactory(role=Role.CLERK))
        entry = AuditEntry.objects.get(verb="intake.add")
        assert (entry.object_type, entry.object_id) == ("intake.statement", str(row.pk))
        assert entry.detail == {"indicator_name": "thành lập mới hợp tác xã", "value": "6", "unit": "hợp tác xã"}

    def test_assented_to_it_is_a_figure_with_its_passage(self, number):
        row = Assent(by=None, statement=add(number)).execute()
        assert (row.observation.value, row.observation.passage.start) == (6, number.start)
        assert row.observation.passage.quote == "Năm 2024 trồng mới 120 ha rừng; thành lập mới 6 hợp tác xã."

    def test_it_is_undone_and_refused_like_any_other(self, number):
        row = Assent(by=None, statement=add(number)).execute()
        figure = row.observation
        row = Undo(by=None, statement=row).execute()
        figure.refresh_from_db()
        assert (row.state, figure.withdrawn_at is None) == (State.WAITING, False)
        assert Refuse(by=None, statement=row).execute().state == State.REFUSED

    def test_nobody_without_the_right_adds(self, number):
        with pytest.raises(PermissionDenied):
            add(number, UserFactory(role=Role.LEADER))

    def test_the_second_at_one_number_is_told_of_the_first_ones_statement(self, number):
        first = add(number, UserFactory(role=Role.CLERK, first_name="Lan"))
        with pytest.raises(AlreadyStated, match="Lan vừa thêm câu") as told:
            add(number)
        assert told.value.statement == first

    def test_reading_again_keeps_it_and_names_the_number_once(self, number):
        row = add(number)
        ReadDocument(by=None, document=number.document).execute()
        row.refresh_from_db()
        assert Statement.objects.filter(document=number.document, start=number.start, role="result").get() == row

    def test_what_it_repeats_is_offered_once(self, number, desk):
        values = {"indicator_name": "thu ngân sách", "value": Decimal("187.2"), "unit": "tỷ đồng", "first_year": 2024}
        row = AddStatement(by=None, number=number, values=VALUES | values).execute()
        assert row.repeats == desk.sure


class TestView:
    def test_the_form_opens_with_what_is_known(self, clerk, number):
        answer = clerk.get(address(number), **SCRIPT).json()
        assert answer["open"]
        assert 'name="value" value="6"' in answer["number"]["card"]
        assert 'name="unit" value="hợp tác xã"' in answer["number"]["card"]
        assert 'name="last_year" value="2024"' in answer["number"]["card"]

    def test_without_a_script_the_page_comes_with_the_form_open(self, clerk, number):
        page = clerk.get(address(number)).content.decode()
        assert f'id="the-so-{number.start}"' in page
        assert "<html" in page

    def test_saved_and_assented_at_once(self, clerk, number):
        answer = send(clerk, number, assent="1").json()
        row = made()
        assert (answer["id"], answer["standing"], answer["start"]) == (row.pk, "assented", number.start)
        assert (row.decided_by, row.observation.value) == (clerk.user, 6)
        assert "thêm bằng tay" in answer["card"]

    def test_saved_alone_it_waits_and_is_not_assented_to_with_the_sure_ones(self, clerk, number):
        answer = send(clerk, number).json()
        assert answer["standing"] == "unsure"
        clerk.post(f"/admin/van-ban/{number.document_id}/duyet-chac-chan/")
        assert made().state == State.WAITING

    def test_without_a_script_one_lands_at_the_new_statement(self, clerk, number):
        answer = send(clerk, number, script=False, assent="1")
        assert answer.url == f"/admin/van-ban/{number.document_id}/#cau-{made().pk}"

    @pytest.mark.parametrize("script", [True, False])
    def test_nothing_typed_is_lost_on_an_error(self, clerk, number, script):
        answer = send(clerk, number, script=script, value="nhiều", unit="tổ hợp")
        page = answer.json()["number"]["card"] if script else answer.content.decode()
        assert answer.status_code == 422
        assert "Gõ như 1.234,5" in page
        assert 'value="nhiều"' in page
        assert 'value="tổ hợp"' in page
        assert not Statement.objects.filter(rule="by_hand").exists()

    def test_what_is_still_open_is_asked_at_the_new_statement(self, clerk, number):
        answer = send(clerk, number, assent="1", unit="")
        body = answer.json()
        assert (answer.status_code, body["open"]) == (422, True)
        assert f'data-focus="id_{made().pk}_unit"' in body["card"]

    def test_the_second_person_keeps_what_was_typed_and_sees_the_first_ones_card(self, signed_in, number):
        send(signed_in(first_name="Lan"), number, assent="1")
        answer = send(signed_in(), number, indicator_name="tên khác")
        body = answer.json()
        assert answer.status_code == 409
        assert "Lan vừa thêm câu ở con số này" in body["number"]["card"]
        assert 'value="tên khác"' in body["number"]["card"]
        assert [one["id"] for one in body["others"]] == [made().pk]

    def test_a_number_that_is_a_statement_by_now_shows_its_card(self, clerk, number):
        send(clerk, number)
        number.delete()
        assert clerk.get(address(number), **SCRIPT).json()["id"] == made().pk

    def test_what_is_no_number_is_not_there(self, clerk, number):
        assert clerk.get(f"/admin/van-ban/{number.document_id}/so/0-3/").status_code == 404

    def test_a_reader_may_not(self, signed_in, number):
        assert send(signed_in(Role.LEADER), number, script=False).url == "/admin/"
        assert not Statement.objects.filter(rule="by_hand").exists()

    def test_another_areas_number_is_not_there(self, signed_in, number):
        foreign = signed_in(office=OfficeFactory(area=AreaFactory(slug="khac", code="8")))
        assert send(foreign, number).status_code == 404

    def test_the_number_is_marked_as_the_statement_that_it_became(self, clerk, number):
        send(clerk, number, assent="1")
        page = clerk.get(f"/admin/van-ban/{number.document_id}/").content.decode()
        assert f'data-mark="{made().pk}"' in page
        assert f'data-other="{number.start}"' not in page


def test_a_card_whose_statement_is_no_more_says_what_to_do(clerk, desk):
    pk = desk.sure.pk
    desk.sure.delete()
    answer = clerk.post(f"/admin/cau/{pk}/duyet/", {"version": 0}, **SCRIPT)
    assert answer.status_code == 404
    assert "tải lại trang" in json.loads(answer.content)["gone"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_kind_of_number_is_named_in_words(path):
    text = extract(path.read_bytes(), path.name).text
    assert {other.kind for other in read(text).others} <= set(phrases.OTHER_KINDS)
