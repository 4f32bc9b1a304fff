"""Why a file could not be read, in the words of the person who brought it."""

from collections.abc import Mapping
from types import MappingProxyType

from camket.records.extract.limits import (
    MAX_CELLS,
    MAX_CHARACTERS,
    MAX_FILE_BYTES,
    MAX_FORM_BYTES,
    MAX_PAGES,
    MAX_TEXT_FILE_BYTES,
)

_MEGABYTE = 1024 * 1024


def _grouped(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)


_LIMITS_VI = (
    f"tệp {MAX_FILE_BYTES // _MEGABYTE} MB, tệp văn bản thuần {MAX_TEXT_FILE_BYTES // _MEGABYTE} MB, "
    f"{_grouped(MAX_CHARACTERS, '.')} ký tự, {_grouped(MAX_PAGES, '.')} trang, "
    f"{_grouped(MAX_CELLS, '.')} ô mỗi bảng tính"
)
_LIMITS_EN = (
    f"a file of {MAX_FILE_BYTES // _MEGABYTE} MB, a plain text file of {MAX_TEXT_FILE_BYTES // _MEGABYTE} MB, "
    f"{_grouped(MAX_CHARACTERS, ',')} characters, {_grouped(MAX_PAGES, ',')} pages, "
    f"{_grouped(MAX_CELLS, ',')} cells a sheet"
)

# code -> (what is wrong vi, en, what to do vi, en)
_MESSAGES: Mapping[str, tuple[str, str, str, str]] = MappingProxyType(
    {
        "missing": (
            "không mở được tệp",
            "the file cannot be opened",
            "Kiểm tra lại đường dẫn và quyền đọc tệp.",
            "Check the path and the right to read the file.",
        ),
        "empty": (
            "tệp trống, không có chữ nào",
            "the file is empty: it holds no text",
            "Mở tệp gốc để kiểm tra, lưu lại rồi tải lên lần nữa.",
            "Open the original, check it, save it again and upload it once more.",
        ),
        "unknown_type": (
            "không nhận ra loại tệp",
            "the type of the file is not known",
            "Lưu văn bản dưới dạng .docx, .pdf, .html, .txt hoặc .xlsx rồi tải lên lại.",
            "Save the document as .docx, .pdf, .html, .txt or .xlsx and upload it again.",
        ),
        "old_format": (
            "tệp ở định dạng Office cũ (.doc, .xls, .ppt) hoặc định dạng chưa hỗ trợ",
            "the file is in an old Office format (.doc, .xls, .ppt) or one that is not supported",
            "Mở tệp bằng Word, Excel hoặc LibreOffice, chọn Lưu thành (Save As) .docx hoặc .xlsx, rồi tải lên lại.",
            "Open it in Word, Excel or LibreOffice, choose Save As .docx or .xlsx, and upload that file.",
        ),
        "wrong_extension": (
            "phần mở rộng của tên tệp không đúng với nội dung, và không nhận ra nội dung",
            "the extension of the name does not fit the content, and the content is not recognised",
            "Mở tệp gốc bằng đúng phần mềm đã tạo ra nó, lưu lại dưới dạng .docx, .pdf, .html, .txt hoặc .xlsx.",
            "Open the original in the program that made it and save it as .docx, .pdf, .html, .txt or .xlsx.",
        ),
        "encrypted": (
            "tệp được bảo vệ bằng mật khẩu",
            "the file is protected by a password",
            "Mở tệp bằng mật khẩu, bỏ mật khẩu, lưu lại rồi tải lên lần nữa.",
            "Open it with the password, remove the password, save it and upload it again.",
        ),
        "scanned": (
            "tệp PDF là ảnh quét, không có lớp chữ",
            "the PDF is a scan: it holds pictures of pages and no text",
            "Dùng tệp gốc (.docx), hoặc nhận dạng chữ (OCR tiếng Việt) trước khi tải lên. "
            "Máy chủ Debian tự nhận dạng được nếu cài gói tesseract-ocr và tesseract-ocr-vie.",
            "Use the original (.docx), or run text recognition (OCR, Vietnamese) first. "
            "A Debian server does it by itself once the packages tesseract-ocr and tesseract-ocr-vie are installed.",
        ),
        "corrupt": (
            "tệp bị hỏng hoặc không đúng cấu trúc",
            "the file is damaged or not well formed",
            "Mở tệp gốc, lưu lại thành tệp mới rồi tải lên lần nữa.",
            "Open the original, save it as a new file and upload it again.",
        ),
        "too_large": (
            f"tệp vượt giới hạn ({_LIMITS_VI})",
            f"the file is beyond the limits ({_LIMITS_EN})",
            "Chia văn bản thành nhiều tệp nhỏ hơn, hoặc bỏ phần không cần đọc.",
            "Split the document into smaller files, or leave out what need not be read.",
        ),
        "legacy_encoding": (
            "chữ được gõ bằng bảng mã cũ",
            "the text is typed in a legacy encoding",
            "Chuyển sang Unicode (ví dụ bằng Unikey: Công cụ – Chuyển mã), lưu lại rồi tải lên lần nữa.",
            "Convert it to Unicode (with Unikey: Tools – Convert), save it and upload it again.",
        ),
        "binary": (
            "tệp chứa ký tự NUL, không phải văn bản",
            "the file holds NUL characters: it is not text",
            "Kiểm tra xem có đúng tệp cần tải lên không; lưu lại dưới dạng văn bản UTF-8.",
            "Check that it is the right file; save it as UTF-8 text.",
        ),
        "not_a_sheet": (
            "tệp không phải là bảng tính",
            "the file is no spreadsheet",
            "Tải lên biểu Excel đã tải về, lưu dưới dạng .xlsx (đọc được cả .xls, .ods).",
            "Upload the Excel form that you downloaded, saved as .xlsx (.xls and .ods are read too).",
        ),
        "macros": (
            "tệp có chứa macro",
            "the file holds macros",
            "Mở tệp, chọn Lưu thành (Save As) “Excel Workbook (.xlsx)” để bỏ macro, rồi tải lên lại.",
            "Open it, choose Save As “Excel Workbook (.xlsx)”, which leaves macros out, and upload that file.",
        ),
        "form_too_large": (
            f"tệp quá lớn hoặc quá phức tạp đối với một biểu số liệu (giới hạn {MAX_FORM_BYTES // _MEGABYTE} MB)",
            f"the file is too large or too complex for a form of figures (limit {MAX_FORM_BYTES // _MEGABYTE} MB)",
            "Tải biểu mới về, chép số liệu sang rồi tải lên; bỏ ảnh và các trang không cần.",
            "Download the form anew, copy the figures over and upload it; leave out pictures and other sheets.",
        ),
    }
)

