from django.db import models


class Kind(models.TextChoices):
    RESOLUTION = "resolution", "Nghị quyết"
    REPORT = "report", "Báo cáo"
    PLAN = "plan", "Kế hoạch"
    NEWS = "news", "Tin bài"
    OTHER = "other", "Văn bản khác"


class TaskState(models.TextChoices):
    """``LATE`` is never stored: a task is late while it is open and its day has passed."""

    OPEN = "open", "Đang thực hiện"
    LATE = "late", "Quá hạn"
    DONE = "done", "Đã hoàn thành"
    DROPPED = "dropped", "Không thực hiện nữa"
