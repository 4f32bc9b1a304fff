"""Accounts of others: opened, changed, closed. What each may do: see ``roles``."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.utils import timezone

from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.people import links, queries
from camket.people.actions import back_office
from camket.people.desk import ChangedMeanwhile, OfAccount, gives, groups_of, locked, one_stays, seen
from camket.people.enums import Role
from camket.people.models import HeldRole, Office, User
from camket.people.roles import GiveRole
from camket.people.standing import settle


class NameTaken(CamketError):
    def __init__(self, username: str) -> None:
        super().__init__(
            f"Đã có tài khoản tên “{username}”. Hãy chọn tên khác.",
            f"There is an account “{username}” already. Choose another name.",
        )


class ClosedAccount(CamketError):
    def __init__(self) -> None:
        super().__init__(
            "Tài khoản đang ngừng hoạt động. Hãy cho hoạt động lại rồi gửi đường dẫn.",
            "The account is closed. Reopen it, then send the link.",
        )


@dataclass(kw_only=True)
class OpenAccount(Action[User]):
    """An account that has no password yet: see ``GiveLink``. Its role counts from ``since`` to ``until``; an empty day
    is open."""

    verb = "people.manage"
    username: str
    name: str = ""
    mail: str = ""
    role: Role = Role.CLERK
    office: Office | None = None
    since: date | None = None
    until: date | None = None
    groups: tuple[Group, ...] = ()
    on: date = field(default_factory=timezone.localdate)

    def subject(self) -> User | None:
        return None

    def perform(self) -> User:
        locked(self.on)
        gives(self.by, self.office)
        if User.objects.filter(username__iexact=self.username).exists():
            raise NameTaken(self.username)
        user = User(username=self.username, first_name=self.name, email=self.mail)
        user.set_unusable_password()
        user.save()
        user.groups.set([back_office(), *self.groups])
        given = {name: getattr(self, name) for name in ("role", "office", "since", "until")}
        for name, value in given.items():
            self.changed.between(name, None, value)
        HeldRole.objects.create(user=user, **given)
        settle(user, self.on)
        return user

    def detail(self) -> dict[str, Any]:
        return {"done": "opened"}


@dataclass(kw_only=True)
class ChangeAccount(OfAccount[User]):
    """``changes`` are any of first_name, last_name, email and groups. ``seen`` is the mark of what the person saw;
    raises ``ChangedMeanwhile`` where it is another."""

    done = "changed"
    changes: Mapping[str, Any]
    seen: str = ""

    def act(self, administrators: list[User]) -> User:
        user, given = self.user, dict(self.changes)
        if self.seen and self.seen != seen(user):
            raise ChangedMeanwhile(user)
        groups = given.pop("groups", None)
        self.changed.note(user, given)
        for name, value in given.items():
            setattr(user, name, value)
        user.save(update_fields=list(given))
        if groups is not None:
            self._regroup(groups)
        return user

    def _regroup(self, groups: tuple[Group, ...]) -> None:
        before = groups_of(self.user)
        self.user.groups.set([back_office(), *groups])
        self.changed.between("groups", sorted(before), sorted(groups_of(User.objects.get(pk=self.user.pk))))


@dataclass(kw_only=True)
class GiveLink(OfAccount[str]):
    """Answers with a link to set the password by. Where none was ever set, an earlier link is worth nothing now."""

    done = "link"

    def act(self, administrators: list[User]) -> str:
        if not self.user.is_active:
            raise ClosedAccount
        if not self.user.has_usable_password():
            self.user.set_unusable_password()
            self.user.save(update_fields=["password", "password_since", "one_time"])
        return links.link(self.user)


@dataclass(kw_only=True)
class CloseAccount(OfAccount[None]):
    """Its sessions end at once. The account itself stays: what it has done names it."""

    done = "account_closed"

    def act(self, administrators: list[User]) -> None:
        if self.user in administrators:
            one_stays(self.user, administrators, self.on)
        self.changed.note(self.user, {"is_active": False})
        self.user.is_active = False
        self.user.save(update_fields=["is_active"])
        end_sessions(self.user)


@dataclass(kw_only=True)
class ReopenAccount(OfAccount[None]):
    done = "account_reopened"

    def act(self, administrators: list[User]) -> None:
        self.changed.note(self.user, {"is_active": True})
        self.user.is_active = True
        self.user.save(update_fields=["is_active"])


@dataclass(kw_only=True)
class EndSessions(OfAccount[None]):
    done = "sessions"

    def act(self, administrators: list[User]) -> None:
        end_sessions(self.user)


@dataclass(kw_only=True)
class GivePassword(Action[tuple[User, str]]):
    """For whoever installs: a one-time password for the account of that name, which is opened where there is none, as
    a clerk's where nothing else is said. ``role`` and ``office`` stay as they are where none is given; others hold from
    the day ``on``.

    Answers with the account and the password, which is stored nowhere else.
    """

    verb = "people.manage"
    username: str
    role: Role | None = None
    office: Office | None = None
    on: date = field(default_factory=timezone.localdate)
    user: User | None = field(default=None, init=False)

    def subject(self) -> User | None:
        return self.user

    def perform(self) -> tuple[User, str]:
        user, password = self._account(), secrets.token_urlsafe(9)
        self.changed.between("password", user.password, password)
        user.set_password(password)
        user.one_time = True
        user.save()
        _forget_sessions(user)
        self.user = user
        return user, password

    def _account(self) -> User:
        user = queries.account(self.username)
        if user is None:
            role = self.role or Role.CLERK
            return OpenAccount(by=self.by, username=self.username, role=role, office=self.office, on=self.on).execute()
        held = user.held_on(self.on)
        role, office = self.role or Role(held.role), self.office or held.office
        if role == Role.PUBLIC or (role, office) == (held.role, held.office):
            return user
        since = self.on if user.roles.exists() else None
        given = GiveRole(by=self.by, user=user, role=role, office=office, since=since, on=self.on)
        return given.execute().user

    def detail(self) -> dict[str, Any]:
        return {"done": "password"}


def end_sessions(user: User) -> None:
    user.sessions_ended += 1
    user.save(update_fields=["sessions_ended"])
    _forget_sessions(user)


def _forget_sessions(user: User) -> None:
    """They count no more: the hash that each carries is another by now."""
    Session.objects.filter(opensession__user=user).delete()
