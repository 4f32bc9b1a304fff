"""An invented city in the database: two resolutions, twelve targets, offices, boards, figures, verdicts, documents."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from camket.areas.models import Area
from camket.observations.enums import Stage
from camket.records.enums import Kind
from camket.records.models import Document
from camket.resolutions.enums import SeatRole
from camket.resolutions.models import Resolution
from camket.reviews.enums import Outcome
from camket.targets.enums import Aggregate, Comparator, Direction, Nature
from factories import (
    AreaFactory,
    AssignmentFactory,
    DocumentFactory,
    FindingFactory,
    GroupFactory,
    IndicatorFactory,
    ObservationFactory,
    OfficeFactory,
    PassageFactory,
    ProgrammeFactory,
    ResolutionFactory,
    TargetFactory,
    TermFactory,
    VerdictFactory,
)


@dataclass(frozen=True)
class City:
    area: Area
    finished: Resolution
    running: Resolution
    report: Document


@dataclass(frozen=True)
class Line:
    """One target: the sentence with its [number], what it is, what was seen each year, and how it stands."""

    marked: str
    name: str
    unit: str
    value: str
    aggregate: str
    outcome: str
    seen: tuple[tuple[int, str], ...]
    group: int = 0
    nature: str = Nature.STOCK
    direction: str = Direction.UP
    comparator: str = Comparator.EQ
    attained: str | None = None
    name_en: str = ""


FINISHED = (
    Line(
        "(1) Thu ngân sách trên địa bàn đạt [210] tỷ đồng vào năm 2025.",
        "thu ngân sách trên địa bàn",
        "tỷ đồng",
        "210",
        Aggregate.LAST,
        Outcome.EXCEEDED,
        ((2020, "148.6"), (2021, "158.2"), (2022, "171"), (2023, "180.4"), (2024, "196.3"), (2025, "214.7")),
        nature=Nature.FLOW,
        name_en="budget revenue in the area",
    ),
    Line(
        "(2) Trong nhiệm kỳ 2020 - 2025, thành lập mới [20] hợp tác xã.",
        "thành lập mới hợp tác xã",
        "hợp tác xã",
        "20",
        Aggregate.SUM,
        Outcome.EXCEEDED,
        ((2021, "3"), (2022, "6"), (2023, "5"), (2024, "4"), (2025, "7")),
        nature=Nature.FLOW,
        attained="25",
    ),
    Line(
        "(3) Duy trì tỷ lệ che phủ rừng [58,5]%.",
        "tỷ lệ che phủ rừng",
        "%",
        "58.5",
        Aggregate.EVERY,
        Outcome.MET,
        ((2021, "58.5"), (2022, "58.5"), (2023, "58.6"), (2024, "58.5"), (2025, "58.5")),
        nature=Nature.RATIO,
    ),
    Line(
        "(4) Tỷ lệ hộ nghèo đa chiều đến cuối năm 2025 giảm còn [1,5]%.",
        "tỷ lệ hộ nghèo đa chiều",
        "%",
        "1.5",
        Aggregate.LAST,
        Outcome.MISSED,
        ((2020, "4.2"), (2021, "3.62"), (2022, "3.1"), (2023, "2.6"), (2024, "2.2"), (2025, "1.94")),
        group=1,
        nature=Nature.RATIO,
        direction=Direction.DOWN,
        name_en="multidimensional poverty rate",
    ),
    Line(
        "(5) Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể nhẹ cân đến năm 2025 không quá [7]%.",
        "tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể nhẹ cân",
        "%",
        "7",
        Aggregate.LAST,
        Outcome.MET,
        ((2021, "8.1"), (2023, "7.6"), (2025, "7")),
        group=1,
        nature=Nature.RATIO,
        direction=Direction.DOWN,
        comparator=Comparator.LE,
    ),
    Line(
        "(6) Tỷ lệ hồ sơ thủ tục hành chính tiếp nhận trực tuyến đến năm 2025 đạt trên [70]%.",
        "tỷ lệ hồ sơ thủ tục hành chính tiếp nhận trực tuyến",
        "%",
        "70",
        Aggregate.LAST,
        Outcome.NO_DATA,
        (),
        group=1,
        nature=Nature.RATIO,
        comparator=Comparator.GT,
    ),
)

RUNNING = (
    Line(
        "(1) Thu ngân sách trên địa bàn đạt [300] tỷ đồng vào năm 2030.",
        "thu ngân sách trên địa bàn",
        "tỷ đồng",
        "300",
        Aggregate.LAST,
        Outcome.ON_TRACK,
        (),
        nature=Nature.FLOW,
    ),
    Line(
        "(2) Tỷ lệ hộ nghèo đa chiều đến cuối năm 2030 còn dưới [0,5]%.",
        "tỷ lệ hộ nghèo đa chiều",
        "%",
        "0.5",
        Aggregate.LAST,
        Outcome.AT_RISK,
        (),
        nature=Nature.RATIO,
        direction=Direction.DOWN,
        comparator=Comparator.LT,
    ),
    Line(
        "(3) Giai đoạn 2026 - 2030, trồng mới [500] ha rừng.",
        "trồng mới rừng",
        "ha",
        "500",
        Aggregate.SUM,
        Outcome.OFF_TRACK,
        ((2026, "38"),),
        nature=Nature.FLOW,
    ),
    Line(
        "(4) Đến năm 2030 có [22] trường đạt chuẩn quốc gia.",
        "số trường đạt chuẩn quốc gia",
        "trường",
        "22",
        Aggregate.LAST,
        Outcome.ACHIEVED,
        ((2026, "22"),),
    ),
    Line(
        "(5) Mỗi năm giải quyết việc làm mới cho [900] lao động trở lên.",
        "giải quyết việc làm mới",
        "lao động",
        "900",
        Aggregate.EVERY,
        Outcome.NO_DATA,
        (),
        nature=Nature.FLOW,
        comparator=Comparator.GE,
    ),
    Line(
        "(6) Tốc độ tăng thu ngân sách trên địa bàn bình quân đạt [7,5]%/năm trở lên.",
        "thu ngân sách trên địa bàn",
        "%/năm",
        "7.5",
        Aggregate.GROWTH,
        Outcome.ON_TRACK,
        (),
        nature=Nature.FLOW,
        comparator=Comparator.GE,
    ),
)


def city() -> City:
    """Make it. One figure is corrected, two sources disagree, one target has no figure."""
    area = AreaFactory()
    finished = _resolution(area, 2020, FINISHED)
    running = _resolution(area, 2025, RUNNING)
    report = _reports(area)
    return City(area, finished, running, report)


def _resolution(area: Area, first: int, lines: tuple[Line, ...]) -> Resolution:
    text = "\n".join(
        [
            f"NGHỊ QUYẾT NHIỆM KỲ {first} - {first + 5}",
            "I. CHỈ TIÊU CHỦ YẾU",
            *(line.marked.replace("[", "").replace("]", "") for line in lines),
            "Vai trò\tChức danh\tLĩnh vực phụ trách",
            "Chủ nhiệm\tChủ tịch UBND thành phố\tPhụ trách chung",
        ]
    )
    document = DocumentFactory(
        area=area,
        kind=Kind.RESOLUTION,
        number="01",
        symbol="NQ/ĐH",
        issuer="Đại hội Đảng bộ thành phố Minh Họa",
        title=f"Nghị quyết Đại hội Đảng bộ thành phố nhiệm kỳ {first} - {first + 5}",
        issued_on=date(first, 8, 12),
        text=text,
    )
    resolution = ResolutionFactory(
        area=area,
        term=TermFactory(first_year=first, last_year=first + 5),
        title=f"Nghị quyết Đại hội Đảng bộ thành phố nhiệm kỳ {first}–{first + 5}",
        document=document,
        adopted_on=document.issued_on,
        announced=len(lines),
    )
    _fill(resolution, lines)
    return resolution


def _fill(resolution: Resolution, lines: tuple[Line, ...]) -> None:
    groups = [
        GroupFactory(resolution=resolution, order=1, name="Về kinh tế", name_en="Economy"),
        GroupFactory(resolution=resolution, order=2, name="Về văn hóa - xã hội"),
    ]
    programme = ProgrammeFactory(resolution=resolution, order=1)
    AssignmentFactory(programme=programme, order=1)
    AssignmentFactory(
        programme=programme, order=2, role=SeatRole.MEMBER, title="Trưởng phòng Tài chính", field="Thu ngân sách"
    )
    lead = OfficeFactory(area=resolution.area, name="Phòng Tài chính - Kế hoạch")
    helper = OfficeFactory(area=resolution.area, name="Chi cục Thuế")
    for place, line in enumerate(lines):
        group = groups[line.group]
        indicator = _indicator(resolution.area, line)
        target = TargetFactory(
            resolution=resolution,
            indicator=indicator,
            slug=f"{indicator.slug}-{line.aggregate}",
            group=group,
            number=place + 1,
            order=place,
            aggregate=line.aggregate,
            comparator=line.comparator,
            value=Decimal(line.value),
            unit=line.unit,
            lead=lead if line.group == 0 else OfficeFactory(area=resolution.area, name="Phòng Y tế"),
            programmes=[programme] if line.group == 0 else [],
            partners=[helper],
            passage=PassageFactory(document=resolution.document, marked=line.marked),
        )
        _seen(indicator, line)
        _verdict(target, line)


def _indicator(area: Area, line: Line):  # type: ignore[no-untyped-def]  # the model is the factory's business
    known = area.indicators.filter(name=line.name).first()
    return known or IndicatorFactory(
        area=area,
        name=line.name,
        name_en=line.name_en,
        unit=line.unit,
        nature=line.nature,
        direction=line.direction,
    )


def _seen(indicator, line: Line) -> None:  # type: ignore[no-untyped-def]  # as above
    for year, value in line.seen:
        ObservationFactory(indicator=indicator, year=year, value=Decimal(value))


def _verdict(target, line: Line) -> None:  # type: ignore[no-untyped-def]  # as above
    seen = target.indicator.observations.order_by("end").last()
    attained = Decimal(line.attained) if line.attained else seen.value if seen else None
    if line.outcome == Outcome.NO_DATA:
        seen, attained = None, None
    VerdictFactory(
        target=target,
        outcome=line.outcome,
        on=date(2026, 11, 3),
        attained=attained,
        attained_end=seen.end if seen else None,
        ratio=attained / target.value if attained is not None else None,
        why=f"{line.name[0].upper()}{line.name[1:]}: đánh giá theo số liệu mới nhất.",
        why_en="Judged by the newest figures.",
    )


def _reports(area: Area) -> Document:
    """A report that says a figure, a later one that corrects it, and a finding about the two."""
    first = DocumentFactory(
        area=area,
        number="46",
        symbol="BC/TU",
        title="Báo cáo kết quả năm 2024",
        text="I. KINH TẾ\nThu ngân sách trên địa bàn năm 2024 ước đạt 195 tỷ đồng, tăng 8% so với năm 2023.",
    )
    second = DocumentFactory(
        area=area,
        number="05",
        symbol="BC/UBND",
        title="Báo cáo kết quả năm 2025",
        issued_on=date(2026, 1, 20),
        text="Thu ngân sách trên địa bàn năm 2024 đạt 196,3 tỷ đồng.",
    )
    estimate = PassageFactory(
        document=first,
        marked="Thu ngân sách trên địa bàn năm 2024 ước đạt [195] tỷ đồng, tăng 8% so với năm 2023.",
        where="trang 2",
    )
    final = PassageFactory(document=second, marked="Thu ngân sách trên địa bàn năm 2024 đạt [196,3] tỷ đồng.")
    revenue = area.indicators.get(name="thu ngân sách trên địa bàn")
    ObservationFactory(
        indicator=revenue, year=2024, value=Decimal(195), stage=Stage.ESTIMATE, passage=estimate,
        recorded_at="2025-02-01T08:00:00+07:00",
    )  # fmt: skip
    revenue.observations.filter(end=date(2024, 12, 31), stage=Stage.FINAL).update(passage=final)
    FindingFactory(area=area, passages=[estimate, final])
    return second
