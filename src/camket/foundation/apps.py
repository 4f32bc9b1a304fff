from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "camket.foundation"
    label = "foundation"
    verbose_name = "Nền tảng"
