"""Step 9: target, result or plan, by cue and genre."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .frame import Frame
from .lexicon import firsts
from .periods import Period
from .tokens import Token, forward

TARGET_GENRES: Final = frozenset({"resolution", "council"})
_WEAK: Final = frozenset({"đã"})
# Words of time that a promise uses, too.
_TIMELIKE: Final = frozenset(
    {"lũy kế", "cả năm", "trong kỳ", "năm trước", "tháng trước", "cùng kỳ", "so với cùng kỳ", "từ đầu năm"}
)
_REPORTS: Final = frozenset({"year_report", "statistics", "sector_news", "new_rural"})
# Terms and aims that end in this year or later are promises: no report on them can have been written yet.
_HORIZON: Final = "2030"


@dataclass(slots=True)
class Cue:
    """A role word at a token index; one in brackets holds up to `close`."""

    at: int
    role: str
    text: str
    aside: bool = False
    close: int = 0


def cues(run: list[Token], taken: set[int]) -> list[Cue]:
    """The role words of a sentence, save those that are part of a comparison's base (`taken`)."""
    found: list[Cue] = []
    known_words = firsts("roles", "role")
    depth = after = 0
    for at, token in enumerate(run):
        text = token.text
        if text == "(" or text == ")":
            depth += 1 if text == "(" else -1
        if (
            at == 0
            and text == "chỉ"
            and [t.text for t in run[1:2]] == ["tiêu"]
            and ("là" in {t.text for t in run[3:4]} or ":" in {t.text for t in run[2:5]})
        ):
            found.append(Cue(at, "target", "chỉ tiêu"))  # "Chỉ tiêu năm 2018 là kết nạp 25 đảng viên"
        if at == 0 and text == "đánh" and len(run) > 2 and run[1].text == "giá" and run[2].kind == "t":
            found.append(Cue(at, "result", "đánh giá"))  # "Đánh giá 5 năm 2020 - 2025: …"
        if token.kind == "t" and text.endswith(" tới") and at not in taken:
            found.append(Cue(at, "target", text))  # "trong 5 năm tới"
        if text not in known_words or at < after or at in taken or token.kind != "w":
            continue
        known = forward(run, at, len(run), "roles", "role", 7)
        if known and not _inside(run, at, known[0]):
            after = known[1]
            if text == "đã" and after == at + 1 and (done := forward(run, after, len(run), "heads", "event", 4)):
                after = done[1]  # "đã kết nạp …": nobody promises that
            found.append(Cue(at, known[0], " ".join(t.text for t in run[at:after]), depth > 0))
            found[-1].close = next((i for i in range(at, len(run)) if run[i].text == ")"), 0) if depth > 0 else 0
    return found


def _inside(run: list[Token], at: int, meaning: str) -> bool:
    """ "19 chỉ tiêu kế hoạch", "vượt dự toán": the plan's word is no role here, nor is a programme's name."""
    if run[at].text == "yêu" and at and run[at - 1].text in ("đạt", "ứng", "theo", "các", "những", "được"):
        return True  # "100% đạt yêu cầu"
    if [t.text for t in run[at : at + 3]] == ["được", "giao", "khoán"]:
        return True  # "diện tích rừng được giao khoán bảo vệ 21.640 ha"
    if run[at].text == "cần" and at and run[at - 1].text == "chuyên":
        return True  # "tỷ lệ chuyên cần đạt 99%"
    if run[at].text == "định" and at and run[at - 1].text in ("nghị", "quy", "quyết"):
        return True  # "nghị định hướng dẫn" is no "định hướng"
    if run[at].text == "đề" and at > 2 and run[at - 1].text in ("hoạch", "quyết", "tiêu", "hội"):
        return bool({"vượt", "đạt", "thành"} & {t.text for t in run[max(0, at - 8) : at]})
    if run[at].text in ("các", "chỉ", "đề", "được", "mục", "nhiệm") and _reached_before(run, at):
        return True
    counted = run[at - 1].ref if at and run[at - 1].kind == "q" else None
    if counted is not None and counted.denominator is not None and run[at].text in ("nghị", "đại", "đề"):
        return True  # "hoàn thành 21/23 chỉ tiêu Nghị quyết đề ra": told as reached
    if run[at].text == "theo" and (at or not _follows(run, at + 3, ",")):
        return True  # "tiến độ theo kế hoạch"; "Theo kế hoạch, năm 2025 …" promises
    if run[at].text == "đề" and _fraction_before(run, at):
        return True  # "hoàn thành 21/24 chỉ tiêu Đại hội lần thứ XX đề ra"
    if run[at].text == "kết" and at and run[at - 1].text == "hóa":
        return True  # "số hóa kết quả"
    if run[at].text == "kết" and run[at + 2 : at + 3] and run[at + 2].text in ("giải", "trả", "học", "thi", "xét"):
        return True  # "số hóa kết quả giải quyết"
    if run[at].text == "năm" and _follows(run, at + 1, "sau") and "trước" in [t.text for t in run[at : at + 8]]:
        return True  # "năm sau luôn cao hơn năm trước"
    if run[at].text == "cả" and _follows(run, at + 1, "năm") and at and run[at - 1].kind == "w":
        return run[at - 1].text not in ("ước", "tính", "hiện", "trong")  # "diện tích gieo trồng cả năm 612 ha"
    if run[at].text == "xác" and at and run[at - 1].text == "đã" and _follows(run, at + 2, "được"):
        return True  # "đã xác định được đối tượng 96 vụ"
    if run[at].text == "phấn" and at > 1 and run[at - 1].text == "năm" and run[0].text in ("sau", "qua"):
        return True  # "sau 5 năm phấn đấu"
    if run[at].text == "thực" and at and run[at - 1].text == "đấu":
        return True  # "phấn đấu thực hiện đạt và vượt các chỉ tiêu"
    before = run[at - 1].text if at else ""
    if run[at].text == "mới" and before in ("viên", "thôn", "chuẩn", "lập", "làm", "trồng", "giống"):
        return True
    if run[at].text in ("bố", "phân") and (at > 0 and run[at - 1].text == "đã"):
        return True
    if run[at].text == "bố" and any(t.text == "để" for t in run[at : at + 8]):
        return True  # "bố trí đủ vốn để hoàn thành 100% tuyến đường": the figure is the aim
    if run[at].text == "mục" and (_follows(run, at + 2, "quốc", "gia") or (at > 0 and run[at - 1].text == "trình")):
        return True
    if (
        meaning != "plan"
        or at == 0
        or run[at].text not in ("kế", "dự", "kh", "tổng")
        or (run[at + 1 : at + 2] and run[at + 1].text in ("kiến", "báo"))
    ):
        return False
    return run[at - 1].kind in ("w", "q", "o")


