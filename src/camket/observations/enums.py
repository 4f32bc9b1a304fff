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
    REGISTER = "register", "Đếm từ danh sách"


DERIVED = frozenset({Origin.FORMULA, Origin.AREAS, Origin.SUCCESSION, Origin.REGISTER})
