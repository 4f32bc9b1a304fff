"""How a resolution is built: groups of targets, numbered targets, programmes with boards, offices that lead.

Works on the text that ``camket.records.extract`` gives: a paragraph or table row a line, cells parted by TAB. All
positions are offsets in that text. What a document does not have stays empty; nothing raises.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from camket.measures.folding import fold

CHAIR, DEPUTY, MEMBER = "chair", "deputy", "member"


@dataclass(frozen=True, slots=True)
class Group:
    """A heading that targets stand under; ``text[start:end]`` is the heading and all below it."""

    order: int
    name: str
    announced: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered target; ``text[start:end]`` is its sentence without the number; ``group`` an order, 0 for none."""

    number: int
    group: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat of a board: ``role`` is chair, deputy or member; ``title`` the post that holds it, never a person."""

    role: str
    title: str
    field: str


@dataclass(frozen=True, slots=True)
class Programme:
    """A key programme: the numbers of its targets and the seats of its board."""

    order: int
    name: str
    items: tuple[int, ...]
    seats: tuple[Seat, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lead:
    """The office that answers for a target, and those that help."""

    office: str
    supporting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """``announced_total`` is the number of targets that the text itself names; ``leads`` is by target number."""

    announced_total: int | None
    groups: tuple[Group, ...]
    items: tuple[Item, ...]
    programmes: tuple[Programme, ...]
    leads: Mapping[int, Lead]


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


_NUMERAL = r"(?:\d{1,2}|[IVX]{1,4}|[a-zđ])\s*[.)]\s*"
_BULLET = r"[-+*•–]\s*"
_LISTED = r"\d[\d,;\s–\-vàđến]*"  # "1, 2, 5 - 8 và 10"
_SECTION = re.compile(
    r"^(?:[IVX]{1,5}|[A-Z])\s*[.)]\s*\S|^PHỤ LỤC|^Phụ lục|^(?:Điều|Phần|Chương)\s+(?:thứ\s+)?[\dIVX]+|^(?i:nơi nhận)"
)
_GROUP = re.compile(
    rf"^(?:\d{{1,2}}(?:\.\d{{1,2}})+\s*[.)]?\s*|{_NUMERAL}|{_BULLET})?"
    r"(?P<name>(?:(?:Các|Nhóm|Một số|Những)\s+)?(?:(?:chỉ tiêu|mục tiêu)\s+)?(?:về|lĩnh vực)\s+[^.;:()\t]{3,110}?)\s*"
    r"(?:(?:[(:–-]\s*)?(?:gồm\s+|có\s+)?(?P<count>\d{1,3})\s+(?:chỉ tiêu|mục tiêu)\)?)?\s*[:.]?$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^\(\s*(\d{1,3})\s*\)\s*|^Chỉ tiêu(?:\s+số)?\s+(\d{1,3})\s*[:.)]\s*", re.IGNORECASE)
_ITEM_WITHIN = re.compile(r"[;.,:]\s+\((\d{1,3})\)\s+")
_LOOSE_ITEM = re.compile(r"^(?:[-+•*–]|\d{1,2}(?:\.\d{1,2})+\.?|[a-zđ][.)]|\d{1,2}[.)])\s*(?=\S)")
_GOES_ON = re.compile(rf"^(?:{_BULLET})?(?:trong đó|riêng|bao gồm|gồm)\b", re.IGNORECASE)
_PROGRAMME = re.compile(
    rf"^(?:{_NUMERAL}|{_BULLET})?Chương trình\s+(?:(?:công tác|trọng tâm|số|thứ)\s+)*(?:\d{{1,2}}|[IVX]{{1,4}})"
    r"\s*[:.–—-]\s*(?P<name>[^\t]{3,300})$",
    re.IGNORECASE,
)
_MEMBERS = re.compile(rf"chỉ tiêu(?:\s+số)?\s*:?\s*(?:từ\s+)?(?P<numbers>{_LISTED})", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,3})(?:\s*(?:-|–|đến)\s*(\d{1,3}))?")
_ROLES = (
    (DEPUTY, r"pho\s+(?:chu nhiem|truong ban|ban)"),
    (CHAIR, r"chu nhiem|truong ban"),
    (MEMBER, r"(?:cac\s+)?thanh vien|uy vien"),
)
_ROLE = re.compile(
    rf"^(?:{_NUMERAL}|{_BULLET})?((?:phó\s+)?(?:chủ nhiệm|trưởng ban)|(?:các\s+)?thành viên|ủy viên)\s*[:–-]\s*",
    re.IGNORECASE,
)
_FIELD = re.compile(r"\s[–—-]\s(?=phụ trách|lĩnh vực)|;\s*lĩnh vực:?\s*", re.IGNORECASE)
_LEAD_LINE = re.compile(
    rf"^(?:{_BULLET})?(?:Các\s+)?chỉ tiêu(?:\s+số)?\s*:?\s*(?P<numbers>{_LISTED}):\s*(?:(?:giao|do)\s+)?"
    r"(?P<lead>[^;:\t]{3,120}?)\s+chủ trì(?:\s*[,;]?\s*phối hợp(?:\s+với)?\s*:?\s*(?P<others>[^\t]+?))?[.;]?$",
    re.IGNORECASE,
)
_OFFICE = (
    r"(?:Phòng|Ban|Chi cục|Cục|UBND|HĐND|Ủy ban|Công an|Hội|Văn phòng|Sở|Trung tâm|Hạt|Đoàn|Thanh tra|Bảo hiểm|Đảng ủy"
    r"|Mặt trận|Liên đoàn|Kho bạc|Ngân hàng|Tòa án|Viện)"
)
_TOTAL = re.compile(
    r"(?:thông qua|gồm|đề ra|xác định|tổng số|với|có|thống nhất|quyết nghị|thực hiện|là|\()\s*(?<![\d/.,])(\d{1,3})\s+"
    r"(?:nhóm\s+)?(?:chỉ|mục) tiêu(?!\s*(?:chưa|không|đã|đạt|hoàn thành|vượt|thành phần|về|lĩnh vực))",
    re.IGNORECASE,
)
_IN_PASSING = re.compile(
    r"(?<![\d/.,])(?P<count>\d{1,3})\s+(?:chỉ|mục) tiêu\s+(?P<name>(?:về|lĩnh vực)\s[^;.:()]{3,80}?)"
    r"(?=\s*[;.:]|\s*,?\s*\d{1,3}\s+(?:chỉ|mục) tiêu|$)",
    re.IGNORECASE,
)


def outline(text: str) -> Outline:
    """Read the build of a resolution from its text."""
    lines = list(_lines(text))
    groups, items = _targets(lines, len(text))
    groups = groups or _counted_in_passing(lines)
    return Outline(
        announced_total=_announced(lines, groups),
        groups=tuple(groups),
        items=tuple(items),
        programmes=tuple(_programmes(lines, len(text))),
        leads=MappingProxyType(_leads(lines)),
    )


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        stripped = line.strip(" \r")
        if stripped.strip("\t"):
            yield _Line(stripped, start + line.index(stripped))
        start += len(line) + 1


def _targets(lines: list[_Line], end: int) -> tuple[list[Group], list[Item]]:
    """Groups and targets: by the numbers "(n)" where the text has them, else by the lines below a group's heading."""
    numbered = any(_ITEM.match(line.text) for line in lines)
    groups: list[Group] = []
    items: list[Item] = []
    open_group = False
    for index, line in enumerate(lines):
        heading = _heading(lines, index, numbered)
        if heading is not None or _closes(line):
            if open_group:
                groups[-1] = _ended(groups[-1], line.start)
            open_group = heading is not None
            if heading is not None:
                groups.append(Group(len(groups) + 1, *heading, line.start, end))
            continue
        order = len(groups) if open_group else 0
        found = list(_items(line, numbered)) if numbered or open_group else []
        if not found and items and items[-1].group == order and _continues(lines, index, items[-1]):
            items[-1] = Item(items[-1].number, order, items[-1].start, line.end)
        for number, start, stop in found:
            items.append(Item(_next(number, items), order, start, stop))
    used = {item.group for item in items}
    return [group for group in groups if group.order in used or group.announced is not None], items


