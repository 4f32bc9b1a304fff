from django.apps import AppConfig


class ResolutionsConfig(AppConfig):
    name = "camket.resolutions"
    label = "resolutions"
    verbose_name = "Nghị quyết"
