"""Step 2c: quantities that are no statement: what a meeting consists of, descriptions, norms, page counters."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from functools import cache
from typing import Final

from .cues import CHANGES, LEVELS
from .frame import Frame
from .lexicon import load, words
from .tokens import Token, backward, forward

_STOCK: Final = frozenset(
    {
        "tổ chức đảng", "tổ chức cơ sở đảng", "chi bộ", "đảng bộ", "đảng viên", "xã", "thôn", "bản",
        "phường", "thị trấn",
        "tổ dân phố", "đơn vị hành chính", "cơ sở đảng", "đảng bộ cơ sở", "ấp", "xóm", "huyện", "dân tộc", "nhân khẩu",
        "tổ chức đảng trực thuộc", "chi, đảng bộ", "tổ chức cơ sở đảng trực thuộc", "khu phố", "khối phố", "khẩu",
        "chi, đảng bộ trực thuộc", "khu dân cư", "đảng ủy", "chi hội", "hội viên", "chi đoàn", "đoàn viên",
        "công đoàn cơ sở", "tổ đảng",
    }
)  # fmt: skip
_SAID: Final = frozenset({
    "đạt", "được", "hoàn", "có", "thoát", "tham", "sử", "chưa", "về", "mới", "nông", "thành", "đã", "vươn",
    "chết", "ứng", "sinh", "bị", "vi", "nhận", "không", "nâng", "đang", "đều", "văn", "kiểu", "nghèo", "dưới",
})  # fmt: skip
_TIME_UNITS: Final = frozenset({"ngày", "tháng", "giờ", "năm", "tuần", "tuổi", "phút"})
_ANNOUNCED: Final = frozenset({"chỉ tiêu", "mục tiêu", "nhiệm vụ", "tiêu chí"})
# What a resolution sets beside its targets: "15 chỉ tiêu, 4 chương trình".
ANNOUNCED_TOO: Final = frozenset(
    {"chương trình", "đề án", "kế hoạch", "nghị quyết", "lĩnh vực", "dự án", "nhóm", "công trình"}
)
_DONE: Final = frozenset({"đạt", "vượt", "hoàn", "chưa", "không"})


_GUARD: Final = re.compile(r"\\b|\^|\(\?<[!=](?:\\.|[^)])*\)")
_PLAIN_WORD: Final = re.compile(r"[a-zà-ỹđ]+(?= |$|\\b|:)")
_WORD: Final = re.compile(r"[^\W\d_]+")


def _first_words(pattern: str) -> frozenset[str] | None:
    """The words with which a match can begin; None where the pattern does not tell."""
    while guard := _GUARD.match(pattern):
        pattern = pattern[guard.end() :]
    if group := re.match(r"\(\?:([^()]+)\)[ \[]", pattern):
        found = [_first_words(alternative) for alternative in group.group(1).split("|")]
        return None if None in found else frozenset().union(*(words for words in found if words))
    plain = _PLAIN_WORD.match(pattern)
    return frozenset({plain.group()}) if plain else None


_Expressions = list[tuple[str, re.Pattern[str]]]
_Finds = Callable[[str], re.Match[str] | None]


@cache
def _by_word() -> tuple[dict[str, _Expressions], list[tuple[str, _Finds]]]:
    """Each expression by the words that begin it, and those that any sentence is searched for."""
    by_word: dict[str, _Expressions] = {}
    always: list[tuple[str, _Finds]] = []
    for entry in load("about")["about"]:
        for written in _listed(entry["words"]):
            found = (str(entry["is"]), re.compile(written))
            begins = _first_words(written)
            if begins is None:
                always.append((found[0], found[1].match if written.startswith("^") else found[1].search))
            for word in begins or ():
                by_word.setdefault(word, []).append(found)
    return by_word, always


def naming_event(head: list[Token]) -> bool:
    """Does the head end with an event's verb ("xây dựng [hai] trường")?"""
    return backward(head, len(head), 0, "heads", "event", 4) is not None


def _listed(patterns: object) -> list[str]:
    return [str(p) for p in patterns] if isinstance(patterns, list) else []


