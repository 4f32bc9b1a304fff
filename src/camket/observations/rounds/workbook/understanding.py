"""A form that came back: which line is which, what was filled in, and what does not fit, cell by cell.

Lines may have been sorted, columns moved, the file saved by another program: columns are known by their headings, lines
by their names and keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from camket.measures.folding import fold
from camket.measures.periods import Period
from camket.observations.rounds.actions.answering import LONGEST, Given
from camket.observations.rounds.doubts import language
from camket.observations.rounds.workbook import marks
from camket.observations.rounds.workbook.marks import Mark, NotOurs, Slot
from camket.records.extract import cells

if TYPE_CHECKING:
    from camket.observations.rounds.models import Duty, Round

LONGEST_NOTE = 2000
Texts = dict[str, str]


@dataclass(frozen=True)
class Place:
    """Row and column as a spreadsheet counts them; a column of 0 is the whole row."""

    row: int
    column: int = 0

    def __str__(self) -> str:
        told = {"row": self.row, "column": letter(self.column)}
        return (_("Dòng %(row)s, cột %(column)s") if self.column else _("Dòng %(row)s")) % told


@dataclass(frozen=True)
class Problem:
    """What does not fit in a place, and what to do; ``name`` is what the line is called."""

    place: Place
    name: str
    text: str


@dataclass
class Filled:
    """What a form brings: an answer for each line that has one, where each stands, and what did not fit."""

    mark: Mark
    given: dict[int, Given] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def letter(column: int) -> str:
    """1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def mark_of(book: dict[str, cells.Rows]) -> Mark:
    """Raises :class:`NotOurs`."""
    hidden = book.get(marks.HIDDEN, [])
    return marks.read([[cell.text for cell in row if cell] for row in hidden])


def check(mark: Mark, held: Round, offices: Iterable[int]) -> None:
    """Is it a form of that round, for one of those offices? Raises :class:`NotOurs`."""
    if mark.round != held.pk:
        told = {"form": held.form.shown, "period": Period(held.start, held.end).name(language())}
        raise NotOurs(
            _(
                "Biểu này thuộc kỳ báo cáo khác; trang này nhận biểu “%(form)s”, %(period)s. "
                "Hãy tải đúng biểu của kỳ này về rồi chép số liệu sang."
            )
            % told
        )
    if mark.version != held.version_id:
        raise NotOurs(_("Biểu này theo phiên bản cũ của biểu báo cáo. Hãy tải biểu mới về rồi chép số liệu sang."))
    if mark.office not in offices:
        raise NotOurs(_("Biểu này lập cho đơn vị khác. Hãy tải biểu của đúng đơn vị rồi chép số liệu sang."))


def understand(book: dict[str, cells.Rows], mark: Mark, owed: Sequence[Duty]) -> Filled:
    """Raises :class:`NotOurs` where the table is not found."""
    filled = Filled(mark)
    rows, at, columns = _table(book, mark)
    lines = _Lines(mark, owed)
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        _take(filled, lines, number, {name: _at(row, column) for name, column in columns.items()}, columns)
    return filled


def _table(book: dict[str, cells.Rows], mark: Mark) -> tuple[cells.Rows, int, dict[str, int]]:
    """The rows of the sheet that has the headings, which row they are, and the column of each."""
    wanted = dict(zip(map(_folded, mark.headings), marks.COLUMNS, strict=True))
    for name, rows in book.items():
        if name == marks.HIDDEN:
            continue
        for at, row in enumerate(rows):
            found = {wanted[key]: n for n, cell in enumerate(row) if cell and (key := _folded(cell.text)) in wanted}
            if {"name", "answer"} <= found.keys():
                return rows, at, found
    told = {"name": mark.headings[1], "answer": mark.headings[2]}
    raise NotOurs(
        _("Không tìm thấy hàng tiêu đề có cột “%(name)s” và cột “%(answer)s”. Hãy giữ nguyên hàng tiêu đề của biểu.")
        % told
    )


def _folded(text: str) -> str:
    return " ".join(fold(text).split())


def _at(row: Sequence[cells.Cell | None], column: int) -> cells.Cell | None:
    return row[column] if column < len(row) else None


