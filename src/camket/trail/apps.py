from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "camket.trail"
    label = "trail"
    verbose_name = "Nhật ký"
