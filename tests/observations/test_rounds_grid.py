"""The grid of a round in the back office: typed or pasted as a block, saved by a press, and nobody overwritten."""

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from camket.observations.enums import DutyState
from camket.observations.models import Observation
from camket.observations.rounds.models import Answer
from camket.people.actions import back_office
from camket.people.enums import Role
from factories import UserFactory
from observations.rounds import collected

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return collected()


@pytest.fixture
def client():
    user = UserFactory(role=Role.CLERK)
    user.groups.add(back_office())
    client = Client()
    client.force_login(user)
    return client


def _beds(city):
    return city.round.duties.get(office=city.other)


def _fields(city, **typed) -> dict[str, str]:
    """The form as a browser sends it: every cell, with what it rests on."""
    duties = {"revenue": city.duty(city.revenue), "poverty": city.duty(city.poverty), "beds": _beds(city)}
    texts = {duty: typed.get(name, "") for name, duty in duties.items()}
    sent = {f"so-{duty.pk}": text for duty, text in texts.items()}
    return sent | {f"thay-{duty.pk}": str(duty.current_id or 0) for duty in texts} | {"viec": typed.get("does", "gui")}


def _press(client, city, fields, follow=True):
    return client.post(reverse("rounds:grid", args=[city.round.pk]), fields, follow=follow)


def _page(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_figures_of_several_offices_are_sent_with_one_press(city, client):
    _press(client, city, _fields(city, revenue="205,4", poverty="16/1.000", beds="310"))
    assert Observation.objects.filter(answer__isnull=False).count() == 3
    assert set(city.round.duties.values_list("state", flat=True)) == {DutyState.SUBMITTED}


def test_what_is_refused_is_said_in_its_cell_with_what_was_typed(city, client):
    page = _page(_press(client, city, _fields(city, revenue="hai trăm", poverty="123,4", beds="310")))
    assert 'value="hai trăm"' in page
    assert "Chưa đọc được con số" in page
    assert "0 đến 100%" in page
    assert "1 ô cần sửa" in page
    assert "1 ô cần trả lời" in page
    assert _beds(city).state == DutyState.SUBMITTED


def test_two_people_on_one_grid_do_not_overwrite_each_other(city, client):
    first, second = _fields(city, revenue="205,4", does="luu"), _fields(city, revenue="206", beds="310", does="luu")
    _press(client, city, first)
    page = _page(_press(client, city, second))
    assert 'value="205,4"' in page
    assert "gõ “206”" in page
    assert _beds(city).current.text == "310"


def test_cells_that_nobody_touched_take_nothing_back(city, client):
    untouched = _fields(city, does="luu")
    city.save(city.give(city.revenue, "205,4"))
    _press(client, city, untouched)
    assert city.duty(city.revenue).current.text == "205,4"


BLOCK = "205,4\tTheo kho bạc\n\n16/1.000\n310\nthừa"


def test_a_block_is_put_into_the_grid_without_script_and_saved_by_a_press_alone(city, client):
    first = city.duty(city.revenue)
    page = _page(_press(client, city, _fields(city, does="dan") | {"khoi": BLOCK, "tu-dong": str(first.pk)}))
    assert 'value="205,4"' in page
    assert 'value="Theo kho bạc"' in page
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("start", "block", "told", "left"),
    [("revenue", "1\n2\n3", 3, 0), ("poverty", "1\n2\n3", 2, 1), ("", "1\n2\n3\n4", 3, 1), ("revenue", "", 0, 0)],
)
def test_a_block_begins_at_the_chosen_line(city, client, start, block, told, left):
    first = str(city.duty(getattr(city, start)).pk) if start else "x"
    page = _page(_press(client, city, _fields(city, does="dan") | {"khoi": block, "tu-dong": first}))
    assert f"Đã điền {told} dòng, chưa lưu." in page
    assert (f"{left} dòng thừa" in page) is bool(left)


def test_what_was_typed_before_the_block_stays(city, client):
    fields = _fields(city, revenue="205,4", does="dan") | {"khoi": "310", "tu-dong": str(_beds(city).pk)}
    page = _page(_press(client, city, fields))
    assert 'value="205,4"' in page
    assert 'value="310"' in page


def test_a_busy_database_takes_nothing_by_halves(city, client, monkeypatch):
    def held(self):
        raise OperationalError("database is locked")

    fields = _fields(city, revenue="205,4", beds="310")
    with monkeypatch.context() as busy:
        busy.setattr("camket.observations.rounds.actions.grid.AnswerGrid.perform", held)
        assert _press(client, city, fields).status_code == 503
    assert not Answer.objects.exists()
    _press(client, city, fields)
    assert Answer.objects.count() == 2


def test_saving_again_what_stands_costs_no_office_anything(city, client):
    _press(client, city, _fields(city, revenue="205,4", beds="310"))
    before = Answer.objects.count()
    _press(client, city, _fields(city, revenue="205,4", beds="310"))
    assert Answer.objects.count() == before


@pytest.mark.parametrize("name", ["grid", "typed_for"])
def test_the_grid_takes_a_bounded_number_of_statements(city, client, name, django_assert_max_num_queries):
    keys = [city.round.pk] if name == "grid" else [city.round.pk, city.office.pk]
    with django_assert_max_num_queries(20):
        client.get(reverse(f"rounds:{name}", args=keys))
