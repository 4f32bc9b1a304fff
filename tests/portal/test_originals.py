"""The file of a document as it came: public once figures of it are, before that for whoever works on its area."""

import pytest
from django.test import Client

from camket.people.enums import Role
from factories import AreaFactory, DocumentFactory, ObservationFactory, OfficeFactory, PassageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def asked(document, role=None, area=None) -> int:
    client = Client()
    if role:
        client.force_login(UserFactory(role=role, office=OfficeFactory(area=area or document.area)))
    return client.get(document.file.url).status_code


def test_a_draft_is_not_handed_to_whoever_guesses_its_name():
    assert asked(DocumentFactory()) == 404


def test_a_document_whose_figures_are_public_is_public():
    document = DocumentFactory()
    ObservationFactory(passage=PassageFactory(document=document))
    assert asked(document) == 200


@pytest.mark.parametrize("role", [Role.CLERK, Role.LEADER, Role.AUDITOR])
def test_whoever_reads_the_documents_of_the_area_reads_its_files(role):
    assert asked(DocumentFactory(), role) == 200


def test_a_clerk_of_another_area_does_not():
    assert asked(DocumentFactory(), Role.CLERK, AreaFactory(slug="khac", code="8")) == 404


def test_a_file_that_belongs_to_no_document_is_not_found(tmp_path):
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "left.txt").write_text("left over")
    assert Client().get("/media/documents/left.txt").status_code == 404


AROUND = ["documents/../documents/{}", "./documents/{}", "documents//{}", "images/../documents/{}"]


@pytest.mark.parametrize("path", AROUND)
def test_no_other_spelling_of_the_address_leads_around_the_door(path):
    document = DocumentFactory()
    name = document.file.name.removeprefix("documents/")
    assert Client().get(f"/media/{path.format(name)}").status_code == 404
