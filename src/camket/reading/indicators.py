"""Step 8e: the indicator of a frame in its passage: its own words, and what the list or the sentence leaves out."""

from __future__ import annotations

from typing import Final

from . import ellipsis, naming
from .cues import CHANGES
from .draft import Draft, Passage
from .frame import Frame
from .head import Head
from .lexicon import nouns, words
from .tokens import Token

_VERBS_OF_SHARES: Final = frozenset({
    "cho", "gặp", "đạt", "hoàn", "được", "kích", "dự", "tăng", "giảm", "không",
})  # fmt: skip
_PAVED: Final = (
    "nhựa hóa", "bê tông hóa", "cứng hóa", "kiên cố hóa", "nhựa hoá", "bê tông hoá", "cứng hoá", "kiên cố hoá",
)  # fmt: skip
_FOR: Final = frozenset(
    {"người", "công dân", "lao động", "hộ", "học sinh", "hộ nghèo", "lượt", "đối tượng", "khách hàng", "thanh niên"}
)


_BARE_HEADS: Final = frozenset({"kim ngạch", "sản lượng", "năng suất", "doanh thu", "diện tích"})
_AGAIN: Final = frozenset(
    {"tỷ lệ này", "con số này", "chỉ tiêu này", "số này", "chỉ số này", "mức này", "tiêu chí này"}
)
_SHORT: Final = 5
_SAID_OF: Final = frozenset({"đạt", "được", "có", "hoàn", "chưa", "đã", "bị", "cho", "không", "đăng"})


