"""Jobs that a person follows: started, done, failed, taken from the dead, and what comes back by itself."""

import os
import socket
from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from camket.foundation.errors import CamketError
from camket.jobs import reaping, schedule, working
from camket.jobs.actions import ChangeRecurring, RunNow, TryAgain, doing, start
from camket.jobs.enums import JobState
from camket.jobs.models import Job, Recurring, Worker
from camket.people.actions import back_office
from camket.people.enums import Role
from factories import UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)  # ten in the morning in Hanoi


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VAR = tmp_path


@pytest.fixture
def queue(settings):
    """Jobs wait, as they do on a site."""
    settings.TASKS = {**settings.TASKS, "jobs": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@task(backend="jobs")
def greet(job, name):
    with doing(job) as progress:
        progress.step(1, 2, "đang viết")
        progress.deliver("thu.txt", f"Chào {name}".encode())


@task(backend="jobs")
def refuse(job):
    with doing(job):
        raise CamketError("Chưa có số liệu năm 2030.", "There are no figures of 2030.")


@task(backend="jobs")
def stumble(job):
    with doing(job):
        raise KeyError("secret detail")


@task(backend="jobs")
def tick():
    """Work without arguments."""


def person(role=Role.CLERK):
    user = UserFactory(role=role)
    user.groups.add(back_office())
    client = Client()
    client.force_login(user)
    return client, user


def test_a_job_ends_with_its_file():
    job = start(greet, title="Thư", by=None, name="Bình Minh")
    assert (job.state, job.name, job.file.read().decode()) == (JobState.DONE, "thu.txt", "Chào Bình Minh")


def test_a_job_done_twice_has_one_file(tmp_path):
    job = start(greet, title="Thư", by=None, name="A")
    greet.call(job=str(job.pk), name="B")
    assert [one.read_text() for one in tmp_path.rglob("thu*")] == ["Chào B"]


@pytest.mark.parametrize(("language", "said"), [("vi", "Chưa có số liệu"), ("en", "There are no figures")])
def test_what_stands_in_the_way_is_told_in_the_language_of_who_asked(language, said):
    from django.utils.translation import override

    with override(language):
        job = start(refuse, title="Báo cáo", by=None)
    assert job.state == JobState.FAILED
    assert job.said.startswith(said)


def test_an_error_of_ours_is_not_explained_by_its_traceback():
    job = start(stumble, title="Báo cáo", by=None)
    assert job.state == JobState.FAILED
    assert "secret detail" not in job.said
    assert "báo người quản trị" in job.said


# --- whose jobs


def test_the_page_of_a_job_leads_to_its_file_and_back():
    client, user = person()
    job = start(greet, title="Thư", by=user, back="/admin/bao-cao/", name="A")
    page = client.get(f"/admin/viec/{job.pk}/").content.decode()
    assert "/tep/" in page
    assert 'href="/admin/bao-cao/"' in page
    answer = client.get(f"/admin/viec/{job.pk}/tep/")
    assert b"".join(answer.streaming_content) == "Chào A".encode()
    assert 'filename="thu.txt"' in answer["Content-Disposition"]


@pytest.mark.parametrize("part", ["", "tep/"])
def test_nobody_sees_the_job_of_another(part):
    job = start(greet, title="Thư", by=person()[1], name="A")
    assert person()[0].get(f"/admin/viec/{job.pk}/{part}").status_code == 404
    assert person(Role.ADMINISTRATOR)[0].get(f"/admin/viec/{job.pk}/{part}").status_code == 200


def test_a_page_that_waits_loads_itself_anew_and_says_that_nobody_works():
    client, user = person()
    job = Job.objects.create(title="Chờ", by=user)
    page = client.get(f"/admin/viec/{job.pk}/").content.decode()
    assert 'http-equiv="refresh"' in page
    assert "camket work" in page


def test_a_file_that_is_gone_is_not_found():
    client, user = person()
    job = start(greet, title="Thư", by=user, name="A")
    job.file.delete()
    assert client.get(f"/admin/viec/{job.pk}/tep/").status_code == 404


def test_the_schedule_is_for_administrators(queue):
    working.keep_schedule(NOW)
    assert "Việc định kỳ" in person(Role.ADMINISTRATOR)[0].get("/admin/viec/").content.decode()
    assert "Việc định kỳ" not in person()[0].get("/admin/viec/").content.decode()


# --- taken from the dead


def running(worker, tries=1, **given):
    keys = ["earlier"] * (tries - 1) + [worker]
    given = {"args_kwargs": {"args": [], "kwargs": {}}, "task_path": "jobs.slow.count", "run_after": NOW} | given
    return DBTaskResult.objects.create(
        backend_name="jobs", status=TaskResultStatus.RUNNING, worker_ids=keys, priority=0, **given
    )


def worker(key, *, pid=None, seen=NOW, host=None):
    return Worker.objects.create(key=key, host=host or socket.gethostname(), pid=pid or os.getpid(), seen_at=seen)


def test_a_job_of_a_living_worker_is_left_to_it():
    worker("alive")
    task = running("alive")
    assert reaping.reap(NOW) == 0
    task.refresh_from_db()
    assert task.status == TaskResultStatus.RUNNING


@pytest.mark.parametrize(
    "given",
    [
        {"pid": 2**22 - 1},  # no process of this machine
        {"seen": NOW - timedelta(minutes=5)},
        {"host": "elsewhere", "seen": NOW - timedelta(minutes=2)},
    ],
    ids=["process gone", "silent", "silent elsewhere"],
)
def test_a_job_of_a_dead_worker_goes_back_into_the_queue(given):
    worker("dead", **given)
    task = running("dead")
    job = Job.objects.create(title="x", state=JobState.RUNNING, task=str(task.pk))
    assert reaping.reap(NOW) == 1
    task.refresh_from_db()
    job.refresh_from_db()
    assert (task.status, job.state) == (TaskResultStatus.READY, JobState.WAITING)


def test_a_job_that_takes_three_workers_with_it_is_given_up_and_says_so():
    task = running("dead", tries=3)
    job = Job.objects.create(title="x", state=JobState.RUNNING, task=str(task.pk))
    reaping.reap(NOW)
    task.refresh_from_db()
    job.refresh_from_db()
    assert (task.status, job.state) == (TaskResultStatus.FAILED, JobState.FAILED)
    assert "bị ngắt" in job.said


def test_a_job_whose_task_was_stopped_by_force_does_not_run_for_ever():
    task = running("any")
    DBTaskResult.objects.filter(pk=task.pk).update(status=TaskResultStatus.FAILED)
    job = Job.objects.create(title="x", state=JobState.RUNNING, task=str(task.pk))
    reaping.reap(NOW)
    job.refresh_from_db()
    assert job.state == JobState.FAILED


def test_a_failed_job_is_tried_again_by_who_asked_for_it():
    client, user = person()
    task = running("dead", tries=3)
    job = Job.objects.create(title="x", state=JobState.FAILED, task=str(task.pk), by=user)
    DBTaskResult.objects.filter(pk=task.pk).update(status=TaskResultStatus.FAILED)
    client.post(f"/admin/viec/{job.pk}/lam-lai/")
    task.refresh_from_db()
    job.refresh_from_db()
    assert (task.status, task.worker_ids, job.state) == (TaskResultStatus.READY, [], JobState.WAITING)


def test_what_is_done_is_not_done_again():
    job = start(greet, title="Thư", by=None, name="A")
    TryAgain(by=None, job=job).execute()
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_what_is_long_over_goes_with_its_file(tmp_path):
    job = start(greet, title="Thư", by=None, name="A")
    Job.objects.filter(pk=job.pk).update(ended_at=NOW - timedelta(days=15))
    assert reaping.forget(NOW) == 1
    assert list(tmp_path.rglob("thu*")) == []


# --- what comes back by itself


@pytest.fixture
def line(monkeypatch, queue):
    monkeypatch.setattr(schedule, "entries", {"dem": schedule.Entry(tick, "Đếm", minutes=10)})
    working.keep_schedule(NOW - timedelta(minutes=10))
    return Recurring.objects.get()


@pytest.mark.parametrize(
    ("given", "following"),
    [
        ({"minutes": 30}, datetime(2026, 5, 4, 3, 30, tzinfo=UTC)),
        ({"at": time(11)}, datetime(2026, 5, 4, 4, 0, tzinfo=UTC)),  # later today
        ({"at": time(0, 30)}, datetime(2026, 5, 4, 17, 30, tzinfo=UTC)),  # half past midnight in Hanoi
        ({"at": time(10)}, datetime(2026, 5, 5, 3, 0, tzinfo=UTC)),  # just now: tomorrow
    ],
)
def test_when_a_line_is_due_again(given, following):
    assert schedule.following(Recurring(**given), NOW) == following


def test_a_new_line_is_done_once_at_the_start(line):
    assert (line.last_at, line.next_at) == (NOW - timedelta(minutes=10), NOW)
    assert DBTaskResult.objects.get().task_path.endswith("tick")


def test_what_was_missed_is_done_once(line):
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL)
    working.keep_schedule(NOW + timedelta(hours=5))
    line.refresh_from_db()
    assert line.next_at == NOW + timedelta(hours=5, minutes=10)
    assert DBTaskResult.objects.count() == 2


def test_a_line_that_is_off_rests(line):
    ChangeRecurring(by=None, line=line, enabled=False, minutes=10).execute()
    working.keep_schedule(NOW + timedelta(days=1))
    line.refresh_from_db()
    assert line.last_at == NOW - timedelta(minutes=10)


def test_a_line_that_is_still_being_done_is_not_put_in_twice(line):
    task = running("any")
    Recurring.objects.update(task=str(task.pk), last_at=None)
    line.refresh_from_db()
    RunNow(by=None, line=line).execute()
    assert line.last_at is None


def test_an_administrator_changes_the_times_and_sees_what_does_not_fit(line):
    client, _ = person(Role.ADMINISTRATOR)
    client.post("/admin/viec/dinh-ky/dem/", {"dem-enabled": "on", "dem-at": "06:15"})
    line.refresh_from_db()
    assert (line.minutes, line.at) == (None, time(6, 15))
    answer = client.post("/admin/viec/dinh-ky/dem/", {"dem-enabled": "on", "dem-at": "06:15", "dem-minutes": "5"})
    assert answer.status_code == 422
    assert "một trong hai" in answer.content.decode()
    assert 'value="5"' in answer.content.decode()
