"""Making files in the background: a PDF takes seconds, and nobody waits at a page that does not answer."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from camket.jobs.actions import doing
from camket.measures.folding import slug
from camket.reports import making, queries
from camket.reports.enums import FileKind
from camket.reports.exports import files, filling, periods
from camket.reports.exports import form as forms


@task(backend="jobs")
def make_file(job: str, report: int, kind: str) -> None:
    """The file of a kept report as it is when the job is done. Done twice, it is the same file."""
    with doing(job) as progress:
        progress.step(0, 2, _("Đang đọc nội dung báo cáo"))
        kept = queries.for_file(report)
        paper = queries.kept_paper(kept)
        progress.step(1, 2, _("Đang dựng tệp"))
        made = making.make(paper, FileKind(kind), queries.file_stem(kept))
        progress.deliver(made.name, made.content)


@task(backend="jobs")
def make_export(job: str, form: int, asked: list[str], suffix: str, allowed: list[int]) -> None:
    """The file of a form, filled by what is known when the job is done. ``allowed`` are the areas of who asked."""
    with doing(job) as progress:
        progress.step(0, 2, _("Đang lấy số liệu"))
        kept = queries.form_for_file(form)
        wanted = [periods.read(one) for one in asked]
        filled = filling.fill(forms.read(kept.text), wanted, timezone.now(), kept.area_id, allowed)
        progress.step(1, 2, _("Đang dựng tệp"))
        name = f"{slug(kept.name, 60)}-{'-'.join(one.written for one in wanted)[:60]}{suffix}"
        progress.deliver(name, files.made(filled, suffix))
