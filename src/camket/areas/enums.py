from django.db import models


class Kind(models.TextChoices):
    PROVINCE = "province", "Tỉnh, thành phố trực thuộc trung ương"
    CITY = "city", "Thành phố"
    COMMUNE = "commune", "Xã"
    WARD = "ward", "Phường"
    VILLAGE = "village", "Thôn, tổ dân phố"
