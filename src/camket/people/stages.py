"""The step of signing in that allauth asks for a second factor in."""

from __future__ import annotations

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest


class AskForCode(AuthenticateStage):
    def _should_handle(self, request: HttpRequest) -> bool:
        """Not where a province's own sign-in has just asked for one and says so."""
        told = (self.login.signal_kwargs or {}).get("sociallogin")
        return not getattr(told, "second_factor", False) and bool(super()._should_handle(request))
