"""The forms of the entrance. All that may be guessed at stands behind one lock: see signing."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordKeyForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.core.exceptions import ValidationError
from django.forms import EmailField, Form
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from camket.people import proofs, signing
from camket.people.actions import TakePassword
from camket.people.second_factor import UseCode, WrongCode


class SignIn(LoginForm):
    """An account that is locked here is not even tried."""

    def clean(self) -> Any:
        username = self.cleaned_data.get("login", "")
        _refuse_while_locked(username)
        try:
            return super().clean()
        except ValidationError:
            _refuse_while_locked(username)
            raise


class ChangePassword(ChangePasswordForm):
    def save(self) -> None:
        TakePassword(by=self.user, user=self.user, save=super().save).execute()


class NewPassword(ResetPasswordKeyForm):
    """After a letter: see ``account_reset_password``."""

    def save(self) -> None:
        TakePassword(by=self.user, user=self.user, save=super().save, reason="letter").execute()


class MailForm(Form):
    mail = EmailField(
        label=gettext_lazy("Địa chỉ thư"),
        required=False,
        help_text=gettext_lazy("Quên mật khẩu thì đường dẫn gửi đến đây. Cả địa chỉ cũ và địa chỉ mới được báo."),
    )


class _Digits(Form):
    """A telephone shows the keys of digits; the field is ready to be typed into."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update({"inputmode": "numeric", "autofocus": True})


class FirstCode(_Digits, ActivateTOTPForm):
    """Of a telephone that is being set up."""


class Code(_Digits, AuthenticateForm):
    def clean_code(self) -> str:
        return _used(self)


class CodeAgain(_Digits, ReauthenticateForm):
    """For what a session alone may not do."""

    def clean_code(self) -> str:
        return _used(self)

    def save(self) -> None:
        super().save()
        proofs.has_shown(context.request, self.user)


def _used(form: Code | CodeAgain) -> str:
    code, user = str(form.cleaned_data["code"]), form.user
    _refuse_while_locked(user.username, "code")
    try:
        form.authenticator = UseCode(by=user, user=user, code=code).execute()
    except WrongCode:
        signing.FailSignIn(by=None, username=user.username, step="code").execute()
        _refuse_while_locked(user.username, "code")
        said = _("Mã không đúng hoặc đã dùng rồi. Đợi ứng dụng hiện mã mới rồi gõ lại.")
        raise ValidationError(said, code="incorrect_code") from None
    return code


def _refuse_while_locked(username: str, step: str = "password") -> None:
    if told := signing.refusal(username, step):
        raise ValidationError(told, code="locked")
