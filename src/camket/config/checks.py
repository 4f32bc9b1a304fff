"""What is off in production of the rules of level 3: a warning for each, with what to do."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from camket.config.level3 import RULES, Rule
from camket.foundation import chain

WORDS = {
    "PASSWORD_LENGTH": gettext_noop("độ dài tối thiểu của mật khẩu"),
    "PASSWORD_KINDS": gettext_noop("số loại chữ trong mật khẩu"),
    "PASSWORD_DAYS": gettext_noop("số ngày phải đổi mật khẩu"),
    "PASSWORD_HISTORY": gettext_noop("số mật khẩu cũ không được dùng lại"),
    "PASSWORD_OF_ONES_OWN": gettext_noop("đổi mật khẩu được cấp trước khi làm việc"),
    "SIGN_IN_FAILURES": gettext_noop("số lần gõ sai trước khi khóa"),
    "SIGN_IN_WINDOW_MINUTES": gettext_noop("số phút mà các lần gõ sai được cộng lại"),
    "SESSION_IDLE_MINUTES": gettext_noop("số phút không thao tác thì hết phiên"),
    "SESSION_ABSOLUTE_HOURS": gettext_noop("số giờ thì hết phiên dù đang làm"),
    "SECOND_FACTOR": gettext_noop("xác thực hai lớp cho vai trò công bố"),
    "HTTPS": gettext_noop("chỉ qua đường mã hóa, cookie chỉ gửi qua đường mã hóa"),
    "HSTS_DAYS": gettext_noop("số ngày trình duyệt nhớ chỉ dùng đường mã hóa"),
}


@register(Tags.security)
def level3(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if not settings.STRICT:
        return []
    return [_told(rule) for rule in RULES if not rule.is_kept_by(getattr(settings, rule.name))]


def _told(rule: Rule) -> CheckMessage:
    said = _("Dưới mức cấp độ 3: %(what)s (CAMKET_%(name)s=%(value)s).")
    shown = {"what": _(WORDS[rule.name]), "name": rule.name, "value": int(getattr(settings, rule.name))}
    hint = _("Bỏ biến này để dùng mức %(most)s, hoặc ghi lại lý do trong hồ sơ an toàn hệ thống.")
    return Warning(said % shown, hint=hint % {"most": rule.strict}, id=f"camket.level3.{rule.name}")


@register(Tags.database)
def trail_is_guarded(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Asked with ``check --database default``, as it looks into the database."""
    if not databases or chain.is_guarded():
        return []
    hint = _("Chạy camket verify để xem nhật ký còn nguyên không, rồi dựng lại trigger: docs/decisions/0022.")
    return [Warning(_("Cơ sở dữ liệu không chặn việc sửa, xóa nhật ký."), hint=hint, id="camket.level3.trail")]
