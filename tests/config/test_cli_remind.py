"""`camket remind`: opens, writes, sends; and says so."""

from datetime import date

import pytest

from camket.config.cli import main
from camket.observations.rounds.models import Letter, Round
from observations.rounds import collected

pytestmark = pytest.mark.django_db
MONDAY = "2026-01-05"


@pytest.fixture(autouse=True)
def ready(monkeypatch):
    monkeypatch.setattr("camket.config.cli.django_ready.start", lambda: None)
    monkeypatch.setattr("camket.observations.rounds.calendar.may_send", lambda moment: True)


def test_the_day_opens_its_rounds_and_writes_its_letters(capsys, mailoutbox):
    collected(opened=False)
    assert main(["remind", "--on", MONDAY]) == 0
    assert Round.objects.get().opens == date(2026, 1, 1)
    assert "Đã mở 1 kỳ báo cáo, viết 1 thư, gửi 1 thư." in capsys.readouterr().out
    assert len(mailoutbox) == 1


def test_run_again_it_does_nothing_twice(capsys, mailoutbox):
    collected(opened=False)
    for _ in range(3):
        assert main(["remind", "--on", MONDAY]) == 0
    assert (Round.objects.count(), Letter.objects.count(), len(mailoutbox)) == (1, 1, 1)
    assert "Đã mở 0 kỳ báo cáo, viết 0 thư, gửi 0 thư." in capsys.readouterr().out


def test_a_mail_server_that_says_no_is_told(capsys, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1
    collected(opened=False)
    assert main(["remind", "--on", MONDAY]) == 1
    assert "1 thư chưa gửi được" in capsys.readouterr().err
    assert Letter.objects.get().sent_at is None
