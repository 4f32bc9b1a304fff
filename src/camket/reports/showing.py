"""The parts of a report as its page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from camket.reports import merging
from camket.reports.composing import OWN
from camket.reports.enums import Section
from camket.reports.models import Part
from camket.reports.writing import token

_CALLED: Mapping[str, Any] = {
    "above": _("Dòng trên của tên cơ quan"),
    "issuer": _("Tên cơ quan, địa phương"),
    "number": _("Số"),
    "symbol": _("Ký hiệu"),
    "place": _("Địa danh"),
    "title": _("Trích yếu"),
    "behalf": _("Thẩm quyền ký"),
    "post": _("Chức danh người ký"),
    "recipients": _("Nơi nhận, mỗi nơi một dòng"),
    "opening": _("Câu mở đầu"),
    "closing": _("Câu kết"),
    "tally": _("Tổng hợp kết quả"),
    "plan": _("So với kế hoạch năm"),
    "open": _("Năm chưa kết thúc"),
    "changes": _("Thay đổi kết quả đánh giá"),
    "group": _("Nhóm chỉ tiêu"),
    "finding": _("Nhận định"),
    "programme": _("Chương trình"),
    "lead": _("Câu dẫn"),
    "target": _("Chỉ tiêu"),
    "unknown": _("Chỉ tiêu chưa có số liệu"),
    "stale": _("Chỉ tiêu có số liệu cũ"),
    "obstacles": _("Vướng mắc"),
    "cause": _("Nguyên nhân"),
    "none": _("Khi không có gì"),
    "former": _("Nhiệm vụ đã giao"),
    "remedy": _("Giải pháp"),
    "conclusion": _("Kết luận"),
    "ask": _("Đề nghị giải quyết"),
    "late": _("Nhiệm vụ quá hạn"),
    "report": _("Báo cáo số liệu"),
    OWN: _("Viết thêm"),
}
_LINES = frozenset({"above", "issuer", "number", "symbol", "place", "behalf", "post"})
_PER_LINE = 95


@dataclass(frozen=True)
class Shown:
    """A part with its field. ``text`` is what the field holds, ``seen`` the token of the stored text, ``theirs`` what
    somebody else has stored meanwhile; ``composed`` the token of the composed text, ``both`` the two put together."""

    part: Part
    number: int
    text: str
    seen: str
    theirs: str | None
    composed: str
    both: str | None

    @property
    def called(self) -> str:
        return str(_CALLED[self.part.key.partition(":")[0].partition("~")[0]])

    @property
    def is_line(self) -> bool:
        return self.part.section == Section.HEAD and self.part.key in _LINES

    @property
    def rows(self) -> int:
        return 1 + sum(1 + len(line) // _PER_LINE for line in (self.text or "").split("\n"))


@dataclass(frozen=True)
class ShownSection:
    section: Section
    parts: tuple[Shown, ...]


def sections(parts: Iterable[Part], clashing: Mapping[int, str]) -> list[ShownSection]:
    """``clashing`` is what was typed for parts that somebody else has changed, by their keys."""
    by_section: dict[str, list[Shown]] = {}
    for part in parts:
        shown = by_section.setdefault(part.section, [])
        shown.append(_shown(part, len(shown) + 1, clashing.get(part.pk)))
    return [ShownSection(section, tuple(by_section.get(section.value, ()))) for section in Section]


def _shown(part: Part, number: int, typed: str | None) -> Shown:
    return Shown(
        part=part,
        number=number,
        text=part.text if typed is None else typed,
        seen=token(part.text),
        theirs=None if typed is None else part.text,
        composed=token(part.generated),
        both=merging.merged(part.basis, part.text, part.generated) if part.differs else None,
    )
