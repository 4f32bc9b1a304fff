"""Step 7a: what the words behind a number tell besides the name: a base, a bound, that it is so each year."""

from __future__ import annotations

from typing import Final

from . import bases, cues
from .frame import Frame
from .lexicon import nouns
from .tokens import Token


def base_in_tail(run: list[Token], frame: Frame, stop: int) -> int:
    """ "giảm 15% số vụ tai nạn [so với giai đoạn 2021 - 2025]": a base that stands after the tail; where the tail
    ends.
    """
    if frame.right.bases:
        return stop
    for at in range(frame.right.stop, stop):
        if run[at].text == "so" and run[at + 1 : at + 2] and run[at + 1].text == "với":
            if base := bases.after(run, at, stop, bare=False):
                frame.right.bases.append(base)
            return at
    return stop


def surpass_in_tail(run: list[Token], frame: Frame, stop: int) -> None:
    """ "kết nạp 3.180 hội viên nông dân[, vượt chỉ tiêu]": a comparison without a number behind the words."""
    for at in range(frame.right.stop, min(stop + 1, len(run) - 2) if frame.tail and not frame.right.surpass else 0):
        if run[at].text == "," and run[at + 1].text in ("vượt", "đạt"):
            limit = next((i for i in range(at, len(run)) if run[i].kind == "q"), len(run))
            frame.right.surpass = cues.surpass(run, at, limit)
            if frame.right.surpass:
                frame.tail = frame.tail[: at - frame.right.stop]
            return
        if run[at].text == "vượt" and frame.head and frame.left.predicate is None and frame.quantity.noun:
            told = cues.surpass(run, at, min(stop + 1, len(run)))
            if told and told.of == "resolution":
                frame.right.surpass, frame.tail = told, frame.tail[: at - frame.right.stop]
            return


def halved_in_tail(frame: Frame) -> None:
    """ "96 ca sốt xuất huyết[, giảm hơn một nửa so với cùng kỳ]": a comparison in words is no part of the name."""
    for at, token in enumerate(frame.tail):
        if token.text == ",":
            said = [t.text for t in frame.tail[at + 1 : at + 5]]
            if said[:1] in (["giảm"], ["bằng"]) and "nửa" in said:
                frame.tail = frame.tail[:at]
                return


def behind_slash(frame: Frame) -> None:
    """ "từ 12 đảng viên trở lên/năm"; "15% trở lên/tổng số chi bộ": of what the share is, not what it counts."""
    texts = [t.text for t in frame.tail[:2]]
    if texts == ["/", "năm"] and frame.right.comparator and frame.quantity.unit:
        frame.quantity.unit, frame.tail = f"{frame.quantity.unit}/năm", []
    elif [t.text for t in frame.tail[-2:]] == ["/", "năm"] and frame.quantity.noun and frame.quantity.unit:
        frame.quantity.unit, frame.tail = f"{frame.quantity.unit}/năm", frame.tail[:-2]  # "42 đảng viên mới/năm"
    elif texts[:1] == ["/"] and (len(frame.tail) > 2 or texts[1:] in (["kh"], ["nq"])):
        frame.tail = []


def yearly_in_tail(frame: Frame) -> None:
    """ "giải quyết việc làm cho 700 lao động [mỗi năm]"."""
    tail = frame.tail
    if len(tail) > 2 and tail[-1].text == "năm" and tail[-2].text in ("mỗi", "hằng") and tail[-3].text != "cây":
        frame.tail = tail[:-2]
        frame.right.flags.add("yearly")


def manner_in_tail(frame: Frame) -> None:
    """ "thi hành kỷ luật 07 đảng viên [bằng các hình thức: …]": how it was done is no part of the name."""
    if [t.text for t in frame.tail[-4:]] == ["bằng", "các", "hình", "thức"]:
        frame.tail = frame.tail[:-4]


def place_in_tail(frame: Frame) -> None:
    """ "xã có thêm 2 trường đạt chuẩn quốc gia [và được công nhận đạt chuẩn nông thôn mới]": said of the place."""
    texts = [t.text for t in frame.tail]
    at = next((i for i in range(1, len(texts) - 3) if texts[i : i + 4] == ["và", "được", "công", "nhận"]), None)
    if at is not None and {"nông", "thôn", "mới"} <= set(texts[at:]) and frame.quantity.noun not in nouns("area"):
        frame.tail = frame.tail[:at]


_GRADES: Final = frozenset(
    {"vụ", "khá", "sao", "tuổi", "chí", "chuẩn", "độ", "bình", "tốt", "cấp", "giỏi", "học", "trung", "mạnh"}
)


_GRADED: Final = frozenset({"trình", "hoàn", "hạng", "loại", "mức", "từ", "bằng"})


def bound_in_tail(frame: Frame) -> None:
    """ "kết nạp 3 - 4% tổng số đảng viên [trở lên]": a bound behind the words, unless it bounds a grade."""
    texts = [t.text for t in frame.tail]
    if "trở" not in texts:
        return
    if texts[-5:] == ["trở", "lên", "trong", "nhiệm", "kỳ"] or texts[-6:-3] == ["trở", "lên", "trong"]:
        at = texts.index("trở")
        frame.right.comparator, frame.tail = "ge", [*frame.tail[:at], *frame.tail[at + 2 :]]
        return
    inner = next((i for i in range(1, 4) if texts[i : i + 2] == ["trở", "lên"]), None)
    if inner and texts[inner + 2 : inner + 3] and texts[inner + 2] in ("hoàn", "đạt", "được", "có", "tham"):
        frame.right.comparator = "ge"  # "96% chi bộ trở lên hoàn thành tốt nhiệm vụ"
        del frame.tail[inner : inner + 2]
        return
    if len(texts) < 3 or texts[-2] != "trở" or texts[-1] not in ("lên", "xuống") or frame.right.comparator:
        return
    if texts[-3] in _GRADES or frame.tail[-3].kind != "w" or _GRADED & set(texts):
        return
    frame.right.comparator = "ge" if texts[-1] == "lên" else "le"
    frame.tail = frame.tail[:-2]
