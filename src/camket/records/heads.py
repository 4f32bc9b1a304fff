"""What a document says about itself in its first lines.

Forms: Decree 30/2020/NĐ-CP, Appendix I (letterhead, number and symbol, place and date, type, title) and the like form
of Party documents (Hướng dẫn 36-HD/VPTW); pages of news have a heading and a date.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

RESOLUTION, REPORT, PLAN, NEWS, OTHER = "resolution", "report", "plan", "news", "other"

_HEAD_LINES = 40
_HEAD_CHARACTERS = 8_000
_TITLE_LINES = 4
_TITLE_LENGTH = 600

_TYPES = {
    "NGHỊ QUYẾT": RESOLUTION,
    "BÁO CÁO": REPORT,
    "BIỂU": REPORT,
    "THỐNG KÊ": REPORT,
    "KẾ HOẠCH": PLAN,
    "CHƯƠNG TRÌNH HÀNH ĐỘNG": PLAN,
    "CHƯƠNG TRÌNH": PLAN,
    "ĐỀ ÁN": PLAN,
    "QUYẾT ĐỊNH": OTHER,
    "THÔNG BÁO": OTHER,
    "TỜ TRÌNH": OTHER,
    "CHỈ THỊ": OTHER,
    "HƯỚNG DẪN": OTHER,
    "KẾT LUẬN": OTHER,
    "QUY ĐỊNH": OTHER,
    "CÔNG VĂN": OTHER,
    "CÔNG ĐIỆN": OTHER,
    "BIÊN BẢN": OTHER,
}
_SYMBOLS = {"NQ": RESOLUTION, "BC": REPORT, "KH": PLAN, "CTR": PLAN, "CTHĐ": PLAN, "ĐA": PLAN}
_TYPE = re.compile(rf"^({'|'.join(_TYPES)})(?!\w)[\s:]*(.*)$")
_REFERENCE = r"(?P<number>\d{1,5}(?:/\d{4})?)?\s*[-/]\s*(?P<symbol>[A-ZĐa-zđ]{1,6}(?:[-/.][A-ZĐ][A-ZĐa-z0-9]*)+)"
_NUMBER = re.compile(rf"(?:^|\t|\s)Số\s*:?\s*{_REFERENCE}")
_ANNEX = re.compile(
    rf"[Kk]èm theo\s+(?P<type>Báo cáo|Nghị quyết|Kế hoạch|Chương trình|Quyết định|Tờ trình)\s+số\s*:?\s*{_REFERENCE}"
    r"(?:\s*,?\s*ngày\s+(?P<date>\d{1,2}\s*(?:/|tháng)\s*\d{1,2}\s*(?:/|năm)\s*\d{4}))?(?:\s+của\s+(?P<issuer>[^,;.()]+))?"
)
_LONG_DATE = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.IGNORECASE)
_DATES = (
    _LONG_DATE,
    re.compile(r"(?<!\d)(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})(?!\d)"),
)
_ISO_DATE = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_DATE_ONLY = re.compile(
    r"^(?:(?:đăng|cập nhật|thứ|ngày|chủ nhật|lúc|hai|ba|tư|năm|sáu|bảy|tháng|GMT)(?!\w)|[\d\s/.,:|()+-]|giờ)+$",
    re.IGNORECASE,
)
_FIRST_TARGET = re.compile(r"^\(1\)\s+\S", re.MULTILINE)
_UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
_NAME = rf"[{_UPPER}][\w.'-]{{0,20}}"
_PLACE = re.compile(rf"(?:^|(?<=\s))((?:{_NAME}\s){{0,5}}{_NAME}),\s*ngày\s*\d{{0,2}}\s*tháng")
_MOTTO = re.compile(
    r"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM"
    r"|Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc",
    re.IGNORECASE,
)
_TERM = re.compile(r"(?:nhiệm kỳ|giai đoạn)\s*\(?(\d{4})\s*[-–—]\s*(\d{4})", re.IGNORECASE)
_TERM_IN_NAME = re.compile(r"(20\d\d)[-_–](20\d\d)")
_YEAR = re.compile(r"năm\s+(20\d\d|19\d\d)", re.IGNORECASE)
_ANY_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_MONTHS = re.compile(r"(?<!\d)(0?[2-9]|1[01])\s+tháng|(sáu|chín|ba)\s+tháng|quý\s+(I|1)(?!\w)", re.IGNORECASE)
_MONTHS_IN_NAME = re.compile(r"(?<!\d)(\d{1,2})[-_ ]?th[aá]ng", re.IGNORECASE)
_SPELT = {"ba": 3, "sáu": 6, "chín": 9}
_BODY = re.compile(
    r"^(\(?\d{1,2}[.)]|[IVX]+\.|[-+•]|Căn cứ|Kính gửi|Phần\s|Chương\s|Điều\s|Mục\s|TT\b|STT\b|Đơn vị tính|ĐVT)"
)
_OPENING = re.compile(r"^(Thực hiện|Sau khi|Trên cơ sở|Năm \d{4}|Trong)\b")  # a body begins so, but a title may too
_AREAS = ("thành phố", "thị xã", "thị trấn", "tỉnh", "huyện", "quận", "phường", "xã", "đặc khu")
_AREA = re.compile(rf"\b({'|'.join(_AREAS)}|(?:thành|tỉnh|huyện|thị|quận|đảng) u?[ủỷ]y?)\s+(.+)$", re.IGNORECASE)
_BODIES = re.compile(
    r"^(ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|BAN (CHẤP HÀNH|THƯỜNG VỤ).*|ĐẢNG BỘ|ĐẢNG ỦY|UBND|HĐND)$"
)
_ENACTING = re.compile(
    r"^(HỘI ĐỒNG NHÂN DÂN|[ỦU][YỶ] BAN NHÂN DÂN|BAN CHẤP HÀNH|BAN THƯỜNG VỤ|CHỦ TỊCH|ĐẠI HỘI ĐẠI BIỂU)\b"
)
_CAPITALS = {
    "ubnd": "UBND",
    "hđnd": "HĐND",
    "mttq": "MTTQ",
    "chấp hành": "Chấp hành",
    "thường vụ": "Thường vụ",
    "đảng bộ": "Đảng bộ",
    "chính phủ": "Chính phủ",
    "mặt trận tổ quốc": "Mặt trận Tổ quốc",
}


@dataclass(frozen=True, slots=True)
class Head:
    """``number`` "01", ``symbol`` "NQ/ĐH" as printed; ``genre`` as in the labelled set; ``months``: 9 for "9 tháng"."""

    kind: str = OTHER
    genre: str = "misc"
    number: str = ""
    symbol: str = ""
    issuer: str = ""
    place: str = ""
    issued_on: date | None = None
    title: str = ""
    term: tuple[int, int] | None = None
    year: int | None = None
    months: int | None = None


def head(text: str, file_name: str = "") -> Head:
    """Read the head of a document; what is not found stays empty, nothing raises."""
    lines = [line.strip() for line in text[:_HEAD_CHARACTERS].split("\n") if line.strip()][:_HEAD_LINES]
    annex = next(filter(None, map(_ANNEX.search, lines[:6])), None)
    found = next(_typed(lines), None)
    number = _first(_NUMBER, lines[: found[0] + 12 if found else 12])
    if found is None and number is None and annex is None:
        return _news(lines, text, file_name)
    return _document(lines, text, file_name, annex, found, number)


def _document(
    lines: list[str],
    text: str,
    file_name: str,
    annex: re.Match[str] | None,
    found: tuple[int, str, str] | None,
    number: re.Match[str] | None,
) -> Head:
    """The head of an official document, or of an annex that names the document it belongs to."""
    reference = number or annex
    symbol = (reference["symbol"] or "") if reference is not None else ""
    at, kind, rest = found if found is not None else (len(lines), OTHER, "")
    if annex is not None and number is None:
        kind = _TYPES[annex["type"].upper()]
    elif kind == OTHER and found is None:
        kind = _kind_by_symbol(symbol)
    title = _title(lines, at, rest) if found is not None else _loose_title(lines)
    issuer = _issuer(lines[: min(at, 12)])
    if annex is not None and not issuer:
        issuer = (annex["issuer"] or "").strip()
    issued_on = _long_date(lines[: at + 4]) or _long_date(lines[-12:])
    if annex is not None and issued_on is None:
        issued_on = _date(annex["date"] or "")
    said = f"{title} {annex.string if annex is not None else ''}" if title else " ".join(lines[:12])
    return Head(
        kind=kind,
        genre=_genre(kind, symbol, issuer, title),
        number=(reference["number"] or "") if reference is not None else "",
        symbol=symbol,
        issuer=issuer,
        place=_place(lines),
        issued_on=issued_on,
        title=title,
        term=_term(kind, title, text, file_name),
        year=_year(said, issued_on, file_name) if kind in (REPORT, PLAN) else None,
        months=_months(title, file_name) if kind in (REPORT, PLAN) else None,
    )


def _news(lines: list[str], text: str, file_name: str) -> Head:
    """A page without number and type: news where it has a heading and running text."""
    title = _news_title(lines)
    if re.search(r"chỉ tiêu|nghị quyết", title, re.IGNORECASE) and _FIRST_TARGET.search(text):
        return Head(RESOLUTION, "resolution", title=title, term=_term(RESOLUTION, title, text, file_name))
    running = sum(1 for line in lines if len(line) > 120)
    if not running:
        return Head(title=title, issued_on=_any_date(lines[:8], file_name))
    return Head(
        kind=NEWS,
        genre=_news_genre(title, text),
        issued_on=_any_date(lines[:8], file_name),
        title=title,
        term=_term(NEWS, title, "", ""),
        months=None,
    )


def _news_title(lines: list[str]) -> str:
    """The heading right above the date of the page; without one, the first line that reads as a heading."""
    dated = next((index for index, line in enumerate(lines[:10]) if _DATE_ONLY.match(line) and _date(line)), 0)
    near = [*lines[dated - 1 : dated], *lines[dated + 1 :]] if dated else lines
    return next((line for line in near[:6] if _is_heading(line)), lines[0] if lines else "")[:_TITLE_LENGTH]


def _is_heading(line: str) -> bool:
    """A heading of news is no sentence, and more than a date or a rubric."""
    return len(line) > 12 and not line.endswith((".", ":", ";")) and not _DATE_ONLY.match(line)


def _typed(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """Lines that name the type of the document in capitals: index, kind, and what follows on the same line."""
    for index, line in enumerate(lines[:25]):
        for cell in line.split("\t"):
            match = _TYPE.match(cell.strip())
            if match and (not match[2] or match[2][0].isupper()) and len(cell) < 300:
                rest = cell.strip() if match[1] in ("BIỂU", "THỐNG KÊ") else match[2]
                yield index, _TYPES[match[1]], rest


def _first(pattern: re.Pattern[str], lines: list[str]) -> re.Match[str] | None:
    return next(filter(None, map(pattern.search, lines)), None)


def _kind_by_symbol(symbol: str) -> str:
    return next((_SYMBOLS[part.upper()] for part in re.split(r"[-/]", symbol) if part.upper() in _SYMBOLS), OTHER)


def _title(lines: list[str], at: int, rest: str) -> str:
    """The lines below the type, up to a rule of signs, the first clause of the body, or a change of letter case."""
    taken = [rest] if rest else []
    for line in lines[at + 1 : at + 1 + _TITLE_LINES]:
        if not re.search(r"\w", line):
            if taken:
                break
            continue
        if _is_body(line, taken):
            break
        taken.append(line)
    return " ".join(taken)[:_TITLE_LENGTH]


def _is_body(line: str, taken: list[str]) -> bool:
    if "\t" in line or _DATE_ONLY.match(line) or _BODY.match(line) or _LONG_DATE.search(line) or _NUMBER.search(line):
        return True
    if line.startswith("("):
        return bool(taken)
    if not taken:
        return False
    return (
        bool(_ENACTING.match(line))
        or len(line) > 110
        or bool(_OPENING.match(line))
        or line.endswith((".", ":", ";"))
        or line.isupper() != taken[-1].isupper()
    )


def _loose_title(lines: list[str]) -> str:
    """The title of an annex: the first line that is neither a reference nor a row."""
    for line in lines[:8]:
        if "\t" not in line and not _ANNEX.search(line) and not _NUMBER.search(line) and not _MOTTO.search(line):
            return line[:_TITLE_LENGTH]
    return ""


def _issuer(lines: list[str]) -> str:
    """The last line of capitals in the letterhead before the number, with the line that it goes on from."""
    names: list[str] = []
    for line in lines:
        if _NUMBER.search(line) or _LONG_DATE.search(line):
            before = _NUMBER.split(line)[0].strip()
            names += [before] if before.isupper() and len(before) > 3 else []
            if names:
                break
        for cell in line.split("\t"):
            name = _MOTTO.sub("", cell).strip(" *-–—_\t")
            if len(name) > 3 and name.isupper():
                names.append(name)
    if not names:
        return ""
    if len(names) > 1 and _BODIES.match(names[-2]) and names[-1].lower().startswith(_AREAS):
        return cased(f"{names[-2]} {names[-1]}")
    return cased(names[-1])


def cased(capitals: str) -> str:
    """A letterhead in capitals as it is written in a sentence: "THÀNH ỦY MINH HỌA" becomes "Thành ủy Minh Họa"."""
    text = capitals.lower()
    match = _AREA.search(text)
    if match:
        text = text[: match.start(2)] + _named(match[2])
    for plain, written in _CAPITALS.items():
        text = re.sub(rf"\b{plain}\b", written, text)
    return text[:1].upper() + text[1:]


def _named(words: str) -> str:
    """Names after the word for an area begin with capitals; remarks in brackets do not."""
    for area in _AREAS:
        if words.startswith(f"{area} "):
            return f"{area} {_named(words[len(area) + 1 :])}"
    plain, bracket, remark = words.partition("(")
    return " ".join(word[:1].upper() + word[1:] for word in plain.split(" ")) + bracket + remark


def _place(lines: list[str]) -> str:
    match = _first(_PLACE, lines)
    return match[1].strip() if match else ""


def _long_date(lines: list[str]) -> date | None:
    """The date of the line "…, ngày 06 tháng 8 năm 2020" that stands by itself, not within a sentence."""
    for line in lines:
        match = _LONG_DATE.search(line)
        if match and len(line[match.end() :].strip(" ./")) < 3 and (_PLACE.search(line) or len(line) < 40):
            return _as_date(match[3], match[2], match[1])
    return None


def _any_date(lines: list[str], file_name: str) -> date | None:
    """The date by which a page of news is known: short lines near the heading, else the file's name."""
    for line in lines:
        if len(line) < 90:
            found = _date(line)
            if found is not None:
                return found
    return _date(file_name)


