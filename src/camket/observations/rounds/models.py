"""Rounds of collection: forms, what is due of whom, what was typed, and by which link."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from camket.foundation.fields import NameField, ValueField
from camket.foundation.names import Named
from camket.observations.enums import OWED, Cycle, DutyState, Purpose, Stage, Use

PEOPLE = "people.User"


class Form(Named, models.Model):
    """A report form: how often it asks, and by when. What it asks is in its versions.

    ``closing_day`` is the day of a period's last month at which its figures are closed; the month's end without one.
    """

    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="forms", verbose_name="địa bàn")
    name = NameField(verbose_name="tên biểu")
    name_en = NameField(verbose_name="tên tiếng Anh", blank=True)
    cycle = models.CharField("chu kỳ", max_length=12, choices=Cycle.choices, default=Cycle.YEAR)
    cumulative = models.BooleanField("cộng dồn từ đầu năm", default=False)
    closing_day = models.PositiveSmallIntegerField("ngày chốt số liệu", null=True, blank=True)
    due_days = models.PositiveSmallIntegerField("hạn gửi, số ngày sau ngày chốt", default=10)
    grace_days = models.PositiveSmallIntegerField("số ngày gia hạn", default=5)
    stage = models.CharField("độ chắc chắn", max_length=12, choices=Stage.choices, default=Stage.FINAL)
    approval = models.BooleanField("phải duyệt mới ghi nhận", default=True)
    contact = models.EmailField("thư điện tử của người theo dõi", blank=True)
    # What the office that follows the form wants said in its letters, beside what every letter says.
    message = models.TextField("lời nhắn trong thư nhắc", blank=True, default="", db_default="")
    late_message = models.TextField("lời nhắn khi quá hạn", blank=True, default="", db_default="")
    # Up the chain: how many days after the due day each is told of what is still missing; never, where there is none.
    head_days = models.PositiveSmallIntegerField(
        "báo người đứng đầu sau", null=True, blank=True, default=1, db_default=1
    )
    board_days = models.PositiveSmallIntegerField(
        "báo Ban Chủ nhiệm sau", null=True, blank=True, default=3, db_default=3
    )
    leader_days = models.PositiveSmallIntegerField("báo lãnh đạo sau", null=True, blank=True, default=5, db_default=5)

    class Meta:
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=("area", "name"), name="form_name_in_an_area"),)
        verbose_name = "biểu báo cáo"
        verbose_name_plural = "biểu báo cáo"


class FormVersion(models.Model):
    """What a form asks from a day on. Rounds keep the version that they were opened with."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="versions", verbose_name="biểu báo cáo")
    since = models.DateField("áp dụng từ ngày")

    class Meta:
        ordering = ("form", "-since", "-id")
        verbose_name = "phiên bản biểu"
        verbose_name_plural = "phiên bản biểu"

    def __str__(self) -> str:
        return f"{self.form} ({self.since})"


