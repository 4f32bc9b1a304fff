from django.db import models

from camket.foundation.fields import NameField, ValueField
from camket.intake.enums import Question, Role, State

BY_HAND = "by_hand"
"""The rule of a statement that a person made of a number."""


class Statement(models.Model):
    """What was read at one number of a document; waits until a person assents, edits or refuses."""

    document = models.ForeignKey("records.Document", on_delete=models.CASCADE, related_name="statements")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    sentence_start = models.PositiveIntegerField()
    sentence_end = models.PositiveIntegerField()
    role = models.CharField("vai trò", max_length=10, choices=Role.choices)
    indicator_name = NameField(verbose_name="chỉ số")
    value = ValueField(verbose_name="giá trị", null=True, blank=True)
    upper = ValueField(verbose_name="cận trên", null=True, blank=True)
    denominator = ValueField(verbose_name="trên tổng số", null=True, blank=True)
    unit = models.CharField("đơn vị tính", max_length=60, blank=True)
    comparator = models.CharField("so sánh", max_length=10, blank=True)
    aggregate = models.CharField("cách tính", max_length=12)
    first_year = models.PositiveSmallIntegerField("từ năm", null=True, blank=True)
    last_year = models.PositiveSmallIntegerField("đến năm", null=True, blank=True)
    part = models.CharField("phần của năm", max_length=4, blank=True)
    stage = models.CharField("độ chắc chắn", max_length=12, blank=True)
    versus = models.CharField("so với", max_length=20, blank=True)
    percent = ValueField(verbose_name="tỷ lệ so sánh (%)", null=True, blank=True)
    part_of = NameField(verbose_name="thuộc", blank=True)
    state_name = NameField(verbose_name="danh hiệu", blank=True)
    place = models.ForeignKey(
        "areas.Area", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="địa bàn"
    )
    """Where the sentence names an area in that of its document, that area; else none: it is the document's."""
    confident = models.BooleanField("máy chắc chắn", default=False)
    unsure_of = models.CharField("máy chưa chắc về", max_length=80, blank=True)
    """What the reader was not sure of, heaviest first, a space between: the topics of its doubts."""
    question = models.CharField("cần người xem vì", max_length=20, choices=Question.choices, blank=True)
    rule = models.CharField(max_length=60, blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=State.choices, default=State.WAITING)
    edited = models.BooleanField("đã sửa", default=False)
    repeats = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="repeated", verbose_name="nhắc lại câu"
    )
    version = models.PositiveIntegerField(default=0)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("people.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey("targets.Target", null=True, blank=True, on_delete=models.SET_NULL)
    observation = models.ForeignKey("observations.Observation", null=True, blank=True, on_delete=models.SET_NULL)

    class Meta:
        ordering = ("document", "start", "role")
        constraints = (models.UniqueConstraint(fields=("document", "start", "end", "role"), name="statement_once"),)
        verbose_name = "câu đã đọc"
        verbose_name_plural = "câu đã đọc"

    def __str__(self) -> str:
        return f"{self.indicator_name}: {self.value} {self.unit}"

    @property
    def filed_under(self) -> int:
        """The key of the area that it speaks of."""
        return self.place_id or self.document.area_id

    @property
    def doubted(self) -> tuple[str, ...]:
        """What a person should look at, heaviest first, while it waits."""
        return tuple(self.unsure_of.split()) if self.state == State.WAITING else ()

    @property
    def by_hand(self) -> bool:
        """Was it made by a person, of a number that the reader took for no statement?"""
        return self.rule == BY_HAND


class OtherNumber(models.Model):
    """A number of the document that is no statement, and why."""

    document = models.ForeignKey("records.Document", on_delete=models.CASCADE, related_name="other_numbers")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)

    class Meta:
        ordering = ("document", "start")
        constraints = (models.UniqueConstraint(fields=("document", "start", "end"), name="other_number_once"),)
        verbose_name = "số khác"
        verbose_name_plural = "số khác"

    def __str__(self) -> str:
        return f"{self.kind} {self.start}–{self.end}"
