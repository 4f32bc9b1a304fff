"""What a trial site shows of work that goes on."""

import os
from datetime import date
from decimal import Decimal

import pytest

from camket.config import trial
from camket.config.cli import main
from camket.config.cli.demo import ACCOUNT, _accounts
from camket.observations.enums import OWED, DutyState
from camket.observations.models import Observation
from camket.observations.rounds import queries
from camket.observations.rounds.models import Round
from camket.people.models import User
from camket.people.queries import account
from camket.records.enums import TaskState
from camket.records.models import Task
from camket.reviews.enums import ReviewKind, ReviewState
from camket.reviews.models import Note, Obstacle, Project, Review
from factories import IndicatorFactory, ObservationFactory, OfficeFactory, ResolutionFactory, TargetFactory

pytestmark = pytest.mark.django_db

TODAY = date(2025, 11, 28)


@pytest.fixture
def city():
    resolution = ResolutionFactory()
    for n in range(4):
        office = OfficeFactory(area=resolution.area, name=f"Phòng {n}")
        for part in range(2):
            indicator = IndicatorFactory(area=resolution.area, name=f"chỉ số {n}{part}")
            TargetFactory(resolution=resolution, indicator=indicator, lead=office)
            ObservationFactory(indicator=indicator, year=2024, value=Decimal("187.2"))
    return resolution.area


@pytest.fixture
def trial_site(city):
    trial.fill(city.pk, TODAY)
    return Round.objects.get()


def states(held, office):
    return {duty.state for duty in held.duties.filter(office__name=office)}


def test_some_offices_have_sent_one_has_begun_and_one_is_late(trial_site):
    assert states(trial_site, "Phòng 0") == states(trial_site, "Phòng 1") == {DutyState.SUBMITTED}
    assert states(trial_site, "Phòng 2") == {DutyState.WAITING}
    late = trial_site.duties.filter(office__name="Phòng 3")
    assert {queries.is_late(duty, trial_site, TODAY) for duty in late} == {True}
    assert states(trial_site, "Phòng 3") <= OWED


def test_what_is_made_up_changes_nothing_that_the_public_sees(trial_site):
    assert not Observation.objects.filter(answer__isnull=False).exists()


def test_a_project_with_milestones_is_held_up(trial_site):
    project = Project.objects.get()
    assert (project.milestones.count(), Obstacle.objects.get().project) == (4, project)


def test_the_review_of_the_last_quarter_is_signed(trial_site):
    review = Review.objects.get(kind=ReviewKind.QUARTER)
    assert (review.state, review.on) == (ReviewState.SIGNED, date(2025, 9, 30))


def test_the_review_of_the_month_is_being_written_with_a_task_done_and_one_to_do(trial_site):
    review = Review.objects.get(kind=ReviewKind.MONTH)
    tasks = [remedy.task for remedy in review.remedies.order_by("pk")]
    assert review.state == ReviewState.DRAFT
    assert [(task.office.name, task.state) for task in tasks] == [
        ("Phòng 0", TaskState.REPORTED),
        ("Phòng 3", TaskState.OPEN),
    ]


def test_there_is_an_account_of_each_role_and_the_reporters_office_is_late(trial_site):
    opened = {user.username: user.role for user in User.objects.all()}
    assert opened == trial.ROLES
    assert account("baocao").office.name == "Phòng 3"


def test_each_account_gets_a_one_time_password_until_its_owner_has_chosen_one(trial_site):
    first = _accounts()
    assert set(first) == {ACCOUNT, *trial.ROLES}
    User.objects.filter(username="lanhdao").update(one_time=False)
    assert set(_accounts()) == {ACCOUNT, *trial.ROLES} - {"lanhdao"}
    assert account("lanhdao").check_password(first["lanhdao"])


def test_all_of_it_says_that_it_is_invented(trial_site):
    texts = [
        trial_site.form.name,
        Project.objects.get().name,
        Obstacle.objects.get().what,
        *(note.text for note in Note.objects.all()),
        *(task.what for task in Task.objects.all()),
        *(duty.current.note for duty in trial_site.duties.filter(current__isnull=False)),
    ]
    assert [text for text in texts if not text.startswith(trial.INVENTED)] == []


def test_without_a_resolution_that_is_running_nothing_is_made(city):
    trial.fill(city.pk, date(2050, 1, 1))
    assert not Round.objects.exists()


@pytest.fixture
def prepared(monkeypatch):
    """The demo, prepared by somebody else; what it puts into the environment goes with the test."""
    monkeypatch.setenv("CAMKET_BASE_URL", "")
    monkeypatch.delenv("CAMKET_BASE_URL")
    monkeypatch.setattr("camket.config.cli.demo._prepare", lambda samples: {ACCOUNT: "mat-khau-thu"})


def test_prepared_only_it_says_account_and_password(prepared, capsys):
    assert main(["demo", "--no-serve"]) == 0
    assert f"{ACCOUNT} / mat-khau-thu" in capsys.readouterr().out


def test_links_name_the_port_that_the_demo_listens_on(prepared):
    assert main(["demo", "--no-serve", "--port", "8080"]) == 0
    assert os.environ["CAMKET_BASE_URL"] == "http://127.0.0.1:8080"
