"""What was read, said in a few words, and what a person is asked where it is not clear."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from camket.intake import interpretation
from camket.intake.enums import Question, Role, State
from camket.measures.decimals import Language, format_number
from camket.measures.periods import Period
from camket.reading import in_words

if TYPE_CHECKING:
    from decimal import Decimal

    from camket.intake.models import Statement
    from camket.observations.models import Observation

_COMPARED = {
    "ge": gettext_lazy("từ %s trở lên"),
    "gt": gettext_lazy("trên %s"),
    "le": gettext_lazy("không quá %s"),
    "lt": gettext_lazy("dưới %s"),
    "about": gettext_lazy("khoảng %s"),
}
_AGGREGATES = {
    "every_year": gettext_lazy("hằng năm"),
    "keep": gettext_lazy("duy trì"),
    "average": gettext_lazy("bình quân"),
    "sum": gettext_lazy("cộng dồn"),
    "growth": gettext_lazy("tốc độ tăng, giảm"),
    "change": gettext_lazy("mức tăng, giảm"),
}
_VERSUS = {
    "resolution": gettext_lazy("so với nghị quyết"),
    "plan": gettext_lazy("so với kế hoạch"),
    "previous_year": gettext_lazy("so với năm trước"),
    "baseline": gettext_lazy("so với mốc gốc"),
}

ADVICE: Mapping[str, Any] = {
    Question.UNSURE: gettext_lazy("So câu này với văn bản. Đúng thì duyệt; sai chỗ nào thì sửa chỗ đó."),
    Question.NO_UNIT: gettext_lazy("Bấm Sửa và gõ đơn vị tính (tỷ đồng, %, hợp tác xã …)."),
    Question.UNIT: gettext_lazy("Sửa đơn vị tính cho khớp với chỉ số đã có; hoặc nếu là chỉ số khác, đặt tên khác."),
    Question.TOO_LARGE: gettext_lazy(
        "Khi sửa, số viết ra đồng được đổi sẵn sang tỷ đồng: xem lại rồi bấm Lưu và duyệt. "
        "Số khác thì xem lại các chữ số, hoặc chọn đơn vị tính lớn hơn rồi gõ lại."
    ),
    Question.SAME: gettext_lazy("Chọn chỉ số đã có nếu câu này nói về chính nó; nếu không, chọn Chỉ số mới."),
    Question.NO_PERIOD: gettext_lazy("Bấm Sửa và gõ năm mà con số nói về."),
    Question.COMPARISON: gettext_lazy(
        "Câu chỉ nói mức tăng, giảm, không nói con số đạt được. Bỏ câu này; hoặc sửa thành con số đạt được nếu biết."
    ),
    Question.SECOND_TARGET: gettext_lazy(
        "Nghị quyết đã có chỉ tiêu khác cho chính chỉ số và thời hạn này. "
        "Nếu là chỉ số khác thì sửa tên; nếu chỉ nhắc lại thì bỏ."
    ),
    Question.NO_RESOLUTION: gettext_lazy(
        "Tải nghị quyết của nhiệm kỳ đó lên trước rồi duyệt lại; "
        "hoặc sửa vai trò thành Kế hoạch nếu là số giao trong năm."
    ),
    Question.PLACE: gettext_lazy(
        "Thẻ ghi con số là của nơi nào. Đúng thì duyệt; "
        "nếu là của nơi khác hay của cả văn bản, bấm Sửa và chọn địa bàn."
    ),
    Question.DERIVED: gettext_lazy(
        "Bỏ câu này: số liệu sẽ tự tính khi có số liệu của các chỉ số trong công thức. "
        "Muốn ghi số trong văn bản thì bỏ công thức ở trang của chỉ số trước."
    ),
}

FIELD: Mapping[str, str] = {
    Question.NO_UNIT: "unit",
    Question.UNIT: "unit",
    Question.TOO_LARGE: "unit",
    Question.NO_PERIOD: "last_year",
    Question.PLACE: "place",
    Question.SECOND_TARGET: "indicator_name",
    Question.NO_RESOLUTION: "role",
    Question.COMPARISON: "value",
}
"""The field that a question is about, where the person begins to type."""

OTHER_KINDS: Mapping[str, Any] = {
    "date": gettext_lazy("ngày tháng"),
    "time": gettext_lazy("giờ"),
    "year": gettext_lazy("năm"),
    "base_year": gettext_lazy("năm gốc"),
    "period": gettext_lazy("thời kỳ"),
    "document_number": gettext_lazy("số, ký hiệu văn bản"),
    "article": gettext_lazy("điều, khoản, mục"),
    "ordinal": gettext_lazy("số thứ tự"),
    "item": gettext_lazy("số đánh mục"),
    "norm": gettext_lazy("định mức, điều kiện"),
    "threshold": gettext_lazy("ngưỡng trong tên chỉ số"),
    "address": gettext_lazy("địa chỉ"),
    "phone": gettext_lazy("số điện thoại"),
    "name": gettext_lazy("số trong tên riêng"),
    "ratio_map": gettext_lazy("tỷ lệ bản đồ"),
    "count_announced": gettext_lazy("số lượng được nhắc tới"),
    "description": gettext_lazy("mô tả, không phải chỉ tiêu hay kết quả"),
    "comparison": gettext_lazy("so sánh, đã gộp vào câu bên cạnh"),
    "meeting": gettext_lazy("kỳ họp, lần họp"),
    "unit": gettext_lazy("số mũ của đơn vị tính"),
    "unread": gettext_lazy("chưa đọc được"),
}


STANDINGS: Mapping[str, Any] = {
    "sure": gettext_lazy("Chờ duyệt, máy chắc chắn"),
    "unsure": gettext_lazy("Chờ duyệt, cần xem kỹ"),
    "assented": gettext_lazy("Đã duyệt"),
    "refused": gettext_lazy("Đã bỏ"),
}


_KINDS: Mapping[str, Any] = {
    Role.TARGET: gettext_lazy("CT"),
    Role.RESULT: gettext_lazy("KQ"),
    Role.PLAN: gettext_lazy("KH"),
}


def kind(statement: Statement) -> str:
    """What a statement is, short enough to stand at its number: "CT", "KQ", "KH"."""
    return str(_KINDS[statement.role])


def marked(statement: Statement) -> str:
    """What the mark of a number says in full: "Kết quả. Chờ duyệt, máy chắc chắn"."""
    return f"{_(str(Role(statement.role).label))}. {STANDINGS[standing(statement)]}"


def standing(statement: Statement) -> str:
    """One word for how a statement stands: ``sure``, ``unsure``, ``assented`` or ``refused``."""
    if statement.state != State.WAITING:
        return str(statement.state)
    return "sure" if statement.confident and not statement.question else "unsure"


def look_at(statement: Statement) -> str:
    """What a person should look at of a statement that waits: "Cần xem kỹ: tên chỉ số, thời gian." """
    said = in_words(statement.doubted, language())
    return _("Cần xem kỹ: %s.") % said if said else ""


def language() -> Language:
    return "en" if get_language() == "en" else "vi"


def number(value: Decimal | None) -> str:
    return "" if value is None else format_number(value, language())


def amount(statement: Statement) -> str:
    """ "từ 8% trở lên", "16/22 trường", "1,5–2%", or the designation."""
    if statement.aggregate == "state":
        return str(statement.state_name)
    upper = f"–{number(statement.upper)}" if statement.upper is not None else ""
    over = f"/{number(statement.denominator)}" if statement.denominator is not None else ""
    gap = "" if statement.unit.startswith(("%", "‰")) else "\N{NO-BREAK SPACE}"
    whole = f"{number(statement.value)}{upper}{over}{gap}{statement.unit}".rstrip()
    return str(_COMPARED[statement.comparator]) % whole if statement.comparator in _COMPARED else whole


def when(statement: Statement) -> str:
    """The years that a statement speaks of: "đến năm 2025", "năm 2021–2025", "6 tháng đầu năm 2024"."""
    if statement.role != Role.TARGET:
        return _recorded(statement)
    first, last = statement.first_year, statement.last_year
    if not last:
        return _("cả nhiệm kỳ")
    if first and first != last:
        return f"{first}–{last}"
    return _("năm %s") % last if first else _("đến năm %s") % last


def _recorded(statement: Statement) -> str:
    try:
        return interpretation.period(statement, statement.document).name(language())
    except interpretation.Unclear:
        return _("chưa rõ năm")


_TABLE = re.compile(r"table (\d+), row (\d+)")


def place(segment: Mapping[str, Any]) -> str:
    """Where in its file a part of a document stands: "trang 3, bảng 1, hàng 2", "ô C8 trang tính “2024”"."""
    cell = str(segment.get("cell") or "")
    sheet, _sign, name = cell.rpartition("!")
    table = _TABLE.match(cell)
    said = [_("trang %s") % segment["page"]] if segment.get("page") else []
    if table:
        said.append(_("bảng %(table)s, hàng %(row)s") % {"table": table[1], "row": table[2]})
    elif sheet:
        said.append(_("ô %(cell)s trang tính “%(sheet)s”") % {"cell": name, "sheet": sheet})
    elif segment.get("paragraph"):
        said.append(_("đoạn %s") % segment["paragraph"])
    return ", ".join(said) or _("chỗ khác")


def latest(figure: Observation | None) -> str:
    """What an indicator last stood at: "năm 2024: 88,1%"."""
    if figure is None:
        return _("chưa có số liệu")
    unit = figure.indicator.unit
    gap = "" if unit.startswith(("%", "‰")) else "\N{NO-BREAK SPACE}"
    value = figure.state or f"{number(figure.value)}{gap}{unit}".rstrip()
    return f"{Period(figure.start, figure.end).name(language())}: {value}"


def details(statement: Statement) -> list[str]:
    """What else was read: of which place, how it is counted, how sure it is, what it is compared with and part of."""
    found = [_("của %s") % statement.place.shown] if statement.place else []
    found += [str(_AGGREGATES[statement.aggregate])] if statement.aggregate in _AGGREGATES else []
    if statement.stage == "estimate":
        found.append(_("ước"))
    if statement.stage == "provisional":
        found.append(_("sơ bộ"))
    if statement.percent is not None and statement.versus in _VERSUS:
        found.append(f"{number(statement.percent)}% {_VERSUS[statement.versus]}")
    if statement.part_of:
        found.append(_("thuộc: %s") % statement.part_of)
    if statement.edited:
        found.append(_("thêm bằng tay") if statement.by_hand else _("đã sửa"))
    return found
