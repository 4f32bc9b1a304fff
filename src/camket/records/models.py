from datetime import date
from typing import Any

from django.db import models

from camket.foundation.fields import NameField
from camket.records.enums import Kind, Step, TaskState


class Document(models.Model):
    """A file as it came, its text, and where in the file each part of the text stands."""

    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="documents", verbose_name="địa bàn")
    sha256 = models.CharField(max_length=64)
    file = models.FileField("tệp", upload_to="documents/%Y/", max_length=300)
    file_name = models.CharField("tên tệp", max_length=255)
    media_type = models.CharField(max_length=100)
    kind = models.CharField("loại", max_length=20, choices=Kind.choices)
    genre = models.CharField(max_length=30, blank=True)
    number = models.CharField("số", max_length=30, blank=True)
    symbol = models.CharField("ký hiệu", max_length=60, blank=True)
    issuer = NameField(verbose_name="cơ quan ban hành", blank=True)
    place = NameField(verbose_name="nơi ban hành", blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    title = models.CharField("trích yếu", max_length=600)
    title_en = models.CharField("trích yếu tiếng Anh", max_length=600, blank=True)
    year = models.PositiveSmallIntegerField("năm báo cáo", null=True, blank=True)
    months = models.PositiveSmallIntegerField("số tháng", null=True, blank=True)
    text = models.TextField()
    layout = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    slug = models.SlugField(max_length=120)
    recorded_at = models.DateTimeField("ghi nhận", auto_now_add=True)
    recorded_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-issued_on", "-id")
        constraints = (
            models.UniqueConstraint(fields=("area", "sha256"), name="document_once_in_an_area"),
            models.UniqueConstraint(fields=("area", "slug"), name="document_slug_in_an_area"),
        )
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"

    def __str__(self) -> str:
        return self.title

    @property
    def symbol_line(self) -> str:
        """ "05/BC-UBND", or "01-NQ/ĐH" as party documents write it; nothing where the document has no number."""
        joint = "-" if "/" in self.symbol else "/"
        return f"{self.number}{joint}{self.symbol}" if self.number and self.symbol else self.number


class Passage(models.Model):
    """A number in a document with the sentence that it stands in: what a figure answers when asked "says who?"."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    sentence_start = models.PositiveIntegerField()
    sentence_end = models.PositiveIntegerField()
    quote = models.TextField()
    where = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("document", "start")
        constraints = (models.UniqueConstraint(fields=("document", "start", "end"), name="passage_once"),)
        verbose_name = "đoạn trích"
        verbose_name_plural = "đoạn trích"

    def __str__(self) -> str:
        return self.quote

    @property
    def before(self) -> str:
        return self.quote[: self.start - self.sentence_start]

    @property
    def number(self) -> str:
        return self.quote[self.start - self.sentence_start : self.end - self.sentence_start]

    @property
    def after(self) -> str:
        return self.quote[self.end - self.sentence_start :]


class Task(models.Model):
    """Work handed to an office, by the "6 rõ": who, what, by when, answerable to whom, with which product, on whose
    authority. A post, not a person, is in charge."""

    office = models.ForeignKey("people.Office", on_delete=models.PROTECT, related_name="tasks", verbose_name="cơ quan")
    post = NameField(verbose_name="chức danh phụ trách")
    what = models.TextField("việc phải làm")
    due = models.DateField("hạn hoàn thành")
    answers_to = NameField(verbose_name="chịu trách nhiệm trước")
    product = models.CharField("sản phẩm phải có", max_length=600)
    authority = models.CharField("thẩm quyền, căn cứ giao", max_length=400)
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks", verbose_name="văn bản giao"
    )
    state = models.CharField(
        "trạng thái",
        max_length=10,
        choices=[one for one in TaskState.choices if one[0] != "late"],
        default=TaskState.OPEN,
    )
    given_on = models.DateField("ngày giao")
    given_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField("ngày kết thúc", null=True, blank=True)
    outcome = models.CharField("sản phẩm đã có, hoặc lý do thôi", max_length=600, blank=True)

    class Meta:
        ordering = ("due", "id")
        verbose_name = "nhiệm vụ được giao"
        verbose_name_plural = "nhiệm vụ được giao"

    def __str__(self) -> str:
        return self.what

    def standing(self, on: date) -> TaskState:
        """The state on a day: an open task is late after its due day."""
        late = self.state == TaskState.OPEN and self.due < on
        return TaskState.LATE if late else TaskState(self.state)


class TaskStep(models.Model):
    """One thing that happened to a task, in words: by whom, why, and what it was before. Written once."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField("việc", max_length=10, choices=Step.choices)
    at = models.DateTimeField("lúc", auto_now_add=True)
    by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField("nội dung", blank=True)
    before = models.CharField("trước", max_length=400, blank=True)
    after = models.CharField("sau", max_length=400, blank=True)

    class Meta:
        ordering = ("task", "id")
        verbose_name = "diễn biến nhiệm vụ"
        verbose_name_plural = "diễn biến nhiệm vụ"

    def __str__(self) -> str:
        return f"{self.task}: {self.get_kind_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise ValueError("What happened to a task stays as it was written down.")
        super().save(*args, **kwargs)
