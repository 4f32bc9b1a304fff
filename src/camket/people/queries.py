from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from camket.foundation import tree
from camket.measures.folding import fold, slug
from camket.people.enums import AccountState, Role, RoleState
from camket.people.models import Failing, HeldRole, Office, User


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


def holders(areas: Iterable[Any], on: date) -> list[User]:
    """The accounts that may hold a seat in some areas: the open ones that have a role there or for the whole site, on
    that day or later. One SQL statement."""
    inside = Q(office__area__in=areas) | Q(office=None)
    lasting = HeldRole.objects.not_over(on).filter(inside)
    found = User.objects.filter(Exists(lasting.filter(user=OuterRef("pk"))), is_active=True)
    return list(found.select_related("office").order_by("username"))


def leaders(area_id: int, on: date) -> list[str]:
    """The mail addresses of those who are an area's leaders on a day. One SQL statement."""
    held = HeldRole.objects.on(on).filter(user=OuterRef("pk"), role=Role.LEADER, office__area=area_id)
    found = User.objects.filter(Exists(held), is_active=True).exclude(email="")
    return list(found.order_by("pk").values_list("email", flat=True))


@dataclass(frozen=True)
class Protection:
    """How an account signs in: since when by a second factor, with how many recovery codes left, since when by a
    province's own sign-in, until when it is locked somewhere."""

    second_factor: datetime | None
    recovery_codes: int
    province: datetime | None
    locked_until: datetime | None


def sessions_since(user: User) -> list[datetime]:
    """Since when an account is signed in somewhere, the newest first. One SQL statement."""
    found = user.open_sessions.filter(session__expire_date__gt=timezone.now())
    return list(found.order_by("-began_at").values_list("began_at", flat=True))


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
    """The accounts that an administrator looks after: all for one of no office; else those whose roles, today's and
    those to come, lie in the own office's areas. Whoever has none any more belongs where the last one was."""
    known = User.objects.select_related("office__area")
    areas, lasting = _own(user), HeldRole.objects.not_over(timezone.localdate()).filter(user=OuterRef("pk"))
    if areas is None:
        return known
    there = Exists(lasting.filter(office__area__in=areas)) | (~Exists(lasting) & Q(office__area__in=areas))
    return known.filter(there, ~Exists(lasting.exclude(office__area__in=areas)))


def offices_of(user: Any) -> QuerySet[Office]:
    """The offices whose accounts an administrator looks after, by area and name."""
    known = Office.objects.select_related("area").order_by("area__name", "area_id", "name", "id")
    areas = _own(user)
    return known if areas is None else known.filter(area__in=areas)


def _own(user: Any) -> Any:
    """The areas in those of the own office; ``None`` for every area."""
    office = user.held.office
    return tree.within(office.area_id) if office else None


def roles_of(user: User, on: date) -> list[tuple[HeldRole, RoleState]]:
    """Every role that an account has, had or will have, the newest first. One SQL statement."""
    return [(one, role_state(one, on)) for one in user.roles.select_related("office__area").reverse()]


def role_state(one: HeldRole, on: date) -> RoleState:
    if one.until is not None and one.until < on:
        return RoleState.OVER
    return RoleState.HELD if one.since is None or one.since <= on else RoleState.COMING


def at_hand(roles: Iterable[HeldRole], on: date) -> HeldRole | None:
    """Of an account's roles, by their days, the one that is held on that day, else the next one, else the last one."""
    known = list(roles)
    return next((one for one in known if one.until is None or one.until >= on), known[-1] if known else None)


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


@dataclass(frozen=True)
class Listed:
    """An account with the role at hand, if it ever had one."""

    account: User
    state: AccountState
    role: HeldRole | None
    role_state: RoleState | None

    @property
    def office(self) -> Office | None:
        return self.role.office if self.role else self.account.office

    @property
    def role_name(self) -> str:
        return str(Role(self.role.role if self.role else Role.PUBLIC).label)


def accounts(user: Any, asked: AskedAccounts) -> list[Listed]:
    """Each account with ``protected``: has it a second factor? Words are looked for without their marks, in names and
    offices. Four SQL statements at most, however many there are."""
    factor = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    roles = Prefetch("roles", HeldRole.objects.select_related("office__area"))
    today = timezone.localdate()
    found = [
        _listed(one, today) for one in accounts_of(user).annotate(protected=Exists(factor)).prefetch_related(roles)
    ]
    inside = {area.pk for area in tree.within(asked.area)} if asked.area else None
    rows = [one for one in found if _is_asked(one, asked) and (inside is None or _area_id(one) in inside)]
    return sorted(rows, key=_by(asked.sort.lstrip("-")), reverse=asked.sort.startswith("-"))


def _listed(user: User, on: date) -> Listed:
    role = at_hand(user.roles.all(), on)
    return Listed(user, state_of(user), role, role_state(role, on) if role else None)


def _area_id(one: Listed) -> int | None:
    return one.office.area_id if one.office else None


def _is_asked(one: Listed, asked: AskedAccounts) -> bool:
    role = one.role.role if one.role else Role.PUBLIC
    chosen = (asked.role, role), (asked.office, one.office and one.office.pk), (asked.state, one.state)
    told = fold(" ".join((one.account.username, one.account.called, str(one.office or ""))))
    return all(not wanted or wanted == is_so for wanted, is_so in chosen) and _has(told, asked.words)


def _has(told: str, words: str) -> bool:
    return all(word in told for word in fold(words).split())


def state_of(user: User) -> AccountState:
    if not user.is_active:
        return AccountState.CLOSED
    return AccountState.OPEN if user.has_usable_password() or user.last_login else AccountState.WAITING


def _by(sort: str) -> Any:
    """Accounts that never signed in come before those that did."""
    keys: dict[str, Any] = {
        "vai-tro": lambda one: one.role_name,
        "co-quan": lambda one: fold(str(one.office or "")),
        "lan-cuoi": lambda one: one.account.last_login.timestamp() if one.account.last_login else 0,
    }
    first = keys.get(sort, lambda one: "")
    return lambda one: (first(one), fold(one.account.called), one.account.pk)
