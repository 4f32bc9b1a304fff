from django.db import models


class Kind(models.TextChoices):
    PROVINCE = "province", "Tỉnh, thành phố trực thuộc trung ương"
    CITY = "city", "Thành phố"
    DISTRICT = "district", "Quận, huyện, thị xã"
    COMMUNE = "commune", "Xã"
    WARD = "ward", "Phường"
    TOWNSHIP = "township", "Thị trấn"
    SPECIAL_ZONE = "special_zone", "Đặc khu"
    VILLAGE = "village", "Thôn, tổ dân phố"


class ChangeKind(models.TextChoices):
    """``redraw`` is several into several: what neither a merge nor a split can say."""

    FOUND = "found", "Thành lập"
    MERGE = "merge", "Sáp nhập"
    SPLIT = "split", "Chia tách"
    REDRAW = "redraw", "Sắp xếp lại"
    RENAME = "rename", "Đổi tên"
    MOVE = "move", "Chuyển đơn vị cấp trên"
    ABOLISH = "abolish", "Giải thể"
