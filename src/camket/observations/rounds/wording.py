"""The sentences of letters. They have words to begin with; an administrator puts others in their place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy as _

from camket.observations.rounds.models import LetterText

PLACES = MappingProxyType({"who": "nơi nhận", "due": "hạn", "site": "tên trang"})
"""What templates fill in, by the words that stand for it in braces."""
_PLACE = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True)
class Sentence:
    """``label`` says where it stands; ``text`` is what it says unless somebody has put it otherwise, in Vietnamese as
    all letters are; ``places`` are what is filled in, and must stay in it."""

    label: Any
    text: str
    places: tuple[str, ...] = ()

    def lacks(self, text: str) -> list[str]:
        """The places that are missing in other words for it."""
        return [place for place in self.places if f"{{{place}}}" not in text]

    def strange(self, text: str) -> list[str]:
        """What looks like a place and is none."""
        return [one for one in _PLACE.findall(text) if one[1:-1] not in self.places]


SENTENCES: Mapping[str, Sentence] = MappingProxyType(
    {
        "greeting": Sentence(_("Câu mở đầu"), "Kính gửi {nơi nhận},", ("nơi nhận",)),
        "due": Sentence(_("Hạn gửi"), "Hạn gửi: ngày {hạn}.", ("hạn",)),
        "late": Sentence(_("Đơn vị đã quá hạn"), "Đã quá hạn gửi ngày {hạn}.", ("hạn",)),
        "asked": Sentence(_("Trước danh sách số liệu"), "Số liệu cần gửi:"),
        "link": Sentence(_("Trước đường dẫn"), "Mở đường dẫn sau để gõ số liệu, không cần tài khoản:"),
        "head": Sentence(
            _("Gửi người đứng đầu đơn vị"),
            "Đơn vị do ông/bà phụ trách đã quá hạn mà chưa gửi đủ số liệu; đề nghị đôn đốc:",
        ),
        "board": Sentence(
            _("Gửi thành viên Ban Chủ nhiệm"),
            "Số liệu của các chỉ tiêu do ông/bà phụ trách trong Ban Chủ nhiệm đã quá hạn mà chưa được gửi:",
        ),
        "leader": Sentence(_("Gửi lãnh đạo"), "Kính báo lãnh đạo, các đơn vị sau đã quá hạn mà chưa gửi đủ số liệu:"),
        "follower": Sentence(_("Gửi người theo dõi biểu"), "Các đơn vị sau đã quá hạn mà chưa gửi đủ số liệu:"),
        "tasks": Sentence(_("Trước nhiệm vụ của đơn vị"), "Nhiệm vụ được giao cho đơn vị:"),
        "late_tasks": Sentence(_("Trước nhiệm vụ quá hạn, gửi cấp trên"), "Nhiệm vụ đã quá hạn:"),
        "keep": Sentence(
            _("Lời dặn về đường dẫn"),
            "Mỗi đường dẫn chỉ dành cho một đơn vị và một kỳ báo cáo; xin không chuyển tiếp ra ngoài đơn vị.",
        ),
        "closing": Sentence(_("Câu cuối thư"), "Thư này do {tên trang} gửi tự động.", ("tên trang",)),
    }
)


def words() -> dict[str, str]:
    """What each sentence says now. One SQL statement."""
    own = dict(LetterText.objects.values_list("name", "text"))
    return {name: own.get(name) or sentence.text for name, sentence in SENTENCES.items()}


def filled(text: str, given: Mapping[str, Any]) -> str:
    """With what belongs in its places; nothing else that stands in braces is looked at."""
    for place, value in given.items():
        text = text.replace(f"{{{PLACES[place]}}}", str(value))
    return text
