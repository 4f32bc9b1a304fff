from django.db import models


class Kind(models.TextChoices):
    RESOLUTION = "resolution", "Nghị quyết"
    REPORT = "report", "Báo cáo"
    PLAN = "plan", "Kế hoạch"
    NEWS = "news", "Tin bài"
    OTHER = "other", "Văn bản khác"
