"""The desk of accounts as its tests use it."""

import re

from django.utils import timezone

from camket.people.actions import back_office
from camket.people.enums import Role
from camket.people.roles import GiveRole
from factories import OfficeFactory, UserFactory

LIST, OPEN, DOOR = "/admin/tai-khoan/", "/admin/tai-khoan/mo/", "/tai-khoan/dang-nhap/"
MAIL, SESSIONS = "/tai-khoan/thu/", "/tai-khoan/phien/"
PASSWORD, OTHER_PASSWORD = "Mot-mat-khau-12", "Mat-khau-khac-34"


def account(role=Role.CLERK, area=None, **given):
    office = given.pop("office", OfficeFactory(area=area) if area else None)
    user = UserFactory(role=role, office=office, is_superuser=role == Role.ADMINISTRATOR, **given)
    user.set_password(PASSWORD)
    user.save()
    user.groups.add(back_office())
    return user


def page(client, path, **asked):
    return client.get(path, asked).content.decode()


def at(user):
    return f"/admin/tai-khoan/{user.pk}/"


def do(client, user, go, reason="theo đề nghị"):
    return client.post(f"{at(user)}viec/", {"go": go, "reason": reason, "sure": "on"})


def filled(client, user, **changes):
    """The form of an account as it is shown, with some of it typed over."""
    form = client.get(at(user)).context["form"]
    given = {name: form[name].value() for name in form.fields}
    return {**{name: value for name, value in given.items() if value is not None}, **changes}


def sign_in(client, name="can-bo", password=PASSWORD):
    client.post(DOOR, {"login": name, "password": password})
    return is_in(client)


def is_in(client):
    return client.get("/admin/").status_code == 200


SAME = object()


def give(user, role, office=SAME, by=None, **given):
    """From today on, at the office that the account is of, where nothing else is said."""
    days = {"since": timezone.localdate(), **given}
    return GiveRole(by=by, user=user, role=role, office=user.office if office is SAME else office, **days).execute()


def role_posted(client, user, role, office, **given):
    """The form that gives a role, as it is shown, with some of it typed over."""
    form = client.get(at(user)).context["role_form"]
    told = {"since": "", "until": "", "reason": "", "seen": form["seen"].value(), **given}
    return client.post(f"{at(user)}vai-tro/", {"role": role, "office": office.pk if office else "", **told})


def opened(desk, at_office, **given):
    told = {"username": "moi.lan", "name": "Lan Mẫu", "mail": "", "role": "clerk", "office": at_office.pk, **given}
    return desk.post(OPEN, told)


def link_in(text):
    return re.search(r"/tai-khoan/quen-mat-khau/[^\s<]+/", text)[0]


def take(client, link, password=OTHER_PASSWORD):
    """By the link, as a browser does: it leads on to an address that tells nothing."""
    form = client.get(link, follow=True)
    if "Đường dẫn không dùng được" in form.content.decode():
        return False
    client.post(form.redirect_chain[-1][0], {"password1": password, "password2": password})
    return True
