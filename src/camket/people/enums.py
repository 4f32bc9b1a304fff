from django.db import models


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", "Quản trị"
    CLERK = "clerk", "Cán bộ nhập liệu"
    REPORTER = "reporter", "Cán bộ báo cáo"
    LEADER = "leader", "Lãnh đạo"
    AUDITOR = "auditor", "Kiểm tra"
    PUBLIC = "public", "Người dân"
