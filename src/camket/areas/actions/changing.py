"""What can happen to an area, one action each. All raise :class:`CannotChange` and then change nothing."""

from abc import abstractmethod
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from camket.areas import queries
from camket.areas.enums import ChangeKind
from camket.areas.models import Area, Change, Naming, Parentage, Succession
from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.measures.folding import slug

ROUNDING = Decimal("0.000001")
"""How far the shares of a whole may be from 1 together: three thirds do not sum to it."""


class CannotChange(CamketError):
    """The change does not fit what is recorded: the message says what stands in the way and what to do."""


@dataclass(frozen=True)
class NewArea:
    """An area that a change brings about. ``parent`` lies around it from its first day."""

    code: str
    name: str
    kind: str
    parent: Area | None = None
    name_en: str = ""


@dataclass(frozen=True)
class Piece:
    """What went from one area to another. A successor is new, or was founded on the same day by another change."""

    predecessor: Area
    successor: NewArea | Area
    share: Decimal | None = None


@dataclass(kw_only=True)
class Changing(Action[Change]):
    """``on`` is the first day of the new state; ``decree`` is what orders the change, as documents cite it."""

    verb = "areas.manage"
    kind: ClassVar[ChangeKind]
    on: date
    decree: str = ""
    note: str = ""

    def perform(self) -> Change:
        self.check()
        change = Change.objects.create(kind=self.kind, on=self.on, decree=self.decree, note=self.note)
        self.change(change)
        return change

    @abstractmethod
    def check(self) -> None: ...

    @abstractmethod
    def change(self, change: Change) -> None: ...

    def why(self) -> str:
        return self.reason or self.decree

    def detail(self) -> dict[str, Any]:
        return {"kind": self.kind.value, "on": self.on.isoformat(), "decree": self.decree}


@dataclass(kw_only=True)
class Found(Changing):
    """An area that is made of no other."""

    kind = ChangeKind.FOUND
    area: NewArea

    def subject(self) -> None:
        return None

    def check(self) -> None:
        check_new(self.area, self.on)

    def change(self, change: Change) -> None:
        found(self.area, change)


@dataclass(kw_only=True)
class Redraw(Changing):
    """Several areas become several. The shares of each that ends sum to 1, or none of them is known.

    What lay in an area that went to one successor whole lies in that one from then on; what lay in a divided one has to
    be moved.
    """

    kind = ChangeKind.REDRAW
    pieces: Sequence[Piece]

    def subject(self) -> None:
        return None

    def check(self) -> None:
        if not self.pieces:
            raise CannotChange("Chưa nêu địa bàn nào.", "No area is given.")
        check_once(self.pieces)
        ending = {piece.predecessor.pk: piece.predecessor for piece in self.pieces}
        for pk, area in ending.items():
            check_ends(area, self.on)
            check_shares(area, [piece.share for piece in self.pieces if piece.predecessor.pk == pk])
        for successor in {piece.successor for piece in self.pieces}:
            check_begins(successor, self.on, ending)

    def change(self, change: Change) -> None:
        ending = {piece.predecessor.pk: piece.predecessor for piece in self.pieces}
        for area in ending.values():
            end(area, change)
        begun: dict[NewArea | Area, Area] = {}
        for piece in self.pieces:
            new = piece.successor
            if new not in begun:
                begun[new] = new if isinstance(new, Area) else found(new, change)
            Succession.objects.create(
                change=change, predecessor=piece.predecessor, successor=begun[new], share=piece.share
            )
            if piece.share == 1:
                hand_over(piece.predecessor, begun[new], change)


@dataclass(kw_only=True)
class Merge(Redraw):
    """Several areas become one."""

    kind = ChangeKind.MERGE
    pieces: Sequence[Piece] = ()
    predecessors: Sequence[Area]
    successor: NewArea | Area

    def __post_init__(self) -> None:
        self.pieces = [Piece(one, self.successor, Decimal(1)) for one in self.predecessors]


@dataclass(kw_only=True)
class Split(Redraw):
    """One area becomes several; the share of each, or none where nobody has stated it."""

    kind = ChangeKind.SPLIT
    pieces: Sequence[Piece] = ()
    predecessor: Area
    successors: Sequence[tuple[NewArea | Area, Decimal | None]]

    def __post_init__(self) -> None:
        self.pieces = [Piece(self.predecessor, one, share) for one, share in self.successors]

    def subject(self) -> Area:  # type: ignore[override]  # what is split is one
        return self.predecessor


