"""Making files in the background: a PDF takes seconds, and nobody waits at a page that does not answer."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django_tasks import task

from camket.jobs.actions import doing
from camket.reports import making, queries
from camket.reports.enums import FileKind


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
