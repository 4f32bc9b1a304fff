"""What is done at the desk of accounts: by whom, to whose. Nobody gives more than the own tree of areas, changes the
own account here, or takes away the last administrator."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, TypeVar

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.crypto import salted_hmac

from camket.foundation.errors import CamketError
from camket.people import queries
from camket.people.enums import Role
from camket.people.models import HeldRole, Office, User
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
            "Đây là người quản trị cuối cùng không có ngày kết thúc. Hãy giao vai trò quản trị cho người khác trước.",
            "This is the last administrator without a last day. Make somebody else an administrator first.",
        )


class ChangedMeanwhile(CamketError):
    """Somebody else has changed the account since the person saw it: ``now`` is how it stands."""

    def __init__(self, now: User) -> None:
        super().__init__(
            "Người khác vừa đổi tài khoản này. Chữ bạn nhập còn nguyên; so với phần “Hiện nay” bên dưới rồi lưu lại.",
            "Somebody else has just changed this account. What you typed is here: compare with “Now” below, then save.",
        )
        self.now = now


class RolesChanged(CamketError):
    def __init__(self) -> None:
        super().__init__(
            "Người khác vừa đổi vai trò của tài khoản này. Chữ bạn nhập còn nguyên; xem lại các vai trò rồi lưu lại.",
            "Somebody else has just changed the roles of this account. What you typed is here: look again, then save.",
        )


def seen(user: User) -> str:
    """A mark of what a person saw of an account, to tell whether it is another by the time that they save."""
    return _mark((user.called, user.email, user.is_active, sorted(groups_of(user))))


def roles_seen(user: User) -> str:
    """The same of its roles."""
    return _mark([(one.role, one.office_id, one.since, one.until) for one in user.roles.all()])


def _mark(told: Any) -> str:
    return salted_hmac("camket.people.accounts", repr(told), algorithm="sha256").hexdigest()[:16]


def groups_of(user: User) -> list[str]:
    return [group.name for group in user.groups.all()]


@dataclass(kw_only=True)
class OfAccount(OfAnAccount[Result]):
    """What an administrator does to the account of somebody else, in the own tree of areas. ``on`` is the day on which
    it is done."""

    verb = "people.manage"
    done: ClassVar[str]
    on: date = field(default_factory=timezone.localdate)

    def perform(self) -> Result:
        administrators = locked(self.on)
        if self.by is not None:
            _looks_after(_present(self.by), self.user)
        accounts = User.objects.select_for_update(of=("self",)).select_related("office")
        self.user = accounts.get(pk=self.user.pk)
        return self.act(administrators)

    @abstractmethod
    def act(self, administrators: list[User]) -> Result:
        """``administrators`` are those whose accounts are open and whose role has no last day: nobody else changes one
        meanwhile."""

    def detail(self) -> dict[str, Any]:
        return {"done": self.done}


def locked(on: date) -> list[User]:
    """Asked for again once they are locked: whoever was waited for may have changed one."""
    known = HeldRole.objects.filter(role=Role.ADMINISTRATOR)
    lasting = User.objects.filter(is_active=True, pk__in=known.not_over(on).values("user")).order_by("pk")
    list(lasting.select_for_update(of=("self",)).values_list("pk"))
    return list(User.objects.filter(is_active=True, pk__in=known.on(on).filter(until=None).values("user")))


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


def gives(by: Any, office: Office | None) -> None:
    """Rights of an account follow its office: it is one of those that whoever gives them works for."""
    now = _present(by) if by is not None else None
    if now is None or now.held.office_id is None:
        return
    if office is None or not queries.offices_of(now).filter(pk=office.pk).exists():
        raise PermissionDenied("the office is outside the areas of this account")


def one_stays(user: User, administrators: list[User], on: date) -> None:
    """Of those for the whole site one stays too, where there is one."""
    others = [one.held_on(on) for one in administrators if one.pk != user.pk]
    of_an_office = user.held_on(on).office_id is not None
    if not any(one.office_id is None or of_an_office for one in others):
        raise LastAdministrator
