from django.db import models


class Kind(models.TextChoices):
    RESOLUTION = "resolution", "Nghị quyết"
    REPORT = "report", "Báo cáo"
    PLAN = "plan", "Kế hoạch"
    NEWS = "news", "Tin bài"
    OTHER = "other", "Văn bản khác"


class TaskState(models.TextChoices):
    """``LATE`` is never stored: a task is late while it is open and its day has passed. ``REPORTED``: its office says
    that it is done, and a clerk or a leader has not said so yet."""

    OPEN = "open", "Đang thực hiện"
    REPORTED = "reported", "Đã báo xong, chờ xác nhận"
    LATE = "late", "Quá hạn"
    DONE = "done", "Đã hoàn thành"
    DROPPED = "dropped", "Không thực hiện nữa"


UNDONE = frozenset({TaskState.OPEN, TaskState.REPORTED})


class Step(models.TextChoices):
    """What happened to a task after it was given."""

    REPORTED = "reported", "Báo đã xong"
    RETURNED = "returned", "Trả lại"
    EXTENDED = "extended", "Gia hạn"
    HANDED = "handed", "Chuyển cơ quan khác"
    CORRECTED = "corrected", "Sửa lại"
    RESUMED = "resumed", "Làm tiếp"
    DONE = "done", "Xác nhận hoàn thành"
    DROPPED = "dropped", "Thôi không làm"
