from django.db import models


class Nature(models.TextChoices):
    """How values combine over time and over areas."""

    FLOW = "flow", "Lượng phát sinh trong kỳ"
    STOCK = "stock", "Số có tại thời điểm"
    RATIO = "ratio", "Tỷ lệ"
    LEVEL = "level", "Mức"
    STATE = "state", "Danh hiệu, tiêu chuẩn"


class Direction(models.TextChoices):
    UP = "up", "Càng cao càng tốt"
    DOWN = "down", "Càng thấp càng tốt"
    NONE = "none", "Không theo chiều nào"


class Aggregate(models.TextChoices):
    LAST = "last", "Giá trị cuối kỳ"
    EVERY = "every", "Từng năm"
    MEAN = "mean", "Bình quân các năm"
    SUM = "sum", "Cộng dồn"
    GROWTH = "growth", "Tốc độ tăng bình quân năm"
    CHANGE = "change", "Mức thay đổi"
    STATE = "state", "Danh hiệu đạt được"


class Comparator(models.TextChoices):
    EQ = "eq", "="
    GE = "ge", "≥"
    GT = "gt", ">"
    LE = "le", "≤"
    LT = "lt", "<"
    ABOUT = "about", "≈"


class Decision(models.TextChoices):
    """What becomes of a target whose area has ended before its window."""

    CARRIED = "carried", "Tiếp tục thực hiện"
    DROPPED = "dropped", "Không tiếp tục thực hiện"


class Charge(models.TextChoices):
    """What an office has to do with a target."""

    LEAD = "lead", "Chủ trì"
    PARTNER = "partner", "Phối hợp"
