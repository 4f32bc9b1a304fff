"""The usual report, in Word or PDF, sent in the place of figures or beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.measures.decimals import format_number
from camket.observations.enums import DutyState, Stage, Use
from camket.observations.rounds import queries
from camket.observations.rounds.models import Answer, AttachedReport, Duty, Link, LinkUse, Round
from camket.records.actions import ReceiveDocument
from camket.records.extract import detect

KINDS = frozenset({detect.DOCX, detect.DOC, detect.PDF})
MOST = 20


class NoReport(CamketError):
    """Neither Word nor PDF."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: chỗ này nhận báo cáo Word (.docx, .doc) hoặc PDF. Biểu Excel thì tải lên ở mục Điền trên Excel.",
            f"{name}: a report in Word (.docx, .doc) or PDF is taken here. An Excel form goes where it was downloaded.",
        )


class TooMany(CamketError):
    def __init__(self) -> None:
        super().__init__(
            f"Đơn vị đã gửi {MOST} báo cáo trong kỳ này. Hãy liên hệ người theo dõi biểu nếu cần gửi thêm.",
            f"This office has sent {MOST} reports in this round. Ask whoever follows the form if there is more.",
        )


@dataclass(kw_only=True)
class AttachReport(Action[AttachedReport]):
    """A document of the form's area, with the office and the round that it was sent for. The same file twice is one.

    Raises :class:`NoReport`, :class:`TooMany`, and what ``ReceiveDocument`` does.
    """

    verb = "rounds.answer"
    round: Round
    office_id: int
    file_name: str
    content: bytes
    link: Link | None = None
    address: str | None = None

    def subject(self) -> Round:
        return self.round

    def perform(self) -> AttachedReport:
        if detect.media_type(self.content, self.file_name) not in KINDS:
            raise NoReport(self.file_name)
        area = self.round.form.area_id
        received = ReceiveDocument(by=self.by, area_id=area, file_name=self.file_name, content=self.content)
        document = received.execute()
        given = {"round": self.round, "office_id": self.office_id, "document": document}
        known = AttachedReport.objects.filter(**given).first()
        if known is None and AttachedReport.objects.filter(round=self.round, office=self.office_id).count() >= MOST:
            raise TooMany
        if self.link:
            LinkUse.objects.create(link=self.link, what=Use.ATTACHED, address=self.address)
        return known or AttachedReport.objects.create(**given, link=self.link, by=self.by)

    def detail(self) -> dict[str, Any]:
        return {"office": self.office_id, "link": self.link.pk if self.link else None, "file": self.file_name[:200]}


@dataclass(kw_only=True)
class FinishReport(Action[AttachedReport]):
    """A clerk has taken from it what is there: figures of the round that were recorded from its passages are answered
    by it, ``answered`` of them; the others are owed as before."""

    verb = "rounds.manage"
    report: AttachedReport
    answered: int = 0

    def subject(self) -> AttachedReport:
        return self.report

    def perform(self) -> AttachedReport:
        report = self.report
        owed = [one for one in queries.duties(report.round_id, report.office_id, hold=True) if one.is_owed]
        self.answered = sum(self._answer(duty) for duty in owed)
        report.read_at = timezone.now()
        report.save(update_fields=("read_at",))
        return report

    def _answer(self, duty: Duty) -> bool:
        from camket.observations.models import Observation

        held = self.report.round
        told = Observation.objects.filter(
            passage__document=self.report.document_id,
            indicator=duty.indicator_id,
            area=duty.area_id,
            start=held.start,
            end=held.end,
            withdrawn_at=None,
        ).exclude(stage=Stage.PLAN)
        figure = told.order_by("-recorded_at", "-pk").first()
        if figure is None:
            return False
        text = str(figure.state) if figure.value is None else format_number(figure.value)
        made = Answer.objects.create(
            duty=duty,
            text=text[:200],
            value=figure.value,
            denominator=figure.denominator,
            state=figure.state,
            note=str(self.report.document.title)[:2000],
            by=self.by,
        )
        duty.current = duty.submitted = made
        duty.state, duty.reason = DutyState.APPROVED if held.form.approval else DutyState.SUBMITTED, ""
        duty.submitted_at = self.report.at
        duty.save(update_fields=("current", "submitted", "state", "reason", "submitted_at"))
        return True

    def detail(self) -> dict[str, Any]:
        return {"document": self.report.document_id, "answered": self.answered}
