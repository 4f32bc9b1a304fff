"""An account's own pages: its second factor, by allauth's pages, whose changes are actions of ours; its mail address
and its open sessions."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.base.views import IndexView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic.edit import FormView

from camket.people import own, proofs
from camket.people.forms import MailForm
from camket.people.own import ChangeMail, EndOthers, EndSession
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


@reauthentication_required(app="allauth.mfa")
def mail(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    form = MailForm(request.POST or None, initial={"mail": user.email})
    if request.method == "POST" and form.is_valid():
        ChangeMail(by=user, user=user, mail=form.cleaned_data["mail"]).execute()
        messages.success(request, _("Đã đổi địa chỉ thư."))
        return redirect("mfa_index")
    return render(request, "people/own_mail.html", {"form": form}, status=422 if form.errors else 200)


@login_required
def open_sessions(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    if request.method == "POST":
        _end(request, user)
        return redirect("own_sessions")
    return render(request, "people/own_sessions.html", {"sessions": own.open_sessions(request, user)})


def _end(request: HttpRequest, user: Any) -> None:
    one = request.POST.get("phien", "")
    if one.isdecimal():
        EndSession(by=user, user=user, session=int(one)).execute()
        messages.success(request, _("Phiên đó đã kết thúc."))
    elif "khac" in request.POST:
        EndOthers(by=user, user=user, request=request).execute()
        messages.success(request, _("Mọi phiên khác đã kết thúc."))
