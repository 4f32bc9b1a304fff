"""One code, sent by many threads at once: run as a program of its own, in the database of the environment.

python codes_at_once.py THREADS     prints how many were let in
"""

import os
import sys
from concurrent.futures import ThreadPoolExecutor

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "camket.config.settings.development")
django.setup()

from allauth.mfa.models import Authenticator  # noqa: E402  (after the apps are loaded)
from allauth.mfa.totp.internal import auth  # noqa: E402
from django.db import connection  # noqa: E402

from camket.people.accounts import GivePassword  # noqa: E402
from camket.people.enums import Role  # noqa: E402
from camket.people.sealing import seal  # noqa: E402
from camket.people.second_factor import UseCode, WrongCode  # noqa: E402


def main(threads: int) -> None:
    user, _ = GivePassword(by=None, username="can-bo", role=Role.CLERK).execute()
    secret = auth.generate_totp_secret()
    Authenticator.objects.create(user=user, type="totp", data={"secret": seal(secret)})
    # The later of the codes that count: good for a minute from now.
    code = auth.format_hotp_value(auth.hotp_value(secret, list(auth.yield_hotp_counters_from_time())[-1]))

    def is_let_in(number: int) -> bool:
        try:
            UseCode(by=user, user=user, code=code).execute()
        except WrongCode:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(threads) as pool:
        sys.stdout.write(str(sum(pool.map(is_let_in, range(threads)))))


if __name__ == "__main__":
    main(int(sys.argv[1]))