@dataclass(kw_only=True)
class Rename(Changing):
    """Another name, or another kind, within the same borders."""

    kind = ChangeKind.RENAME
    area: Area
    name: str
    name_en: str = ""
    to_kind: str = ""

    def subject(self) -> Area:
        return self.area

    def check(self) -> None:
        check_there(self.area, self.on)
        check_latest(self.area, self.area.namings.all(), self.on)
        if (self.name, self.to_kind or self.area.kind) == (self.area.name, self.area.kind):
            raise CannotChange("Tên mới phải khác tên cũ.", "The new name must differ from the old one.")

    def change(self, change: Change) -> None:
        area = self.area
        if not close(area.namings.all(), self.on):
            old = {"name": area.name, "name_en": area.name_en, "kind": area.kind}
            Naming.objects.create(area=area, valid_to=eve(self.on), **old)
        area.name, area.name_en, area.kind = self.name, self.name_en, self.to_kind or area.kind
        new = {"name": area.name, "name_en": area.name_en, "kind": area.kind}
        Naming.objects.create(area=area, valid_from=self.on, change=change, **new)
        area.save(update_fields=("name", "name_en", "kind"))

    def detail(self) -> dict[str, Any]:
        return {**super().detail(), "name": self.name}


@dataclass(kw_only=True)
class Move(Changing):
    """An area lies in another one from now on, within the same borders."""

    kind = ChangeKind.MOVE
    area: Area
    parent: Area

    def subject(self) -> Area:
        return self.area

    def check(self) -> None:
        check_there(self.area, self.on)
        check_there(self.parent, self.on)
        check_latest(self.area, self.area.parentages.all(), self.on)
        inside = self.area.pk in (self.parent.pk, *queries.ancestors_on(self.parent.pk, self.on))
        if inside:
            raise CannotChange(
                f"“{self.area}” không thể nằm trong chính nó.", f"“{self.area}” cannot lie within itself."
            )
        if queries.parent_on(self.area.pk, self.on) == self.parent.pk:
            raise CannotChange(f"“{self.area}” đã thuộc “{self.parent}”.", f"“{self.area}” is in “{self.parent}” now.")

    def change(self, change: Change) -> None:
        move(self.area, self.parent, change)

    def detail(self) -> dict[str, Any]:
        return {**super().detail(), "parent": self.parent.pk}


@dataclass(kw_only=True)
class Abolish(Changing):
    """An area ends and nothing comes after it as a whole, as districts did; what lies in it is moved before."""

    kind = ChangeKind.ABOLISH
    area: Area

    def subject(self) -> Area:
        return self.area

    def check(self) -> None:
        check_ends(self.area, self.on)
        left = Area.objects.filter(pk__in=queries.children_on(self.area.pk, self.on)).order_by("code")
        if left:
            names = ", ".join(str(one) for one in left)
            raise CannotChange(
                f"“{self.area}” còn các đơn vị trực thuộc: {names}. Hãy chuyển hoặc sáp nhập các đơn vị này trước.",
                f"In “{self.area}” there still lie: {names}. Move or merge them first.",
            )

    def change(self, change: Change) -> None:
        end(self.area, change)


def eve(on: date) -> date:
    return on - timedelta(days=1)


def check_there(area: Area, on: date) -> None:
    if not Area.objects.filter(pk=area.pk).on(on).exists():
        raise CannotChange(
            f"Ngày {on:%d/%m/%Y} không có địa bàn “{area}”. Kiểm tra lại ngày hoặc chọn địa bàn khác.",
            f"“{area}” is not there on {on:%Y-%m-%d}. Check the day, or choose another area.",
        )


def check_ends(area: Area, on: date) -> None:
    """It is there on the day before, and nothing has ended it on another day or been recorded of it since."""
    check_there(area, eve(on))
    ends = Area.objects.values_list("valid_to", flat=True).get(pk=area.pk)
    if ends not in (None, eve(on)):
        raise CannotChange(
            f"“{area}” đã được ghi là kết thúc ngày {ends:%d/%m/%Y}. Hoàn tác thay đổi đó trước.",
            f"“{area}” is recorded to end on {ends:%Y-%m-%d}. Take that change back first.",
        )
    latest = queries.latest_change(area.pk)
    if latest and latest >= on:
        raise _later(area, latest)


def check_latest(area: Area, spans: Any, on: date) -> None:
    last = spans.exclude(valid_from=None).order_by("-valid_from").first()
    if last and last.valid_from >= on:
        raise _later(area, last.valid_from)


def _later(area: Area, day: date) -> CannotChange:
    return CannotChange(
        f"“{area}” đã có thay đổi từ ngày {day:%d/%m/%Y}. Hoàn tác thay đổi đó trước, rồi ghi theo thứ tự thời gian.",
        f"“{area}” has a change from {day:%Y-%m-%d}. Take that back first, then record both in the order of time.",
    )


