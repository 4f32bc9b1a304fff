from django.db.models import TextChoices


class JobState(TextChoices):
    WAITING = "waiting", "đang chờ"
    RUNNING = "running", "đang làm"
    DONE = "done", "xong"
    FAILED = "failed", "không làm được"


UNFINISHED = frozenset({JobState.WAITING, JobState.RUNNING})
