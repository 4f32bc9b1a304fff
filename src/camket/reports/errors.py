"""What can keep a report from being written, said so that a clerk knows what to do next."""

from collections.abc import Collection, Sequence
from pathlib import Path

from camket.foundation.errors import CamketError


class NoSuchResolution(CamketError):
    """``known`` are the short names of the resolutions that exist."""

    def __init__(self, slug: str, known: Sequence[str]) -> None:
        if known:
            names = ", ".join(known)
            super().__init__(
                f"Không có nghị quyết “{slug}”. Đang có: {names}.", f"No resolution “{slug}”. There are: {names}."
            )
        else:
            super().__init__(
                "Chưa có nghị quyết nào. Nạp nghị quyết trước, ví dụ: camket load samples/minh-hoa --assent=confident",
                "No resolution yet. Load one first, for example: camket load samples/minh-hoa --assent=confident",
            )


class NoSuchReview(CamketError):
    """``known`` are the short names of the reviews that the resolution has."""

    def __init__(self, slug: str, known: Sequence[str]) -> None:
        names = ", ".join(known)
        super().__init__(
            f"Không có kỳ sơ kết “{slug}”. Đang có: {names or 'chưa có kỳ nào; mở một kỳ ở mục Sơ kết'}.",
            f"No review “{slug}”. There are: {names or 'none; open one in the back office'}.",
        )


class YearOutsideTerm(CamketError):
    """The year is none that the resolution's targets are followed in."""

    def __init__(self, year: int, first: int, last: int) -> None:
        super().__init__(
            f"Năm {year} nằm ngoài thời gian thực hiện nghị quyết. Chọn một năm từ {first} đến {last}.",
            f"The resolution is not carried out in {year}. Choose a year from {first} to {last}.",
        )


class YearToCome(CamketError):
    """The year has not begun on the day of the report."""

    def __init__(self, year: int, day: str, day_en: str) -> None:
        super().__init__(
            f"Năm {year} chưa bắt đầu vào ngày lập báo cáo {day}: chưa có gì để báo cáo. Chọn năm khác.",
            f"{year} has not begun on {day_en}, the date of the report. Choose another year.",
        )


class ReportChanged(CamketError):
    """What the person decided about was composed anew, or settled by somebody else, since their page was loaded."""

    def __init__(self) -> None:
        super().__init__(
            "Đoạn này vừa được người khác xử lý hoặc lập lại. Xem nội dung dưới đây rồi chọn lại.",
            "Somebody else has just settled this paragraph, or composed it anew. Look at it below and choose again.",
        )


class CannotMakePdf(CamketError):
    """The machine lacks libraries that PDF needs."""

    def __init__(self) -> None:
        packages = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation2"
        super().__init__(
            f"Máy chủ thiếu thư viện để tạo PDF. Người quản trị cần cài (Debian, Ubuntu): apt-get install {packages}. "
            "Trong lúc chờ, tải bản Word.",
            f"This machine lacks libraries for PDF. On Debian or Ubuntu: apt-get install {packages}. "
            "Until then, take the Word file.",
        )


class CannotWrite(CamketError):
    """The file cannot be put where it was asked for; a file of that name that was there before is untouched."""

    @classmethod
    def no_folder(cls, path: Path) -> "CannotWrite":
        return cls(
            f"Không có thư mục “{path.parent}”. Tạo thư mục đó hoặc chọn nơi khác để ghi “{path.name}”.",
            f"There is no folder “{path.parent}”. Make it, or choose another place for “{path.name}”.",
        )

    @classmethod
    def wrong_name(cls, path: Path, suffixes: Collection[str]) -> "CannotWrite":
        known = ", ".join(suffixes)
        return cls(
            f"“{path.name}”: tên tệp phải kết thúc bằng một trong: {known}.",
            f"“{path.name}”: give it a name that ends in one of: {known}.",
        )

    @classmethod
    def no_page(cls, path: Path) -> "CannotWrite":
        return cls(
            f"“{path.name}”: trang cho lãnh đạo là PDF, tên tệp phải kết thúc bằng .pdf.",
            f"“{path.name}”: the page for leaders is a PDF; give it a name that ends in .pdf.",
        )

    @classmethod
    def is_folder(cls, path: Path) -> "CannotWrite":
        return cls(
            f"“{path}” là một thư mục. Ghi thêm tên tệp, ví dụ {path / 'bao-cao.docx'}.",
            f"“{path}” is a folder. Add a file name, such as {path / 'bao-cao.docx'}.",
        )

    @classmethod
    def refused(cls, path: Path, reason: str) -> "CannotWrite":
        return cls(
            f"Không ghi được “{path}” ({reason}). Nếu tệp đang mở thì đóng lại; nếu không có quyền ghi, chọn nơi khác.",
            f"“{path}” cannot be written ({reason}). Close it where it is open, or choose a place where you may write.",
        )
