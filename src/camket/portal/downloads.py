"""The scoreboard and the figures of a commitment as files: CSV for programs, XLSX for offices."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import xlsxwriter
from django.http import Http404, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from camket.foundation.names import in_language
from camket.observations.enums import Stage
from camket.portal.wording import bound, rate
from camket.reviews.queries import Commitment, Figure, Row

Cell = str | Decimal | date | int | None
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Table:
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def scoreboard(rows: Iterable[Row]) -> Table:
    head = (
        *(_("Số"), _("Nhóm"), _("Chỉ tiêu"), _("Cơ quan chủ trì"), _("Mục tiêu"), _("Giá trị mục tiêu")),
        *(
            _("Đơn vị tính"),
            _("Từ ngày"),
            _("Đến ngày"),
            _("Thực hiện"),
            _("Danh hiệu đạt được"),
            _("Số liệu đến ngày"),
        ),
        *(_("Tỷ lệ so với mục tiêu"), _("Kết quả"), _("Báo cáo"), _("Vì sao")),
    )
    return Table(head, tuple(_row(row) for row in rows))


def _row(row: Row) -> tuple[Cell, ...]:
    promise, standing = row.promise, row.standing
    return (
        *(row.number, row.group.shown if row.group else "", row.shown, row.lead.shown if row.lead else ""),
        *(bound(promise), promise.value, _(rate(promise)) if promise.unit else "", promise.start, promise.due),
        *(standing.attained, standing.attained_state, standing.attained_end, standing.ratio),
        *(_(str(standing.outcome.label)), _(str(standing.reporting.label)), in_language(standing.why, standing.why_en)),
    )


def figures(shown: Commitment) -> Table:
    head = (
        *(_("Từ ngày"), _("Đến ngày"), _("Giá trị"), _("Trên tổng số"), _("Danh hiệu"), _("Đơn vị tính")),
        *(_("Độ chắc chắn"), _("Được tính"), _("Ghi nhận"), _("Văn bản"), _("Vị trí"), _("Câu")),
    )
    return Table(head, tuple(row for figure in shown.figures for row in _told(figure, shown.row.unit)))


def _told(figure: Figure, unit: str) -> Iterable[tuple[Cell, ...]]:
    """A row for each source; one without where the figure was entered by hand."""
    for source in figure.sources or (None,):
        yield (
            *(figure.start, figure.end, figure.value, figure.denominator, figure.state, unit),
            *(_(str(Stage(figure.stage).label)), _("có") if figure.counts else _("không")),
            localtime(figure.recorded_at).date(),
            *((source.shown, source.where) if source else (str(figure.derived_from or ""), "")),
            f"{source.before}{source.number}{source.after}" if source else "",
        )


def table(form: str, name: str, content: Table) -> HttpResponse:
    """The file as an answer; raises ``Http404`` for a form that there is not."""
    writers = {"csv": (_csv, "text/csv; charset=utf-8"), "xlsx": (_xlsx, _XLSX)}
    if form not in writers:
        raise Http404
    write, media_type = writers[form]
    answer = HttpResponse(write(content), content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


def _csv(content: Table) -> bytes:
    """With a byte order mark, or spreadsheets take the letters for another alphabet."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(content.head)
    writer.writerows([_plain(cell) for cell in row] for row in content.rows)
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    """Texts of documents must not run as formulas in a spreadsheet."""
    if isinstance(cell, Decimal):
        shown = f"{cell:f}"
        return shown.rstrip("0").rstrip(".") if "." in shown else shown
    if isinstance(cell, date):
        return cell.isoformat()
    shown = "" if cell is None else str(cell)
    return f"'{shown}" if isinstance(cell, str) and shown.startswith(_FORMULA_STARTS) else shown


def _xlsx(content: Table) -> bytes:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "d/m/yyyy"})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(content.head), 18)
        _write(sheet, 0, content.head, bold, day)
        for place, row in enumerate(content.rows, start=1):
            _write(sheet, place, row, None, day)
    return stream.getvalue()


def _write(sheet: "xlsxwriter.worksheet.Worksheet", place: int, cells: Sequence[Cell], style, day) -> None:  # type: ignore[no-untyped-def]  # formats of the untyped library
    for column, cell in enumerate(cells):
        if isinstance(cell, date | datetime):
            sheet.write_datetime(place, column, datetime(cell.year, cell.month, cell.day), day)
        elif isinstance(cell, Decimal | int):
            sheet.write_number(place, column, float(cell))
        elif cell:
            sheet.write_string(place, column, cell, style)
