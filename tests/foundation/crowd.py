"""Many at once through the audit trail: run as a program of its own, as threads of one process and as processes.

python crowd.py ACTIONS THREADS     in the database of the environment; prints how long each took, as JSON
"""

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "camket.config.settings.development")
django.setup()

from django.db import connection  # noqa: E402  (after the apps are loaded)

from camket.areas.actions import RecordArea  # noqa: E402
from camket.people.offices import RecordOffice  # noqa: E402


@dataclass
class Crowd:
    area: int

    def act(self, number: int) -> float:
        began = perf_counter()
        RecordOffice(by=None, area_id=self.area, name=f"Phòng {os.getpid()} {number}").execute()
        took = perf_counter() - began
        connection.close()
        return took


def main(actions: int, threads: int) -> None:
    area = RecordArea(by=None, slug=f"a-{os.getpid()}", code="", name="A", kind="city", invented=True).execute()
    with ThreadPoolExecutor(threads) as pool:
        took = list(pool.map(Crowd(area.pk).act, range(actions)))
    sys.stdout.write(json.dumps(took))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
