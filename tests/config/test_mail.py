import pytest

from camket.config.environment import MissingSetting
from camket.config.mail import Server, server


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("smtp://localhost:25", Server("localhost", 25, "", "", starttls=False, tls=False)),
        ("smtp://an:b%40d@mail.invalid:587", Server("mail.invalid", 587, "an", "b@d", starttls=True, tls=False)),
        ("smtps://an:x@mail.invalid", Server("mail.invalid", 465, "an", "x", starttls=False, tls=True)),
    ],
)
def test_an_address_names_a_mail_server(address: str, found: Server) -> None:
    assert server(address) == found


@pytest.mark.parametrize("address", ["", "mail.invalid", "https://mail.invalid"])
def test_an_address_of_another_kind_is_refused(address: str) -> None:
    with pytest.raises(MissingSetting, match="smtp://"):
        server(address)