def check_begins(area: NewArea | Area, on: date, ending: Collection[int]) -> None:
    if isinstance(area, NewArea):
        check_new(area, on, ending)
    elif area.valid_from != on:
        raise CannotChange(
            f"“{area}” không bắt đầu từ ngày {on:%d/%m/%Y}, nên không thể là đơn vị kế thừa.",
            f"“{area}” does not begin on {on:%Y-%m-%d}, so it cannot be a successor.",
        )


def check_new(area: NewArea, on: date, ending: Collection[int] = ()) -> None:
    """Its code is free from that day on, but for the areas that end with the change."""
    if not area.code or not area.name:
        raise CannotChange("Cần cả mã và tên của địa bàn mới.", "A new area needs a code and a name.")
    if area.parent:
        check_there(area.parent, on)
    others = Area.objects.filter(code=area.code, invented=False).exclude(pk__in=ending)
    other = others.meeting(on, None).first()
    if other:
        raise CannotChange(
            f"Mã {area.code} đang dùng cho “{other}”. Mỗi ngày một mã chỉ chỉ một địa bàn.",
            f"The code {area.code} is that of “{other}”. On one day a code means one area.",
        )


def check_shares(area: Area, shares: Sequence[Decimal | None]) -> None:
    stated: list[Decimal] = [share for share in shares if share is not None]
    if area.heirs.exists():
        raise CannotChange(
            f"“{area}” đã có đơn vị kế thừa. Hoàn tác thay đổi đó trước.",
            f"“{area}” has successors already. Take that change back first.",
        )
    if stated and len(stated) < len(shares):
        raise CannotChange(
            f"Tỷ lệ chia “{area}”: nêu cho mọi đơn vị kế thừa, hoặc không nêu cho đơn vị nào.",
            f"Shares of “{area}”: give all of them, or none.",
        )
    if any(not 0 < share <= 1 for share in stated):
        raise CannotChange(
            f"Tỷ lệ chia “{area}” phải lớn hơn 0 và không quá 1.", f"Shares of “{area}” lie above 0 and up to 1."
        )
    if stated and abs(sum(stated, Decimal(0)) - 1) > ROUNDING:
        raise CannotChange(
            f"Các tỷ lệ chia “{area}” phải có tổng bằng 1; hiện là {sum(stated)}.",
            f"The shares of “{area}” must sum to 1; they sum to {sum(stated)}.",
        )


def check_once(pieces: Iterable[Piece]) -> None:
    pieces = list(pieces)
    if len({(piece.predecessor.pk, piece.successor) for piece in pieces}) < len(pieces):
        raise CannotChange("Một cặp địa bàn được nêu hai lần.", "One pair of areas is given twice.")
    new = {piece.successor for piece in pieces if isinstance(piece.successor, NewArea)}
    if len({area.code for area in new}) < len(new):
        raise CannotChange("Hai địa bàn mới có cùng một mã.", "Two new areas have one code.")


def found(area: NewArea, change: Change) -> Area:
    new = Area.objects.create(
        code=area.code,
        name=area.name,
        name_en=area.name_en,
        kind=area.kind,
        valid_from=change.on,
        founded_by=change,
        slug=free_slug(area, change.on),
    )
    if area.parent:
        move(new, area.parent, change)
    return new


def free_slug(area: NewArea, on: date) -> str:
    base = slug(f"{area.name} {area.code}", 80)
    taken = set(Area.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    wanted = (base, f"{base}-{on.year}", *(f"{base}-{on.year}-{n}" for n in range(2, len(taken) + 3)))
    return next(one for one in wanted if one not in taken)


def end(area: Area, change: Change) -> None:
    if area.valid_to is None:
        area.valid_to, area.ended_by = eve(change.on), change
        area.save(update_fields=("valid_to", "ended_by"))


def hand_over(old: Area, new: Area, change: Change) -> None:
    """What lay in the old area, and goes on, lies in the new one."""
    inner = Parentage.objects.filter(parent=old, valid_to=None, area__valid_to=None).select_related("area")
    for row in inner:
        move(row.area, new, change)


def move(area: Area, parent: Area, change: Change) -> None:
    close(area.parentages.all(), change.on)
    Parentage.objects.create(area=area, parent=parent, valid_from=change.on, change=change)
    area.parent = parent
    area.save(update_fields=("parent",))


def close(spans: Any, on: date) -> int:
    """End the open span of an area on the day before; the number that there were."""
    return int(spans.filter(valid_to=None).update(valid_to=eve(on)))
