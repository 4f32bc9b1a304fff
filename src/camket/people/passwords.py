"""Rules for passwords; how strict each is stands in the settings."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from camket.people.models import FormerPassword, User


class Length:
    def validate(self, password: str, user: Any = None) -> None:
        MinimumLengthValidator(settings.PASSWORD_LENGTH).validate(password, user)

    def get_help_text(self) -> str:
        return str(MinimumLengthValidator(settings.PASSWORD_LENGTH).get_help_text())


class Kinds:
    """Of small letters, capitals, digits and signs, so many kinds."""

    def validate(self, password: str, user: Any = None) -> None:
        if _kinds(password) < settings.PASSWORD_KINDS:
            raise ValidationError(self.get_help_text(), code="too_few_kinds")

    def get_help_text(self) -> str:
        if not settings.PASSWORD_KINDS:
            return ""
        told = _("Mật khẩu phải có ít nhất %(kinds)d trong bốn loại: chữ thường, chữ hoa, chữ số, dấu.")
        return told % {"kinds": settings.PASSWORD_KINDS}


def _kinds(password: str) -> int:
    tests = (str.islower, str.isupper, str.isdigit)
    known = sum(any(test(sign) for sign in password) for test in tests)
    return known + any(not any(test(sign) for test in tests) for sign in password)


class NotAFormerOne:
    """The last few passwords of an account, the present one among them, are not taken again."""

    def validate(self, password: str, user: Any = None) -> None:
        if settings.PASSWORD_HISTORY and user is not None and user.pk and any(_was(password, user)):
            raise ValidationError(self.get_help_text(), code="former_password")

    def password_changed(self, password: str, user: Any = None) -> None:
        """Told by Django whenever a new password has been saved, by whatever way."""
        if not settings.PASSWORD_HISTORY:
            return
        FormerPassword.objects.create(user=user, password=user.password)
        kept = FormerPassword.objects.filter(user=user).order_by("-pk")[: settings.PASSWORD_HISTORY]
        FormerPassword.objects.filter(user=user).exclude(pk__in=[one.pk for one in kept]).delete()

    def get_help_text(self) -> str:
        if not settings.PASSWORD_HISTORY:
            return ""
        return _("Không dùng lại %(count)d mật khẩu gần nhất.") % {"count": settings.PASSWORD_HISTORY}


def _was(password: str, user: Any) -> list[bool]:
    now = User.objects.values_list("password", flat=True).get(pk=user.pk)
    former = user.former_passwords.order_by("-pk")[: settings.PASSWORD_HISTORY]
    return [check_password(password, one) for one in {now, *(one.password for one in former)}]
