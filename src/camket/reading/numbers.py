"""Step 4: numbers with their unit. Digits in every format of the taxonomy, ranges, fractions, done/promised pairs,
words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from camket.measures.units import normalise as normal_unit

from .lexicon import words
from .tokens import Token, forward

_THOUSANDS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?\Z")
_ENGLISH: Final = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+\Z|\d{1,3}(?:,\d{3}){2,}\Z")
_MULTIPLIERS: Final = frozenset({"nghìn", "ngàn", "triệu", "tỷ", "vạn"})
_SPOKEN: Final = {"hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "năm": 5, "một": 1}
_TIMES: Final = {"đôi": Decimal(2), "ba": Decimal(3), "rưỡi": Decimal("1.5")}
_WORDS: Final = frozenset(_SPOKEN) | frozenset(_TIMES)


@dataclass(slots=True)
class Quantity:
    """A number as written with its unit; `noun` is the counted noun as it stands, None for a measure."""

    start: int
    end: int
    value: Decimal
    upper: Decimal | None = None
    denominator: Decimal | None = None
    unit: str | None = None
    noun: str | None = None
    pair: bool = False
    written: bool = False
    kind: str | None = None
    unit_from: int = 0
    decimals: str = ""
    noun_tokens: list[Token] = field(default_factory=list)

    @property
    def measure(self) -> bool:
        """True where the unit measures (%, đồng, ha), False for counted nouns or no unit."""
        return self.unit is not None and self.noun is None


def parse(written: str, *, counted: bool = False) -> Decimal:
    """The value of digits as written. Comma and three digits are thousands only with counted things."""
    if _ENGLISH.match(written):
        return Decimal(written.replace(",", ""))
    if _THOUSANDS.match(written) and not written.startswith("0."):
        return Decimal(written.replace(".", "").replace(",", "."))
    whole, *rest = written.replace(",", ".").split(".")
    if not rest:
        return Decimal(whole)
    if counted and len(rest) == 1 and len(rest[0]) == 3 and whole != "0" and "," in written:
        return Decimal(whole + rest[0])
    return Decimal(f"{whole}.{''.join(rest)}")


_RANKS: Final = {"nhất": 1, "nhì": 2, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8}
_RANKED: Final = frozenset({"đứng", "xếp", "trí", "hạng"})


def _rank(run: list[Token], at: int) -> Quantity | None:
    """ "đứng thứ hai", "xếp thứ nhất"."""
    token = run[at]
    if at < 2 or run[at - 1].text != "thứ" or run[at - 2].text not in _RANKED or token.text not in _RANKS:
        return None
    return Quantity(token.start, token.end, Decimal(_RANKS[token.text]), unit="hạng", written=True)


_SPOKEN_NUMBERS: Final = frozenset(_RANKS) | _WORDS


def quantify(run: list[Token]) -> list[Token]:
    """The tokens with each number (and its range, fraction and unit) folded into one quantity token."""
    done: list[Token] = []
    at = 0
    size = len(run)
    while at < size:
        token = run[at]
        if token.kind != "n" and token.text not in _SPOKEN_NUMBERS:
            done.append(token)
            at += 1
        elif token.kind == "n":
            quantity, at = _digits(run, at)
            done.append(Token("q", "#", quantity.start, run[at - 1].end, quantity))
        elif token.text in _RANKS and (rank := _rank(run, at)):
            done.append(Token("q", "#", rank.start, rank.end, rank))
            at += 1
        elif token.kind == "w" and token.text in _WORDS and (spoken := _word(run, at, done)):
            quantity, at = spoken
            done.append(Token("q", "#", quantity.start, run[at - 1].end, quantity))
        else:
            done.append(token)
            at += 1
    return done


def _digits(run: list[Token], at: int) -> tuple[Quantity, int]:
    first = run[at]
    if _lost_comma(run, at):
        run[at + 1] = Token("n", f"0,{run[at + 1].text}", first.start, run[at + 1].end)
        first, at = run[at + 1], at + 1
    stop, second, third = _joined(run, at)
    unit, noun, after, unit_from = unit_of(run, stop)
    if unit is None and second is None and at + 1 < len(run) and run[at + 1].text == "%":
        unit, after = "%", at + 2
    counted = noun is not None
    quantity = Quantity(
        first.start, run[stop - 1].end, parse(first.text, counted=counted), unit=unit, noun=noun, unit_from=unit_from
    )
    quantity.decimals = first.text
    quantity.noun_tokens = _noun_tokens(run, unit_from, noun)
    if second is not None:
        _second(quantity, run, second, third, counted)
        if run[second - 1].text in ("kh", "nq") or (run[second - 1].text == "/" and run[second - 2].text == "%"):
            quantity.pair = True
    elif after + 1 < len(run) and run[after].text == "/" and run[after + 1].kind == "n":
        again, _, stop, _ = unit_of(run, after + 2)
        if again == unit and unit is not None:
            quantity.denominator, quantity.pair = parse(run[after + 1].text, counted=counted), unit not in ("km", "m")
            quantity.end = run[after + 1].end
            after = stop
    return quantity, after


def _lost_comma(run: list[Token], at: int) -> bool:
    """ "tăng 0 68%": zero, a blank and two digits with a percent sign are 0,68."""
    following = run[at + 1 : at + 3]
    if run[at].text != "0" or len(following) < 2 or following[0].kind != "n" or following[1].text != "%":
        return False
    return len(following[0].text) == 2 and following[0].start == run[at].end + 1


def _second(quantity: Quantity, run: list[Token], second: int, third: int | None, counted: bool) -> None:
    other = parse(run[second].text, counted=counted)
    if run[second - 1].text not in ("-", "đến", "tới", "~") and third is None:
        quantity.pair = run[second - 1].text == "/" and (
            other < quantity.value or (quantity.unit not in (None, "%", "km", "m") and not counted)
        )
        quantity.denominator = other
        return
    quantity.upper = other
    if third is not None:
        quantity.denominator = parse(run[third].text, counted=counted)


def _joined(run: list[Token], at: int) -> tuple[int, int | None, int | None]:
    """Index after the number group, index of its second number and of a denominator after a range."""
    link = at + 1
    size = len(run)
    if (
        link < size
        and run[link].text == "%"
        and link + 2 < size
        and run[link + 1].text in ("-", "đến", "tới", "/")
        and run[link + 2].kind == "n"
    ):
        link += 1
    among = _among(run, at + 1)
    if among:
        return among + 1, among, None
    slash = link + 2 < size and run[link].text == "/" and run[link + 2].kind == "n"
    if slash and run[link + 1].text in ("kh", "nq"):
        return link + 3, link + 2, None  # "215/KH 200 lao động"
    if link + 1 >= size or run[link + 1].kind != "n":
        return at + 1, None, None
    sign, second = run[link].text, link + 1
    if sign == "/":
        return second + 1, second, None
    rising = parse(run[second].text) > parse(run[at].text)
    if sign in ("-", "đến", "tới", "~") and rising:
        if second + 2 < size and run[second + 1].text == "/" and run[second + 2].kind == "n":
            return second + 3, second, second + 2
        return second + 1, second, None
    return at + 1, None, None


_MULTIPLE_ONLY: Final = frozenset({
    "năm", "tháng", "ngày", "lần", "khâu", "vụ", "giờ", "tuần", "bên", "khóa", "ban", "số", "đợt", "kỳ", "phòng",
    "khu vực", "nhóm", "bộ", "ngành",
})  # fmt: skip
# Behind "một" these are no count: "một số", "một phần", "một địa phương".
_ONE_OF_MANY: Final = frozenset({
    "số", "phần", "năm", "lần", "bộ phận", "cơ sở", "điểm", "bước", "đơn vị", "địa phương", "người", "cá nhân", "nhóm",
    "loại",
})  # fmt: skip
_AFTER_CHANGE: Final = frozenset({"tăng", "giảm", "trước", "gấp", "sớm"})
_AFTER_VERB: Final = frozenset({
    "tăng", "giảm", "thêm", "có", "gấp", "được", "lập", "dựng", "trước", "của", "còn", "và", "cả", "#", ",",
    "nhận", "đạt", "nạp", "lên", "nhất", "thiểu",
})  # fmt: skip


def _spoken(run: list[Token], at: int) -> tuple[int, int]:
    """Value and index after a number in words: hai, mười lăm, hai mươi, ba mươi tư."""
    value = _SPOKEN[run[at].text]
    stop = at + 1
    if (stop < len(run) and run[stop].text == "mươi") or (
        run[at].text == "mười" and stop < len(run) and run[stop].text in _UNITS
    ):
        value = value * 10 if run[stop].text == "mươi" else value
        stop += run[stop].text == "mươi"
        if (
            stop < len(run)
            and run[stop].text in _UNITS
            and not (run[stop].text == "năm" and run[stop - 1].text != "mươi")
        ):
            value += _UNITS[run[stop].text]
            stop += 1
    return value, stop


_UNITS: Final = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "lăm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip


def _among(run: list[Token], at: int) -> int | None:
    """Index of the whole in "22 trong tổng số 25", "22 trên 25"."""
    if at >= len(run) or run[at].text not in ("trong", "trên"):
        return None
    texts = [t.text for t in run[at : at + 4]]
    for told in (["trong", "tổng", "số"], ["trên", "tổng", "số"], ["trong", "số"], ["trong", "tổng"]):
        if texts[: len(told)] == told and at + len(told) < len(run) and run[at + len(told)].kind == "n":
            return at + len(told)
    return None


def _word(run: list[Token], at: int, before: list[Token]) -> tuple[Quantity, int] | None:
    """A number in words counts where a counted noun follows; "năm" and "một" need a cue before them, too."""
    text, token = run[at].text, run[at]
    hedged = len(before) > 1 and before[-1].text in ("hơn", "gần", "khoảng") and before[-2].text in ("tăng", "gấp")
    previous = before[-1 - hedged].text if before else ""
    if text in ("đôi", "ba", "rưỡi") and previous == "gấp" and (at + 1 >= len(run) or run[at + 1].text != "lần"):
        return Quantity(token.start, token.end, _TIMES[text], unit="lần", written=True), at + 1
    if text not in _SPOKEN:
        return None
    if [t.text for t in run[at : at + 3]] == ["một", "nửa", "số"] and previous not in ("giảm", "bằng"):
        return _half(run, at)
    value, stop = _spoken(run, at)
    unit, noun, after, unit_from = unit_of(run, stop)
    if unit is None or not (noun or unit == "lần") or after == stop:
        return None
    early = previous == "hoạch" and "sớm" in {t.text for t in before[-5:]}  # "sớm hơn kế hoạch một năm"
    grouped = noun == "nhóm" and [t.text for t in run[after : after + 1]] in (["tăng"], ["giảm"])
    grouped = grouped and [t.text for t in run[after + 1 : after + 2]] != ["là"]
    if noun in _MULTIPLE_ONLY and previous not in _AFTER_CHANGE and not early and not grouped:
        return None
    listed = grouped or (text == "ba" and previous in (";", "thành", "mở", "xây", "công", "chức"))
    told = listed or early or previous in _AFTER_VERB
    if text in ("năm", "một", "đôi", "ba") and stop == at + 1 and not told:
        return None
    each = [t.text for t in run[after : after + 1]] == ["đạt"] and [t.kind for t in run[after + 1 : after + 2]] == ["n"]
    if text == "một" and (each or previous in ("của", "quân", "bình")):
        return None  # "bình quân một xã đạt 25,7 tỷ đồng, một tổ đạt 1,6 tỷ đồng"
    if text == "năm" and previous == "cả" and noun == "tổ chức":
        return None  # "cả năm tổ chức 46 buổi biểu diễn"
    if noun == "giải" and run[after : after + 1] and run[after].text in ("ngân", "quyết", "phóng", "thể"):
        return None  # "cả năm giải ngân 146 tỷ đồng"
    gained = noun == "năm" and (early or previous in ("sớm", "trước", "chậm"))
    if text == "một" and not gained and noun in _ONE_OF_MANY and previous not in ("tăng", "giảm"):
        return None
    end = run[stop - 1].end
    quantity = Quantity(token.start, end, Decimal(value), unit=unit, noun=noun, written=True, unit_from=unit_from)
    quantity.noun_tokens = _noun_tokens(run, unit_from, noun)
    return quantity, after


def _half(run: list[Token], at: int) -> tuple[Quantity, int] | None:
    """ "một nửa số hộ đã cải tạo vườn tạp"."""
    unit, noun, after, unit_from = unit_of(run, at + 3)
    if noun is None:
        return None
    half = Quantity(run[at].start, run[at + 1].end, Decimal("0.5"), unit=unit, noun=noun, written=True)
    half.unit_from, half.noun_tokens = unit_from, _noun_tokens(run, unit_from, noun)
    return half, after


def _noun_tokens(run: list[Token], begin: int, noun: str | None) -> list[Token]:
    return run[begin : begin + len(noun.replace(",", " ,").split())] if noun else []


def unit_of(run: list[Token], at: int) -> tuple[str | None, str | None, int, int]:
    """Unit in normal form, counted noun (None for a measure), index after it, and index of the noun."""
    size = len(run)
    stop = at
    if at + 1 < size and run[at].text == "%" and run[at + 1].text == "0" and run[at + 1].start == run[at].end:
        per, after = _per(run, at + 2)
        return "‰" + per, None, after, at
    while stop < size and stop - at < 2 and run[stop].text in _MULTIPLIERS:
        stop += 1
    prefix = [t.text for t in run[at:stop]]
    noun: str | None = None
    if (sexes := _sexes(run, at)) is not None:
        return sexes, None, at + len(sexes.replace("/", " / ").split()), at
    found = forward(run, stop, size, "nouns", "measure", 4)
    counted = forward(run, stop, size, "nouns", "counted", 7)
    if counted and run[stop].text in ("tổ", "đội", "nhóm") and counted[1] < size and run[counted[1]].text == "trưởng":
        counted = None  # "166 tổ trưởng"
    if counted and (found is None or counted[1] > found[1]):
        name, after = counted
        noun = " ".join(t.text for t in run[stop:after]).replace(" ,", ",")
    elif found:
        name, after = found
    elif prefix and prefix[-1] in ("tỷ", "triệu"):
        name, after = "đồng", stop
    else:
        return _unknown(prefix, at, stop)
    unit = normal_unit(" ".join((*prefix, name)))
    per, after = _per(run, after, nouns=name != "%")
    return unit + per, noun, after, stop


def _sexes(run: list[Token], at: int) -> str | None:
    """The unit of the ratio of the sexes, as in "111 bé trai/100 bé gái"."""
    if at >= len(run) or run[at].text not in ("nam", "bé", "trẻ"):
        return None
    for unit in ("nam/100 nữ", "bé trai/100 bé gái", "trẻ em trai/100 trẻ em gái", "trẻ trai/100 trẻ gái"):
        parts = unit.replace("/", " / ").split()
        if [t.text for t in run[at : at + len(parts)]] == parts:
            return unit
    return None


def _unknown(prefix: list[str], at: int, stop: int) -> tuple[str | None, str | None, int, int]:
    if not prefix:
        return None, None, at, at
    return normal_unit(" ".join(prefix)).removesuffix(" đồng"), "", stop, stop


_PER_AMOUNTS: Final = frozenset({"1", "01", "100", "1.000", "1000", "10.000", "10000", "100.000", "100000"})


def _per(run: list[Token], at: int, *, nouns: bool = False) -> tuple[str, int]:
    """The "/người/năm" after a unit, in normal form."""
    parts = ""
    size = len(run)
    while at + 1 < size and run[at].text == "/":
        skip = at + 1
        amount = ""
        if run[skip].kind == "n" and run[skip].text not in _PER_AMOUNTS:
            break
        if run[skip].kind == "n" and skip + 1 < size:
            amount = "" if run[skip].text in ("1", "01") else run[skip].text + " "
            skip += 1
            if amount in ("10.000 ", "10000 ") and run[skip].text == "dân":
                parts, at = f"{parts}/vạn dân", skip + 1
                continue
        two = " ".join(t.text for t in run[skip : skip + 2])
        if two in words("nouns", "per") and skip + 2 <= size and " " in two:
            parts, at = f"{parts}/{amount}{normal_unit(two)}", skip + 2
        elif run[skip].text in words("nouns", "per"):
            parts, at = f"{parts}/{amount}{normal_unit(run[skip].text)}", skip + 1
        elif run[skip].text == "chỉ" and run[skip + 1 : skip + 2] and run[skip + 1].text != "tiêu":
            parts, at = f"{parts}/chỉ", skip + 1  # "3,67 triệu đồng/chỉ"
        elif (
            nouns
            and not amount
            and run[skip].text not in ("chỉ", "kế", "mục")
            and (counted := forward(run, skip, size, "nouns", "counted", 2))
        ):
            parts, at = f"{parts}/{counted[0]}", counted[1]
        else:
            break
    return (parts, at) if parts else _among_people(run, at)


_PEOPLE: Final = {
    ("1", "vạn", "dân"): "/vạn dân", ("một", "vạn", "dân"): "/vạn dân", ("vạn", "dân"): "/vạn dân",
    ("10.000", "dân"): "/vạn dân", ("1.000", "dân"): "/1.000 dân", ("100", "dân"): "/100 dân",
}  # fmt: skip


def _among_people(run: list[Token], at: int) -> tuple[str, int]:
    """ "19 bác sĩ trên 1 vạn dân", in normal form "bác sĩ/vạn dân"."""
    if at >= len(run) or run[at].text not in ("trên", "/"):
        return "", at
    for size in (3, 2):
        found = _PEOPLE.get(tuple(t.text for t in run[at + 1 : at + 1 + size]))
        if found:
            return found, at + 1 + size
    return "", at
