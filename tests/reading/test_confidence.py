"""What is called confident is right: counted on every labelled passage, and plain wording stays confident."""

from functools import cache
from itertools import combinations, permutations
from pathlib import Path

import pytest

from camket.reading import confidence, familiar, read
from camket.reading.draft import Draft
from camket.reading.lexicon import load
from reading import known, scoring, weighing
from reading.forms import replacing

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
DEVELOPMENT = HERE.parents[2] / "shared" / "reading" / "dev.jsonl"
FILES = {
    "cases": sorted(CORPUS.glob("cases-*.jsonl")),
    "invented": sorted(CORPUS.glob("heldout-*.jsonl")),
    "as public pages": sorted(CORPUS.glob("pages-*.jsonl")),
}


@cache
def apart(name: str) -> list[weighing.Sample]:
    return weighing.apart(FILES[name])


@replacing
@pytest.mark.parametrize(
    ("name", "precision", "coverage"),
    [("cases", 0.975, 0.72), ("invented", 0.945, 0.69), ("as public pages", 0.925, 0.66)],
)
def test_what_is_confident_is_right_where_its_own_names_are_unknown(
    name: str, precision: float, coverage: float
) -> None:
    called, right = weighing.called(apart(name))
    assert right >= precision
    assert called >= coverage


@replacing
@pytest.mark.parametrize(("name", "hit"), [("invented", 0.7), ("as public pages", 0.7)])
def test_few_topics_are_told_to_be_in_doubt_and_one_is_what_is_wrong(name: str, hit: float) -> None:
    topics, right = weighing.told(apart(name))
    assert right >= hit
    assert topics <= 1.8


@pytest.mark.skipif(not DEVELOPMENT.exists(), reason="the labelled set lies beside the repository, not in it")
def test_what_is_confident_is_right_on_the_development_set() -> None:
    reached = scoring.score(scoring.passages(DEVELOPMENT))
    assert reached.sure_right >= 0.99 * reached.sure
    assert reached.sure >= 0.77 * reached.read


def test_the_names_that_are_known_are_those_of_the_corpus() -> None:
    assert known.FILE.read_text(encoding="utf-8") == known.page()


@pytest.mark.parametrize(
    ("name", "unit", "doubts"),
    [
        ("tỷ lệ hộ nghèo", "%", set()),
        ("tỷ lệ hộ nghèo", "tỷ đồng", {"new_unit"}),
        ("cơ sở đó, đảng ủy quyết nghị thu tiếp", "tỷ đồng", {"new_wording", "much_new", "strange_name", "new_unit"}),
    ],
)
def test_a_name_unlike_those_that_are_known_is_doubted(name: str, unit: str, doubts: set[str]) -> None:
    assert familiar.marks(name, unit, familiar.known()) == doubts


@pytest.mark.parametrize("entry", load("doubts")["doubt"], ids=lambda entry: entry["name"])
def test_each_doubt_has_a_weight_and_a_reason_and_is_of_something(entry: dict[str, object]) -> None:
    assert 0 < float(str(entry["weight"])) <= 1
    assert entry["why"]
    assert entry["of"] in confidence.TOPICS


def test_there_is_a_doubt_of_each_topic() -> None:
    assert set(confidence.topics().values()) == set(confidence.TOPICS)


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ((), ()),
        (("year_unused",), ("time",)),
        (("rank", "year_carried"), ("name",)),  # 0.03 of the time is trifling beside 1
        (("spoken_of", "elided", "new_unit"), ("name", "kind")),  # 0.32 and 0.48 of the name, 0.48 of the kind
        (("second_role", "second_versus"), ("role", "comparison")),
        (("second_versus", "second_role"), ("role", "comparison")),
        (("base", "same_name", "new_wording"), ("comparison", "name")),
        (("base", "same_name"), ("comparison",)),
    ],
)
def test_what_is_in_doubt_is_told_heaviest_first_and_without_trifles(
    found: tuple[str, ...], told: tuple[str, ...]
) -> None:
    assert confidence.unsure_of(found) == told


def test_whatever_the_doubts_something_is_told_to_be_in_doubt() -> None:
    for some in combinations(confidence.weights(), 2):
        assert confidence.unsure_of(some)


@pytest.mark.parametrize(
    ("genre", "text", "told"),
    [
        ("resolution", "- Tỷ lệ che phủ rừng đạt 62% trở lên.", ()),
        ("congress_news", "Xếp thứ 3/14 huyện về cải cách hành chính.", ("name",)),
        ("congress_news", "Năm 2024 thu 5 tỷ đồng. Đến nay, tỷ lệ hộ nghèo còn 4%.", ("time",)),
        ("misc", "Sản lượng đạt 45 tấn.", ("kind",)),
        ("council", "Thu ngân sách 98 tỷ đồng.", ("role", "aggregate")),
    ],
)
def test_a_statement_says_what_is_in_doubt_unless_it_is_confident(genre: str, text: str, told: tuple[str, ...]) -> None:
    statement = read(text, genre).statements[-1]
    assert statement.unsure_of == told
    assert bool(told) is not statement.confident
    assert "unsure_of" not in statement.as_label()


@pytest.mark.parametrize(
    ("found", "sure"),
    [
        ((), True),
        (("new_unit",), True),
        (("new_unit", "strange_name", "role"), True),
        (("new_unit", "second_unsure", "elided"), False),
        (("rank",), False),
    ],
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


def test_the_order_in_which_doubts_are_added_up_decides_nothing() -> None:
    """Three tenths and seven tenths are one, and not a little less: a set hands out its doubts in any order."""
    for some in combinations(confidence.weights(), 3):
        assert len({confidence.confident(order) for order in permutations(some)}) == 1
        assert len({confidence.unsure_of(order) for order in permutations(some)}) == 1
