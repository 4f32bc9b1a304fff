"""The back office speaks Vietnamese: every word that the packages can say, and the first pages that a clerk opens."""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from time import time

import pytest
from babel.messages.catalog import Message
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection
from wagtail.users.models import UserProfile

from camket.people import province
from camket.people.enums import Role
from camket.portal.actions import BuildSite
from factories import AreaFactory, UserFactory
from people.second_factor import code, secret_on

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import messages  # noqa: E402  (a script, not a package: found once its folder is on the path)

# Words that no Vietnamese sentence holds. Left out are those that are Vietnamese syllables as well ("to", "in", "no",
# "an", "do", "can", "so", "them"), and what no catalogue reaches, because Wagtail never hands it to gettext: the label
# "Password" (made from the field's name) and "Actions" (an aria-label). Pages that have more of them are shut to all.
TELLTALES = re.compile(
    r"\b(the|of|this|you|your|and|are|is|has|have|with|from|by|not|been|add|edit|delete|save|publish|unpublish|"
    r"published|draft|live|search|filter|filters|sort|page|pages|image|images|upload|user|users|group|groups|name|"
    r"username|title|settings|history|status|privacy|locked|unlocked|workflow|cancel|close|choose|preview|select|all|"
    r"show|toggle|view|more|copy|move|comments|language|locale|collection|tags|created|updated|type|ago|home|sign|log|"
    r"editors|moderators|root|true|false|any|port|report|reports|redirect|redirects|forgotten|enter|remember|email|slug|keyboard|shortcut|shortcuts|bold|italic|paste|undo|field|required|invalid)\b",
    re.IGNORECASE,
)
# Asked for by name, so that a page which moves fails here.
PAGES = {
    "sign-in": ("account_login", None),
    "a password forgotten": ("account_reset_password", None),
    "a letter sent": ("account_reset_password_done", None),
    "a new password taken": ("account_reset_password_from_key_done", None),
    "a new password": ("account_change_password", None),
    "how the account is protected": ("mfa_index", None),
    "the own identity": ("account_reauthenticate", None),
    "home": ("wagtailadmin_home", None),
    "account": ("wagtailadmin_account", None),
    "page explorer": ("wagtailadmin_explore", "home"),
    "page edit": ("wagtailadmin_pages:edit", "home"),
    "page history": ("wagtailadmin_pages:history", "home"),
    "page delete": ("wagtailadmin_pages:delete", "home"),
    "a new news article": ("wagtailadmin_pages:edit", "news"),
    "images": ("wagtailimages:index", None),
    "image upload": ("wagtailimages:add_multiple", None),
    "image edit": ("wagtailimages:edit", "image"),
    "accounts": ("people:accounts", None),
    "an account": ("people:account", "user"),
    "a new account": ("people:open", None),
    "the own sessions": ("own_sessions", None),
    "reviews": ("reviews:index", None),
    "tasks": ("reviews:tasks", None),
    "redirects": ("wagtailredirects:index", None),
    "a new redirect": ("wagtailredirects:add", None),
    "redirects from a file": ("wagtailredirects:start_import", None),
    "a page moved": ("wagtailadmin_pages:move", "home"),
    "a page copied": ("wagtailadmin_pages:copy", "news"),
    "a page taken down": ("wagtailadmin_pages:unpublish", "home"),
    "uses of an image": ("wagtailimages:image_usage", "image"),
    "an image deleted": ("wagtailimages:delete", "image"),
    "choosing a page": ("wagtailadmin_choose_page", None),
    "rounds": ("rounds:index", None),
    "offices": ("rounds:offices", None),
    "trail": ("trail:index", None),
    "jobs": ("jobs:jobs", None),
}
BEFORE_SIGNING_IN = (
    *("account_login", "account_reset_password", "account_reset_password_done"),
    *("account_reset_password_from_key_done",),
)
ENTRANCE = (
    *("account_login", "mfa_activate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
    *("mfa_deactivate_totp", "mfa_index", "mfa_reauthenticate", "mfa_authenticate", "account_change_password"),
)
# Enough to know that the telltales tell. Before signing in the back office is Vietnamese whatever the browser asks for.
IN_ENGLISH_TOO = ("home", "page explorer", "images")
# Translated, and the same in both languages.
ALIKE = {"Ido", "…", ":", ":?.!", ", ", "IPv4", "IPv6", "%s KB", "%s MB", "%s GB", "%s TB", "%s PB"}

Said = dict[str, dict[str, str]]


class Text(HTMLParser):
    """What a person reads: no scripts, no styles, no keys of the keyboard, no names of time zones."""

    SILENT = frozenset({"script", "style", "code", "kbd", "option"})

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.silent = 0
        self.words: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in self.SILENT

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in self.SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)

    def __str__(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.fixture(scope="module")
def said(django_db_setup: None, django_db_blocker: object) -> Iterator[Said]:
    """The text of each page by language, for an administrator who prefers it."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]  # a fixture of pytest-django
        translation.activate("vi")
        home = BuildSite(by=None, area=AreaFactory()).execute()
        if Collection.get_first_root_node() is None:  # the browser's tests empty the database
            Collection.add_root(name="Root")
        image = get_image_model().objects.create(title="Cầu mới", file=get_test_image_file())
        keys = {
            "user": UserFactory(email="can-bo@vi-du.vn").pk,
            "home": home.pk,
            "news": home.get_children().last().pk,
            "image": image.pk,
        }
        yield {
            "vi": {**_read("vi", keys, PAGES), **_at_the_entrance()},
            "en": _read("en", keys, IN_ENGLISH_TOO),
        }
        transaction.set_rollback(True)


def _read(language: str, keys: dict[str, int], pages: Iterable[str]) -> dict[str, str]:
    administrator = UserFactory(role=Role.ADMINISTRATOR, is_superuser=True)
    UserProfile.objects.create(user=administrator, preferred_language=language)
    signed_in, stranger = Client(), Client()
    signed_in.force_login(administrator)
    answers = {}
    for page in pages:
        address, key = PAGES[page]
        client = stranger if address in BEFORE_SIGNING_IN else signed_in
        answers[page] = client.get(reverse(address, args=[keys[key]] if key else []))
    assert {page: answer.status_code for page, answer in answers.items() if answer.status_code != 200} == {}
    return {page: str(Text(answer.content.decode())) for page, answer in answers.items()}


def _at_the_entrance() -> dict[str, str]:
    """What is said to somebody who signs in, and sets up a second factor: the pages that only come on the way."""
    user = UserFactory(role=Role.CLERK, username="nguoi-moi", one_time=True)
    user.set_password("Mot-mat-khau-12")
    user.save()
    client, other, at = Client(), Client(), {name: reverse(name) for name in ENTRANCE}
    given = {"login": "nguoi-moi", "password": "Mot-mat-khau-12"}
    pages = {"a wrong password": client.post(at["account_login"], {**given, "password": "sai"})}
    client.post(at["account_login"], given)
    page = pages["setting up a second factor"] = client.get(at["mfa_activate_totp"])
    secret = secret_on(page.content.decode())
    pages["a wrong code"] = client.post(at["mfa_activate_totp"], {"code": "000000"})
    pages["recovery codes"] = client.post(at["mfa_activate_totp"], {"code": code(secret, at=time())}, follow=True)
    for name in ("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp", "mfa_index"):
        pages[name] = client.get(at[name])
    pages["another telephone"] = client.get(at["mfa_activate_totp"])
    pages["the code once more"] = client.get(at["mfa_reauthenticate"])
    other.post(at["account_login"], given)
    pages["the code"] = other.get(at["mfa_authenticate"])
    for _ in range(5):
        pages["too many wrong codes"] = other.post(at["mfa_authenticate"], {"code": "000000"})
    changed = {"oldpassword": "sai", "password1": "a", "password2": "b"}
    pages["no good password"] = client.post(at["account_change_password"], changed)
    pages["a link that is used up"] = Client().get(reverse("account_reset_password_from_key", args=["1", "a-b"]))
    for why in (province.UNKNOWN, province.CLOSED, province.CANCELLED, province.FAILED):
        pages[f"turned away: {why}"] = province.refuse(_request(), why, name="ai-do")
    pages["too many requests"] = HttpResponse(render_to_string("429.html", request=_request()))
    return {name: str(Text(answer.content.decode())) for name, answer in pages.items()}


def _request() -> HttpRequest:
    request = RequestFactory().get("/tai-khoan/tinh/ve/")
    request.user = AnonymousUser()
    return request


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_the_back_office_holds_no_english(said: Said, page: str):
    assert TELLTALES.findall(said["vi"][page]) == []


def test_no_page_of_the_entrance_holds_english(said: Said):
    pages = {page: text for page, text in said["vi"].items() if page not in PAGES}
    assert len(pages) >= 18
    # Names of apps, and what an app calls its kind of code.
    names = re.compile("FreeOTP|Google Authenticator|Microsoft Authenticator")
    assert {page: text for page, text in pages.items() if TELLTALES.search(names.sub("", text))} == {}


@pytest.mark.parametrize("page", IN_ENGLISH_TOO)
def test_the_telltales_would_tell(said: Said, page: str):
    """The same page for an administrator who reads English gives itself away many times over."""
    assert len(set(TELLTALES.findall(said["en"][page]))) >= 3


def test_every_word_is_said_keeps_its_places_and_the_files_are_up_to_date():
    assert messages.foreign_problems() == []


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        (Message("Save", "Lưu"), None),
        (Message(("%(n)d page", "%(n)d pages"), ("%(n)d trang",)), None),
        (Message(("1 page", "%(n)d pages"), ("%(n)d trang",)), None),
        (Message("Sign in to %(site)s now", "Vào %(site)s ngay"), None),
        (Message("Save", ""), "no Vietnamese"),
        (Message(("%(n)d page", "%(n)d pages"), ("",)), "no Vietnamese"),
        (Message("Save", "Lưu", flags={"fuzzy"}), "fuzzy"),
        (Message("Hello %(name)s", "Xin chào"), "places"),
        (Message("Hello %(name)s", "Xin chào %(ten)s"), "places"),
        (Message("{user} by {name}", "{user}"), "places"),
        (Message("Add <a>one</a>", "Thêm"), "places"),
        (Message("Status: ", "Trạng thái:"), "space"),
    ],
)
def test_a_fault_of_a_translation_is_told(message: Message, fault: str | None):
    found = messages.faults(message)
    assert (found == []) if fault is None else any(fault in one for one in found)


@pytest.mark.parametrize("domain", messages.DOMAINS)
def test_the_catalogue_holds_english_words_only(domain: str):
    """Ours are Vietnamese where they stand: an entry here would say one of them otherwise."""
    ids = {message.id if isinstance(message.id, str) else message.id[0] for message in messages.foreign(domain)}
    assert [text for text in ids if re.search("[ạảấầẩậắằếềểệọộớờợụủứừựđươ]", text)] == []
    assert [message.id for message in messages.collect() if message.id and message.id in ids] == []


def test_a_stale_or_missing_word_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    for domain in messages.DOMAINS:
        (tmp_path / f"{domain}.po").write_text(f'# Lời đầu\n{head}msgid "No package says this"\nmsgstr "Cũ rồi"\n')
        (tmp_path / f"{domain}.mo").write_bytes(b"")
    monkeypatch.setattr(messages, "FOREIGN", tmp_path)
    assert "no Vietnamese for: Expiry date/time must be in the future." in messages.foreign_problems()
    assert "django.po in Vietnamese is out of date: run scripts/messages.py" in messages.foreign_problems()
    assert messages.foreign("django").get("No package says this") is None
    assert messages.foreign_files("django")[0].decode().startswith("# Lời đầu\nmsgid")


def test_django_says_every_word_of_what_is_installed():
    """Through Django itself, so with the catalogues that it finds and the order in which it merges them."""
    places = {Path(app.path) / "locale" for app in apps.get_app_configs()}
    folders = [folder for folder in messages.folders() if folder in places or folder.parent.name == "conf"]
    with translation.override("vi"):
        words = [message for folder in folders for message in messages.words(folder, "django", "en") if message.id]
        left = {str(message.id) for message in words if _say(message) == _asked(message) and _is_prose(message)}
    assert len(words) > 2000
    assert left == set()


def _asked(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[1]


def _say(message: Message) -> str:
    one: Callable[..., str] = translation.npgettext if message.context else translation.ngettext
    context = [message.context] if message.context else []
    if not isinstance(message.id, str):
        return one(*context, *message.id, 5)
    return translation.pgettext(*context, message.id) if context else translation.gettext(message.id)


def _is_prose(message: Message) -> bool:
    """Not only places, signs and names that are the same everywhere."""
    return _asked(message) not in ALIKE and bool(re.search("[A-Za-z]", messages.PLACES.sub("", _asked(message))))


def test_the_scripts_of_the_back_office_speak_vietnamese(client: Client, db: None):
    client.force_login(UserFactory(role=Role.ADMINISTRATOR, is_superuser=True))
    script = client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    catalogue = json.loads(re.search(r"newcatalog = (\{.*?\n  \});", script, re.DOTALL)[1])  # type: ignore[index]  # there, or the test fails
    ours = {_asked(message) for message in messages.foreign("djangojs") if isinstance(message.id, str) and message.id}
    assert ours <= set(catalogue)
    assert catalogue["Toggle sidebar"] == "Mở hoặc thu thanh bên"
