"""How many keys a clerk presses for the samples, from the upload to the scoreboard: fewer with every document."""

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect

from browser.desk import Keyboard, upload
from camket.areas.actions import RecordArea
from camket.intake.models import Statement
from camket.records.models import Document

MINH_HOA = Path(__file__).parents[2] / "samples" / "minh-hoa"
PRESSES_PER_HUNDRED = 15


@dataclass(frozen=True)
class Pressed:
    """What one document took."""

    name: str
    statements: int
    presses: int

    def __str__(self) -> str:
        return f"{self.presses:4} presses for {self.statements:4} statements  {self.name}"


def test_the_keyboard_alone_is_enough_and_is_touched_less_and_less(page: Page, sign_in: Callable[..., None], capsys):
    described = {"slug": "minh-hoa", "code": "999", "name": "Thành phố Minh Họa", "kind": "city", "invented": True}
    RecordArea(by=None, **described).execute()
    sign_in(page)
    upload(page, *sorted(MINH_HOA.glob("0*.*")), *sorted((MINH_HOA / "tin").glob("*.html")))
    taken = [_work_through(page, key) for key in ("Enter", *["n"] * (Document.objects.count() - 1))]

    standing = Counter(Statement.objects.values_list("state", flat=True))
    pressed = sum(one.presses for one in taken)
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(map(str, taken)) + "\n")
        sys.stdout.write(
            f"{pressed:4} presses for {standing.total():4} statements: {standing['assented']} assented,"
            f" {standing['refused']} refused\n"
        )
    assert standing["waiting"] == 0
    assert pressed < PRESSES_PER_HUNDRED * standing.total() / 100
    # A document of three sentences takes the few presses that any document takes, however much is known by then.
    long = [one for one in taken if one.statements >= 20]
    assert _share(long[len(long) // 2 :]) < _share(long[: len(long) // 2])
    page.goto("/cam-ket/")
    expect(page.locator("main")).to_contain_text("chỉ tiêu")


def _work_through(page: Page, key: str) -> Pressed:
    """On to the next document by that key, and all of it."""
    keyboard = Keyboard(page)
    keyboard.go(key)
    document = Document.objects.get(pk=int(page.url.split("/van-ban/")[1].split("/")[0]))
    keyboard.work_through()
    return Pressed(document.file_name, document.statements.count(), keyboard.pressed)


def _share(taken: list[Pressed]) -> float:
    return sum(one.presses for one in taken) / sum(one.statements for one in taken)
