from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from camket.foundation import tree
from camket.measures.folding import fold, slug
from camket.people.enums import AccountState, Role
from camket.people.models import Failing, Office, User


def has_own_password(username: str) -> bool:
    """Has the account a password that its owner chose, rather than a one-time one?"""
    user = account(username)
    return user is not None and not user.one_time and user.has_usable_password()


def offices(areas: Iterable[Any]) -> list[Office]:
    """The offices that there are in some areas, by name. One SQL statement."""
    found = Office.objects.filter(area__in=areas, ended_on=None).select_related("parent", "area")
    return list(found.order_by("name", "id"))


def ended_offices(areas: Iterable[Any]) -> list[Office]:
    """Those that have ended, the newest first, each with its successor. One SQL statement."""
    found = Office.objects.filter(area__in=areas).exclude(ended_on=None).select_related("successor")
    return list(found.order_by("-ended_on", "name", "id"))


def office_known_as(area_id: int, name: str) -> Office | None:
    """The office of an area that has or had that name. One SQL statement."""
    key = slug(name, 110)
    known = Q(slug=key) | Q(names__area=area_id, names__key=key)
    return Office.objects.filter(known, area_id=area_id).distinct().first()


def going_on(office: Office, on: date) -> Office:
    """The office itself, or on a day after its end the one that goes on for it. One SQL statement for each step."""
    while office.successor and office.ended_on and office.ended_on < on:
        office = office.successor
    return office


def offices_called(text: str) -> list[Office]:
    """Those of that name or address part, wherever they are."""
    return list(Office.objects.filter(Q(name__iexact=text) | Q(slug=text)).select_related("area").order_by("pk"))


def an_office(pk: int, areas: Iterable[Any]) -> Office | None:
    """An office of one of the areas, with the one above and the successor. One SQL statement."""
    return Office.objects.select_related("parent", "area", "successor").filter(pk=pk, area__in=areas).first()


def other_names(office: Office) -> list[str]:
    """What else an office is or was called. One SQL statement."""
    return [str(one.name) for one in office.names.all() if one.name != office.name]


def mails(accounts: Collection[int]) -> dict[int, str]:
    """Where accounts that are still open get their mail; those without an address are left out. One SQL statement."""
    found = User.objects.filter(pk__in=accounts, is_active=True).exclude(email="")
    return dict(found.values_list("pk", "email"))


def holders(areas: Iterable[Any]) -> list[User]:
    """The accounts that may hold a seat in some areas: the open ones there and those of the whole site. One SQL
    statement."""
    inside = Q(office__area__in=areas) | Q(office=None)
    found = User.objects.filter(inside, is_active=True).exclude(role=Role.PUBLIC)
    return list(found.select_related("office").order_by("username"))


def leaders(area_id: int) -> list[str]:
    """The mail addresses of an area's leaders. One SQL statement."""
    found = User.objects.filter(role=Role.LEADER, is_active=True, office__area=area_id).exclude(email="")
    return list(found.order_by("pk").values_list("email", flat=True))


@dataclass(frozen=True)
class Protection:
    """How an account signs in: since when by a second factor, with how many recovery codes left, since when by a
    province's own sign-in, until when it is locked somewhere."""

    second_factor: datetime | None
    recovery_codes: int
    province: datetime | None
    locked_until: datetime | None


def protection(user: User) -> Protection:
    """Three SQL statements."""
    factors = {one.type: one for one in Authenticator.objects.filter(user=user)}
    app, codes = factors.get(Authenticator.Type.TOTP), factors.get(Authenticator.Type.RECOVERY_CODES)
    known = SocialAccount.objects.filter(user=user).order_by("pk").first()
    locked = Failing.objects.filter(account=user.username, locked_until__gt=timezone.now()).order_by("-locked_until")
    return Protection(
        second_factor=app.created_at if app else None,
        recovery_codes=len(codes.wrap().get_unused_codes()) if codes else 0,
        province=known.date_joined if known else None,
        locked_until=locked.values_list("locked_until", flat=True).first(),
    )


def account(username: str) -> User | None:
    return User.objects.filter(username=username).first()


def accounts_of(user: Any) -> QuerySet[User]:
    """The accounts that an administrator looks after: those of offices in the own office's areas; all without one."""
    known = User.objects.select_related("office__area")
    return known if user.office is None else known.filter(office__area__in=tree.within(user.office.area_id))


def offices_of(user: Any) -> QuerySet[Office]:
    """The offices whose accounts an administrator looks after, by area and name."""
    known = Office.objects.select_related("area").order_by("area__name", "area_id", "name", "id")
    return known if user.office is None else known.filter(area__in=tree.within(user.office.area_id))


def groups_of_pages() -> QuerySet[Group]:
    """Wagtail's groups that hold a right on public pages."""
    return Group.objects.filter(page_permissions__isnull=False).distinct().order_by("name")


@dataclass(frozen=True)
class AskedAccounts:
    """``sort`` is one of ``SORTS``, with "-" before it for the other way round."""

    words: str = ""
    role: str = ""
    office: int | None = None
    area: int | None = None
    state: str = ""
    sort: str = ""


SORTS = ("ten", "vai-tro", "co-quan", "lan-cuoi")


def accounts(user: Any, asked: AskedAccounts) -> list[User]:
    """Each with ``protected``: has it a second factor? Words are looked for without their marks, in names and offices.
    Three SQL statements at most, however many there are."""
    factor = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    found = accounts_of(user).annotate(protected=Exists(factor))
    wanted = {"role": asked.role, "office": asked.office}
    found = found.filter(**{name: value for name, value in wanted.items() if value})
    if asked.area:
        found = found.filter(office__area__in=tree.within(asked.area))
    words = fold(asked.words).split()
    rows = [one for one in found if _is_in(one, asked.state) and _has(one, words)]
    return sorted(rows, key=_by(asked.sort.lstrip("-")), reverse=asked.sort.startswith("-"))


def _is_in(user: User, state: str) -> bool:
    return not state or state_of(user) == state


def state_of(user: User) -> AccountState:
    if not user.is_active:
        return AccountState.CLOSED
    return AccountState.OPEN if user.has_usable_password() or user.last_login else AccountState.WAITING


def _has(user: User, words: list[str]) -> bool:
    if not words:
        return True
    told = fold(" ".join((user.username, user.called, str(user.office or ""))))
    return all(word in told for word in words)


def _by(sort: str) -> Any:
    """Accounts that never signed in come before those that did."""
    keys: dict[str, Any] = {
        "vai-tro": lambda one: str(one.get_role_display()),
        "co-quan": lambda one: fold(str(one.office or "")),
        "lan-cuoi": lambda one: one.last_login.timestamp() if one.last_login else 0,
    }
    first = keys.get(sort, lambda one: "")
    return lambda one: (first(one), fold(one.called), one.pk)
