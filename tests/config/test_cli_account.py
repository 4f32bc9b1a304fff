"""`camket account`: opened, given a new password, and let out of a second factor that is lost."""

import pytest
from allauth.mfa.models import Authenticator

from camket.config.cli import main
from camket.foundation.models import AuditEntry
from camket.people.enums import Role
from camket.people.models import User
from factories import AreaFactory, OfficeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english(monkeypatch):
    monkeypatch.setattr("camket.config.cli.words.language", lambda: "en")
    monkeypatch.setattr("camket.config.cli.django_ready.start", lambda: None)


def test_a_lost_second_factor_is_reset_and_the_password_stays(capsys):
    main(["account", "quantri", "--role", "administrator"])
    user = User.objects.get()
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    assert main(["account", "quantri", "--reset-second-factor"]) == 0
    after = User.objects.get()
    assert (Authenticator.objects.count(), after.password, after.sessions_ended) == (0, user.password, 1)
    entry = AuditEntry.objects.get(verb="people.reset")
    assert (entry.actor, entry.object_name) == (None, "quantri")
    assert user.role == after.role == "administrator"


def test_an_account_without_one_is_told_so(capsys):
    main(["account", "quantri", "--role", "administrator"])
    assert main(["account", "quantri", "--reset-second-factor"]) == 0
    assert "quantri" in capsys.readouterr().out.splitlines()[-1]


def test_an_account_that_is_not_there_is_not_made(capsys):
    assert main(["account", "ai-do", "--reset-second-factor"]) == 1
    assert ("ai-do" in capsys.readouterr().err, User.objects.count()) == (True, 0)


def test_a_role_and_an_office_stay_where_none_is_named(capsys):
    office = OfficeFactory(name="Phòng Kinh tế")
    assert main(["account", "can-bo", "--role", "reporter", "--office", "phòng kinh tế"]) == 0
    assert main(["account", "can-bo"]) == 0
    user = User.objects.get(username="can-bo")
    assert (user.role, user.office) == (Role.REPORTER, office)


def test_a_new_account_is_a_clerks():
    assert main(["account", "can-bo", "--all-areas"]) == 0
    assert (User.objects.get().role, User.objects.get().office) == (Role.CLERK, None)


@pytest.mark.parametrize(
    "asked", [(), ("--role", "clerk"), ("--role", "reporter"), ("--role", "reporter", "--all-areas")]
)
def test_who_writes_belongs_somewhere(asked, capsys):
    assert main(["account", "can-bo", *asked]) == 1
    assert ("--office" in capsys.readouterr().err, User.objects.exists()) == (True, False)


@pytest.mark.parametrize("role", ["administrator", "leader", "auditor"])
def test_who_does_not_may_belong_to_no_office(role):
    assert main(["account", "can-bo", "--role", role]) == 0


def test_an_account_without_office_gets_a_new_password_as_it_is():
    assert main(["account", "can-bo", "--all-areas"]) == 0
    assert main(["account", "can-bo"]) == 0


def test_an_account_of_an_office_does_not_leave_it_unsaid(capsys):
    OfficeFactory(name="Phòng Kinh tế")
    assert main(["account", "can-bo", "--office", "phòng kinh tế"]) == 0
    assert main(["account", "can-bo", "--all-areas"]) == 1
    assert "Phòng Kinh tế" in capsys.readouterr().err


@pytest.mark.parametrize(("offices", "said"), [(0, "There is no office"), (2, "There are 2")])
def test_an_office_that_is_not_one_is_told_and_no_account_is_opened(capsys, offices, said):
    for number in range(offices):
        area = AreaFactory(slug=f"xa-{number}", code=str(number))
        OfficeFactory(name="Văn phòng", area=area)
    assert main(["account", "can-bo", "--office", "Văn phòng"]) == 1
    assert said in capsys.readouterr().err
    assert not User.objects.exists()
