"""The prose of the report, in the language of official Vietnamese documents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from camket.areas.enums import Kind
from camket.reports.contents import Contents, Line
from camket.reports.enums import Layout, Section
from camket.reports.lines import percent
from camket.reviews.enums import Outcome

if TYPE_CHECKING:
    from camket.reports.composing import Paper

ANNEX = "Kết quả thực hiện từng chỉ tiêu"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_HEADS = {
    "phòng": "TRƯỞNG PHÒNG",
    "ban": "TRƯỞNG BAN",
    "chi cục": "CHI CỤC TRƯỞNG",
    "sở": "GIÁM ĐỐC",
    "trung tâm": "GIÁM ĐỐC",
    "văn phòng": "CHÁNH VĂN PHÒNG",
}
COMMITTEE = "Ủy ban nhân dân"
_KIND_WORDS = ("thành phố ", "tỉnh ", "xã ", "phường ", "thôn ", "tổ dân phố ")
NOT_WELL = (Outcome.MISSED, Outcome.OFF_TRACK, Outcome.AT_RISK)
COUNTED_AS = {
    Outcome.EXCEEDED: "vượt",
    Outcome.MET: "đạt",
    Outcome.ACHIEVED: "đạt trước hạn",
    Outcome.ON_TRACK: "đúng tiến độ",
    Outcome.AT_RISK: "có nguy cơ không đạt",
    Outcome.OFF_TRACK: "chậm tiến độ",
    Outcome.MISSED: "không đạt",
    Outcome.NO_DATA: "chưa có số liệu",
}
_COMMITTEES = {Kind.PROVINCE: "Tỉnh ủy", Kind.CITY: "Thành ủy"}
_PARTY = {
    Kind.PROVINCE: "Thường trực Tỉnh ủy, Thành ủy",
    Kind.CITY: "Thường trực Thành ủy",
}


def long_day(day: date) -> str:
    """ "12 tháng 01 năm 2024": 0 before days under 10 and months 1 and 2 (Decree 30/2020, annex I, II.4)."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{day.day:02} tháng {month} năm {day.year}"


def committee(found: Contents) -> str:
    """ "Ủy ban nhân dân thành phố Minh Họa"."""
    return f"{COMMITTEE} {inside(found.issuer.area)}"


def issuer(found: Contents) -> str:
    """Who reports, as it stands inside a sentence."""
    if found.issuer.office:
        return found.issuer.office
    return party_body(found) if found.layout == Layout.PARTY else committee(found)


def party_committee(found: Contents) -> str:
    """The party committee of the area: "Tỉnh ủy Bắc Kạn", "Thành ủy Minh Họa", "Đảng ủy xã An Bình"."""
    kind, place = Kind(found.issuer.kind), without_kind(found.issuer.area)
    if kind in _COMMITTEES:
        return f"{_COMMITTEES[kind]} {place}"
    return f"Đảng ủy {inside(found.issuer.area)}"


def without_kind(area: str) -> str:
    """The name without the word for what it is: "Minh Họa", as a date line and a committee's name have it."""
    word = next((word for word in _KIND_WORDS if area.lower().startswith(word)), "")
    return area[len(word) :]


_COMMITTEE = r"(thành ủy|tỉnh ủy|đảng ủy|huyện ủy|quận ủy|thị ủy)\b"
_OF_THE_PARTY = re.compile(
    rf"^(ban tổ chức|ban tuyên giáo|ban dân vận|ban nội chính|ủy ban kiểm tra|ban xây dựng đảng)\b|\b{_COMMITTEE}",
    re.IGNORECASE,
)
_COMMITTEE_OF_THE_PARTY = re.compile(rf"^(ban thường vụ )?{_COMMITTEE}", re.IGNORECASE)


def is_of_the_party(office: str) -> bool:
    """A committee of the party or a body under one, by its name."""
    return bool(_OF_THE_PARTY.search(office))


def above_in_the_party(found: Contents) -> str:
    """Over a committee stands its party organisation, over a body its committee."""
    is_committee = _COMMITTEE_OF_THE_PARTY.match(found.issuer.office)
    return body_above(found) if is_committee else party_committee(found)


def party_body(found: Contents) -> str:
    return f"Ban Thường vụ {party_committee(found)}"


