"""The door of the back office."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from camket.people.enums import Role
from factories import UserFactory

pytestmark = pytest.mark.django_db


def test_the_password_field_is_named_in_vietnamese(client):
    assert "Mật khẩu" in client.get("/admin/login/").content.decode()


def test_the_list_of_files_holds_when_there_is_a_file(client):
    client.force_login(UserFactory(role=Role.ADMINISTRATOR, is_superuser=True))
    get_document_model().objects.create(title="Phụ lục", file=ContentFile(b"a", "phu-luc.txt"))
    assert client.get("/admin/documents/").status_code == 200