def _ended(group: Group, end: int) -> Group:
    return Group(group.order, group.name, group.announced, group.start, end)


def _closes(line: _Line) -> bool:
    return bool(_SECTION.match(line.text)) or _PROGRAMME.match(line.text) is not None


def _heading(lines: list[_Line], index: int, numbered: bool) -> tuple[str, int | None] | None:
    """Name and announced count where the line heads targets: it says how many, or a target follows."""
    line = lines[index]
    match = _GROUP.match(line.text)
    if match is None or _ITEM.match(line.text) or _PROGRAMME.match(line.text):
        return None
    count = int(match["count"]) if match["count"] else None
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    if count is None and not _ITEM.match(following) and (numbered or not _LOOSE_ITEM.match(following)):
        return None
    return match["name"].strip(), count


def _items(line: _Line, numbered: bool) -> Iterator[tuple[int | None, int, int]]:
    """Targets on one line, also several in a row: "(1) …; (2) …"."""
    match = (_ITEM if numbered else _LOOSE_ITEM).match(line.text)
    if match is None or "\t" in line.text:
        return
    number = int(match[1] or match[2]) if numbered else None
    start = match.end()
    if numbered and number is not None:
        for more in _ITEM_WITHIN.finditer(line.text, start):
            if int(more[1]) == number + 1:
                yield number, line.start + start, line.start + more.start() + 1
                number, start = number + 1, more.end()
    if line.text[start:].strip():
        yield number, line.start + start, line.end