def party_symbol(found: Contents) -> str:
    """Abbreviation of the issuer: TU of a province or city, ĐU of a commune or ward."""
    return "TU" if Kind(found.issuer.kind) in _COMMITTEES else "ĐU"


def body_above(found: Contents) -> str:
    """The party organisation that the issuer belongs to; left open where the area above is not recorded."""
    return f"Đảng bộ {inside(found.issuer.above)}" if found.issuer.above else "Đảng bộ ……………"


def party_recipients(found: Contents) -> tuple[str, ...]:
    return (
        f"{body_above(found)} (để báo cáo);",
        f"Các đồng chí Ủy viên Ban Chấp hành Đảng bộ {inside(found.issuer.area)};",
        "Các cơ quan, đơn vị chủ trì chỉ tiêu;",
        f"Lưu Văn phòng {party_committee(found)}.",
    )


def inside(name: str) -> str:
    """A name of an area as it stands inside a sentence: the word for its kind is small, the name itself is not."""
    return name[:1].lower() + name[1:] if name.lower().startswith(("thành phố", "tỉnh", "xã", "phường")) else name


def title(found: Contents) -> str:
    if not found.occasion:
        return f"Kết quả thực hiện các chỉ tiêu năm {found.year}"
    symbol = found.mandate.symbol_line
    return f"{found.occasion} thực hiện Nghị quyết{f' số {symbol}' if symbol else ''}"


def mandate(found: Contents) -> str:
    """ "Nghị quyết số 01-NQ/ĐH ngày 12 tháng 8 năm 2020 (…)"."""
    known = found.mandate
    symbol = f" số {known.symbol_line}" if known.symbol_line else ""
    day = f" ngày {long_day(known.adopted_on)}" if known.adopted_on else ""
    return f"Nghị quyết{symbol}{day} ({known.title})"


def opening(found: Contents) -> str:
    what = running(found.occasion) if found.occasion else f"kết quả thực hiện các chỉ tiêu năm {found.year}"
    return f"Thực hiện {mandate(found)}, {issuer(found)} báo cáo {what} như sau:"


def summary(found: Contents) -> Iterator[tuple[str, str]]:
    """How many stand how, on the day: each paragraph with its key."""
    total = len(found.counted)
    yield (
        "tally",
        f"Tính đến ngày {long_day(found.on)}, {found.good}/{total} chỉ tiêu đạt và vượt mục tiêu của Nghị quyết. "
        f"Cụ thể: {_counts(found)}.",
    )
    held = [line for line in found.counted if line.meets_plan is not None]
    if held:
        yield (
            "plan",
            f"Trong {len(held)} chỉ tiêu có kế hoạch và số liệu năm {found.year}, "
            f"{sum(line.meets_plan is True for line in held)} chỉ tiêu đạt và vượt kế hoạch năm.",
        )
    if found.on < date(found.year, 12, 31) or found.dated <= date(found.year, 12, 31):
        said = (
            f"Năm {found.year} chưa kết thúc; kết quả tính theo số liệu đã có, trong đó có số ước và số một phần năm."
        )
        yield "open", said


def _counts(found: Contents) -> str:
    counted = [(outcome, sum(line.outcome == outcome for line in found.counted)) for outcome in Outcome]
    parts = [f"{count} chỉ tiêu {COUNTED_AS[outcome]}" for outcome, count in counted if count]
    return "; ".join(parts) or "chưa ghi nhận chỉ tiêu nào"


def below_table(found: Contents) -> Iterator[str]:
    """What the table must be read with: the thresholds, the direction, the parts, the number announced."""
    yield (
        f"Đánh giá theo tiến độ: “Đúng tiến độ” khi nhịp độ đạt từ {percent(found.mandate.on_track)}% mức cần có "
        f"đến ngày đánh giá, “Có nguy cơ” khi đạt từ {percent(found.mandate.at_risk)}%, “Chậm tiến độ” khi thấp hơn."
    )
    if any(line.less_is_better for line in found.lines):
        yield (
            "Với chỉ tiêu càng thấp càng tốt, tỷ lệ dưới 100% là tốt hơn kế hoạch, mục tiêu; "
            "cột đánh giá đã xét đến điều này."
        )
    if any(line.is_part and not line.counts for line in found.lines):
        yield "Chỉ tiêu thành phần (“trong đó”) được đánh giá riêng, không tính vào tổng số."
    announced, total = found.mandate.announced, len(found.counted)
    if announced is not None and announced != total:
        yield f"Nghị quyết nêu {announced} chỉ tiêu; báo cáo này có {total} chỉ tiêu đã được ghi nhận."


