"""`camket account`: opened, given a new password, and let out of a second factor that is lost."""

import pytest
from allauth.mfa.models import Authenticator

from camket.config.cli import main
from camket.foundation.models import AuditEntry
from camket.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english(monkeypatch):
    monkeypatch.setenv("LANG", "en_US.UTF-8")
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
    main(["account", "quantri"])
    assert main(["account", "quantri", "--reset-second-factor"]) == 0
    assert "quantri" in capsys.readouterr().out.splitlines()[-1]


def test_an_account_that_is_not_there_is_not_made(capsys):
    assert main(["account", "ai-do", "--reset-second-factor"]) == 1
    assert ("ai-do" in capsys.readouterr().err, User.objects.count()) == (True, 0)
