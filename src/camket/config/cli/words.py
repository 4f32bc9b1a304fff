"""The words of the command line, in Vietnamese unless the locale asks for English."""

import argparse
import os
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal

_ARGPARSE: Mapping[str, str] = MappingProxyType(
    {
        "usage: ": "cách dùng: ",
        "options": "tùy chọn",
        "positional arguments": "tham số",
        "show this help message and exit": "hiện trợ giúp này rồi thoát",
        "%(prog)s: error: %(message)s\n": "%(prog)s: lỗi: %(message)s\n",
        "the following arguments are required: %s": "còn thiếu: %s",
        "unrecognized arguments: %s": "không hiểu: %s",
        "expected one argument": "cần một giá trị đi kèm",
        "expected at least one argument": "cần ít nhất một giá trị đi kèm",
        "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
        "invalid choice: %(value)r (choose from %(choices)s)": "không có %(value)r (chọn một trong: %(choices)s)",
        "invalid %(type)s value: %(value)r": "giá trị không hợp lệ: %(value)r",
    }
)


@cache
def language() -> Literal["vi", "en"]:
    """ "en" where the first locale variable that is set asks for English, else "vi"."""
    chosen = next((v for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(name))), "")
    return "en" if chosen.lower().startswith("en") else "vi"


def t(vi: str, en: str) -> str:
    return en if language() == "en" else vi


def translate_argparse() -> None:
    """argparse asks gettext for its own words; there is no Vietnamese catalogue for them, so hand them over here."""
    argparse._ = lambda text: t(_ARGPARSE.get(text, text), text)  # type: ignore[attr-defined]  # its private gettext
