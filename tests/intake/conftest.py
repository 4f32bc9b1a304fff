"""Somebody at the desk: clients signed in by role, and a document with statements of each standing."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client

from camket.intake.enums import Question
from camket.people.actions import back_office
from camket.people.enums import Role
from factories import AreaFactory, DocumentFactory, StatementFactory, UserFactory

TEXT = "\n".join(
    (
        "BÁO CÁO",
        "Thu ngân sách năm 2024 đạt 187,2 tỷ đồng.",
        "Tỷ lệ hộ nghèo đa chiều năm 2024 còn 2,2%.",
        "Năm 2024 trồng mới 120 ha rừng; thành lập mới 6 hợp tác xã.",
    )
)


@pytest.fixture
def signed_in(db) -> Callable[..., Client]:
    def sign_in(role: Role = Role.CLERK, **fields) -> Client:
        user = UserFactory(role=role, is_superuser=role == Role.ADMINISTRATOR, **fields)
        user.groups.add(back_office())
        client = Client()
        client.force_login(user)
        client.user = user
        return client

    return sign_in


@pytest.fixture
def clerk(signed_in) -> Client:
    return signed_in()


@pytest.fixture
def desk(db) -> SimpleNamespace:
    document = DocumentFactory(area=AreaFactory(), text=TEXT, title="Báo cáo năm 2024", year=2024, months=12)
    return SimpleNamespace(
        document=document,
        sure=StatementFactory(document=document),
        poverty=StatementFactory(
            document=document,
            marked="Tỷ lệ hộ nghèo đa chiều năm 2024 còn [2,2]%.",
            indicator_name="tỷ lệ hộ nghèo đa chiều",
            value="2.2",
            unit="%",
        ),
        unsure=StatementFactory(
            document=document,
            marked="Năm 2024 trồng mới [120] ha rừng; thành lập mới 6 hợp tác xã.",
            indicator_name="trồng mới rừng",
            value="120",
            unit="ha",
            unsure=True,
        ),
        no_unit=StatementFactory(
            document=document,
            marked="Năm 2024 trồng mới 120 ha rừng; thành lập mới [6] hợp tác xã.",
            indicator_name="thành lập mới hợp tác xã",
            value="6",
            unit="",
            question=Question.NO_UNIT,
        ),
    )
