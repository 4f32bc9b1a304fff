"""How the end of one printed line goes on in the next."""

from camket.records.extract.syllables import is_syllable

_SOFT = ("\u2010", "\u00ad", "\ufffe")


def glue(above: str, below: str) -> tuple[str, str]:
    """The text above as it stays, and what parts it from the text below: a blank, or nothing after a hyphen.

    A hyphen that only breaks a word at the line's end is dropped: Vietnamese does not hyphenate, so two halves that are
    syllables by themselves keep it ("nông-lâm"), halves that make one syllable lose it ("tri-ển"), and of foreign words
    it is dropped before a small letter. Beside figures it stays: "2020-2025", "COVID-19".
    """
    if not above or not below:
        return above.replace("\u2010", "-"), ""
    last = above.split()[-1] if above.split() else above
    first = below.split()[0] if below.split() else below
    if last[-1] not in ("-", *_SOFT) or len(last) == 1:
        return above, " "
    head, tail = last[:-1], "".join(sign for sign in first if sign.isalpha())
    if not head[-1].isalpha() or not first[0].isalpha():
        return above.replace("\u2010", "-") if last[-1] == "\u2010" else above, ""
    if _is_broken(head, tail, first[0]):
        return above[:-1], ""
    return f"{above[:-1]}-", ""


def _is_broken(head: str, tail: str, first: str) -> bool:
    if not first.islower():
        return False
    left = head.split("-")[-1]
    if is_syllable(left + tail):
        return True
    return not (is_syllable(left) and is_syllable(tail)) and len(left) > 1


def joined(parts: list[str]) -> str:
    """Lines of one paragraph or cell as one text."""
    text = ""
    for part in parts:
        above, between = glue(text, part)
        text = above + between + part
    return text
