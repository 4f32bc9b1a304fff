"""Two changes of one text: together where they touch different sentences, else a person has to look."""

import pytest

from camket.reports.merging import merged

BASIS = "Có 4 chỉ tiêu đạt. Có 1 chỉ tiêu chậm. Năm chưa kết thúc."


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        (
            "Có 4 chỉ tiêu đạt. Có 1 chỉ tiêu chậm, do thời tiết. Năm chưa kết thúc.",
            "Có 5 chỉ tiêu đạt. Có 1 chỉ tiêu chậm. Năm chưa kết thúc.",
            "Có 5 chỉ tiêu đạt. Có 1 chỉ tiêu chậm, do thời tiết. Năm chưa kết thúc.",
        ),
        (
            f"{BASIS} Thành phố đang đôn đốc.",
            "Có 4 chỉ tiêu đạt. Có 1 chỉ tiêu chậm. Năm đã kết thúc.",
            "Có 4 chỉ tiêu đạt. Có 1 chỉ tiêu chậm. Năm đã kết thúc. Thành phố đang đôn đốc.",
        ),
        (
            "Có 4 chỉ tiêu đạt. Năm chưa kết thúc.",
            "Có 4 chỉ tiêu đạt. Có 1 chỉ tiêu chậm.",
            "Có 4 chỉ tiêu đạt.",
        ),
        ("Có 4 chỉ tiêu tốt. " + BASIS[19:], "Có 5 chỉ tiêu đạt. " + BASIS[19:], None),
        (f"{BASIS} Một.", f"{BASIS} Hai.", None),
        ("Viết lại hết.", "Có 5 chỉ tiêu đạt. " + BASIS[19:], None),
        (BASIS, "Có 5 chỉ tiêu đạt.", None),
        ("", "Có 5 chỉ tiêu đạt. " + BASIS[19:], None),
    ],
)
def test_changes_of_different_sentences_go_together(mine: str, theirs: str, both: str | None) -> None:
    assert merged(BASIS, mine, theirs) == both


def test_it_does_not_matter_who_is_first() -> None:
    mine, theirs = f"Mở đầu. {BASIS}", f"{BASIS} Kết thúc."
    assert merged(BASIS, mine, theirs) == merged(BASIS, theirs, mine) == f"Mở đầu. {BASIS} Kết thúc."
