"""Numbers that are no quantity, and mentions of time: each rule alone, and no number read in two ways."""

from pathlib import Path

import pytest

from camket.reading import kinds, read
from camket.reading.normalise import normalise
from reading import scoring

CORPUS = Path(__file__).parent / "corpus"
TEXTS = [p["text"] for path in sorted(CORPUS.glob("cases-*.jsonl")) for p in scoring.passages(path)]


@pytest.mark.parametrize("rule", kinds.rules(), ids=lambda rule: rule.name)
def test_each_rule_reads_its_example(rule: kinds.Rule) -> None:
    assert rule.pattern.search(normalise(rule.example).folded)


@pytest.mark.parametrize("rule", kinds.rules(), ids=lambda rule: rule.name)
def test_a_word_that_leads_to_the_rule_stands_in_its_example(rule: kinds.Rule) -> None:
    folded = normalise(rule.example).folded
    assert rule.joined or any(word in folded for word in (*rule.words, *rule.signs))


@pytest.mark.parametrize("text", TEXTS[::5])
def test_mentions_never_overlap(text: str) -> None:
    assert not kinds.overlapping(kinds.mentions(normalise(text).folded))


def test_two_rules_of_different_kinds_never_read_the_same_stretch() -> None:
    clashes = []
    for text in TEXTS:
        folded = normalise(text).folded
        for mention in kinds.mentions(folded):
            span = (mention.start, mention.end)
            read_by = {
                rule.kind for rule in kinds.rules() if any(m.span() == span for m in rule.pattern.finditer(folded))
            }
            if len(read_by) > 1:
                clashes.append((folded[slice(*span)], read_by))
    assert clashes == []


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        ("Căn cứ Nghị quyết số 18-NQ/TU của Tỉnh ủy.", "18", "document_number"),
        ("Thông tư số 46/2022/TT-BTC có hiệu lực.", "46/2022", "document_number"),
        ("Thực hiện Nghị quyết 42 của Quốc hội.", "42", "document_number"),
        ("Theo khoản 2 Điều 5 của Luật này.", "2", "article"),
        ("Kỳ họp thứ 12 đã bế mạc.", "12", "ordinal"),
        ("Các tiêu chí số 5, tiêu chí số 11 chưa đạt.", "11", "ordinal"),
        ("Cuộc họp bắt đầu lúc 7 giờ 30 phút.", "7 giờ 30", "time"),
        ("Đăng lúc 16:05.", "16:05", "time"),
        ("Nghị quyết thông qua ngày 08 tháng 12 năm 2023.", "08 tháng 12 năm 2023", "date"),
        ("Diễn ra từ 12 đến 14/10/2020.", "12 đến 14/10/2020", "date"),
        ("Điện thoại 0209.3870.123.", "0209.3870.123", "phone"),
        ("Trụ sở tại số 125 đường Trần Phú.", "125", "address"),
        ("Nằm trên Quốc lộ 3 cũ.", "3", "address"),
        ("Phòng, chống Covid-19.", "19", "name"),
        ("Tính theo giá so sánh 2010.", "2010", "base_year"),
        ("Năm 2019 có nhiều đổi mới.", "2019", "period"),
        ("Bài viết có 1.247 lượt xem.", "1.247", "page_counter"),
        ("Đại hội có 178 đại biểu.", "178", "meeting"),
        ("Đại hội đề ra 17 chỉ tiêu chủ yếu.", "17", "count_announced"),
        ("Mức hỗ trợ 500.000 đồng/hộ.", "500.000", "norm"),
        ("Thời hạn giải quyết 15 ngày làm việc.", "15", "norm"),
    ],
)
def test_numbers_that_are_no_statement_say_why(text: str, number: str, kind: str) -> None:
    reading = read(text, "misc")
    assert (number, kind) in [(text[slice(*o.span)], o.kind) for o in reading.others]
    assert not reading.statements


@pytest.mark.parametrize(
    ("text", "years", "part"),
    [
        ("Năm 2019 thu 5 tỷ đồng.", ("2019", "2019"), None),
        ("Đến năm 2025 thu 5 tỷ đồng.", (None, "2025"), None),
        ("Giai đoạn 2021 - 2025, huy động 5 tỷ đồng.", ("2021", "2025"), None),
        ("Đến cuối nhiệm kỳ 2020 - 2025 thu 5 tỷ đồng.", (None, "2025"), None),
        ("6 tháng đầu năm 2023 thu 5 tỷ đồng.", ("2023", "2023"), "H1"),
        ("Sáu tháng đầu năm 2023 thu 5 tỷ đồng.", ("2023", "2023"), "H1"),
        ("9 tháng năm 2023 thu 5 tỷ đồng.", ("2023", "2023"), "9M"),
        ("Quý III năm 2022 thu 5 tỷ đồng.", ("2022", "2022"), "Q3"),
        ("Quý I/2024 thu 5 tỷ đồng.", ("2024", "2024"), "Q1"),
        ("Tháng 9 năm 2022 thu 5 tỷ đồng.", ("2022", "2022"), "M09"),
        ("Năm học 2022 - 2023 chi 5 tỷ đồng.", ("2022", "2023"), None),
        ("Đến ngày 31/12/2017 thu 5 tỷ đồng.", (None, "2017"), None),
        ("Trong hai năm 2021 và 2022 thu 5 tỷ đồng.", ("2021", "2022"), None),
    ],
)
def test_times_name_years_and_parts(text: str, years: tuple[str | None, str], part: str | None) -> None:
    statement = read(text, "year_report").statements[0]
    assert statement.period == {"start": years[0], "end": years[1]}
    assert statement.part == part


@pytest.mark.parametrize(
    "text", ["Đến nay thu 5 tỷ đồng.", "Trong năm thu 5 tỷ đồng.", "Thu 5 tỷ đồng, tăng 2% so với năm 2015."]
)
def test_no_year_no_period(text: str) -> None:
    assert read(text, "congress_news").statements[0].period is None
