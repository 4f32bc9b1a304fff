from django.db import models


class Role(models.TextChoices):
    TARGET = "target", "Chỉ tiêu"
    RESULT = "result", "Kết quả"
    PLAN = "plan", "Kế hoạch"


class State(models.TextChoices):
    WAITING = "waiting", "Chờ duyệt"
    ASSENTED = "assented", "Đã duyệt"
    REFUSED = "refused", "Đã bỏ"


class Question(models.TextChoices):
    """Why a statement needs a person."""

    NONE = "", ""
    UNSURE = "unsure", "Máy chưa chắc đã đọc đúng"
    NO_UNIT = "no_unit", "Câu không nêu đơn vị tính"
    UNIT = "unit", "Đơn vị tính khác với chỉ số đã có"
    TOO_LARGE = "too_large", "Con số quá lớn đối với đơn vị tính này"
    SAME = "same", "Có chỉ số tên gần giống: là một hay khác?"
    NO_PERIOD = "no_period", "Câu không nêu thời gian"
    COMPARISON = "comparison", "Mức tăng, giảm: chưa ghi thành số liệu"
    SECOND_TARGET = "second_target", "Chỉ số này đã có chỉ tiêu trong nghị quyết"
    NO_RESOLUTION = "no_resolution", "Văn bản không phải nghị quyết, chưa rõ chỉ tiêu thuộc nghị quyết nào"
    PLACE = "place", "Câu nêu một địa bàn trực thuộc: con số là của nơi đó?"
    DERIVED = "derived", "Chỉ số này tính theo công thức, không nhập tay"
