from django.apps import AppConfig


class Wiring(AppConfig):
    """No models: connects the rooms that may not know each other."""

    name = "camket.config"
    label = "config"
    verbose_name = "Cam Kết"

    def ready(self) -> None:
        from camket.config import arrivals, checks, recurring  # noqa: F401  (the checks register themselves)

        arrivals.listen()
        recurring.plan()
