"""The kind of a text, guessed from its words where nobody tells it. Genres as in the labelled set."""

from __future__ import annotations

import re
from typing import Final

_LOOKED_AT: Final = 6000
# Tried in order: the title of a document decides before what is spoken of in it.
# A pattern is searched only where one of the words that it needs stands in the text.
_SIGNS: Final[tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]] = (
    ("resolution", ("nghị quyết", "hành động", "-nq/", "chỉ tiêu"), re.compile(
        r"^[ \t]*(?:dự thảo )?(?:nghị quyết|chương trình hành động)\b[^\n]{0,40}$|số:? ?\d+[^\n]{0,6}-nq/"
        r"|^[ \t]*[ivx]+\.? ?(?:các )?(?:mục tiêu, )?chỉ tiêu", re.M)),
    ("year_report", ("báo cáo", "/bc-"), re.compile(
        r"^[ \t]*(?:dự thảo )?báo cáo\b[^\n]{0,60}$|số:? ?\d+[^\n]{0,3}/bc-", re.M)),
    ("statistics", ("thống kê", "chỉ số", "niên giám"), re.compile(
        r"(?:tổng |chi )?cục thống kê|chỉ số giá tiêu dùng|chỉ số sản xuất (?:toàn ngành )?công nghiệp|niên giám")),
    ("council", ("kỳ họp", "quyết nghị", "hđnd", "hội đồng"), re.compile(
        r"kỳ họp|quyết nghị|(?:hđnd|hội đồng nhân dân)(?: tỉnh| huyện| xã| thành phố| thị xã| phường)?"
        r"(?: khóa| đã| thông qua| ban)")),
    ("congress_news", ("đại hội", "nhiệm kỳ"), re.compile(r"\bđại hội\b|nhiệm kỳ")),
    ("year_report", ("cùng kỳ", "đầu năm", "kế hoạch", "so với"), re.compile(
        r"cùng kỳ|tháng đầu năm|kế hoạch năm|so với (?:năm|tháng|quý) (?:trước|20\d\d)")),
    ("party_work", ("đảng viên", "chi bộ", "cấp ủy"), re.compile(r"\bđảng viên\b|\bchi bộ\b|cấp ủy")),
    ("new_rural", ("nông thôn mới", "tiêu chí/xã"), re.compile(r"nông thôn mới|tiêu chí/xã")),
    ("resolution", ("chỉ tiêu", "phấn đấu", "mục tiêu"), re.compile(r"chỉ tiêu|phấn đấu|mục tiêu")),
)  # fmt: skip


def guess(folded: str) -> str:
    """The first genre whose signs stand in the text; news of one sector where there are none."""
    opening = folded[:_LOOKED_AT]
    for genre, needed, sign in _SIGNS:
        if any(words in opening for words in needed) and sign.search(opening):
            return genre
    return "sector_news"
