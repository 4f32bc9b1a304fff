from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "camket.portal"
    label = "portal"
    verbose_name = "Cổng thông tin"

    def ready(self) -> None:
        from camket.portal import caching

        caching.listen()
