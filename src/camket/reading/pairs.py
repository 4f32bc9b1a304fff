"""Step 7c: commas that stand within one name."""

from __future__ import annotations

from typing import Final

from .tokens import Token

# Words that a comma joins to one: "phòng, chống", "khiếu nại, tố cáo", "huyện, thị xã".
PAIRS: Final = frozenset({
    ("phòng", "chống"), ("phòng", "trừ"), ("phòng", "ngừa"), ("cháy", "chữa"), ("kiến", "kiến"), ("nại", "tố"),
    ("non", "phổ"), ("non", "tiểu"), ("hôi", "tái"), ("tra", "giám"),
    ("huyện", "thị"), ("huyện", "thành"), ("xã", "phường"), ("xã", "thị"), ("sở", "ban"), ("thôn", "bản"),
    ("nông", "lâm"), ("lâm", "thủy"), ("nghiệp", "thủy"), ("lâm", "ngư"), ("nghiệp", "lâm"), ("làng", "tổ"),
    ("ấp", "khu"), ("thôn", "tổ"), ("thôn", "làng"), ("thôn", "xóm"), ("phường", "thị"), ("buôn", "khối"),
    ("thôn", "buôn"), ("buôn", "tổ"), ("bản", "tổ"), ("bản", "khu"), ("thôn", "khối"),
    ("biến", "chế"), ("súc", "gia"), ("chức", "viên"), ("bộ", "công"), ("ninh", "trật"), ("dục", "thể"),
    ("xuất", "kinh"), ("sinh", "sinh"), ("hóa", "thể"), ("thao", "du"),
    ("báo", "tố"), ("nước", "xử"), ("thải", "nước"), ("tạm", "dột"), ("tạm", "nhà"), ("thu", "sắc"),
    ("bán", "sử"), ("bán", "vận"), ("bán", "tàng"), ("trữ", "vận"), ("trữ", "mua"), ("trữ", "sử"), ("chuyển", "mua"),
    ("chuyển", "tàng"), ("dụng", "mua"),
})  # fmt: skip


def paired(run: list[Token], comma: int) -> bool:
    """Does the comma stand within a name of two words, be the first one what a number counts?"""
    if not 0 < comma < len(run) - 1:
        return False
    before = run[comma - 1]
    nouns = before.ref.noun_tokens if before.kind == "q" else ()
    return ((nouns[-1] if nouns else before).text, run[comma + 1].text) in PAIRS