def _fraction_before(run: list[Token], at: int) -> bool:
    """Does a fraction of the aims stand close before, without a stop between?"""
    near = run[max(0, at - 8) : at]
    told = max((i for i, t in enumerate(near) if t.kind == "q" and t.ref.denominator is not None), default=None)
    return told is not None and near[told].ref.noun == "chỉ tiêu" and all(t.kind == "w" for t in near[told + 1 :])


def _reached_before(run: list[Token], at: int) -> bool:
    """ "đạt và vượt hầu hết các chỉ tiêu", "thực hiện thắng lợi nhiều chỉ tiêu … đề ra": told as reached."""
    for here in range(at - 1, max(-1, at - 12), -1):
        if run[here].kind == "q" or run[here].text in (";", ".", ":", "phấn", "quyết", "tâm", "hội"):
            return False
        if run[here].text in ("vượt", "thắng"):
            return True
        if run[here].text == "hoàn" and any(t.text == "đã" for t in run[max(0, here - 24) : here]):
            return True
    return False


def _follows(run: list[Token], at: int, *texts: str) -> bool:
    return tuple(t.text for t in run[at : at + len(texts)]) == texts


@dataclass(slots=True)
class Evidence:
    """What besides cue words speaks for a role."""

    period: Period | None
    compared: bool
    seen: str | None
    carried: str | None
    genre: str | None
    told: bool = False
    section: str | None = None


def role(frame: Frame, found: list[Cue], floor: int, evidence: Evidence) -> tuple[str, str]:
    """The role, and by what it was decided: "cue", "sentence", "comparison", "form", "carried", "genre"."""
    if frame.quantity.noun == "chỉ tiêu" and (_done(frame) or (frame.quantity.denominator and _reached(frame))):
        return "result", "form"
    if [t.text for t in frame.tail[:2]] == ["dự", "kiến"]:
        return "plan", "cue"
    if [t.text for t in frame.tail[:4] if t.text != "đã"][:2] == ["được", "giao"]:
        return "plan", "cue"  # "268,4 tỷ đồng đã được giao đầu năm"
    if any(t.text == "chưa" for t in frame.tail) and frame.quantity.value:
        return "result", "form"  # "14/36 công trình chưa khởi công": nobody promises that
    own = [c for c in found if floor <= c.at < frame.at]
    if "end" in frame.left.flags:
        own = [c for c in own if c.text != "hiện nay"]  # "từ 28% hiện nay lên 35%": where it starts
    if _promising(frame, evidence.genre):
        own = [c for c in own if c.text != "bố trí"]
    if "target" in (evidence.seen, evidence.carried):
        own = [c for c in own if c.text not in _TIMELIKE]
    strong = [c for c in own if c.text not in _WEAK]
    if not strong and evidence.carried != "target" and evidence.seen != "target":
        strong = own
    if strong:
        strong = [c for c in strong if c.text not in _TIMELIKE] or strong  # "dự kiến cả năm giải ngân …"
        return _settle(strong[-1], strong, evidence.compared), "cue"
    if "future" in frame.left.flags:
        return "target", "cue"
    earlier = [c for c in found if c.at < floor and c.text not in _WEAK and (not c.aside or c.close > frame.at)]
    lasting = [c for c in earlier if c.text not in _TIMELIKE]
    earlier = lasting if evidence.carried == "target" else lasting or earlier
    dated = bool(evidence.period and evidence.period.part)
    dated = dated or any(t.kind == "o" and t.ref.kind == "date" for t in frame.head)
    if earlier and (earlier[-1].role != "plan" or not (evidence.compared or dated)):
        return earlier[-1].role, "sentence"
    yearly = "yearly" in frame.left.flags
    if evidence.period and evidence.period.end and evidence.period.end >= _HORIZON:
        return "target", "form"
    least = frame.right.comparator == "ge"
    least = least or (frame.left.comparator == "ge" and frame.left.predicate in ("up", "down"))
    if evidence.genre in TARGET_GENRES and least and "estimate" not in frame.left.flags:
        return "target", "form"
    if how := _worded_as_promise(frame, evidence):
        return "target", how
    promised = evidence.section == "target" and "estimate" not in frame.left.flags
    told = evidence.compared and not (yearly and evidence.genre not in _REPORTS)
    if told and not promised:
        return "result", "comparison"
    return _by_form(frame, evidence)


