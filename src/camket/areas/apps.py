from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "camket.areas"
    label = "areas"
    verbose_name = "Địa bàn"