class _Lines:
    """Which line is which: by its name; by its key where two are called alike."""

    def __init__(self, mark: Mark, owed: Sequence[Duty]) -> None:
        self.owed = {duty.pk: duty for duty in owed}
        self.by_key = {str(slot.duty): slot for slot in mark.slots}
        self.by_name: dict[str, list[Slot]] = {}
        for slot in mark.slots:
            self.by_name.setdefault(_folded(slot.name), []).append(slot)

    def slot(self, name: str, key: str) -> Slot | None:
        alike = self.by_name.get(_folded(name), [])
        if len(alike) == 1:
            return alike[0]
        keyed = self.by_key.get(key)
        return keyed if keyed in alike or (keyed and not name) else None

    def seen(self, slot: Slot, sheet: str) -> int:
        """The answer that this form rests on. What it brought itself may be put right by it, sent or not."""
        current = self.owed[slot.duty].current
        return current.pk if current and current.sheet == sheet else slot.seen


def _take(
    filled: Filled, lines: _Lines, number: int, row: dict[str, cells.Cell | None], columns: dict[str, int]
) -> None:
    texts: Texts = {}
    name, key = (cell.text.strip() if (cell := row.get(one)) else "" for one in ("name", "key"))
    for one in ("answer", "unchanged", "note"):
        place = Place(number, columns.get(one, -1) + 1)
        texts[one], problem = _text(row.get(one))
        if problem:
            filled.problems.append(Problem(place, name, problem))
    if not any(texts.values()):
        return
    slot = lines.slot(name, key)
    if slot is None or slot.duty not in lines.owed:
        filled.problems.append(Problem(Place(number, columns["name"] + 1), name, _unknown()))
        return
    place = Place(number, columns["answer"] + 1)
    filled.problems += (Problem(place, name, told) for told in _wrong(texts))
    if slot.duty in filled.given:
        told = _("Chỉ số này đã có ở dòng %(row)s. Hãy giữ một dòng rồi tải lên lại; dòng dưới chưa được nhận.")
        filled.problems.append(Problem(place, name, told % {"row": filled.places[slot.duty].row}))
        return
    filled.places[slot.duty] = place
    filled.given[slot.duty] = _given(slot, texts, lines.seen(slot, filled.mark.sheet), filled.mark.sheet)


def _unknown() -> str:
    return _("Không nhận ra chỉ số của dòng này. Hãy giữ nguyên tên chỉ số như trong biểu đã tải về.")


def _given(slot: Slot, texts: Texts, seen: int, sheet: str) -> Given:
    kept = _is_kept(texts["unchanged"])
    note = texts["note"][:LONGEST_NOTE]
    return Given(slot.duty, texts["answer"][:LONGEST], unchanged=kept, note=note, seen=seen, sheet=sheet)


def _is_kept(text: str) -> bool:
    return _folded(text) in {
        _folded(_("Không đổi")),
        _folded(_("Giữ số đã có")),
        "khong doi",
        "giu so da co",
        "unchanged",
        "x",
    }


def _wrong(texts: Texts) -> Iterator[str]:
    if texts["unchanged"] and not _is_kept(texts["unchanged"]):
        yield _("“%(text)s” không phải là “Không đổi”. Hãy chọn trong danh sách, hoặc gõ số vào cột số báo cáo.") % {
            "text": texts["unchanged"][:40]
        }
    if len(texts["answer"]) > LONGEST:
        yield _("Nội dung dài quá %(most)s ký tự nên bị cắt bớt. Hãy chỉ gõ con số.") % {"most": LONGEST}
    if len(texts["note"]) > LONGEST_NOTE:
        yield _("Ghi chú dài quá %(most)s ký tự nên bị cắt bớt. Hãy rút gọn.") % {"most": LONGEST_NOTE}


def _text(cell: cells.Cell | None) -> tuple[str, str]:
    """What stands in a cell, as somebody would type it, and what is wrong with it."""
    if cell is None:
        return "", ""
    if cell.kind == "number":
        return _typed(cell.text), ""
    if cell.kind == "date":
        told = _("Excel đã đổi ô này thành ngày %(day)s. Hãy định dạng ô là Văn bản (Text) rồi gõ lại con số.")
        return "", told % {"day": "/".join(reversed(cell.text.split("-")))}
    if cell.kind == "formula":
        return "", _not_counted()
    if cell.kind == "truth":
        return "", _("Ô này chứa giá trị đúng/sai, không phải con số. Hãy gõ lại con số.")
    text = cell.text.replace("\x00", "").strip()
    if text.startswith("="):
        return "", _not_counted()
    return text, ""


def _not_counted() -> str:
    return _("Ô này chứa công thức chưa tính. Hãy gõ kết quả.")


def _typed(number: str) -> str:
    """ "187.2" is "187,2". Three decimals get a fourth, so that they are not taken for thousands."""
    whole, _point, rest = number.partition(".")
    return f"{whole},{rest}{'0' if len(rest) == 3 else ''}" if rest else whole
