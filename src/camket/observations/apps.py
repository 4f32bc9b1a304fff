from django.apps import AppConfig


class ObservationsConfig(AppConfig):
    name = "camket.observations"
    label = "observations"
    verbose_name = "Số liệu"
