"""Which part of the guide tells of a page of the back office."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.urls import reverse
from django.utils.translation import get_language

from camket.portal.guide import address, pages

# Chapter and heading by the beginning of the route; of several that fit, the longest says it. The headings are the
# Vietnamese ones: those of the other language stand in the same order.
PLACES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "admin/gui-lai/": ("tai-khoan-nhat-ky", "Khi phiên làm việc hết"),
        "admin/account/": ("tai-khoan-nhat-ky", "Đăng nhập"),
        "admin/tai-khoan/": ("tai-khoan-nhat-ky", "Mở, sửa, ngừng tài khoản"),
        "admin/nhat-ky/": ("tai-khoan-nhat-ky", "Đọc nhật ký"),
        "admin/dia-gioi/": ("hoi-dap", "Ghi việc sáp nhập, chia tách, đổi tên địa bàn ở đâu?"),
        "admin/chi-tieu/": ("bao-cao-so-lieu", "Cơ quan chủ trì, phối hợp của chỉ tiêu"),
        "admin/chi-tieu-cho-quyet-dinh/": ("hoi-dap", "Địa bàn đã sáp nhập thì chỉ tiêu cũ ra sao?"),
        "admin/ky-bao-cao/": ("bao-cao-so-lieu", "Theo dõi một kỳ"),
        "admin/ky-bao-cao/mo/": ("bao-cao-so-lieu", "Mở kỳ"),
        "admin/ky-bao-cao/loi-thu/": ("bao-cao-so-lieu", "Thư nhắc"),
        "admin/ky-bao-cao/<int:pk>/nhap/": ("bao-cao-so-lieu", "Dán từ Excel vào bảng nhập"),
        "admin/ky-bao-cao/<int:pk>/nop-bieu/": ("bao-cao-so-lieu", "Điền trên Excel"),
        "admin/ky-bao-cao/<int:pk>/<int:office>/bieu.xlsx": ("bao-cao-so-lieu", "Điền trên Excel"),
        "admin/ky-bao-cao/<int:pk>/<int:office>/nhap/": ("bao-cao-so-lieu", "Gõ số liệu"),
        "admin/phan-viec/": ("bao-cao-so-lieu", "Theo dõi một kỳ"),
        "admin/bao-cao-gui-kem/": ("bao-cao-so-lieu", "Theo dõi một kỳ"),
        "admin/co-quan/": ("bao-cao-so-lieu", "Địa chỉ thư của đơn vị"),
        "admin/bieu-bao-cao/": ("bao-cao-so-lieu", "Lập biểu"),
        "admin/so-ket/": ("so-ket", "Mở kỳ sơ kết"),
        "admin/so-ket/<int:pk>/": ("so-ket", "Ghi nhận định, vướng mắc, giải pháp"),
        "admin/so-ket/<int:pk>/vuong-mac/<int:obstacle>/": ("so-ket", "Sửa, rút lại khi chưa ký"),
        "admin/so-ket/<int:pk>/giai-phap/<int:task>/": ("so-ket", "Sửa, rút lại khi chưa ký"),
        "admin/so-ket/<int:pk>/ky/": ("so-ket", "Ký và công bố"),
        "admin/so-ket/<int:pk>/cong-bo/": ("so-ket", "Ký và công bố"),
        "admin/so-ket/<int:pk>/bo-sung/": ("so-ket", "Ký và công bố"),
        "admin/so-ket/nghi-quyet/<int:pk>/cong-trinh/": ("so-ket", "Công trình và các mốc"),
        "admin/so-ket/nghi-quyet/<int:pk>/ban-giao/": ("so-ket", "Bàn giao nhiệm kỳ"),
        "admin/cong-trinh/": ("so-ket", "Công trình và các mốc"),
        "admin/nhiem-vu/": ("so-ket", "Theo dõi nhiệm vụ"),
        "admin/chuong-trinh/": ("so-ket", "Phân công Ban Chủ nhiệm"),
        "admin/bao-cao/": ("bao-cao-word", "Lập báo cáo"),
        "admin/bao-cao/<int:pk>/": ("bao-cao-word", "Sửa lời văn"),
        "admin/bao-cao/<int:pk>/tep/": ("bao-cao-word", "Tạo tệp"),
        "admin/bieu-xuat/": ("bao-cao-word", "Xuất ra biểu của hệ thống khác"),
        "admin/van-ban/": ("dua-van-ban-vao", "Tải lên"),
        "admin/van-ban/tiep-theo/": ("dua-van-ban-vao", "Sau khi tải lên"),
        "admin/van-ban/<int:pk>/": ("duyet", "Trang duyệt"),
        "admin/van-ban/<int:pk>/doc-lai/": ("duyet", "Đọc lại văn bản"),
        "admin/cau/": ("duyet", "Máy hỏi gì, trả lời thế nào"),
        "admin/cau/<int:pk>/sua/": ("duyet", "Sửa một câu"),
        "admin/cau/<int:pk>/hoan-tac/": ("duyet", "Duyệt nhầm thì sao"),
        "admin/chi-so/": ("chi-so", "Máy đoán gì từ cái tên"),
        "admin/chi-so/<int:pk>/quen/": ("chi-so", "Cách gọi"),
        "admin/viec/": ("cai-dat-van-hanh", "Việc nền"),
    }
)


def place(route: str) -> tuple[str, str] | None:
    """Chapter and heading for a route; none for what is not ours."""
    fitting = [start for start in PLACES if route.startswith(start)]
    return PLACES[max(fitting, key=len)] if fitting else None


def link(route: str) -> str:
    """Where the guide tells of it, in the language that is active; the front of the guide where it says nothing of it.

    Raises ``LookupError`` where there is no such chapter or heading.
    """
    found = place(route)
    if found is None:
        return reverse("guide-front")
    chapter, heading = found
    return f"{address(chapter)}#{_anchor(chapter, heading)}"


def _anchor(chapter: str, heading: str) -> str:
    known = {language: _headings(language, chapter) for language in ("vi", get_language() or "vi")}
    order = next(n for n, (_, text) in enumerate(known["vi"]) if text == heading)
    return known[get_language() or "vi"][order][0]


def _headings(language: str, chapter: str) -> tuple[tuple[str, str], ...]:
    return next(page.headings for page in pages(language) if page.slug == chapter)