def _next(number: int | None, items: list[Item]) -> int:
    """The number as printed; where a list has none, or begins again at 1 in each group, the next in the whole."""
    last = items[-1].number if items else 0
    return number if number is not None and number > last else last + 1


def _continues(lines: list[_Line], index: int, item: Item) -> bool:
    """Whether a line still belongs to the target above it: it stands right below and begins in mid-sentence."""
    line = lines[index]
    goes_on = line.text[0].islower() or _GOES_ON.match(line.text) is not None
    return goes_on and lines[index - 1].end == item.end and "\t" not in line.text


def _announced(lines: list[_Line], groups: list[Group]) -> int | None:
    """The total that the text names last before the first group; else the sum of the groups, where each is counted."""
    first = groups[0].start if groups else None
    heads = {group.start for group in groups}
    near: list[int] = []
    for line in lines:
        if line.start in heads or "\t" in line.text:
            continue
        if first is not None and line.start > first:
            break
        near += [int(match[1]) for match in _TOTAL.finditer(line.text)]
    counts = [group.announced for group in groups if group.announced is not None]
    return near[-1] if near else sum(counts) if counts and len(counts) == len(groups) else None


def _counted_in_passing(lines: list[_Line]) -> list[Group]:
    """Groups that a sentence counts without listing them: "07 mục tiêu về kinh tế; 03 mục tiêu về văn hóa - xã hội"."""
    for line in lines:
        found = list(_IN_PASSING.finditer(line.text))
        if len(found) > 1:
            return [
                Group(
                    order,
                    match["name"][:1].upper() + match["name"][1:].strip(),
                    int(match["count"]),
                    line.start + match.start(),
                    line.start + match.end(),
                )
                for order, match in enumerate(found, 1)
            ]
    return []


def _numbers(text: str) -> tuple[int, ...]:
    """ "1, 2, 5 - 8 và 10" as 1, 2, 5, 6, 7, 8, 10; each once, in the order of the text."""
    found: dict[int, None] = {}
    for match in _RANGE.finditer(text):
        first, last = int(match[1]), int(match[2] or match[1])
        if first <= last <= first + 200:
            found.update(dict.fromkeys(range(first, last + 1)))
    return tuple(found)


def _programmes(lines: list[_Line], end: int) -> Iterator[Programme]:
    heads = [index for index, line in enumerate(lines) if _PROGRAMME.match(line.text)]
    for order, index in enumerate(heads, 1):
        stop = next((i for i in range(index + 1, len(lines)) if _closes(lines[i])), len(lines))
        match = _PROGRAMME.match(lines[index].text)
        body = lines[index + 1 : stop]
        if match is None or not body:
            continue
        numbers = next((found for line in body if (found := _programme_numbers(line.text))), ())
        seats = tuple(_seats(body))
        if numbers or seats:
            name = match["name"].strip(" .:")
            yield Programme(
                order, name, numbers, seats, lines[index].start, lines[stop].start if stop < len(lines) else end
            )


