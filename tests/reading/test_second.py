"""The second reader learns from labels alone, and doubts what the words around a figure speak against."""

import pytest

from camket.reading import second
from camket.reading.draft import Draft
from reading import second as teacher
from reading.forms import replacing

AGGREGATES = ("average", "change", "every_year", "growth", "keep", "last", "state", "sum")
PROMISED = "Phấn đấu đến năm 2030 thu ngân sách đạt 320 tỷ đồng."
COMPARED = "Thu ngân sách năm 2023 đạt 320 tỷ đồng, tăng 12 tỷ đồng so với cùng kỳ."


def doubts(
    text: str, number: str, role: str = "result", aggregate: str = "last", versus: str | None = None
) -> set[str]:
    """What the second reader doubts of a statement about a number that has these answers."""
    start = text.index(number)
    draft = Draft("level", (start, start + len(number)), "thu ngân sách", None, "tỷ đồng")
    draft.role, draft.aggregate, draft.versus_of = role, aggregate, versus
    second.note([draft], teacher.sentences(text, "resolution")[0], "resolution")
    return draft.doubts


@replacing
@pytest.mark.parametrize(
    ("text", "number", "told", "found"),
    [
        (PROMISED, "320", {"role": "target"}, set()),
        (PROMISED, "320", {"role": "result"}, {"second_role"}),
        (COMPARED, "12", {"aggregate": "last", "versus": "previous_year"}, {"second_aggregate"}),
    ],
)
def test_other_answers_than_the_words_speak_for_are_doubted(
    text: str, number: str, told: dict[str, str], found: set[str]
) -> None:
    assert doubts(text, number, **told) == found


def test_what_was_learned_is_of_the_labels_of_the_corpus() -> None:
    """Else: `python -m reading.second` in tests/."""
    assert f"# labels {teacher.digest(teacher.files())}" in teacher.FILE.read_text("utf-8").splitlines()[1]


def test_the_places_of_all_weights_are_known() -> None:
    places = {line.split("\t")[1] for line in teacher.FILE.read_text("utf-8").splitlines()[2:]}
    assert places <= {second.ALWAYS, second.BEFORE, second.AFTER, *second.PLACES}


def test_what_no_sample_asks_for_weighs_nothing() -> None:
    taught = teacher.Regression()
    for answer in (True, False) * 50:
        taught.learn([("", ""), ("1 before", "đạt" if answer else "từ"), ("2 before", "cả")], answer)
    assert taught.weight(("1 before", "đạt")) > 0 > taught.weight(("1 before", "từ"))
    assert abs(taught.weight(("2 before", "cả"))) < 0.1


def test_each_answer_that_a_statement_can_have_was_learned() -> None:
    roles = {f"role {each}" for each in ("result", "target", "plan")}
    aggregates = {f"aggregate {each}" for each in AGGREGATES}
    bases = {f"versus {each}" for each in ("none", "plan", "resolution", "previous_year", "baseline")}
    assert second.learned().answers.keys() == roles | aggregates | bases
