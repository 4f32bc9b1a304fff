"""The page of a report form tells what it asked from when to when, and what each version changed."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from camket.observations.rounds import queries
from camket.observations.rounds.actions import Asked, ChangeForm
from camket.observations.rounds.actions.defining import lines_of
from camket.observations.rounds.history import editions
from camket.people.actions import back_office
from camket.people.enums import Role
from factories import UserFactory
from observations.rounds import collected

pytestmark = pytest.mark.django_db
SINCE = date(2026, 2, 1)


@pytest.fixture
def city():
    return collected()


def change(form, lines, since=SINCE):
    ChangeForm(by=None, form=form, settings={}, lines=lines, since=since).execute()


def lines(city):
    return lines_of(queries.versions(city.form)[0])


def told(form):
    """What the newest version changed, each line by its indicator's name."""
    newest = editions(queries.versions(form))[0]
    parts = {"added": newest.added, "removed": newest.removed}
    pairs = {"owners": newest.owners, "reporters": newest.reporters}
    named = {key: [str(one.indicator) for one in some] for key, some in parts.items()}
    return {**named, **{key: [str(new.indicator) for _, new in some] for key, some in pairs.items()}}


def owner(line, office):
    return Asked(line.indicator_id, line.area_id, office.pk, line.contact, line.post)


def post(line, name):
    return Asked(line.indicator_id, line.area_id, line.office_id, line.contact, name)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (lambda city, known: known[1:], {"removed": ["Thu ngân sách trên địa bàn"]}),
        (lambda city, known: [owner(known[0], city.other), *known[1:]], {"owners": ["Thu ngân sách trên địa bàn"]}),
        (
            lambda city, known: [post(known[0], "Chuyên viên"), *known[1:]],
            {"reporters": ["Thu ngân sách trên địa bàn"]},
        ),
        (lambda city, known: known[::-1], {}),
    ],
)
def test_a_version_tells_which_lines_it_changed(city, changed, expected):
    change(city.form, changed(city, lines(city)))
    assert {key: some for key, some in told(city.form).items() if some} == expected


def test_a_line_that_comes_back_is_told_as_added(city):
    known = lines(city)
    change(city.form, known[1:])
    change(city.form, known, since=SINCE + timedelta(days=30))
    assert told(city.form)["added"] == ["Thu ngân sách trên địa bàn"]


def test_a_version_counts_until_the_day_before_the_next(city):
    change(city.form, lines(city)[1:])
    newest, oldest = editions(queries.versions(city.form))
    assert (newest.since, newest.until, oldest.until) == (SINCE, None, SINCE - timedelta(days=1))
    assert [one.counts(SINCE) for one in (newest, oldest)] == [True, False]


def test_of_two_versions_of_one_day_the_first_never_counted_as_rounds_have_it(city):
    known = lines(city)
    change(city.form, known[1:])
    change(city.form, known[:1])
    newest, replaced, _ = editions(queries.versions(city.form))
    assert (newest.never_counted, replaced.never_counted) == (False, True)
    assert [one.indicator_id for one in newest.lines] == [known[0].indicator_id]
    assert lines_of(queries.version_on(city.form, SINCE)) == known[:1]


def page(city, role=Role.CLERK):
    user = UserFactory(role=role)
    user.groups.add(back_office())
    client = Client()
    client.force_login(user)
    return client.get(reverse("rounds:form", args=[city.form.pk])).content.decode()


@pytest.mark.parametrize("role", [Role.CLERK, Role.AUDITOR])
def test_the_page_shows_every_version_with_its_changes(city, role):
    known = lines(city)
    change(city.form, [owner(known[0], city.other), *known[2:]])
    change(city.form, known, since=timezone.localdate() + timedelta(days=1))
    shown = page(city, role)
    parts = (
        "<del>Phòng Kinh tế</del> → <ins>Phòng Y tế</ins>",
        "<b>Bỏ:</b> Tỷ lệ hộ nghèo",
        "<b>Thêm:</b> Tỷ lệ hộ nghèo",
        "Từ 01/02/2026 đến hết",
        "chưa áp dụng",
        "đang áp dụng",
        "đã hết",
        "Lập biểu.",
        "Xem 2 dòng",
    )
    assert [part for part in parts if part not in shown] == []


def test_many_versions_cost_no_statement_more(city, django_assert_num_queries):
    known = lines(city)
    for number in range(12):
        change(city.form, known[number % 2 :], since=SINCE + timedelta(days=number))
    with django_assert_num_queries(2):
        found = editions(queries.versions(city.form))
        assert {str(line.office) + str(line.area) for one in found for line in one.lines}
