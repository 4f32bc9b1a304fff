from django.db import models

from camket.foundation.fields import NameField, ValueField
from camket.foundation.names import Named
from camket.targets.enums import Aggregate, Charge, Comparator, Decision, Direction, Nature


class Indicator(Named, models.Model):
    """What is measured, with its unit of measure and its nature. Remembered per area with all its wordings."""

    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="indicators", verbose_name="địa bàn")
    name = NameField(verbose_name="tên")
    name_en = NameField(verbose_name="tên tiếng Anh", blank=True)
    slug = models.SlugField(max_length=120)
    unit = models.CharField("đơn vị tính", max_length=60, blank=True)
    nature = models.CharField("tính chất", max_length=10, choices=Nature.choices)
    direction = models.CharField("chiều", max_length=10, choices=Direction.choices, default=Direction.UP)
    states = models.JSONField("các bậc, từ thấp đến cao", default=list, blank=True)
    cycle_days = models.PositiveSmallIntegerField("chu kỳ báo cáo (ngày)", default=365)
    grace_days = models.PositiveSmallIntegerField("thời gian gia hạn (ngày)", default=90)
    # Where its figures come from, if nobody tells them: see docs/decisions/0017-derived-figures.md.
    formula = models.TextField("công thức", blank=True, default="", db_default="")
    inputs = models.ManyToManyField("self", symmetrical=False, related_name="derived", blank=True)
    combined = models.BooleanField("cộng từ các địa bàn trực thuộc", default=False, db_default=False)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("area", "slug"), name="indicator_slug_in_an_area"),)
        verbose_name = "chỉ số"
        verbose_name_plural = "chỉ số"


class Wording(models.Model):
    """One way in which documents name an indicator. ``key`` is without case, diacritics and word order."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="wordings")
    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="+")
    text = NameField()
    key = models.CharField(max_length=400)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("area", "key", "indicator"), name="wording_once"),)
        indexes = (models.Index(fields=("area", "key")),)
        verbose_name = "cách gọi"
        verbose_name_plural = "cách gọi"

    def __str__(self) -> str:
        return self.text


class Target(models.Model):
    """One commitment of a resolution: aggregate, comparator, value, window and baseline of one indicator."""

    named_by = ("indicator",)

    resolution = models.ForeignKey("resolutions.Resolution", on_delete=models.PROTECT, related_name="targets")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets", verbose_name="chỉ số")
    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="targets", verbose_name="địa bàn")
    group = models.ForeignKey("resolutions.Group", null=True, blank=True, on_delete=models.SET_NULL)
    programmes = models.ManyToManyField("resolutions.Programme", blank=True, related_name="targets")
    number = models.PositiveSmallIntegerField("số thứ tự trong nghị quyết", null=True, blank=True)
    order = models.PositiveIntegerField(default=0)
    slug = models.SlugField(max_length=140)
    aggregate = models.CharField("cách tính", max_length=10, choices=Aggregate.choices)
    comparator = models.CharField("so sánh", max_length=10, choices=Comparator.choices, default=Comparator.EQ)
    value = ValueField(verbose_name="mục tiêu", null=True, blank=True)
    upper = ValueField(verbose_name="cận trên", null=True, blank=True)
    state = NameField(verbose_name="danh hiệu", blank=True)
    unit = models.CharField("đơn vị tính", max_length=60, blank=True)
    start = models.DateField("từ ngày")
    due = models.DateField("đến ngày")
    baseline = ValueField(verbose_name="giá trị gốc", null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField("năm gốc", null=True, blank=True)
    part_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="parts")
    lead = models.ForeignKey(
        "people.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="leads", verbose_name="chủ trì"
    )
    partners = models.ManyToManyField("people.Office", blank=True, related_name="helps", verbose_name="phối hợp")
    # Who answers for it on the boards of its programmes, those among them whose time is over.
    seats = models.ManyToManyField("resolutions.Assignment", blank=True, related_name="targets")
    passage = models.ForeignKey("records.Passage", null=True, on_delete=models.PROTECT, related_name="targets")
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("resolution", "order", "id")
        constraints = (
            models.UniqueConstraint(fields=("resolution", "slug"), name="target_slug_in_a_resolution"),
            models.UniqueConstraint(
                fields=("resolution", "indicator", "area", "aggregate", "due"), name="target_once_in_a_resolution"
            ),
            models.CheckConstraint(
                condition=models.Q(value__isnull=False) | models.Q(aggregate="state"), name="target_has_value_or_state"
            ),
            models.CheckConstraint(condition=models.Q(start__lte=models.F("due")), name="target_window_runs_forward"),
        )
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"

    def __str__(self) -> str:
        return str(self.indicator)


class InCharge(models.Model):
    """Which office led a target or helped with it, from its first to its last day; from the beginning where there is no
    first one. ``Target.lead`` and ``Target.partners`` say who does now. A target without rows has the offices of its
    document ever since."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="in_charge", verbose_name="chỉ tiêu")
    office = models.ForeignKey("people.Office", on_delete=models.PROTECT, related_name="+", verbose_name="cơ quan")
    charge = models.CharField("vai trò", max_length=10, choices=Charge.choices)
    since = models.DateField("từ ngày", null=True, blank=True)
    until = models.DateField("đến ngày", null=True, blank=True)

    class Meta:
        ordering = ("target", "since", "pk")
        verbose_name = "cơ quan phụ trách chỉ tiêu"
        verbose_name_plural = "cơ quan phụ trách chỉ tiêu"

    def __str__(self) -> str:
        return f"{self.get_charge_display()}: {self.office}"


class Carrying(models.Model):
    """What was decided for a target whose area ended before its window: who carries it on, or that nobody does."""

    target = models.OneToOneField(Target, on_delete=models.CASCADE, related_name="carrying", verbose_name="chỉ tiêu")
    decision = models.CharField("quyết định", max_length=10, choices=Decision.choices)
    successor = models.ForeignKey(
        "areas.Area",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="địa bàn tiếp nhận",
    )
    decided_on = models.DateField("ngày quyết định")
    ground = models.CharField("căn cứ", max_length=400)
    note = models.TextField("ghi chú", blank=True)
    recorded_at = models.DateTimeField(auto_now=True)
    recorded_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(decision="carried", successor__isnull=False)
                | models.Q(decision="dropped", successor__isnull=True),
                name="carried_by_somebody",
            ),
        )
        verbose_name = "việc tiếp tục chỉ tiêu"
        verbose_name_plural = "việc tiếp tục chỉ tiêu"

    def __str__(self) -> str:
        return f"{self.target}: {self.decision}"
