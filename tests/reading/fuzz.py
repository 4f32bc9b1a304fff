"""Reads random texts and says what went wrong: `python -m reading.fuzz 1000000 [seed]` in tests/.

A text is put together from fragments of administrative writing, spoilt passages and plain noise. Whatever it is,
reading must not raise, each number must lie in exactly one span, and spans must lie inside the text. The same seed
gives the same texts. Prints the texts that fail, the slowest one, and how many were read.
"""

import random
import re
import sys
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from camket.reading import Statement, read
from reading import scoring

CORPUS = Path(__file__).parent / "corpus"
GENRES = (None, "resolution", "year_report", "statistics", "council", "congress_news", "party_work", "misc")
NUMBERS = (
    "5",
    "12,5",
    "1.845",
    "46/51",
    "3 - 5",
    "2020",
    "05",
    "1.234.567,8",
    "0",
    "100",
    "30/6",
    "2021 - 2025",
    "7 đến 9",
)
UNITS = (
    "%",
    "tỷ đồng",
    "ha",
    "xã",
    "đảng viên",
    "hộ",
    "lượt khách",
    "tạ/ha",
    "triệu đồng/người/năm",
    "‰",
    "vụ",
    "lần",
    "",
)
WORDS = (
    "thu ngân sách", "tỷ lệ hộ nghèo", "kết nạp", "trồng mới", "sản lượng chè", "đạt", "tăng", "giảm", "còn",
    "bằng", "vượt", "so với cùng kỳ", "kế hoạch", "Nghị quyết", "năm 2024", "đến năm 2030", "quý I/2024",
    "6 tháng đầu năm", "trong đó", "bình quân", "hằng năm", "mỗi năm", "từ", "lên", "xuống còn", "gấp",
    "lần lượt", "và", ",", ";", "(", ")", ".", ":", "-", "/", "trên", "dưới", "khoảng", "trở lên", "không còn",
    "hai", "ba mươi", "thứ nhất", "đạt chuẩn nông thôn mới", "xã", "huyện", "số 18-NQ/TU", "Điều 5", "khóa XII",
    "m2", "CPI", "\n", "\t", "TT\tChỉ tiêu\tĐVT\tThực hiện 2023\n", "đ/c", "mục tiêu", "phấn đấu", "ước",
    "dự kiến", "chiếm", "cơ cấu kinh tế", "xếp thứ", "trước kế hoạch", "tương ứng",
)  # fmt: skip
NOISE = (
    "\u0301", "\u0323\u0302", "\u202e", "\u200b", "\ufeff", "\x00", "\r\n", "٣", "²", "½", "𝟙", "İ", "ß", "漢",
    "🙂", "\u2028", "—", "((((", "))))", "%%", "//", "..", ",,", "1" * 40, "1." * 20, "năm " * 12, "'", '"',
    "\\", "=", "<", "&",
)  # fmt: skip
DIGITS = re.compile(r"\d+")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def texts(seed: int) -> Iterator[str]:
    """Random texts without end."""
    chance = random.Random(seed)
    samples = [p["text"] for path in sorted(CORPUS.glob("cases-*.jsonl")) for p in scoring.passages(path)]
    makers = (_composed, _composed, _spoilt, _noise)
    while True:
        text = chance.choice(makers)(chance, samples)
        yield unicodedata.normalize("NFD", text) if chance.random() < 0.1 else text


def _composed(chance: random.Random, samples: list[str]) -> str:
    pieces = []
    for _ in range(chance.randint(1, 18)):
        pieces.append(chance.choice(WORDS))
        if chance.random() < 0.5:
            pieces.append(f"{chance.choice(NUMBERS)}{chance.choice((' ', ''))}{chance.choice(UNITS)}")
    return " ".join(pieces)


def _spoilt(chance: random.Random, samples: list[str]) -> str:
    text = chance.choice(samples)
    for _ in range(chance.randint(1, 4)):
        at, to = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
        piece = chance.choice((chance.choice(NOISE), chance.choice(WORDS), chance.choice(NUMBERS), ""))
        text = text[:at] + piece + text[to if chance.random() < 0.2 else at :]
    return text


def _noise(chance: random.Random, samples: list[str]) -> str:
    alphabet = (*NOISE, *NUMBERS, " ", "a", "đ", "ồ", "%", "0", "9", "\n", "\t")
    return "".join(chance.choice(alphabet) for _ in range(chance.randint(0, 30)))


def fault(text: str, genre: str | None = None) -> str | None:
    """What is wrong with how `text` is read; None where nothing is."""
    try:
        reading = read(text, genre)
    except Exception as error:  # noqa: BLE001 (any error at all is what is looked for)
        return repr(error)
    told = sorted([s.span for s in reading.statements] + [o.span for o in reading.others])
    if any(not 0 <= start < end <= len(text) for start, end in told):
        return "a span lies outside the text or is empty"
    at = 0
    for number in DIGITS.finditer(text):
        while at < len(told) and told[at][1] <= number.start():
            at += 1
        holding = [span for span in told[at : at + 3] if span[0] < number.end() and number.start() < span[1]]
        if len(holding) != 1 or holding[0][0] > number.start() or holding[0][1] < number.end():
            return f"{number.group()!r} lies in {len(holding)} spans"
    return next((found for s in reading.statements if (found := _misread(text, s))), None)


def _misread(text: str, statement: Statement) -> str | None:
    """Does the span slice back to the number? Its digits are those of the value, whatever parts them."""
    written = text[slice(*statement.span)]
    found = NUMBER.findall(written)
    numbers = {_significant(number) for number in found}
    if len(found) == 2 and all(number.isdecimal() for number in found):  # "7 triệu 520" nghìn
        numbers.add(_significant(str(int(found[0]) * 1000 + int(found[1]))))
    for value in (statement.value, statement.upper, statement.denominator):
        if value is not None and numbers and _significant(format(value.copy_abs(), "f")) not in numbers:
            among = statement.denominator is not None and value == statement.denominator  # "trong số 48 …, 31 …"
            if not among:
                return f"{value} is no number of {written!r}"
    return None


def _significant(number: str) -> str:
    digits = "".join(str(unicodedata.decimal(c)) for c in number if c.isdecimal())
    return digits.strip("0")


def run(count: int, seed: int = 1) -> tuple[list[tuple[str, str]], float, str]:
    """Reads `count` texts: the failures with their texts, and the slowest text with its seconds."""
    failures, slowest, slow = [], 0.0, ""
    for number, text in zip(range(count), texts(seed), strict=False):
        start = time.perf_counter()
        found = fault(text, GENRES[number % len(GENRES)])
        took = time.perf_counter() - start
        if found:
            failures.append((found, text))
        if took > slowest:
            slowest, slow = took, text
    return failures, slowest, slow


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    failures, slowest, slow = run(count, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    for found, text in failures[:20]:
        sys.stdout.write(f"{found}: {text!r}\n")
    sys.stdout.write(f"{count} texts, {len(failures)} failures; slowest {slowest * 1000:.0f} ms for {slow[:60]!r}\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
