from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "camket.targets"
    label = "targets"
    verbose_name = "Chỉ tiêu"
