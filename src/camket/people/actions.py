import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, Permission

from camket.foundation.actions import Action
from camket.foundation.english import fill
from camket.people.enums import Role
from camket.people.models import Office, User


@dataclass(kw_only=True)
class OpenAccount(Action[tuple[User, str]]):
    """An account with a new one-time password; for a known name, a new password. ``role`` and ``office`` stay as they
    are where none is given; a new account is a clerk's then.

    Answers with the account and the password, which is stored nowhere else.
    """

    verb = "people.manage"
    username: str
    role: Role | None = None
    office: Office | None = None

    def subject(self) -> User | None:
        return User.objects.filter(username=self.username).first()

    def perform(self) -> tuple[User, str]:
        password = secrets.token_urlsafe(9)
        user = self.subject() or User(username=self.username, role=Role.CLERK)
        role, office = self.role or Role(user.role), self.office or user.office
        if user.pk:
            self.changed.note(user, {"role": role.value, "office": office})
        self.changed.between("password", user.password, password)
        user.role, user.office = role, office
        user.is_superuser = role is Role.ADMINISTRATOR
        user.set_password(password)
        user.one_time = True
        user.save()
        user.groups.add(back_office())
        return user, password

    def detail(self) -> dict[str, Any]:
        return {"role": self.role.value if self.role else None, "office": self.office.pk if self.office else None}


@dataclass(kw_only=True)
class TakePassword(Action[None]):
    """An account takes a password of its own; ``save`` puts it there. ``reason`` is "letter" where it was forgotten."""

    verb = "people.password"
    user: User
    save: Callable[[], None]

    def subject(self) -> User:
        return self.user

    def perform(self) -> None:
        before = self.user.password
        self.save()
        self.changed.between("password", before, self.user.password)


def back_office() -> Group:
    """The group that may enter Wagtail's back office; what its members may do there is in ``policies``."""
    group, _ = Group.objects.get_or_create(name="Văn phòng")
    group.permissions.add(Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin"))
    return group


@dataclass(kw_only=True)
class NameOfficesInEnglish(Action[int]):
    """English names for the offices of an area. ``english`` is by key: see ``foundation.english``."""

    verb = "targets.edit"
    area_id: int
    english: dict[str, str]

    def subject(self) -> None:
        return None

    def perform(self) -> int:
        return fill(Office.objects.filter(area_id=self.area_id), "name", self.english)
