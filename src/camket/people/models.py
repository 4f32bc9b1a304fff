from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from camket.foundation.days import DatedQuerySet, counts, forward
from camket.foundation.fields import NameField
from camket.foundation.names import Named
from camket.people import policies
from camket.people.enums import Role


class Office(Named, models.Model):
    """A body that is responsible, reports, or issues documents. ``head_post`` is the post of its head, never a name;
    where that has no mail address, what it should know goes to the office above."""

    name = NameField(verbose_name="tên")
    name_en = NameField(verbose_name="tên tiếng Anh", blank=True)
    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="offices", verbose_name="địa bàn")
    slug = models.SlugField(max_length=120)
    mail = models.EmailField("địa chỉ thư", blank=True, default="", db_default="")
    head_post = NameField(verbose_name="chức danh người đứng đầu", blank=True, default="", db_default="")
    head_mail = models.EmailField("địa chỉ thư của người đứng đầu", blank=True, default="", db_default="")
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name="cơ quan cấp trên trực tiếp",
    )
    # The last day; ``successor`` goes on with what it had, where there is one.
    ended_on = models.DateField("ngày kết thúc", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
        verbose_name="cơ quan kế thừa",
    )

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=("area", "slug"), name="office_once_in_an_area"),
            models.CheckConstraint(
                condition=models.Q(successor=None) | models.Q(ended_on__isnull=False), name="succeeded_once_ended"
            ),
        )
        verbose_name = "cơ quan"
        verbose_name_plural = "cơ quan"


class OfficeName(models.Model):
    """A name by which documents know an office beside the one of its address: one that it had, or was given later.
    ``key`` is as in ``Office.slug``."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="names", verbose_name="cơ quan")
    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="+", verbose_name="địa bàn")
    name = NameField(verbose_name="tên")
    key = models.SlugField(max_length=120)

    class Meta:
        ordering = ("office", "pk")
        constraints = (models.UniqueConstraint(fields=("area", "key"), name="office_name_once_in_an_area"),)
        verbose_name = "tên gọi của cơ quan"
        verbose_name_plural = "tên gọi của cơ quan"

    def __str__(self) -> str:
        return str(self.name)


class User(AbstractUser):
    """An account of the back office. What it may do follows from the role that it holds that day: see ``policies``.

    The four fields about a role repeat that of ``roles`` which is held now, else the next one, else the last one: so
    asking for a right costs no SQL statement. Who asks reads ``held``, and never ``role`` and ``office``.
    """

    role = models.CharField("vai trò", max_length=20, choices=Role.choices, default=Role.PUBLIC)
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, verbose_name="cơ quan")
    role_since = models.DateField("giữ vai trò từ ngày", null=True, blank=True)
    role_until = models.DateField("giữ vai trò đến hết ngày", null=True, blank=True)

    one_time = models.BooleanField("mật khẩu dùng một lần", default=False)
    password_since = models.DateTimeField("mật khẩu có từ", null=True, editable=False)
    sessions_ended = models.PositiveIntegerField("số lần kết thúc mọi phiên", default=0, editable=False)

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(raw_password)
        self.one_time = False
        self.password_since = timezone.now()

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """A session ends with the password that it began with, or once ``sessions_ended`` has grown."""
        told = f"{self.password}{self.sessions_ended or ''}"
        return salted_hmac("camket.people.User", told, secret=secret, algorithm="sha256").hexdigest()

    @property
    def held(self) -> User | HeldRole:
        """Role and office of today."""
        return self.held_on(timezone.localdate())

    def held_on(self, day: date) -> User | HeldRole:
        """Role and office of a day; the public's role where none is held, and the office that the account had. One SQL
        statement where that is another role than the one repeated here, else none."""
        if counts(self.role_since, self.role_until, day):
            return self
        known: dict[date, HeldRole] = self.__dict__.setdefault("_held", {})
        if day not in known:
            others = self.roles.all() if self.pk else ()
            none = HeldRole(role=Role.PUBLIC, office_id=self.office_id)
            known[day] = next((one for one in others if counts(one.since, one.until, day)), none)
        return known[day]

    def may(self, verb: str, subject: Any = None) -> bool:
        return self.is_active and policies.allows(Role(self.held.role), verb)

    @property
    def called(self) -> str:
        """The name of the person as Vietnamese names are said, or the account's."""
        return f"{self.last_name} {self.first_name}".strip() or self.username

    @property
    def publishes(self) -> bool:
        return policies.publishes(Role(self.held.role))


class HeldRoleQuerySet(DatedQuerySet["HeldRole"]):
    pass


class HeldRole(models.Model):
    """A role that an account was given, at an office or everywhere, from a first to a last day, both counting. One that
    is over stays. Those of one account never overlap."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles", verbose_name="tài khoản")
    role = models.CharField("vai trò", max_length=20, choices=Role.choices)
    office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="cơ quan"
    )
    since = models.DateField("từ ngày", null=True, blank=True)
    until = models.DateField("đến hết ngày", null=True, blank=True)

    objects = HeldRoleQuerySet.as_manager()

    class Meta:
        ordering = ("user", models.F("since").asc(nulls_first=True), "pk")
        constraints = (forward("role_runs_forward"),)
        verbose_name = "vai trò được giao"
        verbose_name_plural = "vai trò được giao"

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class OpenSession(models.Model):
    """Where an account is signed in, for its person to see. Gone with the session, however that ends: nothing is kept
    of where somebody once worked. ``device`` is rough: "Chrome, Windows"."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="open_sessions")
    session = models.OneToOneField("sessions.Session", on_delete=models.CASCADE)
    began_at = models.DateTimeField()
    address = models.CharField(max_length=45, blank=True)
    device = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = "phiên đăng nhập"
        verbose_name_plural = "phiên đăng nhập"

    def __str__(self) -> str:
        return f"{self.user_id} {self.device}"


class FormerPassword(models.Model):
    """A password that an account had, as its hash: the last few, so that none is taken again."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="former_passwords")
    password = models.CharField(max_length=128)

    class Meta:
        verbose_name = "mật khẩu cũ"
        verbose_name_plural = "mật khẩu cũ"

    def __str__(self) -> str:
        return str(self.pk)


class Failing(models.Model):
    """How often an account was asked for with a wrong password from one address, of late. Gone once it signs in.
    Codes are counted at no address: only who has the password is asked for one.

    ``account`` is the name of an account, or a keyed hash of what was typed: a name that nobody has may be a password
    in the wrong field.
    """

    account = models.CharField(max_length=150)
    address = models.CharField(max_length=45)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)
    locked_until = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("account", "address"), name="failing_once_for_a_pair"),)
        verbose_name = "lần đăng nhập sai"
        verbose_name_plural = "lần đăng nhập sai"

    def __str__(self) -> str:
        return f"{self.account} {self.failures}"
