from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "camket.intake"
    label = "intake"
    verbose_name = "Đọc văn bản"
