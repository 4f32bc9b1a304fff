"""An account is opened, and its person sets the password by a link."""

from smtplib import SMTPException

import pytest
from django.core import mail
from django.test import Client

from camket.foundation.models import AuditEntry
from camket.people.accounts import (
    ChangeAccount,
    CloseAccount,
    EndSessions,
    GiveLink,
)
from camket.people.enums import Role
from camket.people.models import User
from people.desk import (
    OTHER_PASSWORD,
    at,
    link_in,
    opened,
    page,
    sign_in,
    take,
)

pytestmark = pytest.mark.django_db


def test_an_account_is_opened_and_its_link_goes_by_letter(desk, clerk):
    answer = opened(desk, clerk.office, mail="lan@vi-du.vn")
    user = User.objects.get(username="moi.lan")
    assert answer.url == at(user)
    assert (user.called, user.role, user.office, user.has_usable_password()) == (
        "Lan Mẫu",
        Role.CLERK,
        clerk.office,
        False,
    )
    [letter] = mail.outbox
    assert letter.to == ["lan@vi-du.vn"]
    assert take(Client(), link_in(letter.body))
    assert sign_in(Client(), "moi.lan", OTHER_PASSWORD)


def test_without_an_address_the_link_is_shown_once_to_print(desk, clerk):
    answer = opened(desk, clerk.office)
    link = link_in(answer.content.decode())
    assert ("<svg" in answer.content.decode(), "no-store" in answer["Cache-Control"], mail.outbox) == (True, True, [])
    assert "quen-mat-khau" not in page(desk, at(User.objects.get(username="moi.lan")))
    assert take(Client(), link)


def test_a_letter_that_cannot_go_is_told_and_the_link_shown(desk, clerk, monkeypatch):
    def down(*given):
        raise SMTPException

    monkeypatch.setattr("django.core.mail.EmailMessage.send", down)
    shown = opened(desk, clerk.office, mail="lan@vi-du.vn").content.decode()
    assert "Không gửi được thư đến lan@vi-du.vn" in shown
    assert link_in(shown)


def test_a_link_is_good_once(clerk):
    link = GiveLink(by=None, user=clerk).execute()
    path = link_in(link)
    assert [take(Client(), path), take(Client(), path, "Mat-khau-thu-ba-56")] == [True, False]
    assert sign_in(Client(), password=OTHER_PASSWORD)


def test_a_link_that_is_too_old_is_worth_nothing(clerk, settings):
    path = link_in(GiveLink(by=None, user=clerk).execute())
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert not take(Client(), path)


@pytest.mark.parametrize("what", ["closed", "sessions", "mail", "again"])
def test_a_link_is_worth_nothing_once_the_account_is_another(what, clerk):
    clerk.set_unusable_password()
    clerk.save()
    path = link_in(GiveLink(by=None, user=clerk).execute())
    acts = {
        "closed": lambda: CloseAccount(by=None, user=clerk).execute(),
        "sessions": lambda: EndSessions(by=None, user=clerk).execute(),
        "mail": lambda: ChangeAccount(by=None, user=clerk, changes={"email": "khac@vi-du.vn"}).execute(),
        "again": lambda: GiveLink(by=None, user=clerk).execute(),
    }
    acts[what]()
    assert not take(Client(), path)


def test_neither_link_nor_password_is_in_the_trail(desk, clerk):
    link = link_in(opened(desk, clerk.office).content.decode())
    take(Client(), link)
    told = " ".join(str(vars(entry)) for entry in AuditEntry.objects.all())
    assert [secret in told for secret in (link.split("-", 3)[-1], OTHER_PASSWORD)] == [False, False]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"username": "CAN-BO"}, "username"),
        ({"username": "co dau cach"}, "username"),
        ({"username": ""}, "username"),
        ({"mail": "khong-phai-thu"}, "mail"),
        ({"office": ""}, "office"),
        ({"office": "99999"}, "office"),
        ({"role": "public"}, "role"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_stays(desk, clerk, given, field):
    before = User.objects.count()
    answer = opened(desk, clerk.office, **given)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert ("Lan Mẫu" in answer.content.decode(), User.objects.count()) == (True, before)