def numbered(lines: tuple[Line, ...]) -> str:
    """ "9 chỉ tiêu", or "8 chỉ tiêu và 1 chỉ tiêu thành phần" where parts do not count."""
    whole = sum(line.counts for line in lines)
    parts = len(lines) - whole
    kinds = ((whole, "chỉ tiêu"), (parts, "chỉ tiêu thành phần"))
    return " và ".join(f"{count} {kind}" for count, kind in kinds if count)


def unknown(found: Contents) -> str:
    """The targets that nobody reported on, in one sentence; empty where there is none."""
    lines = found.with_outcome(Outcome.NO_DATA)
    return f"{numbered(lines)} chưa có số liệu để đánh giá: {names(line.name for line in lines)}." if lines else ""


def names(of: Iterable[str]) -> str:
    return "; ".join(map(running, of))


def sources(found: Contents) -> Iterator[str]:
    """What the table rests on, and where sources disagree."""
    if not found.sources:
        yield f"Chưa có số liệu nào của năm {found.year} được ghi nhận."
    yield from (f"({number}) {text}" for number, text in enumerate(found.sources, start=1))
    if found.disagreements:
        yield "Điểm cần đối chiếu giữa các nguồn:"
    yield from (f"- {text}" for text in found.disagreements)


def office_symbol(name: str) -> str:
    """The letters by which an office is written in a symbol, without tones: "Ban Tổ chức Thành ủy" is "BTCTU"."""
    letters = "".join(word[0] for word in name.split() if word[0].isalpha() and word != "và").upper()
    bare = (sign for sign in unicodedata.normalize("NFD", letters) if sign not in _TONES)
    return unicodedata.normalize("NFC", "".join(bare))


def office_post(name: str) -> str:
    """The post that heads an office, after the word that the office is called by."""
    kind = next((kind for kind in _HEADS if name.lower().startswith(kind)), "")
    return _HEADS.get(kind, "THỦ TRƯỞNG CƠ QUAN")


def heading(number: int, section: Section) -> str:
    """ "II. KẾT QUẢ THEO CHƯƠNG TRÌNH"."""
    return f"{roman(number)}. {section.label.upper()}"


def roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        while number >= value:
            written, number = written + sign, number - value
    return written


def numbering(paper: Paper) -> str:
    """ "Số: 12/BC-UBND", or "Số 12-BC/TU" as the party writes it; room where there is no number yet."""
    party = paper.contents.layout == Layout.PARTY
    number = paper.line("number") or " " * 8
    return f"Số{'' if party else ':'} {number}{'-' if party else '/'}{paper.line('symbol')}"


def place_and_day(paper: Paper) -> str:
    return f"{paper.line('place')}, ngày {long_day(paper.contents.dated)}"


def belonging(paper: Paper) -> str:
    """What the annex belongs to."""
    number = numbering(paper).replace("Số:", "số").replace("Số", "số")
    whole = paper.contents.layout == Layout.PARTY or paper.contents.issuer.office
    whose = paper.line("issuer") if whole else f"{paper.line('above')} {inside(paper.line('issuer'))}"
    return f"Kèm theo Báo cáo {number} ngày {long_day(paper.contents.dated)} của {whose}"


def closing(found: Contents) -> str:
    end = "." if found.layout == Layout.PARTY else "./."
    return f"Trên đây là báo cáo {running(title(found))} của {issuer(found)}{end}"


def running(text: str) -> str:
    """A text inside a sentence: "Thu ngân sách" begins with a word that gets small, "GRDP bình quân" does not."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def recipients(found: Contents) -> tuple[str, ...]:
    party = _PARTY.get(Kind(found.issuer.kind), "Thường trực Đảng ủy")
    return (
        f"{party};",
        f"Thường trực Hội đồng nhân dân {inside(found.issuer.area)};",
        "Các cơ quan, đơn vị chủ trì chỉ tiêu;",
        "Lưu: VT.",
    )
