"""What the person of an account is told by letter, once it is done."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from camket.people.accounts import ChangeAccount, GivePassword
from camket.people.actions import TakePassword
from camket.people.own import ChangeMail
from camket.people.second_factor import MakeRecoveryCodes, PartFromTheProvince, Remove, Reset, SetUp

_SET_UP = {
    "set_up": _("Xác thực hai lớp đã được bật."),
    "replaced": _("Xác thực hai lớp đã chuyển sang điện thoại khác."),
}
_TOLD: dict[type, Any] = {
    TakePassword: _("Mật khẩu đã được đổi."),
    GivePassword: _("Người quản trị máy chủ đã cấp mật khẩu dùng một lần. Mật khẩu cũ hết hiệu lực."),
    Remove: _("Xác thực hai lớp đã được tắt."),
    MakeRecoveryCodes: _("Đã tạo bộ mã dự phòng mới. Mã cũ hết hiệu lực."),
    Reset: _("Người quản trị đã gỡ xác thực hai lớp. Mọi phiên làm việc đã kết thúc; lần đăng nhập tới hãy cài lại."),
    PartFromTheProvince: _("Người quản trị đã bỏ nối tài khoản với đăng nhập của tỉnh."),
}
_MAIL = _("Địa chỉ thư của tài khoản đã được đổi.")


def of(action: Any) -> Any:
    """``None`` where the action is about nothing that protects an account."""
    if isinstance(action, (ChangeAccount, ChangeMail)):
        return _MAIL if "email" in action.changed.before else None
    if isinstance(action, SetUp):
        return _SET_UP[action.detail()["done"]]
    return _TOLD.get(type(action))
