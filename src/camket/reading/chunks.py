"""Step 8a: which of a head's clauses names the indicator: the last one, reaching back over lists of nouns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .clauses import begins_clause
from .pairs import PAIRS
from .tokens import Token, backward, forward


def chunk_of(run: list[Token], level: bool) -> list[Token]:
    """The last clause of a head: from the last comma, reaching back over lists of nouns."""
    texts = [token.text for token in run]
    if "," not in texts and ";" not in texts:
        return balanced(run)
    chunks: list[list[Token]] = [[]]
    depth = 0
    for token in run:
        depth += (token.text == "(") - (token.text == ")")
        if token.text in (",", ";") and depth <= 0:
            chunks.append([])
        else:
            chunks[-1].append(token)
    chunks = [c for c in chunks if c]
    if len(chunks) > 1 and [t.text for t in chunks[0][:2]] in (["trong", "số"], ["trong", "nội"]):
        del chunks[0]  # "trong nội bộ ngành nông nghiệp, [chăn nuôi] chiếm 50%": of what the share is
    if chunks and run[-1].text == "," and chunks[-1][0].text in ("theo", "thông", "tại", "qua", "thực"):
        return []  # "Theo Phòng Văn hóa, đến nay 97,3% …": who says so names nothing
    while len(chunks) > 1 and _said_without(chunks[-1]):
        chunks.pop()
    if not chunks:
        return []
    if len(chunks[-1]) == 1:
        same = next((c for c in chunks[:-1] if c[0].text == chunks[-1][0].text and len(c) > 1), None)
        chunks = [same] if same else chunks
    at = len(chunks) - 1
    while at > 0 and _continues(chunks[at - 1], chunks[at], level):
        at -= 1
    if at > 0 and level and _one_name(chunks):
        at = 0
    kept = chunks[at]
    for chunk in chunks[at + 1 :]:
        end = kept[-1].end
        kept = [*kept, Token("p", ",", end, end), *chunk]
    return balanced(kept)


_SAID_WITHOUT: Final = frozenset({
    "vượt", "tăng", "giảm", "bằng", "cao", "thấp", "góp", "tương", "đạt",
})  # fmt: skip


def _said_without(chunk: list[Token]) -> bool:
    """ "…, tăng khá, ước đạt 120 tỷ đồng": a clause that says no figure and names nothing."""
    if chunk[0].text not in _SAID_WITHOUT:
        return False
    return len(chunk) < 4 or chunk[0].text not in ("giảm", "tăng") or chunk[1].text in _MANNER


_MANNER: Final = frozenset({"so", "khá", "mạnh", "cao", "nhẹ", "thêm", "dần", "đều", "trưởng", "nhanh", "sâu", "chậm"})


def after_with(run: list[Token]) -> list[Token]:
    """ "Nông nghiệp giữ vai trò nền tảng với [diện tích …]": the name begins after "với"."""
    for at in range(len(run) - 1, 1, -1):
        if run[at - 1].text == "với" and at > 1 and run[at - 2].text == "so":
            continue  # "tỷ lệ lao động nông nghiệp so với tổng số lao động"
        if run[at - 1].text in _LEADING and forward(run, at, len(run), "heads", "head", 4):
            return run[at:]
    return run


def said_to_be(run: list[Token]) -> list[Token]:
    """ "Mặt hàng chủ lực là [linh kiện điện tử], đạt …": what the thing is names it, save in rates."""
    at = next((i for i, t in enumerate(run) if t.text == "là"), 0)
    named = forward(run, at + 1, len(run), "heads", "head", 4) or forward(run, at + 1, len(run), "heads", "event", 4)
    if at and run[1].text == "tiêu" and named:
        return run[at + 1 :]  # "chỉ tiêu không đạt là [tỷ lệ …]"
    if at < 2 or at + 2 >= len(run) or forward(run, 0, len(run), "heads", "head", 4):
        return run
    if run[at - 1].text in ("vẫn", "tục", "luôn"):
        return run[: at - 1 - (run[at - 1].text == "tục")]  # "Tôm vẫn là mặt hàng chủ lực với 468 triệu USD"
    counted = forward(run, 0, at, "nouns", "counted", 4)
    return run if counted and counted[1] == at else run[at + 1 :]


# Words that lead to what a figure is of: "nông nghiệp … với [diện tích]", "nhờ đó đưa [doanh số bán lẻ]".
_LEADING: Final = frozenset(
    {"với", "về", "rằng", "nên", "khi", "như", "đưa", "giúp", "khiến", "này", "thấy", "kéo", "mang", "song"}
)


def _continues(before: list[Token], chunk: list[Token], level: bool) -> bool:
    """Is the comma between two chunks one of a list ("nông, lâm nghiệp", "thu gom, xử lý")?"""
    if (before[-1].text, chunk[0].text) in PAIRS:
        return True  # "phòng, chống thiên tai"
    if (before[-1].text in _PLACES or before[-1].text == "ương") and chunk[0].text in _PLACES:
        return True  # "công chức xã, phường có trình độ", "ngân sách trung ương, tỉnh"
    if level and chunk[0].text == "không" and len(chunk) < _SHORT and "lệ" in {t.text for t in before[:3]}:
        return True  # "tỷ lệ đường ngõ xóm sạch, không lầy lội"
    if _closed(before) or chunk[0].text in _SUBORDINATE or _acts(chunk):
        return False
    if before[-1].text == "xuất" and chunk[0].text == "nhập":
        return True  # "kim ngạch xuất, nhập khẩu"
    if len(before) > 4 and chunk[0].text in _MEMBERS and chunk[0].text in [t.text for t in before[-4:]]:
        return True  # "tỷ lệ trẻ em thuộc hộ nghèo, hộ cận nghèo"
    if forward(chunk, 0, len(chunk), "heads", "head", 4):
        return False
    if [t.text for t in chunk[:2]] == ["xây", "dựng"] and (len(chunk) == 2 or before[-1].text in _BRANCHES):
        return True
    event = forward(chunk, 0, len(chunk), "heads", "event", 4)
    if event and event[1] == len(chunk) and level:
        return True
    if event:
        named = forward(before, 0, len(before), "heads", "head", 4) or before[0].text in ("ngành", "nhóm")
        verb = backward(before, len(before), 0, "heads", "event", 4)
        return bool((named and level and len(chunk) <= 6) or verb)
    return not begins_clause(chunk, 0, len(chunk))


def _one_name(chunks: Sequence[list[Token]]) -> bool:
    """ "Diện tích đất được tập trung để sản xuất lớn, ứng dụng công nghệ cao đạt …": one name over its commas."""
    first = chunks[0]
    named = forward(first, 0, len(first), "heads", "head", 4) is not None and "được" in {t.text for t in first}
    return named and not any(_finished(chunk) for chunk in chunks[1:]) and sum(map(len, chunks)) < _LONGEST_NAME


def _finished(chunk: list[Token]) -> bool:
    said = {t.text for t in chunk}
    return (
        bool(said & {"vượt", "tăng", "giảm", "đạt", "còn", "đã"})
        or forward(chunk, 0, len(chunk), "heads", "head", 4) is not None
    )


_LONGEST_NAME: Final = 30
_SHORT: Final = 4
_PLACES: Final = frozenset({"xã", "phường", "huyện", "thôn", "bản", "tỉnh", "trấn", "phố", "quận", "ấp"})
_MEMBERS: Final = frozenset({"hộ", "vùng", "khu", "người", "rừng", "đất", "trẻ"})
_BRANCHES: Final = frozenset({"nghiệp", "mại", "vụ", "sản"})
_SUBORDINATE: Final = frozenset({"khi", "nên", "song", "nhưng", "mà", "vì", "do", "để", "ngay", "trước", "tuy", "nếu"})


def _acts(chunk: list[Token]) -> bool:
    """ "…, toàn xã đã cứng hóa": who acts begins a clause of its own."""
    actor = forward(chunk, 0, len(chunk), "heads", "actor", 5)
    if actor is None:
        return False
    rest = chunk[actor[1] :]
    acting = not rest or rest[0].text in ("đã", "có", "sẽ")
    return acting or any(forward(rest, at, len(rest), "heads", "event", 4) for at in range(min(2, len(rest))))


def _closed(chunk: list[Token]) -> bool:
    """A chunk that is a finished clause or an adverbial does not continue over its comma."""
    actor = forward(chunk, 0, len(chunk), "heads", "actor", 5)
    if actor is not None and actor[1] == len(chunk):
        return True
    for at, token in enumerate(chunk):
        if token.text in _STATED and at > 0 and chunk[at - 1].text not in ("độ", "lệ", "mức", "tốc"):
            return True
    return chunk[0].text in ("về", "nhờ", "với", "theo", "tuy", "mặc", "để") or len(chunk) > 12


_STATED: Final = frozenset({
    "vượt", "tăng", "giảm", "chuyển",
})  # fmt: skip


def balanced(run: list[Token]) -> list[Token]:
    """Without brackets where one is missing, and without "(giá so sánh 2010)"."""
    for at, token in enumerate(run):
        if token.kind == "o" and token.ref.kind == "base_year":
            begin = at - 1 if at > 0 and run[at - 1].text == "(" else at
            stop = at + 2 if at + 1 < len(run) and run[at + 1].text == ")" else at + 1
            return balanced([*run[:begin], *run[stop:]])
    texts = [t.text for t in run]
    if texts.count("(") == texts.count(")"):
        return run
    return [t for t in run if t.text not in ("(", ")")]


_ASIDE: Final = (
    "không", "chưa", "kể", "bao", "gồm", "trừ", "theo", "tính", "tương", "chủ", "trong", "tăng", "giảm", "đạt",
)  # fmt: skip


def without_aside(run: list[Token]) -> list[Token]:
    """Without "(không tính …)", "(theo chuẩn mới)": what a bracket adds is no part of a name, an abbreviation is."""
    opened = next((i for i, t in enumerate(run) if t.text == "("), None)
    if opened is None or opened + 1 >= len(run) or run[opened + 1].text not in _ASIDE:
        return run
    closed = next((i for i in range(opened, len(run)) if run[i].text == ")"), len(run) - 1)
    return without_aside([*run[:opened], *run[closed + 1 :]])


def without_cause(run: list[Token]) -> list[Token]:
    """ "Đàn lợn [do dịch bệnh] chỉ đạt 68,4% kế hoạch": why is no part of a name, by whom is."""
    for at in range(2, len(run) - 1):
        caused = run[at].text in ("do", "vì", "nhờ") and run[at - 1].text not in _WITH_CAUSE
        if caused and not _BY_WHOM & {t.text for t in run[at + 1 :]}:
            return run[:at]
    return run


# "chết do dịch", "quỹ vì người nghèo": what says why belongs to the name.
_WITH_CAUSE: Final = frozenset({"chết", "hại", "thương", "mất", "cháy", "nạn", "quỹ", "“", '"'})
_BY_WHOM: Final = frozenset({
    "quản", "cấp", "tỉnh", "huyện", "xã", "trung", "làm", "đầu", "tổ", "hội", "phụ", "nhân", "đảng", "ban",
})  # fmt: skip
