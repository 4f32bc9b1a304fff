"""Step 8d: the place that reaches a designation, with its proper name."""

from __future__ import annotations

from typing import Final

from .lexicon import words
from .tokens import Token


def place(head: list[Token]) -> list[Token]:
    """The place that reaches a designation, with its proper name."""
    places = words("designations", "place")
    for at, token in enumerate(head):
        if token.text in places or " ".join(t.text for t in head[at : at + 2]) in places:
            begin = at
            stop = at + 1
            while stop < len(head) and head[stop].kind == "w" and head[stop].text not in _ACTS and stop - begin < 6:
                stop += 1
            inner = head[stop + 1 : stop + 2]
            if stop < len(head) and head[stop].text == "có" and inner and inner[0].text in places:
                return place(head[stop + 1 :])  # "trên địa bàn huyện có [xã A] đạt chuẩn"
            return list(head[begin:stop])
    return list(head)


_ACTS: Final = frozenset({
    "phấn", "đấu", "sẽ", "đã", "được", "để", "sớm", "cơ", "đến", "tiếp", "quyết", "cũng", "vừa", "là", "có",
    "hoàn", "về", "đạt", "đón", "nhận", "trong", "vào", "năm", "-", "này",
    "đề", "đặt", "xác", "tập",
})  # fmt: skip
