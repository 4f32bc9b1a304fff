"""Somebody at the desk of the intake: what the bar says, files sent, and keys pressed as a clerk presses them."""

import re

from playwright.sync_api import Locator, Page, expect


def counts(page: Page) -> tuple[int, int, int, int]:
    """Waiting and sure, waiting and unsure, assented, refused, as the bar says."""
    bar = page.locator("[data-progress]")
    found = [bar.locator(f".ck-count--{name} b").inner_text() for name in ("sure", "unsure", "assented", "refused")]
    return tuple(int(number) for number in found)  # type: ignore[return-value]  # four of them


def upload(page: Page, *files) -> None:
    page.goto("/admin/van-ban/")
    page.set_input_files("input[type=file]", [str(file) for file in files])
    page.get_by_role("button", name="Tải lên").click()
    page.wait_for_load_state()


class Keyboard:
    """Presses keys on the desk as a clerk would, and counts them. Takes the answer that the page prefers."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.pressed += 1

    def go(self, key: str) -> None:
        """A key that opens another page."""
        with self.page.expect_navigation():
            self.press(key)

    def work_through(self) -> None:
        """What is sure together, comparisons together; each other one as it is, else refused."""
        if counts(self.page)[0]:
            self.go("Shift+A")
        if self.page.locator("[data-compared]").count():
            self.go("Shift+X")
        while sum(counts(self.page)[:2]):
            self._to_one_that_waits()
            self._decide()

    def _to_one_that_waits(self) -> None:
        focused = self.page.locator('[data-card][data-standing="unsure"]:focus')
        if not focused.count():
            self.press("n")
            expect(focused).to_have_count(1)

    def _decide(self) -> None:
        number = self.page.locator("[data-card]:focus").get_attribute("data-card")
        card = self.page.locator(f'[data-card="{number}"]')
        if card.locator(".ck-ask--comparison").count():
            return self._refuse(card)
        while card.locator('[data-act="assent"], [data-preferred]').count():
            self._answered(card, "a")
        if card.locator(".ck-form").count():
            self._answered(card, "Escape")
        if card.get_attribute("data-standing") != "assented":
            self._refuse(card)

    def _refuse(self, card: Locator) -> None:
        self._answered(card, "x")
        expect(card).to_have_attribute("data-standing", "refused")

    def _answered(self, card: Locator, key: str) -> None:
        with self.page.expect_response(re.compile("/admin/cau/")):
            self.press(key)
        expect(card.and_(self.page.locator(".ck-card--busy"))).to_have_count(0)