def _date(text: str) -> date | None:
    for pattern in _DATES:
        match = pattern.search(text.replace("tháng", "/").replace("năm", "/") if pattern is not _LONG_DATE else text)
        if match:
            return _as_date(match[3], match[2], match[1])
    match = _ISO_DATE.search(text)
    return _as_date(match[1], match[2], match[3]) if match else None


def _as_date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _term(kind: str, title: str, text: str, file_name: str) -> tuple[int, int] | None:
    """The term that the title names; of a resolution, else the first that its text or its file's name tells."""
    places = [(_TERM, title)]
    if kind == RESOLUTION:
        places += [(_TERM, text[:_HEAD_CHARACTERS]), (_TERM_IN_NAME, file_name)]
    for pattern, place in places:
        match = pattern.search(place)
        if match and 0 < int(match[2]) - int(match[1]) <= 30:
            return int(match[1]), int(match[2])
    return None


def _year(said: str, issued_on: date | None, file_name: str) -> int | None:
    """The year that a report is about: what its title says, else its file's name, else its date."""
    for pattern, place in ((_YEAR, said), (_ANY_YEAR, file_name)):
        match = pattern.search(place)
        if match:
            return int(match[1])
    if issued_on is None:
        return None
    return issued_on.year - 1 if issued_on.month <= 3 else issued_on.year


