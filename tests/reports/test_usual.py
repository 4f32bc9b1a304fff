"""Layout and lines of who reports, as the office had them last time."""

import pytest

from camket.reports.enums import Layout, Section
from camket.reports.sentences import is_of_the_party
from camket.reports.writing import MakeReport
from factories import OfficeFactory
from reports.conftest import City
from reports.test_views import DATED, part

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("Ban Tổ chức Thành ủy", True),
        ("Ban Tuyên giáo và Dân vận Tỉnh ủy", True),
        ("Ủy ban Kiểm tra", True),
        ("Đảng ủy xã An Bình", True),
        ("Thành ủy Minh Họa", True),
        ("Văn phòng Tỉnh ủy", True),
        ("Phòng Kinh tế", False),
        ("Ủy ban nhân dân xã An Bình", False),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam", False),
        ("Ban Quản lý dự án", False),
    ],
)
def test_an_office_is_of_the_party_by_its_name(name, party):
    assert is_of_the_party(name) is party


def made(city, office=None, **more):
    told = {"resolution": city.finished, "year": 2024, "dated": DATED, "office": office}
    return MakeReport(by=None, **told, **more).execute()


def head(report, key):
    return part(report, key, Section.HEAD).text


@pytest.mark.parametrize(
    ("name", "layout", "above"),
    [
        ("Ban Tổ chức Thành ủy", Layout.PARTY, "Thành ủy Minh Họa"),
        ("Thành ủy Minh Họa", Layout.PARTY, "Đảng bộ"),
        ("Phòng Kinh tế", Layout.DECREE, "Ủy ban nhân dân"),
    ],
)
def test_a_first_report_is_laid_out_after_what_the_office_is(minh_hoa: City, name, layout, above):
    report = made(minh_hoa, OfficeFactory(area=minh_hoa.area, name=name))
    assert (report.layout, head(report, "above").startswith(above)) == (layout, True)


def test_in_the_decree_layout_a_party_office_does_not_stand_under_the_people_s_committee(minh_hoa: City):
    office = OfficeFactory(area=minh_hoa.area, name="Ban Tổ chức Thành ủy")
    assert head(made(minh_hoa, office, layout=Layout.DECREE), "above") == "Thành ủy Minh Họa"


def test_the_committee_of_the_area_begins_with_the_decree(minh_hoa: City):
    assert made(minh_hoa).layout == Layout.DECREE


def test_the_next_report_is_laid_out_as_the_last_one(minh_hoa: City):
    office = OfficeFactory(area=minh_hoa.area, name="Phòng Kinh tế")
    made(minh_hoa, office, layout=Layout.PARTY)
    assert made(minh_hoa, office).layout == Layout.PARTY
    assert made(minh_hoa).layout == Layout.DECREE


def test_lines_that_people_put_otherwise_are_those_of_the_next_report(minh_hoa: City):
    first = made(minh_hoa)
    line = part(first, "symbol", Section.HEAD)
    line.write("BC-VPUB")
    line.save()
    title = part(first, "title", Section.HEAD)
    title.write("Tên riêng của báo cáo này")
    title.save()
    second = made(minh_hoa)
    assert (head(second, "symbol"), head(second, "title") == title.text) == ("BC-VPUB", False)
