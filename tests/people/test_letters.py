"""What the person of an account hears by letter."""

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.users.models import UserProfile

from camket.people import letters
from camket.people.accounts import (
    ChangeAccount,
    GivePassword,
)
from camket.people.actions import TakePassword
from camket.people.enums import Role
from camket.people.models import User
from camket.people.own import ChangeMail
from camket.people.second_factor import Reset
from people.desk import give

pytestmark = pytest.mark.django_db


@pytest.fixture
def queue(settings):
    settings.TASKS = {**settings.TASKS, "jobs": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def told():
    """What waits to be sent, and to whom."""
    waiting = DBTaskResult.objects.filter(task_path="camket.people.letters.deliver").order_by("enqueued_at")
    return [tuple(one.args_kwargs["args"][:3]) for one in waiting]


HEARD = [
    (lambda user, by: TakePassword(by=user, user=user, save=lambda: user.set_password("x")), "Mật khẩu đã được đổi."),
    (lambda user, by: Reset(by=by, user=user), "Người quản trị đã gỡ xác thực hai lớp."),
    (lambda user, by: GivePassword(by=None, username=user.username), "đã cấp mật khẩu dùng một lần"),
]


@pytest.mark.parametrize(("act", "said"), HEARD)
@pytest.mark.usefixtures("queue")
def test_the_person_hears_of_what_protects_the_account(
    act, said, clerk, administrator, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        act(clerk, administrator).execute()
    [(address, subject, text)] = told()
    assert (address, "can-bo" in subject, said in text, "/tai-khoan/bao-ve/" in text) == (clerk.email, True, True, True)


@pytest.mark.parametrize("who", ["person", "administrator"])
@pytest.mark.usefixtures("queue")
def test_of_a_new_mail_address_the_old_and_the_new_one_hear(
    who, clerk, administrator, django_capture_on_commit_callbacks
):
    new = {"email": "moi@vi-du.vn"}
    with django_capture_on_commit_callbacks(execute=True):
        if who == "person":
            ChangeMail(by=clerk, user=clerk, mail=new["email"]).execute()
        else:
            ChangeAccount(by=administrator, user=clerk, changes=new).execute()
    assert {address for address, _, _ in told()} == {"can-bo@vi-du.vn", "moi@vi-du.vn"}


@pytest.mark.usefixtures("queue")
def test_of_a_new_role_nobody_gets_a_letter(clerk, administrator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        give(clerk, Role.LEADER, by=administrator)
    assert told() == []


@pytest.mark.usefixtures("queue")
def test_the_letter_is_in_the_language_of_the_account(clerk, administrator, django_capture_on_commit_callbacks):
    profile = UserProfile.get_for_user(clerk)
    profile.preferred_language = "en"
    profile.save()
    with django_capture_on_commit_callbacks(execute=True):
        Reset(by=administrator, user=User.objects.get(pk=clerk.pk)).execute()
    assert "An administrator has removed your two-factor sign-in." in told()[0][2]


@pytest.mark.usefixtures("queue")
def test_a_mail_server_that_is_down_is_asked_again_later_and_the_letter_goes_once(monkeypatch):
    with monkeypatch.context() as away:
        away.setattr("django.core.mail.EmailMessage.send", lambda self: (_ for _ in ()).throw(ConnectionError()))
        letters.deliver.call("a@vi-du.vn", "Việc", "Chữ")
    [again] = DBTaskResult.objects.all()
    assert again.run_after > timezone.now()
    letters.deliver.call(*again.args_kwargs["args"])
    assert [one.to for one in mail.outbox] == [["a@vi-du.vn"]]
    assert DBTaskResult.objects.count() == 1


@pytest.mark.usefixtures("queue")
def test_in_a_demonstration_no_letter_waits(settings, clerk, administrator, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    with django_capture_on_commit_callbacks(execute=True):
        Reset(by=administrator, user=clerk).execute()
    assert told() == []
