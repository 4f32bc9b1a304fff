"""A city with a yearly form: two figures of one office, one of another, and a link to each."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from camket.measures.periods import Period
from camket.observations.rounds.actions import Asked, GiveLink, Given, MakeForm, OpenRound, SaveAnswers, SubmitAnswers
from camket.observations.rounds.models import Form, Link, Round
from camket.observations.rounds.tokens import token
from camket.people.models import Office
from camket.reviews.upkeep import bring_up_to_date
from camket.targets.models import Indicator
from factories import (
    DocumentFactory,
    IndicatorFactory,
    ObservationFactory,
    OfficeFactory,
    ResolutionFactory,
    TargetFactory,
)

MAIL = "kinh-te@minh-hoa.example"
CONTACT = "van-phong@minh-hoa.example"


@dataclass
class Collected:
    form: Form
    round: Round
    office: Office
    other: Office
    revenue: Indicator
    poverty: Indicator

    def duty(self, indicator: Indicator):
        return self.round.duties.get(indicator=indicator)

    def give(self, indicator: Indicator, text: str = "", **more: object) -> Given:
        duty = self.duty(indicator)
        return Given(**{"duty_id": duty.pk, "text": text, "seen": duty.current_id or 0, **more})

    def save(self, *given: Given, **more: object):
        return SaveAnswers(by=None, round=self.round, office_id=self.office.pk, given=given, **more).execute()

    def submit(self, *given: Given, **more: object):
        return SubmitAnswers(by=None, round=self.round, office_id=self.office.pk, given=given, **more).execute()

    def link(self) -> Link:
        return GiveLink(by=None, round=self.round, office_id=self.office.pk).execute()

    def address(self) -> str:
        return f"/bao-cao/{token(self.link().nonce)}/"


def attached(city: Collected):
    """A report that the office sent, and that nobody has read."""
    document = DocumentFactory(area=city.form.area)
    return city.round.reports.create(office=city.office, document=document)


def collected(year: int = 2025, opened: bool = True, **settings: object) -> Collected:
    resolution = ResolutionFactory()
    area = resolution.area
    office = OfficeFactory(area=area, name="Phòng Kinh tế")
    other = OfficeFactory(area=area, name="Phòng Y tế")
    revenue = IndicatorFactory(area=area, name="Thu ngân sách trên địa bàn")
    poverty = IndicatorFactory(area=area, name="Tỷ lệ hộ nghèo", unit="%", nature="ratio", direction="down")
    beds = IndicatorFactory(area=area, name="Số giường bệnh", unit="giường", nature="stock")
    TargetFactory(resolution=resolution, indicator=revenue, lead=office)
    TargetFactory(resolution=resolution, indicator=poverty, value=Decimal(2), comparator="le", lead=office)
    TargetFactory(resolution=resolution, indicator=beds, value=Decimal(300), lead=other)
    for year_, value in ((year - 2, "151.5"), (year - 1, "187.2")):
        ObservationFactory(indicator=revenue, year=year_, value=Decimal(value))
    ObservationFactory(indicator=poverty, year=year - 1, value=Decimal("2.3"))
    bring_up_to_date(area.pk, date(year, 12, 31))
    lines = [
        Asked(revenue.pk, area.pk, office.pk, MAIL),
        Asked(poverty.pk, area.pk, office.pk, MAIL),
        Asked(beds.pk, area.pk, other.pk),
    ]
    named = {"name": "Biểu 01: chỉ tiêu chủ yếu", "cycle": "year", "contact": CONTACT, "approval": False, **settings}
    form = MakeForm(by=None, area_id=area.pk, settings=named, lines=lines, since=date(2020, 1, 1)).execute()
    held = OpenRound(by=None, form=form, period=Period.year(year)).execute() if opened else None
    return Collected(form, held, office, other, revenue, poverty)