def _worded_as_promise(frame: Frame, evidence: Evidence) -> str | None:
    """By what a figure is a promise though it is compared: the genre, the sentence, its form; None where by none."""
    alone = (
        frame.quantity.unit == "%"
        and frame.left.predicate == "reach"
        and any(b.of == "plan" for b in frame.right.bases)
    )
    if evidence.genre == "resolution" and alone:
        return "genre"
    if (
        evidence.genre in TARGET_GENRES
        and frame.left.predicate in ("up", "down")
        and not frame.head
        and frame.join == "start"
    ):
        return "form"
    if evidence.genre == "resolution" and evidence.seen != "result" and frame.left.predicate == "times":
        return "sentence" if evidence.seen else "genre"  # "năm 2025 gấp 1,5 lần năm 2020"
    if evidence.seen == "target" and frame.left.comparator == "ge" and frame.left.predicate in ("up", "down"):
        return "sentence"  # "tăng ít nhất 1,6 lần so với năm 2015"
    until = evidence.period is not None and evidence.period.aim and evidence.genre == "resolution"
    if until and evidence.seen != "result" and frame.left.predicate not in ("up", "down"):
        return "form"  # "đến năm 2025 giá trị đạt 150 triệu đồng/ha, gấp đôi năm 2020"
    return None


def _done(frame: Frame) -> bool:
    return not _DONE.isdisjoint([t.text for t in frame.tail])


_DONE: Final = frozenset({"đạt", "vượt", "chưa", "không", "hoàn"})


def _reached(frame: Frame) -> bool:
    return bool({"hoàn", "đạt", "vượt"} & {t.text for t in frame.head}) or frame.left.predicate == "reach"


def _by_form(frame: Frame, evidence: Evidence) -> tuple[str, str]:
    period = evidence.period
    if period and (period.past or period.part):
        return "result", "form"
    if evidence.seen:
        return evidence.seen, "sentence"
    if period and period.end and period.end >= _HORIZON:
        return "target", "form"
    if evidence.carried:
        return evidence.carried, "carried"
    if frame.quantity.denominator is not None and not frame.quantity.pair and evidence.genre not in TARGET_GENRES:
        return "result", "form"  # "Đến cuối năm 2014, 13/16 xã có trạm y tế đạt chuẩn": nobody promises a part so
    if evidence.told and evidence.genre == "council":
        return "result", "sentence"
    counted = frame.quantity.noun is not None and not _promising(frame, evidence.genre)
    if evidence.genre == "council" and counted and frame.left.predicate in ("up", "down"):
        return "result", "form"
    if evidence.genre in TARGET_GENRES:
        return "target", "genre"
    if _promising(frame, evidence.genre) or (period and period.aim and evidence.genre not in _REPORTS):
        return "target", "form"
    return "result", "genre"


def _settle(last: Cue, own: list[Cue], compared: bool) -> str:
    voted = last.text.startswith(("thống nhất ", "quyết nghị ", "thông qua ", "trình "))
    if last.role == "plan" and compared and not voted and last.text not in ("dự kiến", "dự báo", "được giao"):
        return "result"
    if last.role == "result" and any(c.role == "target" and c.text == "phấn đấu" for c in own):
        return "target"
    return last.role


def _promising(frame: Frame, genre: str | None) -> bool:
    """Floors and upkeep are how promises are worded."""
    flags = frame.left.flags
    floor = "from" in flags and frame.quantity.upper is None
    kept = "keep" in flags and "kept" not in flags
    if genre in _REPORTS:
        return False
    return floor or frame.right.comparator == "ge" or frame.left.comparator == "ge" or kept


def over_estimate(frame: Frame, chain: list[Frame]) -> bool:
    """ "160 tỷ đồng, tăng 8% so với ước thực hiện năm 2023": what exceeds an estimate is promised."""
    bases = [b for f in (frame, *chain) for b in (*f.right.bases, f.left.base) if b]
    return bool(bases) and all("ước" in b.words.split() for b in bases)
