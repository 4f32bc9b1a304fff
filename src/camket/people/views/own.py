"""An account's own second factor: allauth's pages, whose changes are actions of ours."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.base.views import IndexView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.views.generic.edit import FormView

from camket.people import proofs
from camket.people.second_factor import MakeRecoveryCodes, Remove, SetUp


@method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")
class SetUpView(ActivateTOTPView):
    """Also for another telephone: allauth would have the old one removed first, which a role that needs it may not."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return FormView.dispatch(self, request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        asked = {"replaces": proofs.has_second_factor(user), "needed": proofs.needs_second_factor(user)}
        return {**super().get_context_data(**kwargs), **asked}

    def form_valid(self, form: Any) -> HttpResponse:
        user = self.request.user
        action = SetUp(by=user, user=user, request=self.request, form=form)
        self.did_generate_recovery_codes = action.execute()
        return HttpResponseRedirect(self.get_success_url())


class ProtectionView(IndexView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "needed": proofs.needs_second_factor(self.request.user)}


class RemoveView(DeactivateTOTPView):
    def form_valid(self, form: Any) -> HttpResponse:
        user = self.request.user
        Remove(by=user, user=user, request=self.request).execute()
        return HttpResponseRedirect(self.get_success_url())


class MakeRecoveryCodesView(GenerateRecoveryCodesView):
    def form_valid(self, form: Any) -> HttpResponse:
        user = self.request.user
        MakeRecoveryCodes(by=user, user=user, request=self.request).execute()
        return HttpResponseRedirect(self.get_success_url())


protection = ProtectionView.as_view()
set_up = SetUpView.as_view()
remove = RemoveView.as_view()
make_recovery_codes = MakeRecoveryCodesView.as_view()
