from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "camket.reports"
    label = "reports"
    verbose_name = "Báo cáo"
