"""The page on which an administrator words the letters."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from camket.foundation.access import SignedIn, needs
from camket.observations.rounds.actions import WordLetters
from camket.observations.rounds.forms import WordsForm


@needs("rounds.read", to_write="rounds.word_letters")
def letters(request: SignedIn) -> HttpResponse:
    form = WordsForm(request.POST) if request.method == "POST" else WordsForm()
    if request.method == "POST" and form.is_valid():
        changed = WordLetters(by=request.user, texts=form.cleaned_data).execute()
        messages.success(
            request, _("Đã đổi %(count)s câu.") % {"count": changed} if changed else _("Không có câu nào đổi.")
        )
        return redirect("rounds:words")
    context = {"form": form, "may_write": request.user.may("rounds.word_letters")}
    return render(request, "rounds/words.html", context, status=422 if form.errors else 200)
