from decimal import Decimal

import pytest

from camket.observations.enums import Stage
from city import City, city
from factories import ObservationFactory, PassageFactory


@pytest.fixture
def minh_hoa(db: None) -> City:
    """The invented city, with three plans for 2024: one from a document, two entered."""
    made = city()
    plan = PassageFactory(document=made.report, marked="Thu ngân sách trên địa bàn năm [2024] đạt 196,3 tỷ đồng.")
    for number, value, passage in ((1, "190", plan), (2, "5", None), (4, "2.3", None)):
        indicator = made.finished.targets.get(number=number).indicator
        ObservationFactory(indicator=indicator, year=2024, value=Decimal(value), stage=Stage.PLAN, passage=passage)
    return made
