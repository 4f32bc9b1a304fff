from django.db import models


class Layout(models.TextChoices):
    """Administrative after Decree 30/2020/NĐ-CP, or of the party after Guideline 36-HD/VPTW."""

    DECREE = "decree", "Hành chính (Nghị định 30/2020)"
    PARTY = "party", "Của Đảng (Hướng dẫn 36-HD/VPTW)"


class Section(models.TextChoices):
    """The sections of a report, in their order. The first and the last have no heading."""

    HEAD = "head", "Phần đầu, chữ ký và nơi nhận"
    OPENING = "opening", "Mở đầu"
    RESULTS = "results", "Kết quả thực hiện"
    PROGRAMMES = "programmes", "Kết quả theo chương trình"
    OBSTACLES = "obstacles", "Hạn chế, khó khăn, vướng mắc và nguyên nhân"
    REMEDIES = "remedies", "Giải pháp"
    PROPOSALS = "proposals", "Đề xuất, kiến nghị"
    CLOSING = "closing", "Kết thúc"


HEADED = (Section.RESULTS, Section.PROGRAMMES, Section.OBSTACLES, Section.REMEDIES, Section.PROPOSALS)


class FileKind(models.TextChoices):
    """What a report is made into."""

    WORD = "docx", "Word"
    PDF = "pdf", "PDF"
    SHEET = "xlsx", "Excel, bảng chỉ tiêu còn công thức"
    LEADERS = "leaders", "PDF một trang cho lãnh đạo"
