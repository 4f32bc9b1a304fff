from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "camket.jobs"
    label = "jobs"
    verbose_name = "Việc nền"
