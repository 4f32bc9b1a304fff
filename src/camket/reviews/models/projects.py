from django.db import models

from camket.foundation.fields import NameField
from camket.reviews.enums import ProjectStage


class Entered(models.Model):
    """What may be taken back as long as no signed review says it. It stays stored, and is put back as it was."""

    taken_back_at = models.DateTimeField("rút lại lúc", null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class Project(Entered):
    """Something that is built or set up for a resolution's targets, with its milestones."""

    resolution = models.ForeignKey("resolutions.Resolution", on_delete=models.PROTECT, related_name="projects")
    name = NameField(verbose_name="tên công trình, dự án")
    place = NameField(verbose_name="địa điểm", blank=True)
    targets = models.ManyToManyField("targets.Target", blank=True, related_name="projects")

    class Meta:
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=("resolution", "name"), name="project_once_in_a_resolution"),)
        verbose_name = "công trình, dự án"
        verbose_name_plural = "công trình, dự án"

    def __str__(self) -> str:
        return str(self.name)


class Milestone(Entered):
    """When a stage of a project is to end, and when it did."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="milestones")
    stage = models.CharField("giai đoạn", max_length=12, choices=ProjectStage.choices)
    planned = models.DateField("kế hoạch", null=True, blank=True)
    actual = models.DateField("thực tế", null=True, blank=True)

    class Meta:
        ordering = ("project", "id")
        constraints = (models.UniqueConstraint(fields=("project", "stage"), name="stage_once_in_a_project"),)
        verbose_name = "mốc tiến độ"
        verbose_name_plural = "mốc tiến độ"

    def __str__(self) -> str:
        return f"{self.project}: {self.get_stage_display()}"
