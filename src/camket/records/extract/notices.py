"""What a person should know though the file was read: one table of all notices."""

from collections.abc import Mapping
from types import MappingProxyType

from camket.records.extract.model import Notice

# code -> (vi, en)
_TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "wrong_extension": (
            "Tên tệp không đúng với nội dung: đã đọc như tệp {real}.",
            "The name does not fit the content: it was read as a {real} file.",
        ),
        "windows_1258": (
            "Tệp dùng bảng mã Windows-1258, đã chuyển sang Unicode.",
            "The file is in Windows-1258; it was converted to Unicode.",
        ),
        "tcvn3": (
            "Chữ gõ bằng bảng mã {name} đã được chuyển sang Unicode; các con số giữ nguyên. Xem lại chữ hoa và dấu.",
            "Text typed in {name} was converted to Unicode; figures are as they were. Look over capitals and marks.",
        ),
        "vni": (
            "Chữ gõ bằng bảng mã VNI đã được chuyển sang Unicode; các con số giữ nguyên. Xem lướt lại dấu.",
            "Text typed in VNI was converted to Unicode; figures are as they were. Look over the marks.",
        ),
        "old_word": (
            "Tệp .doc đã được LibreOffice chuyển sang .docx rồi đọc. Đối chiếu bảng và số thứ tự với bản gốc.",
            "The .doc file was converted to .docx by LibreOffice and read. Compare tables and numbers with it.",
        ),
        "ocr": (
            "Trang {pages} là ảnh quét, chữ do máy nhận dạng nên có thể sai cả ở con số: phải soát từng câu.",
            "Pages {pages} are scans, recognised by machine; even figures may be wrong: check each statement.",
        ),
        "scanned_pages": (
            "Trang {pages} là ảnh quét, không đọc được chữ.",
            "Pages that are scans, without text: {pages}.",
        ),
        "hidden_sheets": ("Không đọc trang tính ẩn: {names}.", "Hidden sheets not read: {names}."),
        "hidden_cells": ("Không đọc hàng, cột ẩn: {names}.", "Hidden rows and columns not read: {names}."),
        "uncounted": (
            "Công thức chưa có kết quả: {names}. Mở bằng Excel, lưu lại rồi tải lên.",
            "Formulas without their value: {names}. Open the file in Excel, save it and upload it again.",
        ),
        "macros": ("Macro trong tệp không được đọc.", "Macros in the file were ignored."),
        "linked": ("Phần chèn từ tệp khác không được đọc.", "Content embedded from another file was not read."),
    }
)

CODES = frozenset(_TEXTS)


def notice(code: str, **values: str) -> Notice:
    """The notice of that code, its gaps filled."""
    vi, en = _TEXTS[code]
    return Notice(code, vi.format(**values), en.format(**values))


def listed(pages: list[int]) -> str:
    """Page numbers as a person writes them: "1-3, 7"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
