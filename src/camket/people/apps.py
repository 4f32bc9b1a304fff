from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "camket.people"
    label = "people"
    verbose_name = "Con người và cơ quan"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

        from camket.people import signing

        user_logged_in.connect(signing.has_signed_in, dispatch_uid="people.signed_in")
        user_logged_out.connect(signing.has_signed_out, dispatch_uid="people.signed_out")
        user_login_failed.connect(signing.has_failed, dispatch_uid="people.failed")