class FormLine(models.Model):
    """One figure that a form asks of an office, or of a person there: ``post`` says which one, never by name, and
    ``contact`` is where reminders go."""

    version = models.ForeignKey(FormVersion, on_delete=models.CASCADE, related_name="lines")
    order = models.PositiveIntegerField(default=0)
    indicator = models.ForeignKey("targets.Indicator", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("people.Office", on_delete=models.PROTECT, related_name="+")
    post = NameField(verbose_name="chức danh người báo cáo", blank=True, default="", db_default="")
    contact = models.EmailField("thư điện tử", blank=True)

    class Meta:
        ordering = ("order", "id")
        constraints = (models.UniqueConstraint(fields=("version", "indicator", "area"), name="line_once_in_a_version"),)
        verbose_name = "dòng của biểu"
        verbose_name_plural = "dòng của biểu"

    def __str__(self) -> str:
        return f"{self.indicator}: {self.office}"


class Round(models.Model):
    """One period of a form that is collected. After ``due`` a figure is late, after ``grace_until`` overdue."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="rounds", verbose_name="biểu báo cáo")
    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="rounds")
    start = models.DateField("từ ngày")
    end = models.DateField("đến ngày")
    opens = models.DateField("mở từ ngày")
    due = models.DateField("hạn gửi")
    grace_until = models.DateField("gia hạn đến")
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField("khép lúc", null=True, blank=True)

    class Meta:
        ordering = ("-end", "-id")
        constraints = (
            models.UniqueConstraint(fields=("form", "start", "end"), name="round_once_a_period"),
            models.CheckConstraint(condition=models.Q(start__lte=models.F("end")), name="round_runs_forward"),
        )
        verbose_name = "kỳ báo cáo"
        verbose_name_plural = "kỳ báo cáo"

    def __str__(self) -> str:
        return f"{self.form} {self.start}–{self.end}"


class Duty(models.Model):
    """One figure that an office owes in a round. ``current`` is what it has answered, sent or not."""

    named_by = ("indicator", "office")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="duties", verbose_name="kỳ báo cáo")
    order = models.PositiveIntegerField(default=0)
    indicator = models.ForeignKey("targets.Indicator", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("people.Office", on_delete=models.PROTECT, related_name="+")
    post = NameField(verbose_name="chức danh người báo cáo", blank=True, default="", db_default="")
    contact = models.EmailField(blank=True)
    state = models.CharField("trạng thái", max_length=12, choices=DutyState.choices, default=DutyState.WAITING)
    reason = models.TextField("lý do trả lại", blank=True)
    submitted_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    current = models.ForeignKey("Answer", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    submitted = models.ForeignKey("Answer", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("round", "order", "id")
        constraints = (models.UniqueConstraint(fields=("round", "indicator", "area"), name="duty_once_in_a_round"),)
        indexes = (models.Index(fields=("indicator", "area")),)
        verbose_name = "phần việc báo cáo"
        verbose_name_plural = "phần việc báo cáo"

    def __str__(self) -> str:
        return f"{self.indicator}: {self.office}"

    @property
    def is_owed(self) -> bool:
        return self.state in OWED

    @property
    def called(self) -> str:
        """What is asked for: the indicator, with its area where that is not the form's own."""
        here = self.area_id == self.round.form.area_id
        return str(self.indicator.shown) if here else f"{self.indicator.shown} – {self.area.shown}"

    @property
    def to(self) -> str:
        """Where its reminders go: to its own address, else to that of the office."""
        return str(self.contact or self.office.mail)


class Link(models.Model):
    """The way of an office to its figures of a round, without an account. Of the token only the hash is kept; it is
    made of ``nonce`` and the site's secret, so that a letter which has to be sent again can carry it."""

    token_hash = models.CharField(max_length=64, unique=True)
    nonce = models.CharField(max_length=32)
    office = models.ForeignKey("people.Office", on_delete=models.PROTECT, related_name="+", verbose_name="cơ quan")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="links", verbose_name="kỳ báo cáo")
    given_at = models.DateTimeField(auto_now_add=True)
    given_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField("hết hạn")
    revoked_at = models.DateTimeField("thu hồi", null=True, blank=True)

    class Meta:
        ordering = ("-given_at", "-id")
        verbose_name = "đường dẫn"
        verbose_name_plural = "đường dẫn"

    def __str__(self) -> str:
        return f"{self.office}, {self.round}"


class AttachedReport(models.Model):
    """The usual report that an office sent in the place of figures, or beside them; ``read_at`` once a clerk has taken
    from it what is there."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="reports", verbose_name="kỳ báo cáo")
    office = models.ForeignKey("people.Office", on_delete=models.PROTECT, related_name="+", verbose_name="cơ quan")
    document = models.ForeignKey("records.Document", on_delete=models.PROTECT, related_name="+")
    link = models.ForeignKey(Link, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("gửi lúc", auto_now_add=True)
    read_at = models.DateTimeField("đọc xong lúc", null=True, blank=True)

    class Meta:
        ordering = ("round", "office", "at", "id")
        constraints = (models.UniqueConstraint(fields=("round", "office", "document"), name="report_attached_once"),)
        verbose_name = "báo cáo gửi kèm"
        verbose_name_plural = "báo cáo gửi kèm"

    def __str__(self) -> str:
        return f"{self.office}: {self.document}"


class Written(models.Model):
    """A row that is written once: what happened is not changed later."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise ValueError("What was written down stays; add another row instead.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise ValueError("What was written down stays.")


class LinkUse(Written):
    """A use of a link: when, from which address, what for."""

    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="uses")
    at = models.DateTimeField(auto_now_add=True)
    address = models.GenericIPAddressField(null=True)
    what = models.CharField(max_length=8, choices=Use.choices)

    class Meta:
        ordering = ("-at", "-id")
        verbose_name = "lần dùng đường dẫn"
        verbose_name_plural = "lần dùng đường dẫn"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.what}"


