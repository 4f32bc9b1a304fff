"""Step 8a: the verb of an event behind the words that say who acts."""

from __future__ import annotations

from typing import Final

from .lexicon import nouns
from .tokens import Token, forward

_STRONG: Final = (
    "kết nạp", "thành lập", "giải quyết việc làm", "thu hút", "trồng mới", "xuất khẩu lao động",
    "đào tạo nghề", "giải ngân",
    "tạo việc làm", "phát triển mới", "thi hành kỷ luật", "giám sát chuyên đề", "khai thác", "gieo trồng", "gieo cấy",
    "vận động", "khởi công", "khám chữa", "khám bệnh",
)  # fmt: skip


def _done(run: list[Token]) -> str:
    return next((t.text for t in run if t.text == "đã"), "")


_HELD_BY: Final = frozenset({
    "sau", "trước", "dân", "số", "lượng", "vốn", "được", "lệ", "trị", "ngân", "sách", "công", "tác",
})  # fmt: skip
_STRONG_FIRST: Final = frozenset(verb.split(" ")[0] for verb in _STRONG)


def event_cut(run: list[Token]) -> int:
    """Index of the event verb behind a subject ("Đảng bộ phường [kết nạp]", "cấp ủy … đã [kiểm tra]"), else 0."""
    if not run or run[0].text in ("cây", "đàn"):
        return 0
    if forward(run, 0, len(run), "heads", "head", 4) and (run[0].text, "đã") != ("quỹ", _done(run)):
        return 0
    if run[0].text in ("làm", "khiến") and forward(run, 1, len(run), "heads", "head", 4):
        return 1
    for at in range(1, len(run)):
        event = forward(run, at + 1, len(run), "heads", "event", 4) if run[at].text == "đã" else None
        if event and run[at - 1].text != "dân":
            return at + 1
        if run[at].text not in _STRONG_FIRST:
            continue
        pair = " ".join(t.text for t in run[at : at + 2])
        led = at > 3 and [t.text for t in run[at - 4 : at]] == ["lãnh", "đạo", "nhân", "dân"]
        if led and pair in _STRONG:
            return at
        if pair in _STRONG and any(" ".join(t.text for t in run[:size]) in nouns("crop") for size in (1, 2)):
            return 0  # "sầu riêng trồng mới 214 ha"
        if pair in _STRONG and run[at - 1].text not in _HELD_BY:
            return at
    return 0
