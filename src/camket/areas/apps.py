from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "camket.areas"
    label = "areas"
    verbose_name = "Địa bàn"

    def ready(self) -> None:
        from camket.areas.queries import within
        from camket.foundation import tree

        tree.lying_in[:] = [within]
