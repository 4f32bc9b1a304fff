from django.db import models


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", "Quản trị"
    CLERK = "clerk", "Cán bộ nhập liệu"
    REPORTER = "reporter", "Cán bộ báo cáo"
    LEADER = "leader", "Lãnh đạo"
    AUDITOR = "auditor", "Kiểm tra"
    PUBLIC = "public", "Người dân"


class AccountState(models.TextChoices):
    OPEN = "open", "Đang hoạt động"
    WAITING = "waiting", "Chưa đặt mật khẩu"
    CLOSED = "closed", "Ngừng hoạt động"


class RoleState(models.TextChoices):
    HELD = "held", "Đang giữ"
    COMING = "coming", "Chưa bắt đầu"
    OVER = "over", "Đã hết"
