from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "camket.records"
    label = "records"
    verbose_name = "Văn bản"

    def ready(self) -> None:
        from camket.foundation import actions
        from camket.records.queries import acts_in

        if acts_in not in actions.guards:
            actions.guards.append(acts_in)
