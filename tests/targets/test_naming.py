"""What an indicator's name says."""

import pytest

from camket.targets import naming
from camket.targets.enums import Direction, Nature

NATURES = [
    ("thu ngân sách trên địa bàn", "tỷ đồng", "last", Nature.FLOW),
    ("kết nạp đảng viên", "đảng viên", "sum", Nature.FLOW),
    ("số vụ tai nạn giao thông", "vụ", "last", Nature.FLOW),
    ("hợp tác xã hoạt động hiệu quả", "hợp tác xã", "last", Nature.STOCK),
    ("tỷ lệ hộ nghèo", "%", "last", Nature.RATIO),
    ("thôn đạt chuẩn nông thôn mới", "%", "last", Nature.RATIO),
    ("thu nhập bình quân đầu người", "triệu đồng/người/năm", "last", Nature.LEVEL),
    ("thành phố đạt đô thị loại II", "", "state", Nature.STATE),
    ("tỷ lệ che phủ rừng", "", "growth", Nature.RATIO),
]
DIRECTIONS = [
    ("tỷ lệ hộ nghèo", "eq", Direction.DOWN),
    ("TY LE HO NGHEO DA CHIEU", "eq", Direction.DOWN),
    ("giảm tỷ lệ hộ nghèo", "eq", Direction.UP),
    ("tỷ lệ giảm hộ nghèo", "ge", Direction.UP),
    ("nợ thuế trên tổng thu", "le", Direction.DOWN),
    ("thu ngân sách", "eq", Direction.UP),
    ("tỷ trọng nông nghiệp", "eq", Direction.NONE),
    ("số điểm trường", "le", Direction.DOWN),
    ("hộ nghèonàn", "eq", Direction.UP),  # whole words only
]


@pytest.mark.parametrize(("name", "unit", "aggregate", "nature"), NATURES)
def test_nature_follows_from_name_unit_and_aggregate(name, unit, aggregate, nature):
    assert naming.nature(name, unit, aggregate) == nature


@pytest.mark.parametrize(("name", "comparator", "direction"), DIRECTIONS)
def test_direction_follows_from_name_and_comparator(name, comparator, direction):
    assert naming.direction(name, comparator) == direction


def test_classes_of_cities_are_ordered_from_low_to_high():
    assert naming.scale("đạt đô thị loại II")[0].endswith("loại V")
    assert naming.scale("đạt đô thị loại II")[-1].endswith("loại I")


@pytest.mark.parametrize(
    ("state", "rank"),
    [("đô thị loại III", 3), ("được công nhận đô thị loại II", 4), ("cơ bản đạt các tiêu chí đô thị loại I", 5)],
)
def test_a_class_has_its_place_however_it_is_worded(state, rank):
    assert naming.rank(naming.scale("đạt đô thị loại II"), state) == rank


def test_a_standard_is_found_again_without_the_words_for_reaching_it():
    states = naming.scale("đạt chuẩn nông thôn mới")
    assert naming.rank(states, "được công nhận hoàn thành nông thôn mới") == 1


def test_another_standard_has_no_place():
    assert naming.rank(naming.scale("đạt chuẩn nông thôn mới"), "đạt chuẩn đô thị văn minh") is None


@pytest.mark.parametrize(
    ("subject", "a", "b"),
    [
        ("thành phố", "đạt đô thị loại II", "được công nhận đô thị loại III"),
        ("xã", "đạt chuẩn nông thôn mới", "hoàn thành tiêu chí nông thôn mới"),
    ],
)
def test_wordings_of_one_stateful_indicator_share_a_key(subject, a, b):
    assert naming.state_key(subject, a) == naming.state_key(subject, b)


@pytest.mark.parametrize(
    ("name", "passage", "shown"),
    [
        ("sản phẩm ocop đạt 3 sao", "có 31 sản phẩm OCOP đạt 3 sao", "Sản phẩm OCOP đạt 3 sao"),
        ("grdp bình quân đầu người", "GRDP bình quân đầu người đạt", "GRDP bình quân đầu người"),
        ("thu ngân sách", "THU ngân sách đạt", "THU ngân sách"),
        ("", "", ""),
    ],
)
def test_abbreviations_are_written_as_the_passage_writes_them(name, passage, shown):
    assert naming.restore_case(name, passage) == shown


def test_a_class_has_its_place_among_the_classes_that_are_named() -> None:
    assert [naming.rank(["loại III", "loại II"], state) for state in ("đạt loại II", "loại III", "loại I")] == [
        2,
        1,
        None,
    ]