def flags(sentence: str, said: set[str] | None = None) -> set[str]:
    """What a whole sentence speaks of: norm, meeting, description, story. `said`: its words, where they are known."""
    by_word, always = _by_word()
    found = {kind for kind, finds in always if finds(sentence)}
    for word in by_word.keys() & (set(_WORD.findall(sentence)) if said is None else said):
        at = sentence.find(word)
        while at >= 0:
            for kind, pattern in by_word[word]:
                if kind not in found and pattern.match(sentence, at):
                    found.add(kind)
            at = sentence.find(word, at + 1)
    return found


def until(about: set[str], said: str) -> set[str]:
    """`about` without rules and stories not spoken of up to the number, or that a fact is set against since."""
    opposed = max(said.rfind(" nhưng "), said.rfind(" thực tế"), said.rfind(" song "))
    return about - ({"norm", "story"} - flags(said[max(0, opposed) :]))


def kind(
    frame: Frame, run: list[Token], about: set[str], here: set[str], genre: str | None, *, listed: bool = False
) -> str | None:
    """Why a quantity is no statement, None where it may be one."""
    quantity = frame.quantity
    if frame.left.predicate == "rank":
        return None if _ranked(frame, run) else "ordinal"
    if (
        quantity.noun == "nhóm"
        and not {t.text for t in frame.tail} & {"tăng", "giảm", "hàng"}
        and not quantity.denominator
    ):
        return "count_announced"
    if frame.head and frame.head[-1].text in ("nhóm", "tốp", "top") and frame.left.predicate is None:
        return "ordinal"
    if frame.left.comparator == "gt" and [t.text for t in frame.head[:2]] == ["lần", "đầu"]:
        return "threshold"
    if frame.join in ("(", ",") and [t.text for t in frame.head] in (["quy", "định"], ["yêu", "cầu"]):
        return "norm"
    if (
        quantity.unit == "km²"
        and frame.left.predicate is None
        and [t.text for t in frame.head[-2:]] == ["diện", "tích"]
    ):
        return "description"
    if any(t.text in ("độ", "chiều", "tải") for t in frame.head) and _of_an_object(frame.head):
        return "description"
    special = _noun_kind(frame, run)
    if special == "count_announced" and listed and frame.join in ("và", ",", "(", "part"):
        special = None
    if special:
        return special
    if quantity.unit is None:
        return _bare(frame)
    if (
        quantity.written
        and quantity.value
        and frame.left.predicate is None
        and len(frame.head) > 4
        and not naming_event(frame.head)
    ):
        return "description"
    if "family" in about and quantity.unit != "%":
        return "story"
    if about and (why := _sentence_kind(frame, about, here, genre)):
        return why
    if quantity.unit in _TIME_UNITS and not (frame.left.predicate in CHANGES or _named_time(frame)):
        return "duration"
    if quantity.noun == "điểm" and run[frame.at - 1].text == "tại" and _HELD & {t.text for t in frame.head}:
        return "meeting"  # "được tổ chức tại 8 điểm"
    if frame.head and frame.head[-1].text == "tại" and quantity.noun in _STOCK:
        return "description"  # "…, sinh hoạt tại 434 tổ chức cơ sở đảng"
    if not (listed and frame.join in ("và", ",", "(", "part", "với")) and _described(frame, genre):
        return "description"
    return None


_HELD: Final = frozenset({"tổ", "diễn", "làm", "nộp"})
# Measures of one road, one house, one place: "độ dốc dọc tối đa 8%".
_OF_AN_OBJECT: Final = frozenset({("độ", "dốc"), ("chiều", "cao"), ("chiều", "rộng"), ("độ", "cao"), ("tải", "trọng")})


def _of_an_object(head: list[Token]) -> bool:
    texts = [t.text for t in head]
    pairs = enumerate(itertools.pairwise(texts))
    return any(pair in _OF_AN_OBJECT and texts[max(0, at - 1)] != "trình" for at, pair in pairs)  # "trình độ cao đẳng"