def _programme_numbers(text: str) -> tuple[int, ...]:
    match = _MEMBERS.search(text)
    return _numbers(match["numbers"]) if match and "\t" not in text else ()


def _seats(lines: list[_Line]) -> Iterator[Seat]:
    """Rows of the board's table, or lines "Chủ nhiệm: …"."""
    columns: tuple[int, int, int] | None = None
    role = ""
    for line in lines:
        cells = [cell.strip() for cell in line.text.split("\t")]
        if len(cells) > 1:
            if _is_board_head(cells):
                columns = _board_columns(cells)
                continue
            role_at, title_at, field_at = columns or (0, 1, 2)
            role = _role(_at(cells, role_at)) or (role if not _at(cells, role_at) else "")
            if role and _at(cells, title_at):
                yield Seat(role, _at(cells, title_at), _at(cells, field_at))
        else:
            yield from _seat_line(line.text)


def _is_board_head(cells: list[str]) -> bool:
    folded = [fold(cell) for cell in cells]
    return any(cell.startswith(("vai tro", "chuc danh", "nhiem vu trong ban", "linh vuc")) for cell in folded)


def _board_columns(cells: list[str]) -> tuple[int, int, int]:
    """Where role, post and field stand, by the head of the table."""
    folded = [fold(cell) for cell in cells]
    role = _column(folded, ("vai tro", "nhiem vu trong ban", "chuc vu trong ban"), 0)
    title = _column(folded, ("chuc danh", "chuc vu", "thanh phan"), role + 1)
    return role, title, _column(folded, ("linh vuc", "phu trach", "nhiem vu", "ghi chu"), title + 1)


def _column(folded: list[str], cues: tuple[str, ...], default: int) -> int:
    return next((index for index, cell in enumerate(folded) if cell.startswith(cues)), default)


def _at(cells: list[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""


def _role(text: str) -> str:
    folded = fold(text)
    return next((role for role, cue in _ROLES if re.match(rf"(?:\d+[.)]\s*)?(?:{cue})", folded)), "")


def _seat_line(text: str) -> Iterator[Seat]:
    match = _ROLE.match(text)
    rest = text[match.end() :].rstrip(" .;") if match else ""
    if match is not None and rest:
        title, *field = _FIELD.split(rest, maxsplit=1)
        yield Seat(_role(match[1]), title, field[0] if field else "")


def _leads(lines: list[_Line]) -> dict[int, Lead]:
    """From the table of leading offices, or lines "Chỉ tiêu 1, 2: … chủ trì"; the first that names a target counts."""
    leads: dict[int, Lead] = {}
    columns: tuple[int, int, int] | None = None
    for line in lines:
        cells = [cell.strip() for cell in line.text.split("\t")]
        if len(cells) < 2:
            columns = None
            match = _LEAD_LINE.match(line.text)
            if match:
                _add(leads, match["numbers"], match["lead"], match["others"] or "")
        elif any("chu tri" in fold(cell) for cell in cells) and any("chi tieu" in fold(cell) for cell in cells):
            folded = [fold(cell) for cell in cells]
            lead = next(index for index, cell in enumerate(folded) if "chu tri" in cell)
            others = next((index for index, cell in enumerate(folded) if "phoi hop" in cell), lead + 1)
            columns = (next(index for index, cell in enumerate(folded) if "chi tieu" in cell), lead, others)
        elif columns is not None and _at(cells, columns[1]):
            _add(leads, _at(cells, columns[0]), _at(cells, columns[1]), _at(cells, columns[2]))
    return leads


def _add(leads: dict[int, Lead], numbers: str, office: str, others: str) -> None:
    listed = re.match(r"(?:chỉ tiêu(?:\s+số)?\s*)?\(?([\d,;\s–\-vàđến]+)", numbers.strip(), re.IGNORECASE)
    for number in _numbers(listed[1]) if listed else ():
        leads.setdefault(number, Lead(office.strip(" .;"), _offices(others)))


def _offices(text: str) -> tuple[str, ...]:
    """Several offices in one cell: parted by semicolons, else by commas before the word for an office."""
    parts = text.split(";") if ";" in text else re.split(rf",\s*(?={_OFFICE}\b)", text)
    return tuple(name for part in parts if (name := part.strip(" .,")) and re.search(r"\w", name))
