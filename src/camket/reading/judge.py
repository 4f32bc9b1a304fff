"""Step 2c: quantities that are no statement: what a meeting consists of, descriptions, norms, page counters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .clauses import Frame
from .cues import CHANGES, LEVELS
from .lexicon import table
from .tokens import Token, forward

_NORM = re.compile(
    r"\b(?:mức hỗ trợ|mức chi|mức đóng|mức thu phí|lệ phí|phạt tiền|mức phạt|bị phạt|thời hạn|thời gian giải quyết|đối tượng được|đối tượng áp dụng|được hỗ trợ không|hạn mức|mức trợ cấp|mức lương|theo khoản|"
    r"điều kiện (?:vay|hỗ trợ|để)|được hưởng|mức hưởng|giá vé|giá bán|học phí|mức vay|lãi suất|mức khoán|phải nộp|mức tối thiểu|thuế suất|chuẩn nghèo (?:là|khu vực)|mức học bổng|tiền thưởng|giải nhất|trị giá giải|tiêu chuẩn để|phụ cấp|hệ số lương)"
)
_MEETING = re.compile(
    r"\bđại biểu\b|\bban chấp hành (?:đảng bộ|gồm|khóa)|\bban thường vụ (?:gồm|\d)|\bphiếu bầu|\bbầu (?:ra |được )?\d|\bý kiến phát biểu|\bảnh:|\bđoàn chủ tịch"
)
_PLACE = re.compile(
    r"\b(?:diện tích tự nhiên|có diện tích|dân số (?:hơn|trên|khoảng|gần|là|\d)|đơn vị hành chính|cách trung tâm|nằm cách|tiếp giáp|được sáp nhập|trên cơ sở sáp nhập|sáp nhập từ|hợp nhất từ|độ cao|chiều dài (?:tuyến|toàn tuyến)|dài khoảng|mặt cắt|rộng)"
)
_STOCK = frozenset(
    {
        "tổ chức đảng",
        "tổ chức cơ sở đảng",
        "chi bộ",
        "đảng bộ",
        "đảng viên",
        "xã",
        "thôn",
        "bản",
        "phường",
        "thị trấn",
        "tổ dân phố",
        "đơn vị hành chính",
        "cơ sở đảng",
        "đảng bộ cơ sở",
        "ấp",
        "xóm",
        "huyện",
        "dân tộc",
        "chi bộ trực thuộc",
        "khu dân cư",
        "tổ chức đảng trực thuộc",
        "nhân khẩu",
        "chi, đảng bộ",
        "tổ chức cơ sở đảng trực thuộc",
        "khu phố",
        "khối phố",
        "phòng",
        "ban",
        "cơ quan",
        "đơn vị",
        "chi, đảng bộ trực thuộc",
        "khẩu",
    }
)
_TIME_UNITS = frozenset(("ngày tháng giờ năm tuần tuổi khóa kỳ đợt lần buổi").split())
_ANNOUNCED = frozenset({"chỉ tiêu", "mục tiêu", "nhiệm vụ", "tiêu chí"})
_DONE = frozenset({"đạt", "vượt", "hoàn", "chưa", "không"})


def flags(sentence: str) -> set[str]:
    """What a whole sentence speaks of: norms, a meeting, a place described."""
    found = set()
    if _NORM.search(sentence):
        found.add("norm")
    if _MEETING.search(sentence):
        found.add("meeting")
    if _PLACE.search(sentence):
        found.add("description")
    return found


def kind(frame: Frame, run: Sequence[Token], about: set[str], genre: str | None, *, verb: bool = False) -> str | None:
    """Why a quantity is no statement, None where it may be one."""
    quantity = frame.quantity
    changes = frame.left.predicate in CHANGES
    special = _noun_kind(frame, run)
    if special:
        return special
    if quantity.unit is None:
        return _bare(frame)
    if "norm" in about:
        return "norm"
    if quantity.unit in _TIME_UNITS and not (changes or _named_time(frame)):
        return "duration"
    if "description" in about and genre != "statistics" and not changes and quantity.unit != "%":
        return "description"
    if "meeting" in about and not quantity.measure and quantity.noun:
        return "meeting"
    if not (verb and frame.join in ("và", ",")) and _described(frame, genre):
        return "description"
    return None


def _noun_kind(frame: Frame, run: Sequence[Token]) -> str | None:
    words = [*frame.quantity.noun_tokens, *run[frame.at + 1 : frame.at + 6]]
    for section in ("page", "meeting"):
        if section == "meeting" and frame.quantity.measure:
            continue
        known = forward(words, 0, len(words), "nouns", section, 5)
        if known and known[1] >= len(frame.quantity.noun_tokens):
            return known[0]
    noun = frame.quantity.noun
    if noun in _ANNOUNCED and frame.quantity.denominator is None and "/" not in (frame.quantity.unit or ""):
        texts = {t.text for t in frame.tail} | {t.text for t in frame.head[-2:]}
        if not texts & _DONE and frame.left.predicate not in (*CHANGES, "reach", "left"):
            return "count_announced"
    return None


def _bare(frame: Frame) -> str | None:
    written = frame.quantity.decimals
    if len(written) == 4 and written.isdigit() and written[:2] in ("19", "20"):
        return "year"
    head = " ".join(t.text for t in frame.head[:3])
    named = head.startswith(("chỉ số", "hệ số", "số ", "tổng số", "điểm", "xếp hạng"))
    if frame.quantity.denominator is not None and frame.left.predicate in LEVELS:
        return None
    if named and frame.left.predicate in LEVELS:
        return None
    return "unread"


def _named_time(frame: Frame) -> bool:
    head = " ".join(t.text for t in frame.head)
    return "tuổi thọ" in head or "thời gian" in head or frame.quantity.noun in ("ngày công", "ngày công lao động")


def _described(frame: Frame, genre: str | None) -> bool:
    """ "có 39 tổ chức đảng, 697 đảng viên": a stock of the place without anything said of it."""
    noun = frame.quantity.noun
    if noun not in _STOCK or genre == "statistics" or frame.quantity.denominator is not None or frame.quantity.written:
        return False
    if frame.left.predicate not in ("exist", None) or frame.right.bases or frame.right.surpass:
        return False
    said = {t.text for t in frame.tail}
    if said & {
        "đạt",
        "được",
        "hoàn",
        "có",
        "thoát",
        "tham",
        "sử",
        "chưa",
        "về",
        "mới",
        "nông",
        "thành",
        "đã",
        "vươn",
        "chết",
        "bị",
        "vi",
        "nhận",
        "không",
    }:
        return False
    return not any(t.text not in table("heads", "actor") and t.kind == "w" for t in frame.head) and not (
        noun in ("xã",) and frame.tail
    )
