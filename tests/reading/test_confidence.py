"""What is called confident is right: counted on every labelled passage, and plain wording stays confident."""

from pathlib import Path

import pytest

from camket.reading import confidence, read
from camket.reading.draft import Draft
from camket.reading.lexicon import load
from reading import scoring

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
DEVELOPMENT = HERE.parents[2] / "shared" / "reading" / "dev.jsonl"
FILES = {
    "cases": sorted(CORPUS.glob("cases-*.jsonl")),
    "heldout-a": [CORPUS / "heldout-a.jsonl"],
    "as public pages": sorted(CORPUS.glob("pages-*.jsonl")),
    "development": [DEVELOPMENT] if DEVELOPMENT.exists() else [],
}


@pytest.mark.parametrize(
    ("name", "precision", "coverage"),
    [("cases", 0.97, 0.72), ("heldout-a", 0.965, 0.69), ("as public pages", 0.87, 0.55), ("development", 0.99, 0.7)],
)
def test_confident_statements_are_right(name: str, precision: float, coverage: float) -> None:
    items = [passage for path in FILES[name] for passage in scoring.passages(path)]
    if not items:
        pytest.skip("the labelled set lies beside the repository, not in it")
    reached = scoring.score(items)
    assert reached.sure_right >= precision * reached.sure
    assert reached.sure >= coverage * reached.read


@pytest.mark.parametrize("entry", load("doubts")["doubt"], ids=lambda entry: entry["name"])
def test_each_doubt_has_a_weight_and_a_reason(entry: dict[str, object]) -> None:
    assert 0 < float(str(entry["weight"])) <= 1
    assert entry["why"]


@pytest.mark.parametrize(
    ("found", "sure"), [((), True), (("restored",), True), (("restored", "role"), False), (("rank",), False)]
)
def test_doubts_add_up(found: tuple[str, ...], sure: bool) -> None:
    assert confidence.confident(found) is sure


def test_the_heaviest_doubt_is_told_first() -> None:
    draft = Draft("rank", (0, 1), "thu ngân sách", None, "hạng", doubts={"role", "unnamed"})
    assert confidence.doubts(draft) == ("rank", "role")


@pytest.mark.parametrize(
    ("genre", "text"),
    [
        ("resolution", "- Thu ngân sách trên địa bàn đến năm 2030 đạt 320 tỷ đồng."),
        ("resolution", "- Tỷ lệ che phủ rừng đạt 62% trở lên."),
        ("resolution", "- Hằng năm kết nạp 120 đảng viên."),
        ("year_report", "Năm 2024, thu ngân sách trên địa bàn đạt 212 tỷ đồng, bằng 104% kế hoạch."),
        ("year_report", "Năm 2024, tổng đàn gia súc đạt 12.400 con."),
        ("statistics", "Quý I/2024, chỉ số sản xuất công nghiệp tăng 6,2% so với cùng kỳ năm trước."),
    ],
)
def test_plain_wording_is_confident(genre: str, text: str) -> None:
    assert [statement.confident for statement in read(text, genre).statements] == [True]


@pytest.mark.parametrize(
    ("genre", "text"),
    [
        ("council", "Thu ngân sách 98 tỷ đồng."),
        ("congress_news", "Xếp thứ 3/14 huyện về cải cách hành chính."),
        ("year_report", "Thu ngân sách đạt 458/369 tỷ đồng."),
        ("misc", "Sản lượng đạt 45 tấn."),
        ("congress_news", "Năm 2024 thu 5 tỷ đồng. Đến nay, tỷ lệ hộ nghèo còn 4%."),
    ],
)
def test_unclear_wording_waits_for_a_person(genre: str, text: str) -> None:
    assert not any(statement.confident for statement in read(text, genre).statements[-1:])