class Delivery(models.Model):
    """What came by a link in one piece, as it came: kept before anything is made of it. ``given`` is a list of objects
    with the fields of ``actions.Given``; ``sends`` says that it was sent, and not merely saved. An Excel form is kept
    as the ``form`` that it is; it is ``unread`` until ``given`` is what stands in it."""

    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="deliveries")
    given = models.JSONField(default=list)
    form = models.BinaryField(null=True)
    form_name = models.CharField(max_length=200, blank=True, default="", db_default="")
    unread = models.BooleanField(default=False, db_default=False)
    sends = models.BooleanField()
    address = models.GenericIPAddressField(null=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    worked_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = "lần nộp"
        verbose_name_plural = "lần nộp"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.link_id}"


class Answer(Written):
    """What was typed for a figure, as it was typed. ``value`` is none where it could not be read.

    ``aside`` says that it was typed against an older answer than the one that stood: it is kept beside that one.
    ``questions`` are what was asked back, each a code and the sentence; ``sure`` that they were answered with yes.
    ``sheet`` is the name of the Excel form that it was filled into, if it was.
    """

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="answers", verbose_name="phần việc")
    text = models.CharField("đã gõ", max_length=200, blank=True)
    value = ValueField(verbose_name="giá trị", null=True)
    denominator = ValueField(verbose_name="trên tổng số", null=True, blank=True)
    state = NameField(verbose_name="danh hiệu", blank=True)
    unchanged = models.BooleanField("không đổi", default=False)
    note = models.TextField("ghi chú", blank=True)
    questions = models.JSONField("câu hỏi lại", default=list, blank=True)
    sure = models.BooleanField("đúng, giữ số này", default=False)
    aside = models.BooleanField("gõ trên bản cũ", default=False)
    at = models.DateTimeField(auto_now_add=True)
    link = models.ForeignKey(Link, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    sheet = models.CharField("biểu Excel", max_length=32, blank=True, default="", db_default="")

    class Meta:
        ordering = ("duty", "-id")
        verbose_name = "câu trả lời"
        verbose_name_plural = "câu trả lời"

    def __str__(self) -> str:
        return f"{self.duty}: {self.text}"

    @property
    def is_ready(self) -> bool:
        """It has a value, and what was asked back is answered."""
        return (self.value is not None or bool(self.state)) and (self.sure or not self.questions)


class LetterText(models.Model):
    """A sentence of letters in other words than it came with. ``name`` is that of ``wording.SENTENCES``."""

    name = models.SlugField(unique=True)
    text = models.TextField("lời văn")

    class Meta:
        ordering = ("name",)
        verbose_name = "lời văn của thư"
        verbose_name_plural = "lời văn của thư"

    def __str__(self) -> str:
        return self.text


class Letter(models.Model):
    """A mail, as it was written; its link is put in when it is sent. ``key`` lets none be written twice, ``claimed_at``
    none be sent twice. ``behalf`` says for which offices it was written to whoever is above them, each as who is told
    (a ``Rung``), by which post, and the office."""

    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField("gửi đến")
    subject = models.CharField("tiêu đề", max_length=300)
    text = models.TextField("nội dung")
    purpose = models.CharField("mục đích", max_length=10, choices=Purpose.choices)
    links = models.ManyToManyField(Link, blank=True, related_name="letters")
    rounds = models.ManyToManyField(Round, blank=True, related_name="letters")
    written_at = models.DateTimeField(auto_now_add=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    failed = models.TextField("lý do chưa gửi được", blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    behalf = models.JSONField(
        "nhắc thay cho", default=list, db_default=models.Value([], models.JSONField()), blank=True
    )

    class Meta:
        ordering = ("-written_at", "-id")
        verbose_name = "thư"
        verbose_name_plural = "thư"

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"


class Holiday(models.Model):
    """A day off; with ``yearly`` that day of each year from this one on. ``source`` is the number of the law or
    decision that says so."""

    day = models.DateField("ngày", unique=True)
    name = models.CharField("tên ngày nghỉ", max_length=200)
    source = models.CharField("căn cứ", max_length=300, blank=True)
    yearly = models.BooleanField("hằng năm", default=False)

    class Meta:
        ordering = ("day",)
        verbose_name = "ngày nghỉ"
        verbose_name_plural = "ngày nghỉ"

    def __str__(self) -> str:
        return self.name
