"""Rows for the rooms that need no database: a commitment as the queries would tell it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from camket.reviews.enums import Outcome, Reporting
from camket.reviews.queries import Commitment, Label, Mandate, Point, Promise, Row, Standing

MANDATE = Mandate(
    id=1,
    slug="minh-hoa-2020-2025",
    name="Nghị quyết",
    name_en="",
    issuer="",
    adopted_on=date(2020, 8, 12),
    first_year=2020,
    last_year=2025,
    document_slug="nghi-quyet",
    symbol_line="01-NQ/ĐH",
    announced=None,
    counts_parts=False,
    on_track=Decimal("0.95"),
    at_risk=Decimal("0.80"),
)
PROMISE = Promise(
    aggregate="last",
    comparator="eq",
    value=Decimal(210),
    upper=None,
    state="",
    unit="tỷ đồng",
    start=date(2021, 1, 1),
    due=date(2025, 12, 31),
    baseline=None,
    baseline_year=None,
)
STANDING = Standing(
    outcome=Outcome.ON_TRACK,
    on=date(2025, 3, 1),
    as_of=datetime(2025, 3, 1, tzinfo=UTC),
    attained=Decimal("187.2"),
    attained_state="",
    attained_end=date(2024, 12, 31),
    ratio=Decimal("0.891429"),
    expected=None,
    pace=None,
    days_ahead=None,
    stale=False,
    projection={},
    why="",
    why_en="",
    changed_at=None,
    previous="",
    reporting=Reporting.REPORTED,
)
ECONOMY, SOCIETY = Label("kinh-te", "Kinh tế"), Label("xa-hoi", "Xã hội")


def year(number: int, value: str) -> Point:
    return Point(date(number, 1, 1), date(number, 12, 31), Decimal(value))


def promise(**changed: object) -> Promise:
    return replace(PROMISE, **changed)


def row(id: int = 1, *, points: tuple[Point, ...] = (), **changed: object) -> Row:
    """``changed`` may name fields of the promise, of the standing and of the row; ``unit`` is that of the promise."""

    def of(base: object) -> dict[str, object]:
        return {name: changed.pop(name) for name in list(changed) if hasattr(base, name)}

    promised, standing = replace(PROMISE, **of(PROMISE)), replace(STANDING, **of(STANDING))
    own = {name: changed.pop(name) for name in list(changed) if name in Row.__dataclass_fields__}
    told = {
        "indicator": id,
        "slug": f"chi-tieu-{id}",
        "number": id,
        "name": "thu ngân sách",
        "name_en": "",
        "unit": "tỷ đồng",
        "direction": "up",
        "nature": "stock",
        "mandate": MANDATE,
        "group": ECONOMY,
        "programmes": (),
        "lead": None,
        "part_of": None,
        "promise": promised,
        "standing": standing,
        "points": points,
    }
    assert not changed, f"no row has {changed}"
    told |= own
    told.setdefault("counts", told["part_of"] is None or told["mandate"].counts_parts)
    return Row(id=id, **told)


def commitment(**changed: object) -> Commitment:
    return Commitment(row(**changed), None, (), (), (), (), (), None)
