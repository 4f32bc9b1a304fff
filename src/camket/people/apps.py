from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "camket.people"
    label = "people"
    verbose_name = "Con người và cơ quan"

    def ready(self) -> None:
        from allauth.account.signals import password_changed, password_reset
        from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

        from camket.foundation.actions import performed
        from camket.people import letters, own, signing

        user_logged_in.connect(signing.has_signed_in, dispatch_uid="people.signed_in")
        user_logged_out.connect(signing.has_signed_out, dispatch_uid="people.signed_out")
        user_login_failed.connect(signing.has_failed, dispatch_uid="people.failed")
        user_logged_in.connect(own.has_signed_in, dispatch_uid="people.session")
        password_changed.connect(own.has_changed_password, dispatch_uid="people.session")
        password_reset.connect(own.has_changed_password, dispatch_uid="people.session")
        performed.connect(letters.tell, dispatch_uid="people.letters")
