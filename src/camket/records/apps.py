from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "camket.records"
    label = "records"
    verbose_name = "Văn bản"