def stock(frame: Frame) -> bool:
    """A stock of the place, told beside another: "(trong đó 149 đảng bộ cơ sở, với 1.251 chi bộ trực thuộc)"."""
    plain = frame.left.predicate in (None, "exist") and not frame.right.bases and frame.quantity.denominator is None
    beside = frame.join in ("(", "và", "part", ",", ";", "với") and not {t.text for t in frame.tail} & _SAID
    return plain and beside and frame.quantity.noun in _STOCK


def measured(frame: Frame, later: list[Frame]) -> bool:
    """ "có 5.214 đảng viên, tăng 386 đồng chí so với …": a stock that the next figure compares."""
    following = later[0] if later else None
    return (
        following is not None
        and following.join in (",", "(")
        and not following.head
        and (
            following.left.predicate == "share"
            or (
                following.left.predicate in ("up", "down", "exceed")
                and bool(following.right.bases or following.left.base or following.quantity.noun)
            )
        )
        and not frame.quantity.measure
    )


def _sentence_kind(frame: Frame, about: set[str], here: set[str], genre: str | None) -> str | None:
    """What is said in the quantity's own clause (`here`) decides; else weak quantities go with their sentence."""
    quantity = frame.quantity
    if frame.right.bases or frame.left.predicate in CHANGES:
        return "norm" if "norm" in here else None
    floor = frame.right.comparator in ("ge", "le") and frame.left.predicate is None
    floor = floor or frame.left.comparator in ("ge", "le")
    paper = quantity.noun in ("bản sao", "bản chính")
    if "norm" in here or ("norm" in about and (quantity.measure or floor or paper or quantity.unit in _TIME_UNITS)):
        return "norm"
    plain = frame.left.predicate in (None, "exist", "level") and quantity.denominator is None
    for kind in ("story", "meeting", "description"):
        if kind == "description" and (genre == "statistics" or quantity.unit in _ACHIEVED):
            continue
        missed = quantity.noun == "chỉ tiêu" and bool(_DONE & {t.text for t in frame.tail})
        if kind == "meeting" and ((quantity.measure and quantity.unit != "%") or _admits(frame) or missed):
            continue
        weak = not quantity.measure or quantity.unit in _SMALL
        listed = kind == "description" and frame.join == ";" and genre != "misc"
        if (kind == "story" or listed) and kind not in here and naming_event(frame.head):
            continue  # "…; tặng 300 suất quà; trồng 12.500 cây xanh": work done
        if kind in here or (kind in about and plain and weak):
            return kind
    is_so = bool(frame.tail) and frame.tail[0].text == "là"
    return "description" if "description" in about and quantity.unit == "%" and is_so else None


def _admits(frame: Frame) -> bool:
    """ "mỗi năm kết nạp 30 - 35 đảng viên": new members are work of the term, no part of the meeting."""
    return " ".join(t.text for t in frame.head[-2:]) in ("kết nạp", "nạp mới", "phát triển")


# Measures of one object, one recipe, one family.
_SMALL: Final = frozenset({"m", "cm", "mm", "kg", "g", "m²", "đồng", "nghìn đồng", "triệu đồng", "lít"})
_ACHIEVED: Final = frozenset({"%", "triệu đồng/người/năm", "triệu đồng/người", "tỷ đồng", "USD", "triệu đồng"})


