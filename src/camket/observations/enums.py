from django.db import models


class Stage(models.TextChoices):
    """How sure a figure is. ``plan`` is never a result."""

    PLAN = "plan", "Kế hoạch"
    ESTIMATE = "estimate", "Ước"
    PROVISIONAL = "provisional", "Sơ bộ"
    FINAL = "final", "Chính thức"


class Origin(models.TextChoices):
    """Where a figure comes from. What is told, by a document or a person, counts before what is derived."""

    DOCUMENT = "document", "Trích từ văn bản"
    ENTRY = "entry", "Nhập trực tiếp"
    FORMULA = "formula", "Tính theo công thức"
    AREAS = "areas", "Cộng từ các địa bàn trực thuộc"
    SUCCESSION = "succession", "Ghép từ các địa bàn trước khi sắp xếp"
    CROSSING = "crossing", "Ghép từ trước và sau ngày sắp xếp"
    REGISTER = "register", "Đếm từ danh sách"
    REPORT = "report", "Đơn vị báo cáo"


DERIVED = frozenset({Origin.FORMULA, Origin.AREAS, Origin.SUCCESSION, Origin.CROSSING, Origin.REGISTER})


class Cycle(models.TextChoices):
    """How often a form asks. Six and nine months are counted from 1 January."""

    MONTH = "month", "Hằng tháng"
    QUARTER = "quarter", "Hằng quý"
    HALF = "half", "6 tháng đầu năm"
    NINE_MONTHS = "nine_months", "9 tháng đầu năm"
    YEAR = "year", "Hằng năm"
    TERM = "term", "Cả nhiệm kỳ"


class DutyState(models.TextChoices):
    """How far one due figure is. Late is no state: it is computed from the day."""

    WAITING = "waiting", "Chưa báo cáo"
    SUBMITTED = "submitted", "Đã gửi"
    CHECKED = "checked", "Đã kiểm tra"
    APPROVED = "approved", "Đã được duyệt"
    RETURNED = "returned", "Trả lại"


OWED = frozenset({DutyState.WAITING, DutyState.RETURNED})
TO_DECIDE = frozenset({DutyState.SUBMITTED, DutyState.CHECKED})


class Use(models.TextChoices):
    """What a link was used for."""

    OPENED = "opened", "Mở trang"
    SAVED = "saved", "Lưu"
    SENT = "sent", "Gửi"
    SHEET = "sheet", "Tải biểu Excel"
    ATTACHED = "attached", "Gửi kèm báo cáo"


class Light(models.TextChoices):
    """Has the owner of a figure reported? The words are those of ``reviews.Reporting``; ``CHECKING``: the figure waits
    for approval and counts for nothing yet; ``READING``: a report waits for the clerk."""

    REPORTED = "reported", "Đã báo cáo"
    CHECKING = "checking", "Đã gửi, chờ duyệt"
    WAITING = "waiting", "Chưa đến hạn"
    READING = "reading", "Đã gửi báo cáo, chờ đọc"
    DUE = "due", "Đến hạn"
    OVERDUE = "overdue", "Quá hạn báo cáo"


GRAVITY = tuple(Light)
"""Where several rounds ask for a figure, the last of these counts."""


class Rung(models.TextChoices):
    """Who is told of what an office owes, from the office upwards."""

    FOLLOWER = "follower", "Người theo dõi biểu"
    HEAD = "head", "Người đứng đầu đơn vị"
    BOARD = "board", "Thành viên Ban Chủ nhiệm phụ trách"
    LEADER = "leader", "Lãnh đạo"


class Purpose(models.TextChoices):
    """Why a letter is written."""

    DIGEST = "digest", "Nhắc việc báo cáo trong ngày"
    AGAIN = "again", "Gửi lại đường dẫn"
    RETURNED = "returned", "Trả lại số liệu"
