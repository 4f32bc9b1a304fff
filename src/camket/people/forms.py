from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.auth import LoginForm

from camket.people import signing


class SignIn(LoginForm):
    """Wagtail's form names its password field in English only. An account that is locked here is not even tried."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = gettext_lazy("Mật khẩu")

    def clean(self) -> dict[str, Any]:
        self._refuse_while_locked()
        try:
            return super().clean()
        except ValidationError:
            self._refuse_while_locked()
            raise

    def _refuse_while_locked(self) -> None:
        until = signing.locked_until(self.cleaned_data.get("username", ""))
        if until is None:
            return
        minutes = -(-(until - timezone.now()).total_seconds() // 60)
        time = timezone.localtime(until)
        message = _(
            "Sai mật khẩu quá nhiều lần từ máy này. "
            "Đợi %(minutes)d phút rồi thử lại, tức là sau %(hour)s giờ %(minute)s."
        )
        shown = {"minutes": minutes, "hour": f"{time:%H}", "minute": f"{time:%M}"}
        raise ValidationError(message % shown, code="locked")
