"""Accounts of others: opened, changed, closed. Nobody gives more than the own tree of areas, changes the own account
here, or takes away the last administrator."""

from __future__ import annotations

import secrets
from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar

from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.utils.crypto import salted_hmac

from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.people import links, queries
from camket.people.actions import back_office
from camket.people.enums import Role
from camket.people.models import Office, User
from camket.people.signing import OfAnAccount

Result = TypeVar("Result")


class OwnAccount(CamketError):
    def __init__(self) -> None:
        super().__init__(
            "Không ai tự đổi quyền hay trạng thái tài khoản của mình. Hãy nhờ một người quản trị khác.",
            "Nobody changes the rights or the state of their own account. Ask another administrator.",
        )


class LastAdministrator(CamketError):
    def __init__(self) -> None:
        super().__init__(
            "Đây là người quản trị cuối cùng. Hãy mở một tài khoản quản trị khác trước.",
            "This is the last administrator. Open another administrator's account first.",
        )


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


class ChangedMeanwhile(CamketError):
    """Somebody else has changed the account since the person saw it: ``now`` is how it stands."""

    def __init__(self, now: User) -> None:
        super().__init__(
            "Người khác vừa đổi tài khoản này. Chữ bạn nhập còn nguyên; so với phần “Hiện nay” bên dưới rồi lưu lại.",
            "Somebody else has just changed this account. What you typed is here: compare with “Now” below, then save.",
        )
        self.now = now


def seen(user: User) -> str:
    """A mark of what a person saw of an account, to tell whether it is another by the time that they save."""
    told = (user.called, user.email, user.role, user.office_id, user.is_active, sorted(_groups(user)))
    return salted_hmac("camket.people.accounts", repr(told), algorithm="sha256").hexdigest()[:16]


def _groups(user: User) -> list[str]:
    return [group.name for group in user.groups.all()]


@dataclass(kw_only=True)
class OfAccount(OfAnAccount[Result]):
    """What an administrator does to the account of somebody else, in the own tree of areas."""

    verb = "people.manage"
    done: ClassVar[str]

    def perform(self) -> Result:
        administrators = _locked()
        if self.by is not None:
            _looks_after(_present(self.by), self.user)
        accounts = User.objects.select_for_update(of=("self",)).select_related("office")
        self.user = accounts.get(pk=self.user.pk)
        return self.act(administrators)

    @abstractmethod
    def act(self, administrators: list[User]) -> Result:
        """``administrators`` are those whose accounts are open: nobody else changes one meanwhile."""

    def detail(self) -> dict[str, Any]:
        return {"done": self.done}


def _locked() -> list[User]:
    open_ones = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).order_by("pk")
    return list(open_ones.select_for_update(of=("self",)))


def _present(by: Any) -> User:
    """Whoever acts, as they stand now: of two who close each other, one is refused."""
    now = User.objects.select_related("office").get(pk=by.pk)
    if not now.may("people.manage"):
        raise PermissionDenied("this account looks after no accounts any more")
    return now


def _looks_after(now: User, user: User) -> None:
    if not queries.accounts_of(now).filter(pk=user.pk).exists():
        raise PermissionDenied("the account is none that this account looks after")
    if now.pk == user.pk:
        raise OwnAccount


def _gives(by: Any, office: Office | None) -> None:
    """Rights of an account follow its office: it is one of those that whoever gives them works for."""
    now = _present(by) if by is not None else None
    if now is None or now.office_id is None:
        return
    if office is None or not queries.offices_of(now).filter(pk=office.pk).exists():
        raise PermissionDenied("the office is outside the areas of this account")


def _one_stays(user: User, administrators: list[User]) -> None:
    """Of those for the whole site one stays too, where there is one."""
    others = [one for one in administrators if one.pk != user.pk]
    if not any(one.office_id is None or user.office_id is not None for one in others):
        raise LastAdministrator


@dataclass(kw_only=True)
class OpenAccount(Action[User]):
    """An account that has no password yet: see ``GiveLink``."""

    verb = "people.manage"
    username: str
    name: str = ""
    mail: str = ""
    role: Role = Role.CLERK
    office: Office | None = None
    groups: tuple[Group, ...] = ()

    def subject(self) -> User | None:
        return None

    def perform(self) -> User:
        _locked()
        _gives(self.by, self.office)
        if User.objects.filter(username__iexact=self.username).exists():
            raise NameTaken(self.username)
        user = User(username=self.username, first_name=self.name, email=self.mail, role=self.role, office=self.office)
        user.is_superuser = self.role == Role.ADMINISTRATOR
        user.set_unusable_password()
        user.save()
        user.groups.set([back_office(), *self.groups])
        self.changed.between("role", None, self.role)
        self.changed.between("office", None, self.office)
        return user

    def detail(self) -> dict[str, Any]:
        return {"done": "opened"}


@dataclass(kw_only=True)
class ChangeAccount(OfAccount[User]):
    """``changes`` are any of first_name, last_name, email, role, office and groups. ``seen`` is the mark of what the
    person saw; raises ``ChangedMeanwhile`` where it is another."""

    done = "changed"
    changes: Mapping[str, Any]
    seen: str = ""

    def act(self, administrators: list[User]) -> User:
        user, given = self.user, dict(self.changes)
        if self.seen and self.seen != seen(user):
            raise ChangedMeanwhile(user)
        _gives(self.by, given.get("office", user.office))
        if user in administrators and self._is_less(given):
            _one_stays(user, administrators)
        groups = given.pop("groups", None)
        self.changed.note(user, given)
        for name, value in given.items():
            setattr(user, name, value)
        user.is_superuser = user.role == Role.ADMINISTRATOR
        user.save()
        if groups is not None:
            self._regroup(groups)
        return user

    def _is_less(self, given: Mapping[str, Any]) -> bool:
        stays = given.get("role", self.user.role) == Role.ADMINISTRATOR
        return not stays or (self.user.office is None and given.get("office") is not None)

    def _regroup(self, groups: tuple[Group, ...]) -> None:
        before = _groups(self.user)
        self.user.groups.set([back_office(), *groups])
        self.changed.between("groups", sorted(before), sorted(_groups(User.objects.get(pk=self.user.pk))))


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
            _one_stays(self.user, administrators)
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
    a clerk's where nothing else is said. ``role`` and ``office`` stay as they are where none is given.

    Answers with the account and the password, which is stored nowhere else.
    """

    verb = "people.manage"
    username: str
    role: Role | None = None
    office: Office | None = None
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
        given = {"role": self.role, "office": self.office}
        chosen: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        if user is None:
            return OpenAccount(by=self.by, username=self.username, **chosen).execute()
        if any(getattr(user, name) != value for name, value in chosen.items()):
            return ChangeAccount(by=self.by, user=user, changes=chosen).execute()
        return user

    def detail(self) -> dict[str, Any]:
        return {"done": "password"}


def end_sessions(user: User) -> None:
    user.sessions_ended += 1
    user.save(update_fields=["sessions_ended"])
    _forget_sessions(user)


def _forget_sessions(user: User) -> None:
    """They count no more: the hash that each carries is another by now."""
    Session.objects.filter(opensession__user=user).delete()
