"""The form as an .xlsx: what is known is locked, what is asked is open, and it prints well on A4."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

import xlsxwriter
from django.utils.translation import gettext as _

from camket.measures.folding import slug
from camket.measures.periods import Period, name_of_day
from camket.observations.rounds import queries
from camket.observations.rounds.actions.answering import LONGEST, keeps
from camket.observations.rounds.doubts import language
from camket.observations.rounds.workbook import marks
from camket.observations.rounds.workbook.marks import Mark, Slot
from camket.targets.wording import aim

if TYPE_CHECKING:
    from camket.observations.rounds.models import Round
    from camket.people.models import Office

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LISTS = "_danhmuc"
_HEAD_ROW = 7
_WIDTHS = (5, 38, 11, 15, 15, 17, 18, 12, 24, 0)
_LINE = 17  # points of one line of text
_NAME, _LAST, _ANSWER, _UNCHANGED, _NOTE, _KEY = 1, 3, 6, 7, 8, 9
_FONT = {"font_name": "Times New Roman", "font_size": 12}


def workbook(held: Round, office: Office, lines: Sequence[queries.Line]) -> bytes:
    """The form of an office, with what it has answered so far."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_numbers": False}) as book:
        made = datetime.combine(held.opens, time())
        book.set_properties({"title": str(held.form.name), "company": str(office.name), "created": made})
        _Making(book, held, office, lines).make()
    return buffer.getvalue()


def file_name(held: Round, office: Office) -> str:
    period = slug(Period(held.start, held.end).name("vi"))
    return f"bieu-{period}-{slug(str(office.name), 60)}.xlsx"


def unchanged() -> str:
    """What stands in the list of the column of that name."""
    return _("Không đổi")


