"""A real Chromium before a real server. Every test here is marked ``browser``."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from camket.people.actions import back_office
from camket.people.enums import Role
from factories import UserFactory

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
PASSWORD = "mat-khau-thu-nghiem"
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not Path(CHROMIUM).exists():
                item.add_marker(pytest.mark.skip(reason="Chromium is missing: apt-get install -y chromium"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright's own event loop runs in this thread, where the tests use the database as well.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def new_page(browser: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """Opens pages in windows of their own; a script error in any of them fails the test."""
    contexts, errors = [], []

    def open_page(width: int = 1280, height: int = 900, **options: object) -> Page:
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": width, "height": height}, locale="vi-VN", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


@pytest.fixture
def sign_in(live_server) -> Callable[..., None]:
    """Signs a new account of that role in, through the form."""

    def signed_in(page: Page, role: Role = Role.CLERK) -> None:
        user = UserFactory(role=role, is_superuser=role == Role.ADMINISTRATOR)
        user.set_password(PASSWORD)
        user.save()
        user.groups.add(back_office())
        page.goto("/admin/")
        page.fill("input[name=login]", user.username)
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url("**/admin/")

    return signed_in
