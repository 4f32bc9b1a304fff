"""Step 8: the indicator's name, cut from the words before and after the number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .clauses import Frame, begins_clause
from .lexicon import table, words
from .numbers import generic
from .tokens import Token, forward

_CUTS = frozenset(
    {
        "phấn đấu",
        "mục tiêu",
        "xác định",
        "đề ra",
        "quyết tâm",
        "sẽ",
        "gồm có",
        "như sau",
        "cụ thể là",
        "thống nhất",
        "đặt chỉ tiêu",
    }
)


@dataclass(slots=True)
class Head:
    """A cleaned head: the tokens that name, what was said about time, and a direction ("giảm tỷ lệ …")."""

    name: list[Token]
    flags: set[str] = field(default_factory=set)
    times: list[Token] = field(default_factory=list)
    direction: str | None = None
    growth: bool = False
    before_colon: list[Token] = field(default_factory=list)
    light: bool = False


def clean(head: Sequence[Token]) -> Head:
    """Removes adverbials, subjects and light verbs from the words before a number."""
    result = Head(list(head))
    _after_colon(result)
    _after_cut(result)
    _without_time(result)
    result.name = _chunk(result.name)
    _lead(result)
    _trail(result)
    _growth_name(result)
    return result


def _after_colon(head: Head) -> None:
    colons = [i for i, t in enumerate(head.name) if t.text == ":"]
    if colons:
        last = colons[-1]
        head.before_colon, head.name = head.name[:last], head.name[last + 1 :]
        head.times.extend(t for t in head.before_colon if t.kind == "t")


def _after_cut(head: Head) -> None:
    texts = [t.text for t in head.name]
    for at in range(len(texts) - 1, -1, -1):
        two = " ".join(texts[at : at + 2])
        if texts[at] in _CUTS or two in _CUTS:
            after = at + (1 if texts[at] in _CUTS else 2)
            head.times.extend(t for t in head.name[:at] if t.kind == "t")
            head.flags.update(_time_flags(head.name[:at]))
            head.name = head.name[after:]
            return


def _time_flags(run: Sequence[Token]) -> set[str]:
    found: set[str] = set()
    for at in range(len(run)):
        known = forward(run, at, len(run), "time", "time", 6)
        if known:
            found.add(known[0])
    return found


def _without_time(head: Head) -> None:
    kept: list[Token] = []
    at = 0
    run = head.name
    while at < len(run):
        token = run[at]
        if token.kind == "t":
            head.times.append(token)
            while kept and kept[-1].text in ("trong", "đến", "vào", "tại", "của", "cuối", "hết", "từ", "cho", "qua"):
                kept.pop()
            at += 1
            continue
        known = forward(run, at, len(run), "time", "time", 6)
        if known:
            head.flags.add(known[0])
            at = known[1]
            continue
        kept.append(token)
        at += 1
    head.name = kept


def _chunk(run: list[Token]) -> list[Token]:
    """The last clause of a head: from the last comma, reaching back over lists of nouns."""
    chunks: list[list[Token]] = [[]]
    depth = 0
    for token in run:
        depth += (token.text == "(") - (token.text == ")")
        if token.text in (",", ";") and depth <= 0:
            chunks.append([])
        else:
            chunks[-1].append(token)
    chunks = [c for c in chunks if c]
    if not chunks:
        return []
    at = len(chunks) - 1
    while at > 0 and not begins_clause(chunks[at], 0, len(chunks[at])) and not _closed(chunks[at - 1]):
        at -= 1
    kept = chunks[at]
    for chunk in chunks[at + 1 :]:
        start, end = kept[-1].end, chunk[0].start
        kept = [*kept, Token("p", ",", start, min(end, start + 1)), *chunk]
    return _balanced(kept)


def _closed(chunk: Sequence[Token]) -> bool:
    """A chunk that is a finished clause or an adverbial does not continue over its comma."""
    first = chunk[0].text
    actor = forward(chunk, 0, len(chunk), "heads", "actor", 5)
    return (
        (actor is not None and actor[1] == len(chunk))
        or first in ("nhờ", "với", "theo", "tuy", "mặc", "để")
        or len(chunk) > 12
    )


def _balanced(run: list[Token]) -> list[Token]:
    opened = sum(t.text == "(" for t in run)
    closed = sum(t.text == ")" for t in run)
    if opened == closed:
        return run
    return [t for t in run if t.text not in ("(", ")")]


def _lead(head: Head) -> None:
    """Strips openings, actors and light verbs from the front."""
    run = head.name
    at = 0
    cut = _event_cut(run)
    if cut:
        at = cut
    while at < len(run):
        token = run[at]
        if token.text in (
            "-",
            "+",
            "*",
            "•",
            "“",
            "”",
            '"',
            "'",
            "–",
            ".",
            "…",
            ",",
            "(",
            ")",
            "!",
            "?",
            "]",
            "[",
            "/",
            "&",
            "→",
            "●",
            "o",
            "\n",
        ):
            at += 1
            continue
        if (
            token.text in ("giảm", "tăng", "nâng")
            and at + 1 < len(run)
            and run[at + 1].text not in ("nghèo", "giá", "trưởng", "thêm")
        ):
            head.direction = "down" if token.text == "giảm" else "up"
            at += 1
            continue
        actor = forward(run, at, len(run), "heads", "actor", 5)
        opening = forward(run, at, len(run), "time", "opening", 4)
        name = forward(run, at, len(run), "heads", "head", 4)
        if name and (not opening or name[1] >= opening[1]) and (not actor or name[1] >= actor[1]):
            break
        event = forward(run, at, len(run), "heads", "event", 4)
        step = max((x[1] for x in (actor, opening) if x), default=at)
        if step == at or (event and event[1] > step):
            break
        if (
            opening
            and opening[1] == step
            and opening[0] == "opening"
            and token.text in ("có", "xây", "đạt", "duy", "giữ")
        ):
            head.light = True
        if opening and token.text in ("duy", "giữ", "ổn"):
            head.flags.add("keep")
        at = step
    head.name = run[at:]


_STRONG = (
    "kết nạp",
    "thành lập",
    "giải quyết việc làm",
    "thu hút",
    "trồng mới",
    "xuất khẩu lao động",
    "đào tạo nghề",
    "giải ngân",
    "tạo việc làm",
    "phát triển mới",
    "thi hành kỷ luật",
    "giám sát chuyên đề",
    "khai thác",
    "gieo trồng",
    "gieo cấy",
    "vận động",
    "khởi công",
)


def _event_cut(run: Sequence[Token]) -> int:
    """Index of the event verb behind a subject ("Đảng bộ phường [kết nạp]", "cấp ủy … đã [kiểm tra]"), else 0."""
    if not run or forward(run, 0, len(run), "heads", "head", 4):
        return 0
    for at in range(1, len(run)):
        if (
            run[at].text == "đã"
            and at + 1 < len(run)
            and forward(run, at + 1, len(run), "heads", "event", 4)
            and run[at - 1].text != "dân"
        ):
            return at + 1
        pair = " ".join(t.text for t in run[at : at + 2])
        if pair in _STRONG and run[at - 1].text not in ("dân", "số", "vốn", "được", "lệ", "trị", "ngân", "sách"):
            return at
    return 0


def _trail(head: Head) -> None:
    run = head.name
    closing = words("time", "closing")
    while run and (run[-1].text in closing or run[-1].text in (",", "-", ":", "(", "–", ".", "“", "”", '"', "/")):
        last = run.pop()
        if last.text in ("giảm", "tăng") and head.direction is None:
            head.direction = "down" if last.text == "giảm" else "up"
    two = " ".join(t.text for t in run[-2:])
    if two in ("bình quân", "trung bình") and len(run) > 2 and run[-3].text not in ("nhập", "grdp", "gdp", "lương"):
        head.flags.add("average")
        del run[-2:]


_LEXICAL = (
    "tốc độ tăng trưởng",
    "tỷ lệ tăng dân số",
    "tỷ lệ tăng tự nhiên",
    "tốc độ tăng dân số",
    "tỷ suất tăng",
    "tăng trưởng kinh tế",
    "tăng trưởng grdp",
    "tốc độ phát triển",
    "tỷ lệ tăng trưởng",
)


def _growth_name(head: Head) -> None:
    """ "Tốc độ tăng X" is growth of X, save lexical names such as "tốc độ tăng trưởng kinh tế"."""
    texts = " ".join(t.text for t in head.name[:5])
    if texts.startswith(_LEXICAL):
        head.growth = True
        return
    if texts.startswith(("tốc độ tăng bình quân", "tốc độ gia tăng")):
        head.growth, head.name = True, head.name[4:] if "bình" in texts.split(" ")[3:4] else head.name[4:]
    elif texts.startswith("tốc độ tăng"):
        head.growth, head.name = True, head.name[3:]
    elif texts.startswith("tốc độ ") and not texts.startswith("tốc độ đô thị"):
        head.growth, head.name = True, head.name[2:]
    elif texts.startswith(("tỷ lệ tăng", "mức tăng")):
        head.growth = True


def spell(lower: str, run: Sequence[Token]) -> str:
    """The tokens as written, lower case, single spaces."""
    text = ""
    end = -1
    for token in run:
        piece = "," if token.text == "," and token.end - token.start < 1 else lower[token.start : token.end]
        text += piece if token.start == end or not text else (piece if token.text == "," else " " + piece)
        end = token.end
    return " ".join(text.split())


def tail_name(frame: Frame, run: Sequence[Token]) -> list[Token]:
    """The counted noun and the words after it, without what is generic."""
    quantity = frame.quantity
    begin = quantity.unit_from
    noun: list[Token] = []
    if quantity.noun is not None and not generic(quantity.noun):
        noun = [t for t in frame_unit(frame, run)]
    tail = list(frame.tail)
    if quantity.noun is None and begin:
        noun = []
    return _tidy([*noun, *tail])


def frame_unit(frame: Frame, run: Sequence[Token]) -> list[Token]:
    """The tokens of the counted noun, which the quantity token swallowed."""
    return list(run[frame.at].ref.noun_tokens)


def _tidy(run: list[Token]) -> list[Token]:
    kept: list[Token] = []
    at = 0
    while at < len(run):
        token = run[at]
        if token.kind == "t":
            while kept and kept[-1].text in ("trong", "đến", "vào", "tại", "của", "cuối", "hết", "từ"):
                kept.pop()
            at += 1
            continue
        known = forward(run, at, len(run), "time", "time", 6)
        if known and known[0] in ("term", "same", "now", "reset", "yearly"):
            at = known[1]
            continue
        kept.append(token)
        at += 1
    closing = table("time", "closing")
    while (
        kept
        and (kept[-1].text in closing or kept[-1].kind == "p" or kept[-1].text in ("-", "”", '"', "/", "vượt", "nâng"))
        and kept[-1].text not in ("đạt",)
    ):
        kept.pop()
    while kept and kept[0].text in ("-", "“", "”", '"', ":", ",", "tổng", "/", "các", ")", "cho"):
        kept.pop(0)
    return _balanced(kept)