def _months(title: str, file_name: str) -> int | None:
    match = _MONTHS.search(title)
    if match:
        return int(match[1]) if match[1] else _SPELT.get((match[2] or "ba").lower(), 3)
    match = _MONTHS_IN_NAME.search(file_name) if not title else None
    return int(match[1]) if match and 1 < int(match[1]) < 12 else None


def _genre(kind: str, symbol: str, issuer: str, title: str) -> str:
    said = f"{issuer} {title}".lower()
    if kind in (RESOLUTION, PLAN):
        return "council" if "HĐND" in symbol.upper() or "hội đồng nhân dân" in said else "resolution"
    if kind != REPORT:
        return "misc"
    if re.search(r"cục thống kê|niên giám|thống kê (tỉnh|thành phố|khu vực)", said):
        return "statistics"
    if "nông thôn mới" in title.lower():
        return "new_rural"
    return (
        "party_work" if re.search(r"công tác (xây dựng đảng|kiểm tra|tổ chức đảng)", title.lower()) else "year_report"
    )


def _news_genre(title: str, text: str) -> str:
    """By what the heading speaks of, else by what the page speaks of most."""
    cues = {
        "congress_news": r"đại hội|nhiệm kỳ",
        "new_rural": r"nông thôn mới",
        "party_work": r"đảng viên|chi bộ|tổ chức (cơ sở )?đảng",
        "statistics": r"cùng kỳ|chỉ số giá|so với tháng trước|thống kê",
    }
    for genre, cue in cues.items():
        if re.search(cue, title.lower()):
            return genre
    counts = {genre: len(re.findall(cue, text[:20_000].lower())) for genre, cue in cues.items()}
    best = max(counts, key=lambda genre: counts[genre])
    return best if counts[best] >= 3 else "sector_news"
