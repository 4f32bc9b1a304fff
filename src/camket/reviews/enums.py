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
    DUE = "due", "Đến hạn"
    OVERDUE = "overdue", "Quá hạn báo cáo"
