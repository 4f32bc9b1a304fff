from django.db import models


class Stage(models.TextChoices):
    """How sure a figure is. ``plan`` is never a result."""

    PLAN = "plan", "Kế hoạch"
    ESTIMATE = "estimate", "Ước"
    PROVISIONAL = "provisional", "Sơ bộ"
    FINAL = "final", "Chính thức"
