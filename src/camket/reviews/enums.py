from django.db import models


class Outcome(models.TextChoices):
    """A verdict in one word. Order and words after the look of the public pages."""

    EXCEEDED = "exceeded", "Vượt"
    MET = "met", "Đạt"
    ACHIEVED = "achieved", "Đạt trước hạn"
    ON_TRACK = "on_track", "Đúng tiến độ"
    AT_RISK = "at_risk", "Có nguy cơ"
    OFF_TRACK = "off_track", "Chậm tiến độ"
    MISSED = "missed", "Không đạt"
    NO_DATA = "no_data", "Chưa có số liệu"


GOOD = frozenset({Outcome.EXCEEDED, Outcome.MET, Outcome.ACHIEVED})
ATTENTION = frozenset({Outcome.AT_RISK, Outcome.OFF_TRACK, Outcome.MISSED, Outcome.NO_DATA})
SHAPES = {
    Outcome.EXCEEDED: "▲",
    Outcome.MET: "●",
    Outcome.ACHIEVED: "◆",
    Outcome.ON_TRACK: "◐",
    Outcome.AT_RISK: "◔",
    Outcome.OFF_TRACK: "▽",
    Outcome.MISSED: "✕",
    Outcome.NO_DATA: "○",
}


class Cause(models.TextChoices):
    """What brought a verdict that was published."""

    FIRST = "first", "Đánh giá lần đầu"
    RECORDED = "recorded", "Có số liệu mới"
    CORRECTED = "corrected", "Số liệu được sửa"
    WITHDRAWN = "withdrawn", "Số liệu được rút lại"
    EDITED = "edited", "Chỉ tiêu được sửa"
    DEFINED = "defined", "Cách tính được sửa"
    DAY = "day", "Thời gian trôi qua"


class Reporting(models.TextChoices):
    """The second light: has the owner reported?"""

    REPORTED = "reported", "Đã báo cáo"
    CHECKING = "checking", "Đã gửi, chờ duyệt"
    WAITING = "waiting", "Chưa đến hạn"
    READING = "reading", "Đã gửi báo cáo, chờ đọc"
    DUE = "due", "Đến hạn"
    OVERDUE = "overdue", "Quá hạn báo cáo"


class ReviewKind(models.TextChoices):
    """``HALF`` is the first half of a year."""

    MONTH = "month", "Tháng"
    QUARTER = "quarter", "Quý"
    HALF = "half", "6 tháng"
    YEAR = "year", "Năm"
    MIDTERM = "midterm", "Giữa nhiệm kỳ"
    FINAL = "final", "Tổng kết nhiệm kỳ"


class ReviewState(models.TextChoices):
    DRAFT = "draft", "Đang chuẩn bị"
    SIGNED = "signed", "Đã ký"
    PUBLISHED = "published", "Đã công bố"
    INTERNAL = "internal", "Lưu hành nội bộ"
    WITHDRAWN = "withdrawn", "Đã rút lại"


IN_FORCE = frozenset({ReviewState.SIGNED, ReviewState.PUBLISHED, ReviewState.INTERNAL})
FROZEN = IN_FORCE | {ReviewState.WITHDRAWN}


class NoteKind(models.TextChoices):
    FINDING = "finding", "Nhận định"
    CAUSE = "cause", "Nguyên nhân"
    CONCLUSION = "conclusion", "Kết luận"


class ObstacleKind(models.TextChoices):
    CLEARANCE = "clearance", "Giải phóng mặt bằng"
    DECREE = "decree", "Chờ văn bản hướng dẫn"
    PETITION = "petition", "Đơn thư, kiến nghị"
    FUNDS = "funds", "Nguồn vốn"
    OTHER = "other", "Khó khăn khác"


class ObstacleState(models.TextChoices):
    OPEN = "open", "Đang vướng"
    SETTLED = "settled", "Đã gỡ"


class ProjectStage(models.TextChoices):
    """Of a project, in their order."""

    APPROVAL = "approval", "Phê duyệt"
    CLEARANCE = "clearance", "Giải phóng mặt bằng"
    CONSTRUCTION = "construction", "Thi công"
    DONE = "done", "Hoàn thành"