CODES = frozenset(_MESSAGES)


class ExtractError(Exception):
    """A file that could not be read: ``code`` for programs, :meth:`message` for people.

    ``detail_vi`` and ``detail_en`` narrow down what is wrong ("TCVN3 (ABC)", "trang 3"); they stand in brackets.
    """

    def __init__(self, code: str, name: str = "", detail_vi: str = "", detail_en: str = "") -> None:
        self.code = code
        self.name = name
        self.detail_vi = detail_vi
        self.detail_en = detail_en or detail_vi
        super().__init__(code, name)

    def problem(self, language: str = "vi") -> str:
        """What is wrong, without the file's name."""
        text = _MESSAGES[self.code][0 if language == "vi" else 1]
        detail = self.detail_vi if language == "vi" else self.detail_en
        return f"{text} ({detail})" if detail else text

    def remedy(self, language: str = "vi") -> str:
        """What the person can do now."""
        return _MESSAGES[self.code][2 if language == "vi" else 3]

    def message(self, language: str = "vi") -> str:
        """The file's name, what is wrong and what to do, in one line."""
        return f"{self.name}: {self.problem(language)}. {self.remedy(language)}"

    def named(self, name: str) -> "ExtractError":
        """The same error, about the file of that name."""
        return ExtractError(self.code, name, self.detail_vi, self.detail_en)

    def __str__(self) -> str:
        return f"{self.message('vi')} / {self.message('en')}"
