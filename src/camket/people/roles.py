"""Roles of accounts, from a day to a day: given and ended. What is over stays as it was."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from camket.foundation.errors import CamketError
from camket.people.desk import OfAccount, RolesChanged, gives, one_stays, roles_seen
from camket.people.enums import Role
from camket.people.models import HeldRole, Office, User
from camket.people.standing import settle

_DAY = timedelta(days=1)


class RoleTaken(CamketError):
    """On one of the days the account has another role, which would have to be another than it was."""

    def __init__(self, other: HeldRole) -> None:
        since = f"{other.since:%d/%m/%Y}" if other.since else ""
        super().__init__(
            f"Tài khoản đã có vai trò khác{f' từ ngày {since}' if since else ''}. "
            "Hãy ghi ngày khác, hoặc đổi ngày cuối của vai trò đó trước.",
            f"The account has another role{f' from {since} on' if since else ''}. "
            "Choose other days, or change the last day of that role first.",
        )


class RoleOver(CamketError):
    def __init__(self) -> None:
        super().__init__(
            "Vai trò này đã hết từ trước, nên giữ nguyên như đã ghi.",
            "This role is over, and stays as it was.",
        )


class TooEarly(CamketError):
    def __init__(self) -> None:
        super().__init__(
            "Ngày cuối sớm nhất là hôm qua: những ngày trước đó tài khoản đã làm việc với vai trò này.",
            "The last day is yesterday at the earliest: before that the account has worked in this role.",
        )


@dataclass(kw_only=True)
class GiveRole(OfAccount[HeldRole]):
    """A role that counts from ``since`` to ``until``; an empty day is open. The one that the account has on the first
    of them ends the day before; one that begins on that same day, and not earlier than today, gives way to it.

    ``seen`` is the mark of the roles that the person saw. Raises ``RolesChanged`` or ``RoleTaken``.
    """

    done = "role_given"
    role: Role
    office: Office | None
    since: date | None = None
    until: date | None = None
    seen: str = ""

    def act(self, administrators: list[User]) -> HeldRole:
        if self.seen and self.seen != roles_seen(self.user):
            raise RolesChanged
        gives(self.by, self.office)
        if self.user in administrators and self._is_less():
            one_stays(self.user, administrators, self.on)
        before = self._make_room()
        self._note(before)
        given = {"role": self.role, "office": self.office, "since": self.since, "until": self.until}
        made = HeldRole.objects.create(user=self.user, **given)
        settle(self.user, self.on)
        return made

    def _is_less(self) -> bool:
        stays = self.role == Role.ADMINISTRATOR and self.until is None
        return not stays or (self.user.held_on(self.on).office_id is None and self.office is not None)

    def _make_room(self) -> HeldRole | None:
        """Answers with the role in whose place the new one comes."""
        before = None
        for one in _meeting(self.user, self.since, self.until):
            before = one
            if one.since == self.since and one.since is not None and one.since >= self.on:
                one.delete()
            elif self._follows(one):
                one.until = self.since - _DAY if self.since else None
                one.save(update_fields=["until"])
            else:
                raise RoleTaken(one)
        return before

    def _follows(self, one: HeldRole) -> bool:
        """Begins within the other, and today at the earliest."""
        return self.since is not None and self.since >= self.on and (one.since is None or one.since < self.since)

    def _note(self, before: HeldRole | None) -> None:
        self.changed.between("role", before.role if before else None, self.role)
        self.changed.between("office", before.office if before else None, self.office)
        self.changed.between("since", None, self.since)
        self.changed.between("until", None, self.until)


@dataclass(kw_only=True)
class EndRole(OfAccount[None]):
    """``until`` is to be the last day of a role that is not over. One that begins today or later and would end before
    that was held on no day, and goes; the trail tells of it."""

    done = "role_ended"
    held: int
    until: date
    role: str = field(default="", init=False)

    def act(self, administrators: list[User]) -> None:
        held = self.user.roles.select_related("office").filter(pk=self.held).first()
        if held is None or (held.until is not None and held.until < self.on):
            raise RoleOver
        self.role = held.role
        if self.user in administrators and held.role == Role.ADMINISTRATOR:
            one_stays(self.user, administrators, self.on)
        if held.since is not None and held.since > self.until and held.since >= self.on:
            self.changed.between("since", held.since, None)
            held.delete()
        else:
            self._end(held)
        settle(self.user, self.on)

    def detail(self) -> dict[str, Any]:
        return {"done": self.done, "role": self.role}

    def _end(self, held: HeldRole) -> None:
        if self.until < self.on - _DAY:
            raise TooEarly
        if other := _meeting(self.user, held.since, self.until).exclude(pk=held.pk).first():
            raise RoleTaken(other)
        self.changed.note(held, {"until": self.until})
        held.until = self.until
        held.save(update_fields=["until"])


def _meeting(user: User, since: date | None, until: date | None) -> QuerySet[HeldRole]:
    """The roles of an account that share a day with those days."""
    found = HeldRole.objects.filter(user=user).select_related("office")
    if since is not None:
        found = found.not_over(since)
    return found.filter(Q(since=None) | Q(since__lte=until)) if until is not None else found
