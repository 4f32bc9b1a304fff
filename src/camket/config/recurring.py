"""The work that comes back by itself: what it does, and how often until an administrator changes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from camket.jobs import reaping, schedule


def plan() -> None:
    schedule.every("danh-gia", refresh_today, _("Đánh giá lại theo ngày, đối chiếu số liệu"), at=time(0, 30))
    schedule.every("nhac-viec", remind_today, _("Mở kỳ báo cáo đến ngày, viết và gửi thư nhắc"), minutes=30)
    schedule.every("so-lieu-nop", work_off_deliveries, _("Ghi số liệu đã nhận mà chưa kịp ghi"), minutes=1)
    schedule.every("don-dep", forget, _("Dọn việc và tệp đã quá hạn giữ"), at=time(3))


def refresh(on: date) -> Iterator[tuple[str, int]]:
    """Each area with the number of its targets that were judged anew."""
    from camket.areas.queries import every
    from camket.observations.registers import CountYear
    from camket.reviews.upkeep import bring_up_to_date

    CountYear(by=None).execute()
    for area in every():
        yield area.name, bring_up_to_date(area.pk, on)


def remind(on: date) -> tuple[int, int, int, int]:
    """How many rounds were opened, letters written, sent, and not sent."""
    from camket.observations.rounds.actions import WriteLetters, open_due, send_due

    opened = open_due(on)
    written = WriteLetters(by=None, on=on).execute()
    return len(opened), len(written), *send_due()


@task(backend="jobs")
def refresh_today() -> int:
    return sum(judged for _, judged in refresh(timezone.localdate()))


@task(backend="jobs")
def remind_today() -> list[int]:
    return list(remind(timezone.localdate()))


@task(backend="jobs")
def work_off_deliveries() -> int:
    from camket.observations.rounds.actions import waiting, work_off
    from camket.observations.rounds.workbook.taking import read_all

    read_all(waiting())
    return work_off(waiting())


@task(backend="jobs")
def forget() -> int:
    return reaping.forget(timezone.now())
