"""Makers of rows for tests. Every room may use them; `city.py` puts a whole invented city together with them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from camket.areas.enums import Kind as AreaKind
from camket.areas.models import Area
from camket.intake.enums import Question
from camket.intake.enums import Role as StatementRole
from camket.intake.models import Statement
from camket.measures.folding import slug
from camket.observations.enums import Stage
from camket.observations.models import Observation
from camket.people.enums import Role
from camket.people.models import HeldRole, Office, User
from camket.records.enums import Kind as DocumentKind
from camket.records.models import Document, Passage
from camket.resolutions.enums import SeatRole
from camket.resolutions.models import Assignment, Group, Programme, Resolution, Term
from camket.reviews.enums import Outcome
from camket.reviews.models import Finding, Verdict
from camket.targets.enums import Aggregate, Comparator, Direction, Nature
from camket.targets.models import Indicator, Target

RECORDED = datetime(2026, 11, 3, 2, 0, tzinfo=UTC)


class AreaFactory(DjangoModelFactory):
    class Meta:
        model = Area
        django_get_or_create = ("slug",)

    slug = "minh-hoa"
    code = "999"
    name = "Thành phố Minh Họa"
    name_en = "Minh Hoa City"
    kind = AreaKind.CITY
    invented = True


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        administrator = factory.Trait(role=Role.ADMINISTRATOR)

    username = factory.Sequence(lambda n: f"tai-khoan-{n}")
    role = Role.CLERK

    @factory.post_generation
    def held(self, create, given, **kwargs):
        """The role that the account repeats."""
        if create and self.role != Role.PUBLIC:
            days = {"since": self.role_since, "until": self.role_until}
            HeldRole.objects.create(user=self, role=self.role, office=self.office, **days)


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = Office
        django_get_or_create = ("area", "slug")

    area = factory.SubFactory(AreaFactory)
    name = "Phòng Kinh tế"
    slug = factory.LazyAttribute(lambda made: slug(made.name))


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    area = factory.SubFactory(AreaFactory)
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    file_name = factory.LazyAttribute(lambda made: f"{made.slug}.txt")
    file = factory.django.FileField(data=b"van ban", filename="van-ban.txt")
    media_type = "text/plain"
    kind = DocumentKind.REPORT
    title = factory.Sequence(lambda n: f"Báo cáo số {n}")
    issued_on = date(2025, 1, 20)
    text = "Thu ngân sách năm 2024 đạt 187,2 tỷ đồng."
    slug = factory.LazyAttribute(lambda made: slug(made.title))


class PassageFactory(DjangoModelFactory):
    """``marked`` gives the number, and where the sentence is found: "Thu ngân sách đạt [200] tỷ đồng"."""

    class Meta:
        model = Passage
        django_get_or_create = ("document", "start", "end")

    class Params:
        marked = "Thu ngân sách năm 2024 đạt [187,2] tỷ đồng."

    document = factory.SubFactory(DocumentFactory)
    quote = factory.LazyAttribute(lambda made: made.marked.replace("[", "").replace("]", ""))
    sentence_start = factory.LazyAttribute(lambda made: made.document.text.index(made.quote))
    sentence_end = factory.LazyAttribute(lambda made: made.sentence_start + len(made.quote))
    start = factory.LazyAttribute(lambda made: made.sentence_start + made.marked.index("["))
    end = factory.LazyAttribute(lambda made: made.sentence_start + made.marked.index("]") - 1)
    where = "trang 1"


class TermFactory(DjangoModelFactory):
    class Meta:
        model = Term
        django_get_or_create = ("first_year", "last_year")

    first_year = 2020
    last_year = 2025


class ResolutionFactory(DjangoModelFactory):
    class Meta:
        model = Resolution

    area = factory.SubFactory(AreaFactory)
    term = factory.SubFactory(TermFactory)
    title = factory.LazyAttribute(lambda made: f"Nghị quyết nhiệm kỳ {made.term}")
    slug = factory.LazyAttribute(lambda made: f"{made.area.slug}-{made.term.first_year}-{made.term.last_year}")
    document = factory.SubFactory(
        DocumentFactory, area=factory.SelfAttribute("..area"), kind=DocumentKind.RESOLUTION, number="01", symbol="NQ/ĐH"
    )
    adopted_on = date(2020, 8, 12)


class GroupFactory(DjangoModelFactory):
    class Meta:
        model = Group

    resolution = factory.SubFactory(ResolutionFactory)
    order = factory.Sequence(lambda n: n + 1)
    name = "Về kinh tế"
    slug = factory.LazyAttribute(lambda made: slug(made.name))


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme

    resolution = factory.SubFactory(ResolutionFactory)
    order = factory.Sequence(lambda n: n + 1)
    name = "Phát triển thương mại, dịch vụ"
    slug = factory.LazyAttribute(lambda made: slug(made.name))


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = Assignment

    programme = factory.SubFactory(ProgrammeFactory)
    order = factory.Sequence(lambda n: n + 1)
    role = SeatRole.CHAIR
    title = "Chủ tịch UBND thành phố"
    field = "Phụ trách chung"


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = Indicator

    area = factory.SubFactory(AreaFactory)
    name = "thu ngân sách trên địa bàn"
    slug = factory.LazyAttribute(lambda made: slug(made.name))
    unit = "tỷ đồng"
    nature = Nature.FLOW
    direction = Direction.UP


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = Target
        skip_postgeneration_save = True

    resolution = factory.SubFactory(ResolutionFactory)
    area = factory.SelfAttribute("resolution.area")
    indicator = factory.SubFactory(IndicatorFactory, area=factory.SelfAttribute("..area"))
    slug = factory.LazyAttribute(lambda made: made.indicator.slug)
    order = factory.Sequence(lambda n: n)
    aggregate = Aggregate.LAST
    comparator = Comparator.EQ
    value = Decimal(200)
    unit = factory.SelfAttribute("indicator.unit")
    start = factory.LazyAttribute(lambda made: date(made.resolution.term.first_year, 1, 1))
    due = factory.LazyAttribute(lambda made: date(made.resolution.term.last_year, 12, 31))

    @factory.post_generation
    def programmes(self, create, given, **_):  # type: ignore[no-untyped-def]  # factory_boy's own signature
        self.programmes.set(given or ())

    @factory.post_generation
    def partners(self, create, given, **_):  # type: ignore[no-untyped-def]  # as above
        self.partners.set(given or ())


class ObservationFactory(DjangoModelFactory):
    """``year`` stands for a whole calendar year."""

    class Meta:
        model = Observation

    class Params:
        year = 2024

    indicator = factory.SubFactory(IndicatorFactory)
    area = factory.SelfAttribute("indicator.area")
    start = factory.LazyAttribute(lambda made: date(made.year, 1, 1))
    end = factory.LazyAttribute(lambda made: date(made.year, 12, 31))
    value = Decimal("187.2")
    stage = Stage.FINAL
    recorded_at = RECORDED


class VerdictFactory(DjangoModelFactory):
    class Meta:
        model = Verdict

    target = factory.SubFactory(TargetFactory)
    outcome = Outcome.ON_TRACK
    on = date(2025, 3, 1)
    as_of = RECORDED
    attained = Decimal("187.2")
    attained_end = date(2024, 12, 31)
    ratio = Decimal("0.936")
    why = "Thu ngân sách năm 2024 đạt 187,2 tỷ đồng, bằng 93,6% mục tiêu 200 tỷ đồng."
    why_en = "Budget revenue in 2024 was 187.2 billion dong, 93.6% of the target of 200 billion dong."
    inputs_hash = "0" * 64


class FindingFactory(DjangoModelFactory):
    class Meta:
        model = Finding
        skip_postgeneration_save = True

    area = factory.SubFactory(AreaFactory)
    check_name = "sources_disagree"
    key = factory.Sequence(str)
    text = "Hai văn bản nêu hai giá trị khác nhau cho cùng một năm."
    text_en = "Two documents give different values for the same year."

    @factory.post_generation
    def passages(self, create, given, **_):  # type: ignore[no-untyped-def]  # factory_boy's own signature
        self.passages.set(given or ())


class StatementFactory(DjangoModelFactory):
    """``marked`` gives the number and its sentence, as for a passage. Read with confidence unless ``unsure``."""

    class Meta:
        model = Statement

    class Params:
        marked = "Thu ngân sách năm 2024 đạt [187,2] tỷ đồng."
        unsure = factory.Trait(confident=False, question=Question.UNSURE)

    document = factory.SubFactory(DocumentFactory)
    sentence_start = factory.LazyAttribute(lambda made: made.document.text.index(_plain(made.marked)))
    sentence_end = factory.LazyAttribute(lambda made: made.sentence_start + len(_plain(made.marked)))
    start = factory.LazyAttribute(lambda made: made.sentence_start + made.marked.index("["))
    end = factory.LazyAttribute(lambda made: made.sentence_start + made.marked.index("]") - 1)
    role = StatementRole.RESULT
    indicator_name = "thu ngân sách"
    value = Decimal("187.2")
    unit = "tỷ đồng"
    comparator = Comparator.EQ
    aggregate = "last"
    first_year = 2024
    last_year = 2024
    confident = True


def _plain(marked: str) -> str:
    return marked.replace("[", "").replace("]", "")