class _Making:
    """One workbook while it is made."""

    def __init__(self, book: Any, held: Round, office: Office, lines: Sequence[queries.Line]) -> None:
        self.book, self.held, self.office, self.lines = book, held, office, lines
        self.styles = _styles(book)
        self.sheet = book.add_worksheet(_("Số liệu"))
        self.lists = book.add_worksheet(_LISTS)
        self.listed = 0

    def make(self) -> None:
        self._instruct()
        for column, (text, width) in enumerate(zip(self._headings(), _WIDTHS, strict=True)):
            self.sheet.set_column(column, column, width, None, {"hidden": not width})
            self.sheet.write_string(_HEAD_ROW, column, text, self.styles["head"])
        self.sheet.set_row(_HEAD_ROW, 2 * _LINE)
        for row, line in enumerate(self.lines, start=_HEAD_ROW + 1):
            self._line(row, line)
        self._print()
        self._mark()

    def _headings(self) -> tuple[str, ...]:
        return (
            _("TT"),
            _("Chỉ số"),
            _("Đơn vị tính"),
            _("Kỳ trước"),
            _("Cùng kỳ năm trước"),
            _("Mục tiêu"),
            _("Số báo cáo, %(period)s") % {"period": self._period()},
            unchanged(),
            _("Ghi chú"),
            _("Mã dòng"),
        )

    def _period(self) -> str:
        return Period(self.held.start, self.held.end).name(language())

    def _instruct(self) -> None:
        told = {"period": self._period(), "due": name_of_day(self.held.due, language())}
        self.sheet.write_string(0, 0, str(self.held.form.shown), self.styles["title"])
        self.sheet.write_string(1, 0, str(self.office.shown), self.styles["strong"])
        self.sheet.write_string(2, 0, _("Kỳ báo cáo: %(period)s. Hạn gửi: ngày %(due)s.") % told, self.styles["strong"])
        for row, text in enumerate(self._steps(), start=3):
            self.sheet.write_string(row, 0, text, self.styles["step"])

    def _steps(self) -> tuple[str, ...]:
        return (
            _("1. Chỉ gõ vào các ô màu vàng. Gõ số như 1.234,5; tỷ lệ gõ 72,7 hoặc 16/22. Chưa có số thì bỏ trống."),
            _(
                "2. Số vẫn như kỳ trước thì chọn “Không đổi” ở cột bên cạnh, không phải gõ lại; "
                "kỳ này đã có số và số ấy đúng thì chọn “Giữ số đã có”."
            ),
            _("3. Lưu tệp dạng .xlsx rồi tải lên ở chính trang đã tải biểu về, hoặc gửi qua thư cho văn phòng."),
        )

    def _line(self, row: int, line: queries.Line) -> None:
        duty, styles = line.duty, self.styles
        unit = str(duty.indicator.unit)
        called = duty.called
        known = _last(line)
        self.sheet.set_row(row, max(2, _rows(called, _WIDTHS[_NAME]), _rows(known, _WIDTHS[_LAST])) * _LINE)
        self.sheet.write_number(row, 0, row - _HEAD_ROW, styles["middle"])
        self.sheet.write_string(row, _NAME, called, styles["text"])
        self.sheet.write_string(row, 2, unit, styles["middle"])
        self.sheet.write_string(row, _LAST, known, styles["known"])
        before = line.year_before.said(unit) if line.year_before else "–"
        self.sheet.write_string(row, 4, before, styles["known"])
        self.sheet.write_string(row, 5, aim(line.target) if line.target else "–", styles["known"])
        self._answer(row, line)
        self.sheet.write_string(row, _KEY, str(duty.pk), styles["text"])

    def _answer(self, row: int, line: queries.Line) -> None:
        answer, styles = line.duty.current, self.styles
        self.sheet.write_string(row, _ANSWER, answer.text if answer else "", styles["open_number"])
        kept = keeps(line) if answer and answer.unchanged else ""
        self.sheet.write_string(row, _UNCHANGED, kept, styles["open" if line.same else "shut"])
        self.sheet.write_string(row, _NOTE, answer.note if answer else "", styles["open_text"])
        if line.same:
            self.sheet.data_validation(row, _UNCHANGED, row, _UNCHANGED, _choice([keeps(line)]))
        if queries.is_state(line.duty) and line.duty.indicator.states:
            self._states(row, line.duty.indicator.states)
        else:
            self.sheet.data_validation(row, _ANSWER, row, _ANSWER, self._length(line))

    def _length(self, line: queries.Line) -> dict[str, Any]:
        hint = _("Có thể gõ tử số/mẫu số, như 16/22.") if queries.is_ratio(line.duty) else ""
        told = _("Gõ số theo %(unit)s.") % {"unit": line.duty.indicator.unit} if line.duty.indicator.unit else ""
        return {
            "validate": "length",
            "criteria": "<=",
            "value": LONGEST,
            "input_message": " ".join(filter(None, (told, hint)))[:255],
            "error_title": _("Quá dài"),
            "error_message": _("Chỉ gõ con số. Lời giải thích ghi ở cột Ghi chú."),
        }

    def _states(self, row: int, states: Sequence[str]) -> None:
        """A list over cells of its own: one written out would end at a comma in a name."""
        first = self.listed
        for one in states:
            self.lists.write_string(self.listed, 0, one)
            self.listed += 1
        span = f"={_LISTS}!$A${first + 1}:$A${self.listed}"
        self.sheet.data_validation(row, _ANSWER, row, _ANSWER, _choice(span))

    def _print(self) -> None:
        sheet, last = self.sheet, _HEAD_ROW + max(len(self.lines), 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:J{last + 1}"})
        sheet.freeze_panes(_HEAD_ROW + 1, 2)
        sheet.repeat_rows(_HEAD_ROW)
        sheet.print_area(0, 0, last, _NOTE)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{_('Biểu lập ngày')} {self.held.opens:%d/%m/%Y}&R&P/&N")
        sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})
        if self.lines:
            sheet.set_selection(_HEAD_ROW + 1, _ANSWER, _HEAD_ROW + 1, _ANSWER)

    def _mark(self) -> None:
        headings = self._headings()
        wanted = tuple(headings[column] for column in (_KEY, _NAME, _ANSWER, _UNCHANGED, _NOTE))
        slots = (Slot(one.duty.pk, one.duty.current_id or 0, one.duty.called) for one in self.lines)
        mark = Mark(self.held.pk, self.held.version_id, self.office.pk, marks.fresh(), wanted, tuple(slots))
        hidden = self.book.add_worksheet(marks.HIDDEN)
        for row, texts in enumerate(marks.written(mark)):
            for column, text in enumerate(texts):
                hidden.write_string(row, column, text)
        for sheet in (hidden, self.lists):
            sheet.protect()
            sheet.very_hidden()


def _last(line: queries.Line) -> str:
    """The last figure with its period, and what is known of this one."""
    last = line.last
    told = f"{last.said(str(line.duty.indicator.unit))}\n({last.period.name(language())})" if last else "–"
    return "\n".join(filter(None, [told, line.already]))


def _rows(text: str, width: int) -> int:
    return sum(max(1, -(-len(part) // width)) for part in text.split("\n"))


def _styles(book: Any) -> dict[str, Any]:
    cell = {**_FONT, "border": 1, "valign": "vcenter", "text_wrap": True}
    # Text: what is typed stays as it was typed, whatever decimal mark a computer is set to.
    open_ = {**cell, "locked": False, "num_format": "@", "bg_color": "#FFF8DC"}
    return {
        "title": book.add_format({**_FONT, "bold": True, "font_size": 14}),
        "strong": book.add_format({**_FONT, "bold": True}),
        "step": book.add_format(_FONT),
        "head": book.add_format({**cell, "bold": True, "align": "center", "bg_color": "#EFEBE2"}),
        "text": book.add_format(cell),
        "middle": book.add_format({**cell, "align": "center"}),
        "known": book.add_format({**cell, "align": "right"}),
        "open": book.add_format({**open_, "align": "center"}),
        "open_number": book.add_format({**open_, "align": "right", "bold": True}),
        "open_text": book.add_format(open_),
        "shut": book.add_format({**cell, "bg_color": "#EEEEEE"}),
    }


def _choice(source: list[str] | str) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": source,
        "error_title": _("Hãy chọn trong danh sách"),
        "error_message": _("Bấm mũi tên ở cạnh ô để chọn, hoặc xóa trống ô."),
    }
