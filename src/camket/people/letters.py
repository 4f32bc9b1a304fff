"""Letters about an account to its person: the link to set a password by, and word of what was changed.

What was changed is told by a job, so that a mail server that is down loses nothing and stops nobody. The link is sent
at once, and kept nowhere: where it cannot be sent, whoever asked for it sees it once.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from camket.foundation import origin
from camket.people import links, sayings
from camket.people.models import User

log = logging.getLogger(__name__)

MOST_TRIES = 20
_WAIT = timedelta(minutes=10)


def send_link(user: User, link: str) -> bool:
    """Has it gone out? Not where there is no address, or no mail server that takes it."""
    if not user.email or not goes_out():
        return False
    with override(_language(user)):
        told = {"account": user, "link": link, "until": links.good_until(), "is_new": not user.has_usable_password()}
        subject = _("Cam Kết: đặt mật khẩu cho tài khoản %(name)s") % {"name": user.username}
        message = EmailMessage(subject, render_to_string("people/letters/link.txt", told), to=[user.email])
    try:
        return bool(message.send())
    except (OSError, SMTPException):
        log.exception("link_not_sent account=%s", user.pk)
        return False


def goes_out() -> bool:
    """Is there anything that would carry a letter away? The console of a demonstration does not."""
    return not settings.EMAIL_BACKEND.endswith(".console.EmailBackend")


def tell(sender: Any, action: Any, result: Any, **kwargs: Any) -> None:
    """Hears every action that is done; some are about what protects an account."""
    what = sayings.of(action)
    if what is None or not goes_out():
        return
    for address in {action.user.email, action.changed.before.get("email", "")} - {"", None}:
        with override(_language(action.user)):
            _queue(action.user, address, str(what))


def _queue(user: User, address: str, what: str) -> None:
    page = f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{reverse('mfa_index')}"
    told = {"account": user, "what": what, "at": timezone.localtime(), "address": origin.address(), "page": page}
    subject = _("Cam Kết: tài khoản %(name)s vừa thay đổi") % {"name": user.username}
    deliver.enqueue(address, subject, render_to_string("people/letters/changed.txt", told))


@task(backend="jobs")
def deliver(address: str, subject: str, text: str, tries: int = 1) -> None:
    """A server that is down is asked again, for some hours."""
    try:
        EmailMessage(subject, text, to=[address]).send()
    except (OSError, SMTPException):
        if tries >= MOST_TRIES:
            raise
        deliver.using(run_after=timezone.now() + _WAIT).enqueue(address, subject, text, tries + 1)


def _language(user: User) -> str:
    profile = getattr(user, "wagtail_userprofile", None)
    return (profile.preferred_language if profile else "") or settings.LANGUAGE_CODE