class Indicators:
    """Names the indicators of one sentence; `passage` says what was spoken of before."""

    passage: Passage
    lower: str
    run: list[Token]
    drafts: list[Draft]
    marks: set[str]
    frames: list[Frame]
    index: int

    def named(self, frame: Frame, head: Head) -> str:
        """The indicator that head and tail give; empty where both are elided."""
        if level := self._budget(frame):
            return level
        named, tail = self._own_words(frame, head), naming.tail_name(frame)
        known = self._known(frame, head, named, tail)
        if known is not None:
            if head.name:
                acts = naming.begins_event(head.name) and not naming.begins_name(head.name)
                self.passage.verb = head.name if acts else []
            return known
        if frame.quantity.pair and [t.text for t in tail[:2]] in (["kế", "hoạch"], ["dự", "toán"]):
            tail = []  # "64,5 tỷ đồng/92,8 tỷ đồng kế hoạch"
        named, tail = self._verb_put(frame, head, named, tail)
        text = self._spelled(frame, named, tail)
        if text in ("vị trí", "thứ hạng") and self.passage.item is not None:
            return ""  # "tụt 4 hạng, còn ở vị trí 31"
        if text in _AGAIN and self.passage.item is not None:
            return self._meant(text, self.passage.item.indicator)
        if text == "tổng số":
            text = self._total(frame)
        text = self._added(self._subject(text, frame, named), frame, named)
        bare = text == frame.quantity.noun and not any(t.kind == "w" for t in frame.tail)
        if bare and (each := self._each(frame)):
            return each
        if text == frame.quantity.noun and naming.generic(text) and not frame.tail:
            told = head.before_colon
            if told and not naming.tells(told):
                return naming.spell(self.lower, naming.tidy([t for t in told if t.kind == "w"]))
            before = self.frames[self.index - 1] if self.index else frame
            if frame.join == ":" and before.quantity.noun == "tiêu chí" and before.head and self.passage.item:
                return self.passage.item.indicator  # "tai nạn giao thông giảm cả 3 tiêu chí: 4 vụ, …"
            text = self._counted_before(text, frame)
        text = self._object_put(text, frame, named)
        same = self._same_event(text, frame)
        if same:
            self.marks.add("restored")
            return same
        return self.restored(text, frame, head) if text else ""

    def _budget(self, frame: Frame) -> str:
        """ "ngân sách tỉnh 12,5 tỷ đồng, huyện 8,03 tỷ đồng": whose budget it is."""
        if not self.drafts or frame.tail or not self.drafts[-1].indicator.startswith("ngân sách "):
            return ""
        told = naming.spell(self.lower, [t for t in frame.head if t.kind == "w"])
        money = (frame.quantity.unit or "").endswith("đồng") and frame.left.predicate is None
        return f"ngân sách {told}" if money and told in nouns("budget") else ""

    def _meant(self, spoken: str, last: str) -> str:
        """ "chỉ số này": the last indicator that is an index, else the last one."""
        if spoken != "chỉ số này":
            return last
        return next((d.indicator for d in reversed(self.passage.recent[-8:]) if d.indicator.startswith("chỉ số")), last)

    def _own_words(self, frame: Frame, head: Head) -> list[Token]:
        """The head's words, without the places that the criteria are counted of."""
        quantity, named = frame.quantity, head.name
        if quantity.noun and named and named[0].text == "mỗi" and len(named) <= 3:
            return []  # "mỗi xã đạt 17 tiêu chí": the mean is of criteria
        placed = frame.head and frame.head[0].text in words("designations", "place")
        if quantity.unit == "%" and frame.tail and " ".join(t.text for t in named) in nouns("having"):
            return []  # "thôn có 96% gia đình văn hóa", "ngành phấn đấu 100% xã …"
        again = quantity.measure and not frame.tail and self.passage.item is not None
        if again and frame.left.predicate == "reach" and " ".join(t.text for t in named) in nouns("having"):
            return []  # "…; kết thúc 7 tháng, đơn vị đạt 101,3 tỷ đồng": of what was spoken of before
        aimed = "future" in frame.left.flags and quantity.noun and frame.tail and not naming.begins_name(named)
        if aimed and not naming.begins_event(named) and not naming.is_event(named):
            return []  # "Nghị quyết chuyên đề đặt mục tiêu … không còn thôn trắng đảng viên": who aims
        if quantity.noun in ("tiêu chí", "chỉ tiêu") and placed:
            return [] if len(frame.head) < 6 and not naming.is_event(named) else named
        return named

    def _known(self, frame: Frame, head: Head, named: list[Token], tail: list[Token]) -> str | None:
        """The name where nothing need be put together; None where it must."""
        quantity, item = frame.quantity, self.passage.item
        if len(frame.tail) > 3 and (frame.tail[0].text, frame.tail[2].text) == ("trong", "đó"):
            return naming.spell(self.lower, naming.tidy(frame.tail[3:]))
        if frame.left.predicate in CHANGES and not named and quantity.measure:
            return ""
        if not named and self._elided(frame, tail):
            return ""
        met = [t.text for t in frame.head[:2]] == ["tiêu", "chí"] and frame.left.predicate == "exist"
        if met and quantity.noun in nouns("area") and [t.text for t in tail] in (["đạt"], [quantity.noun, "đạt"]):
            return f"{quantity.noun} đạt {naming.spell(self.lower, naming.tidy(frame.head))}"
        per, mean = (quantity.unit or "").split("/")[0], "average" in frame.left.flags and frame.join == ","
        if mean and not named and not frame.tail and self.drafts and self.drafts[-1].unit == per != quantity.unit:
            return ""  # "tổng đàn 39.207 con, bình quân 9,1 con/hộ"
        if item is not None and item.waiting and frame.join == "với" and not named and not frame.tail:
            return ""  # "khách quốc tế chỉ đạt 41% so với cùng kỳ với trên 1.500 lượt"
        spoken = " ".join(t.text for t in named)
        if spoken == "tổng số" and quantity.noun:
            return self._total(frame)
        own = any(t.text in ("nghề", "làm", "quân", "động") for t in named[-1:] + named[-2:-1])
        if own and quantity.noun in _FOR and naming.is_event(named) and not frame.tail:
            return self.restored(naming.spell(self.lower, named), frame, head)
        if item is not None and spoken in ("tốc độ", "tốc độ tăng"):
            return ""  # "…, tốc độ tăng bình quân 13,4%/năm"
        if item is not None and spoken in _AGAIN:
            return self._meant(spoken, item.indicator)
        counted = item is not None and item.level is not None and item.level.unit != "%" and quantity.unit == "%"
        again = item is not None and (frame.join == "(" or ((item.fraction or counted) and frame.join == ","))
        if again and spoken == "tỷ lệ" and not tail:
            return ""
        if named and (("for" in frame.left.flags and quantity.noun in _FOR) or naming.complete(frame, head)):
            name = naming.spell(self.lower, named)
            if len(tail) > 2 and [t.text for t in tail[:2]] == ["đối", "tượng"]:
                name = f"{name} {naming.spell(self.lower, tail)}"  # "chi trả trợ cấp cho 6.724 đối tượng bảo trợ"
            return self.restored(name, frame, head)
        return None

    def _verb_put(
        self, frame: Frame, head: Head, named: list[Token], tail: list[Token]
    ) -> tuple[list[Token], list[Token]]:
        """Head and tail with the verb of the list put back, without light verbs; notes the verb for what follows."""
        quantity, spoken = frame.quantity, " ".join(t.text for t in named)
        if quantity.noun in ("chỉ tiêu", "mục tiêu") and tail and spoken.endswith(("thực hiện", "lãnh đạo")):
            named = []  # "lãnh đạo thực hiện 31/34 chỉ tiêu đạt và vượt"
        if spoken == "làm" and tail and quantity.noun == "người":
            named, tail = [], tail if tail[0] in quantity.noun_tokens else [*quantity.noun_tokens, *tail]
            self.passage.verb = []
        follows = not named and frame.join in ("và", ",", ")") and bool(quantity.value)
        measured = not named and frame.join == ";" and quantity.measure and bool(frame.tail) and quantity.unit != "%"
        follows = follows or (measured and bool(self.drafts) and self.drafts[-1].unit == quantity.unit)
        if follows and self.passage.verb and self._continues(frame):
            named = list(self.passage.verb)
            self.marks.add("carried_verb")
        acts = naming.is_event(head.name) or (quantity.noun is not None and naming.begins_event(head.name))
        self.passage.verb = head.name if head.name and acts else named if named is not head.name else []
        return named, tail

    def _spelled(self, frame: Frame, named: list[Token], tail: list[Token]) -> str:
        """Head and tail as one name; what is counted stands in it once."""
        quantity = frame.quantity
        counted = {t.text for t in quantity.noun_tokens}
        repeated = bool(counted) and counted <= {t.text for t in named}
        tokens = [*named, *([t for t in tail if t not in quantity.noun_tokens] if repeated else tail)]
        if not tokens and quantity.noun and frame.left.predicate not in CHANGES:
            tokens = list(quantity.noun_tokens)
        return naming.spell(self.lower, tokens)

    def _added(self, text: str, frame: Frame, named: list[Token]) -> str:
        """ "thành lập thêm 3" behind "12 hợp tác xã": more of what was counted before."""
        item, noun = self.passage.item, frame.quantity.noun
        more = bool(named) and named[-1].text == "thêm" and not frame.tail
        if more and item and noun and noun in item.indicator:
            return f"{naming.spell(self.lower, named)} {item.indicator[item.indicator.index(noun) :]}"
        return text

    def _subject(self, text: str, frame: Frame, named: list[Token]) -> str:
        """ "…, 41,5% cho rằng ổn định", "100% đúng hạn": whose share it is was said before."""
        previous = _spoken_of(frame) or self.passage.previous
        if (
            named
            or frame.quantity.unit != "%"
            or not frame.tail
            or previous is None
            or frame.join not in (",", "và", "part", ";", ")")
        ):
            return text
        if frame.tail[0].text == "đúng":
            return f"{previous} {text}"
        if frame.tail[0].text in _VERBS_OF_SHARES:
            previous = previous.removeprefix("số ")
            text = text.removeprefix("số ")
            for size in (6, 5, 4, 3, 2, 1):
                noun = " ".join(previous.split(" ")[:size])
                if noun in words("nouns", "counted"):
                    return f"{noun} {text}"
        return text

    def _total(self, frame: Frame) -> str:
        """ "nâng tổng số lên 518 đảng viên": the total of what is counted."""
        noun = frame.quantity.noun or ""
        if noun == "đồng chí" and any(d.unit == "đảng viên" for d in self.passage.recent[-6:]):
            noun = "đảng viên"
        item = self.passage.item
        if item and noun and noun in item.indicator:
            return f"tổng số {item.indicator[item.indicator.index(noun) :]}"
        return f"tổng số {noun}".strip()

    def _same_event(self, text: str, frame: Frame) -> str | None:
        """ "nhưng chỉ trồng được 96 cây" after "trồng 150 cây xanh": the verb alone means the same indicator."""
        if frame.part or self.passage.whole or (text not in words("heads", "event") and text not in ("thu", "chi")):
            return None
        told = self.passage.recent[-8:]
        totals = [draft for draft in told if text == "thu" and _is_total(draft.indicator)]
        for draft in (*totals, *reversed(told)):
            asked = draft.indicator.startswith(("kiến nghị ", "đề nghị ", "yêu cầu "))  # not done yet
            both = text in ("nhập khẩu", "xuất khẩu") and "xuất nhập khẩu" in draft.indicator
            asked = asked or both
            if draft.unit == frame.quantity.unit and f" {text} " in f" {draft.indicator} " != f" {text} " and not asked:
                return draft.indicator
        return None

    def _object_put(self, text: str, frame: Frame, named: list[Token]) -> str:
        """ "đã giải quyết 15 đơn" behind "tiếp nhận 19 đơn khiếu nại": what is done to the things told before."""
        noun, last = frame.quantity.noun, self.drafts[-1] if self.drafts else None
        if last is None or noun is None or last.unit != frame.quantity.unit or not naming.is_event(named):
            return text
        if frame.tail or frame.part or frame.join not in (",", ";", "và") or self.run[frame.at - 1].text == "mới":
            return text
        if noun in nouns("case") and text == naming.spell(self.lower, named) and last.rule == "level.adjacent":
            told = [v for v in words("heads", "event") if last.indicator.startswith(f"{v} ")]
            verb = max(told, key=len, default="")
            thing = last.indicator.removeprefix(verb) if verb else ""
            return f"{text}{thing}" if len(thing.split()) <= _SHORT else text
        if f" {noun} " not in last.indicator:
            return text
        thing = last.indicator[last.indicator.index(f" {noun} ") :]
        if len(thing.split()) > _SHORT or _SAID_OF & set(thing.split()):
            return text
        return f"{text.removesuffix(f' {noun}')}{thing}"

    def _each(self, frame: Frame) -> str | None:
        """ "giải quyết việc làm cho 11.460 lao động, bình quân mỗi năm 2.292 lao động": what was counted in all."""
        unit = (frame.quantity.unit or "").removesuffix("/năm")
        last = self.drafts[-1] if self.drafts else None
        mean = {"average", "yearly"} & frame.left.flags or (frame.quantity.unit or "").endswith("/năm")
        counted = bool(frame.quantity.noun) and last is not None and (last.unit or "").split()[-1:] == unit.split()[-1:]
        alike = last is not None and (counted or last.unit == unit or (unit, last.unit) == ("đồng chí", "đảng viên"))
        return last.indicator if last and alike and mean and frame.join in (",", "(") else None

    def _counted_before(self, noun: str, frame: Frame) -> str:
        """ "7 tháng xảy ra 126 vụ" after "19 vụ tai nạn giao thông": the same things are counted."""
        for draft in reversed([d for d in self.passage.recent[-12:] if d.rule != "zero"]):
            of_case = frame.join != "với" and noun in nouns("case") and draft.unit == noun != draft.indicator
            if of_case or draft.indicator.startswith(noun + " "):
                return draft.indicator
        return noun

    def _elided(self, frame: Frame, tail: list[Token]) -> bool:
        """ "…, cuối năm còn 702 hộ"; "(đạt 79% tổng đàn)": what was spoken of before."""
        item, quantity = self.passage.item, frame.quantity
        if item is None:
            return False
        if frame.join == "(" and quantity.noun and not naming.tail_beyond(tail, quantity.noun_tokens):
            rated = item.level is not None and (item.level.unit or "").startswith("%")
            if rated and f" {quantity.noun} " in f" {item.indicator} ":
                return True
        behind = frame.join in (",", "và", "(") and frame.left.predicate == "share" and quantity.unit == "%"
        planted = frame.tail and frame.tail[0].text == "diện" and item.level is not None and item.level.unit != "%"
        if planted and frame.join in (",", "(") and frame.left.predicate == "reach" and quantity.unit == "%":
            return True  # "ngô 11.536 ha, đạt 94,7% diện tích gieo trồng"
        if behind and frame.tail and frame.tail[0].text in ("trong", "tổng"):
            return True
        fallen = item.waiting or (self.drafts[-1] if self.drafts else None)
        left = frame.left.predicate == "left" and bool(quantity.noun) and not frame.tail and frame.join == ","
        if left and fallen is not None and fallen.rule == "difference" and fallen.unit == quantity.unit:
            return True  # "hộ nghèo giảm 241 hộ, còn 518 hộ"
        raised = frame.left.predicate in ("raised", "reach", "left") and frame.join == "," and not frame.tail
        if item.waiting and raised and quantity.noun and f" {quantity.noun} " in f" {item.indicator} ":
            return True  # "số doanh nghiệp tăng gấp đôi, lên 64 doanh nghiệp"
        if item.level is None:
            return False
        rated = item.level.unit == "%" and bool(quantity.noun) and f" {quantity.noun} " in f" {item.indicator} "
        if rated and frame.join == "," and frame.left.predicate == "ratio" and not frame.tail:
            return True  # "hộ nghèo còn 0,87%, tương đương 21 hộ"
        shared = frame.join == "(" or frame.left.predicate == "share"
        if shared and quantity.unit == "%" and frame.tail and frame.tail[0].text in ("tổng", "số", "trong"):
            return True
        counted = item.level.unit != "%" and frame.join in (",", "(", "và")
        if counted and frame.left.predicate == "share" and quantity.unit == "%":
            return True
        leveled = frame.left.predicate in ("left", "reach", "raised", "level")
        return leveled and bool(quantity.noun) and not frame.tail and item.level.unit == quantity.unit

    def _continues(self, frame: Frame) -> bool:
        money = (frame.quantity.unit or "").endswith("đồng") and frame.left.predicate is None and not frame.tail
        gives = {"góp", "ủng", "hiến"} & {t.text for t in self.passage.verb}
        if money and gives and self.drafts:
            return not (self.drafts[-1].unit or "").endswith("đồng")  # "góp 2.310 ngày công và hơn 4,7 tỷ đồng"
        listed = frame.quantity.noun is not None or (bool(frame.tail) and frame.quantity.unit != "%")
        if frame.quantity.unit == "%" and frame.tail and not frame.head and self.drafts:
            # "bê tông hóa 100% đường huyện, 90% đường xã"; "60% xã có chợ, 40% thôn có …" has a predicate of its own
            shared = self.drafts[-1].indicator.startswith(_PAVED) or [t.text for t in self.passage.verb[-1:]] == ["phủ"]
            shares = shared and self.drafts[-1].unit == "%"
            listed = shares and not _VERBS_OF_SHARES.intersection(t.text for t in frame.tail)
        return frame.left.predicate is None and listed

    def _spent(self) -> str:
        """ "Ước cả năm giải ngân trên 95%": of the sum that was spent before, no part of it."""
        told = [d for d in self.passage.recent[-8:] if d.indicator.startswith("giải ngân ") and not d.part_of]
        return told[-1].indicator if told else ""

    def restored(self, name: str, frame: Frame, head: Head) -> str:
        """Puts back the head of a list that its later members leave out."""
        whole = self._restored(name, frame, head)
        if whole != name:
            self.marks.add("restored")
        return whole

    def _restored(self, name: str, frame: Frame, head: Head) -> str:
        passage, previous = self.passage, self.passage.previous
        if previous is None:
            return f"{passage.prefix} {name}" if passage.prefix and head.name and not naming.starts(name) else name
        if name == "giải ngân" and (told := self._spent()):
            return told
        here = any(d.indicator == previous for d in self.drafts)
        part = not here and any(d.part_of for d in passage.recent[-8:] if d.indicator == previous)
        spent = name == "giải ngân" and not passage.whole and not part and not previous.startswith(name)
        if spent and " vốn " in f" {previous}":
            return f"{name} {previous[f' {previous}'.index(' vốn ') :]}"  # "kế hoạch vốn … 386 tỷ, đã giải ngân 201 tỷ"
        rated = frame.quantity.unit == "%" and previous.startswith("tỷ lệ ") and frame.left.predicate == "left"
        if rated and name.split(" ")[0] == previous.split(" ")[2] and not frame.part:
            return f"tỷ lệ {name}"  # "tỷ lệ hộ nghèo giảm còn 8,4%, hộ cận nghèo còn 15,4%"
        if name in _BARE_HEADS and previous.startswith(f"{name} "):
            return previous  # "kim ngạch xuất khẩu …, đưa kim ngạch 7 tháng lên …"
        swapped = ellipsis.contrasted(name, previous)
        if swapped:
            return swapped
        if head.name and (passage.prefix or passage.headed) and ellipsis.is_side(name):
            return f"{passage.prefix or passage.headed} {name}"  # "thu gom, xử lý chất thải: đô thị 98%, nông thôn 85%"
        if frame.part or passage.whole:
            name = ellipsis.within(passage.whole or "", name)
        if frame.join in (";", ",", "và", "part"):
            name = ellipsis.acted(name, previous)
        share = (frame.quantity.unit or "").startswith("%")
        fitting = passage.prefix and (share or not passage.prefix.startswith("tỷ lệ "))
        if head.name and fitting and not naming.starts(name):
            return f"{passage.prefix} {name}"
        alike = any(d.unit == frame.quantity.unit for d in self.drafts) and not frame.part
        side = ellipsis.sided(name, previous) if head.name and alike else None
        if side and not (passage.structure or passage.whole):
            return side
        if passage.structure or passage.whole or not head.name or naming.starts(name):
            return name
        same = bool(self.drafts) and self.drafts[-1].unit == frame.quantity.unit
        same = same or (alike and (frame.quantity.unit or "").endswith("đồng"))
        if (
            frame.join in (";", ",", "và", ")")
            and same
            and frame.quantity.measure
            and frame.left.predicate != "share"
            and head.direction is None
            and not naming.is_event(head.name[:3])
            and not naming.begins_event(head.name)
        ):
            return ellipsis.carried(name, previous) or name
        return name


def _is_total(name: str) -> bool:
    """ "Dự kiến cả năm thu 515 tỷ đồng" speaks of all revenue, not of the last kind of it."""
    return name.startswith(("tổng thu", "thu ngân sách", "lũy kế thu ngân sách"))


def _spoken_of(frame: Frame) -> str:
    """ "; về đảng viên, 17,9% hoàn thành xuất sắc": whose shares follow; empty where the head names nobody."""
    told = " ".join(t.text for t in frame.head if t.kind == "w")
    counted = told.removeprefix("về ").removeprefix("đối với ")
    return counted if counted != told and counted in words("nouns", "counted") else ""
