from django.db import models


class SeatRole(models.TextChoices):
    CHAIR = "chair", "Chủ nhiệm"
    DEPUTY = "deputy", "Phó Chủ nhiệm"
    MEMBER = "member", "Thành viên"