def _noun_kind(frame: Frame, run: list[Token]) -> str | None:
    nouns = [*frame.quantity.noun_tokens, *run[frame.at + 1 : frame.at + 6]]
    for section in ("page", "meeting"):
        # "đạt và vượt 14/17 nhiệm vụ"
        reached = frame.quantity.denominator is not None and frame.quantity.noun in ("nhiệm vụ", "nội dung")
        watched = frame.quantity.noun == "chuyên đề" and [t.text for t in frame.head[-2:]] == ["giám", "sát"]
        if section == "meeting" and (frame.quantity.measure or reached or watched or _settled(frame)):
            continue
        known = forward(nouns, 0, len(nouns), "nouns", section, 5)
        if known and known[1] >= len(frame.quantity.noun_tokens) and not frame.right.bases:
            return known[0]
    noun = frame.quantity.noun
    if noun in _ANNOUNCED and frame.at and run[frame.at - 1].text == "cả" and not frame.quantity.denominator:
        return "count_announced"  # "giảm trên cả 3 tiêu chí"
    if noun in _ANNOUNCED and frame.quantity.denominator is None and "/" not in (frame.quantity.unit or ""):
        texts = {t.text for t in frame.tail} | {t.text for t in frame.head[-2:]}
        kept = "keep" in frame.left.flags  # "duy trì 19 tiêu chí nông thôn mới"
        kept = kept or [t.text for t in frame.head[-3:]] == ["hoàn", "thành", "thêm"]
        mean = frame.left.predicate == "level" and "quân" in {t.text for t in frame.head}  # "bình quân/xã là 16,8"
        kept = kept or mean
        if (
            not kept
            and not texts & _DONE
            and frame.left.predicate not in ("reach", "ratio", "left", "up", "down", "raised", "exceed")
        ):
            return "count_announced"
        if "cả" in texts or {t.text for t in run[max(0, frame.at - 1) : frame.at]} == {"cả"}:
            return "count_announced"
    return None


_RANKING: Final = frozenset({"xếp", "đứng", "hạng", "vị", "trí", "bảng"})


def _ranked(frame: Frame, run: list[Token]) -> bool:
    """ "mở cửa cả sáng thứ 7": without a word of ranking "thứ" only numbers."""
    return bool(_RANKING & {t.text for t in run[max(0, frame.at - 8) : frame.at]})


def _settled(frame: Frame) -> bool:
    """ "tiếp nhận 126 ý kiến", "giải quyết 109 kiến nghị": work done, no part of a meeting."""
    before = " ".join(t.text for t in frame.head[-3:])
    return any(verb in before for verb in ("tiếp nhận", "tiếp thu", "giải quyết", "xử lý", "trả lời"))


def _bare(frame: Frame) -> str | None:
    """A number without unit: a year, an index, a mark, a rest of a list; else unread."""
    written = frame.quantity.decimals
    if len(written) == 4 and written.isdigit() and written[:2] in ("19", "20"):
        return "year"
    head = " ".join(t.text for t in frame.head).lstrip("-+*• ")
    named = any(w in head for w in ("chỉ số", "hệ số", "tổng số", "tỷ số")) or head.startswith("số ")
    if frame.left.predicate in LEVELS and (frame.quantity.denominator is not None or named):
        return None
    return "unread"


def _named_time(frame: Frame) -> bool:
    head = " ".join(t.text for t in frame.head)
    if "end" in frame.left.flags or "/" in (frame.quantity.unit or ""):
        return True
    return (
        "tuổi thọ" in head
        or "số năm" in head
        or "số ngày" in head
        or ("thời gian" in head and not head.startswith(("trong ", "qua ")))
        or frame.quantity.noun in ("ngày công", "ngày công lao động")
        or head in ("nam", "nữ", "nam giới", "nữ giới")
    )


def _described(frame: Frame, genre: str | None) -> bool:
    """ "có 39 tổ chức đảng, 697 đảng viên": a stock of the place without anything said of it."""
    quantity = frame.quantity
    if quantity.noun not in _STOCK or genre == "statistics" or quantity.denominator is not None or quantity.written:
        return False
    if frame.left.predicate not in ("exist", None) or frame.right.bases or frame.right.surpass:
        return False
    if quantity.value == 0 or any(t.kind == "o" for t in frame.tail):
        return False
    if " ".join(t.text for t in frame.head[:2]) == "trong số":
        return False
    if {t.text for t in frame.tail} & _SAID or "/" in (quantity.unit or ""):
        return False
    if frame.left.predicate == "exist":
        return not any(t.text in ("thêm", "kế", "còn", "đấu", "tiêu", "sẽ") for t in frame.head)
    actors = words("heads", "actor")
    listed = not frame.head or " ".join(t.text for t in frame.head) in actors
    return listed and frame.join in (",", "và", "với", "start", "part")
