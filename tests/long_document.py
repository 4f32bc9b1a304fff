"""A report of two hundred pages, invented: some 550,000 characters with 2,000 statements, as they are really read."""

from itertools import cycle, islice

from camket.areas.models import Area
from camket.intake.actions import ReadDocument
from camket.records.models import Document
from factories import AreaFactory, DocumentFactory

PAGES = 200
CHARACTERS_OF_A_PAGE = 3_000
STATEMENTS_OF_A_PAGE = 10

_SUBJECTS = (
    ("thu ngân sách trên địa bàn xã {}", "tỷ đồng", 40),
    ("số lượt khách du lịch đến xã {}", "lượt khách", 2500),
    ("diện tích rừng trồng mới của xã {}", "ha", 12),
    ("số hợp tác xã thành lập mới ở xã {}", "hợp tác xã", 3),
    ("tỷ lệ hộ nghèo đa chiều của xã {}", "%", 5),
    ("sản lượng lương thực của xã {}", "tấn", 900),
    ("tỷ lệ hộ dùng nước sạch ở xã {}", "%", 61),
    ("số trường đạt chuẩn quốc gia của xã {}", "trường", 2),
    ("số lao động được giải quyết việc làm ở xã {}", "lao động", 140),
    ("giá trị sản xuất công nghiệp của xã {}", "tỷ đồng", 75),
)
_PLACES = ("An Bình", "Bắc Sơn", "Cao Thắng", "Đông Hà", "Hòa Lợi", "Khánh Sơn", "Lộc An", "Minh Tân", "Nam Phong")
_TALK = (
    "Cấp ủy, chính quyền tập trung lãnh đạo, các tổ chức đoàn thể phối hợp chặt chẽ, nhân dân đồng tình hưởng ứng. ",
    "Công tác tuyên truyền được đổi mới về hình thức, gắn với sinh hoạt ở thôn, bản, tổ dân phố. ",
    "Việc kiểm tra, đôn đốc được làm thường xuyên, khó khăn ở cơ sở được tháo gỡ kịp thời. ",
)


def text_of(pages: int = PAGES) -> str:
    """Its pages, each of ten sentences that say something among others that do not."""
    return "\n".join(line for page in range(pages) for line in _page(page))


def _page(page: int) -> list[str]:
    year, place = 2015 + page // 20, _PLACES[page % len(_PLACES)]
    lines = [f"PHẦN {page + 1}. KẾT QUẢ CỦA XÃ {place.upper()}"]
    for number, (name, unit, base) in enumerate(_SUBJECTS):
        said = name.format(place)
        room = CHARACTERS_OF_A_PAGE // STATEMENTS_OF_A_PAGE - len(said) - 45
        talk = "".join(islice(cycle(_TALK), 1 + room // len(_TALK[0])))[: max(room, 0)].rpartition(". ")[0]
        value = base + (page * 7 + number * 3) % 30
        lines.append(f"Năm {year}, {said} đạt {value} {unit}. {talk}.")
    return lines


def long_document(area: Area | None = None, pages: int = PAGES) -> Document:
    """The report in the database, read and folded, nothing decided."""
    document = DocumentFactory(
        area=area or AreaFactory(), text=text_of(pages), title="Báo cáo dài", year=2024, months=12, genre="year_report"
    )
    ReadDocument(by=None, document=document).execute()
    return document
