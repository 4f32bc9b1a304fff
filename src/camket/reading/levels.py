"""Step 10b: of which level a comparison speaks, where several were told or it stood before."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from .comparing import YEARLY_GENRES, written
from .draft import Draft, Item
from .frame import Frame
from .head import Head
from .sentence import Sentence


def served(sentence: Sentence, level: Draft | None) -> Draft | None:
    """ "dư nợ 512 tỷ đồng với 8.765 hộ còn dư nợ, hoàn thành 99,6% kế hoạch": the money was planned, not its takers."""
    drafts = sentence.drafts
    before = sentence.frames[sentence.index - 1] if sentence.index else None
    taken = before is not None and before.join == "với" and before.quantity.noun is not None
    if not taken or len(drafts) < 2 or drafts[-1] is not level:
        return level
    money = drafts[-2]
    return money if (money.unit or "").endswith("đồng") and money.versus_of is None else level


def counted_there(sentence: Sentence, frame: Frame) -> bool:
    """ "…, 33 người chết; so với cùng kỳ giảm 12,5% số vụ, 5,71% số người chết": each is of the level that it names."""
    named = [t.text for t in frame.tail[1:]] if frame.tail and frame.tail[0].text == "số" else []
    if frame.quantity.unit != "%" or not named:
        return False
    for draft in reversed(sentence.passage.recent[-8:]):
        told = [draft.unit] if len(named) == 1 else []
        if draft.aggregate not in ("last", "sum") or draft.versus_percent is not None:
            continue
        if draft.unit and " ".join(named).startswith(f"{draft.unit} được "):
            told = [" ".join(named)]  # "kiểm tra … 1.205 đảng viên, tăng 12% số đảng viên được kiểm tra"
        if " ".join(named) in told or f" {draft.indicator} ".endswith(f" {' '.join(named)} "):
            sentence.passage.item = Item(draft.indicator, level=draft)
            return True
    return False


def about(sentence: Sentence, frame: Frame) -> None:
    """ "giảm 12,7% về số doanh nghiệp và tăng 21,4% về số vốn": each goes to the level that its words name."""
    if not frame.tail or frame.tail[0].text != "về":
        return
    told = {t.text for t in frame.tail[1:]}
    levels = [d for d in sentence.drafts if d.aggregate in ("last", "sum") and d.versus_percent is None]
    if "lượng" in told:
        levels = [d for d in levels if (d.unit or "").split(" ")[-1] in ("tấn", "lượt", "lít", "m³", "con", "sản phẩm")]
    elif told & {"trị", "giá"}:
        levels = [d for d in levels if (d.unit or "").endswith(("đồng", "USD"))]
    if "lượng" in told or told & {"trị", "giá"}:
        levels = levels[-1:]
    best = max(levels, key=lambda d: (len(told & set(d.indicator.split())), -d.span[0]), default=None)
    if best is not None:
        sentence.passage.item = Item(best.indicator, level=best)


def of_its_kind(sentence: Sentence, frame: Frame) -> None:
    """ "dư nợ 1.894 tỷ đồng/66.417 hộ vay, tăng 84 tỷ đồng": money was added to money."""
    item, unit = sentence.passage.item, frame.quantity.unit or ""
    if item is None or item.level is None or item.level.unit == unit or not unit.endswith("đồng"):
        return
    alike = [d for d in sentence.drafts if d.unit == unit and d.aggregate in ("last", "sum")]
    other = "đồng" not in (item.level.unit or "") and not (item.level.unit or "").endswith(("%", "USD"))
    if alike and item.level in sentence.drafts and other:
        sentence.passage.item = Item(alike[-1].indicator, level=alike[-1])


def told_before(sentence: Sentence, frame: Frame, name: str) -> str:
    """ "vận chuyển 1.648 nghìn người, luân chuyển 131 triệu; so với tháng trước vận chuyển tăng 0,6%, …".

    Empty where the name is that of one level of the sentence, which is then the one spoken of.
    """
    if not name or sentence.passage.front is None or frame.quantity.unit != "%":
        return name
    bare = [d for d in sentence.drafts if d.aggregate in ("last", "sum") and d.versus_percent is None]
    meant = [d for d in bare if f" {name} " in f" {d.indicator} "]
    if len(meant) != 1:
        return name
    sentence.passage.item = Item(meant[0].indicator, level=meant[0])
    return ""


def share_of(sentence: Sentence, level: Draft | None, percent: Decimal) -> bool:
    """ "tiếp nhận 118 ý kiến, giải quyết xong 97 ý kiến, đạt 82,2%": is it the share of what was counted before?"""
    if level is None or level.value is None:
        return False
    wholes = [d.value for d in sentence.drafts[-4:] if d is not level and d.unit == level.unit and d.value]
    return any(abs(level.value * 100 / whole - percent) < 1 for whole in wholes)


def completed(frame: Frame, head: Head) -> str:
    """ "Chi bộ đã hoàn thành 100% các chỉ tiêu nghị quyết đề ra": what was completed names the figure."""
    ends = [t.text for t in head.name[-2:]] in (["hoàn", "thành"], ["và", "vượt"])
    told = frame.right.bases[0].words if frame.right.bases else ""
    thing = told.removeprefix("các ").removeprefix("số ").removesuffix(" đề ra")
    done = "hoàn thành" if head.name[-1:] and head.name[-1].text == "thành" else "đạt và vượt"
    of_another = frame.join == "," and thing.startswith(("kế hoạch thu ", "kế hoạch giải ngân", "dự toán thu "))
    first = frame.join in ("start", ";", ":") and thing.startswith("chỉ tiêu ")
    return f"{done} {thing}" if ends and (first or of_another) else ""


def on_year_before(sentence: Sentence, waiting: Draft) -> None:
    """ "giảm 6,2%, đạt 2,68 tỷ USD": in a report of a year a base that is not written is the year before."""
    plain = waiting.rule == "growth" and waiting.unit == "%" and waiting.upper is None and waiting.value is not None
    if plain and waiting.value is not None and waiting.versus_of is None and sentence.passage.genre in YEARLY_GENRES:
        waiting.versus_of, waiting.versus_percent = "previous_year", waiting.value + 100


def fold_back(sentence: Sentence, level: Draft, waiting: Draft) -> None:
    """A ratio that stood before its level; on a rate it was a difference in points."""
    if (level.unit or "").startswith("%") and (waiting.unit or "").startswith("%") and waiting.rule != "ratio":
        waiting.aggregate, waiting.versus_percent = "change", None
        return
    sentence.drafts.remove(waiting)
    level.versus_of, level.versus_percent = waiting.versus_of, waiting.versus_percent
    level.compared = waiting.compared
    sentence.others.append((*waiting.span, "comparison"))


def parted_ratio(sentence: Sentence, frame: Frame) -> None:
    """ "bằng 1/2 mức bình quân chung cả tỉnh": a part of the base is told as so many times it."""
    quantity, item = frame.quantity, sentence.passage.item
    told = item is not None and item.level is not None and item.level in sentence.drafts
    folds = (
        told and item is not None and item.level is not None and item.level.versus_percent is None and not frame.head
    )
    part = quantity.unit is None and quantity.denominator is not None and quantity.value < quantity.denominator
    if folds and part and quantity.denominator and frame.left.predicate == "ratio" and written(frame):
        times = quantity.value / quantity.denominator
        quantity.value, quantity.denominator, quantity.unit = round(times, 3), None, "lần"


def on_share(sentence: Sentence, frame: Frame) -> bool:
    """ "1.392 hộ nghèo, chiếm 9,15%, giảm 2,64%": a difference right behind a share, or behind its difference."""
    last = sentence.drafts[-1] if sentence.drafts else None
    if last is None or frame.head or frame.quantity.unit != "%" or frame.join not in (",", "(", ")"):
        return False
    before = sentence.frames[sentence.index - 1] if sentence.index else frame
    if frame.join == ")" and before.head and before.head[-1].text == "(":
        return False  # "thị trường châu Âu (chiếm 31,6%) tăng 18%": not the share in the bracket
    if last.span[0] != before.quantity.start or last.unit != "%" or (before.tail and last.rule != "share"):
        return False
    level = sentence.passage.item.level if sentence.passage.item else None
    higher = {"cao", "thấp"} & {t.text for t in sentence.run[max(0, frame.at - _NEAR) : frame.at]}
    if last.rule == "ratio" and level is None and higher:
        return True  # "giải ngân đạt 31,6% kế hoạch, thấp hơn cùng kỳ 4,2%"
    fraction = sentence.passage.item is not None and sentence.passage.item.fraction
    reached = last.rule == "level.elided" and (frame.join == "(" or fraction)
    reached = reached or (last.rule == "share" and fraction)
    small = last.rule == "share" and last.value is not None and frame.quantity.value * 2 <= last.value < _SMALL_SHARE
    reached = reached or small  # "nợ đọng 3,2 tỷ đồng, chiếm 2,1%, giảm 0,4%": of the share
    beside = reached or (last.rule == "share" and (frame.join == "(" or sentence.run[frame.at - 1].text == "hơn"))
    beside = beside or (last.rule == "share" and frame.left.base is not None and frame.left.predicate in ("up", "down"))
    if level is not None and level is not last and level.unit != "hộ" and not beside:
        return False
    counted = last.rule == "level.elided" and level is not None and level.unit == "hộ"
    return reached or counted or last.rule in ("share", "difference", "level", "level.adjacent")


_SMALL_SHARE: Final = 20
_NEAR: Final = 5


def on_growth(sentence: Sentence, frame: Frame) -> bool:
    """ "Kinh tế tăng 8,6%, thấp hơn 0,9% so với Nghị quyết": points of a rate."""
    last = sentence.drafts[-1] if sentence.drafts else None
    if last is None or last.rule != "growth" or frame.head or frame.join not in (",", "("):
        return False
    return sentence.run[frame.at - 1].text == "hơn" and last.span[0] == sentence.before()[0]
