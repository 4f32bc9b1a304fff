from pathlib import Path

import pytest

from camket.config.databases import database
from camket.config.environment import MissingSetting


def test_without_an_address_it_is_sqlite_in_the_sites_folder() -> None:
    assert database("", Path("/srv"))["NAME"] == Path("/srv/camket.sqlite3")


def test_an_address_names_a_postgresql() -> None:
    found = database("postgresql://an:b%40d@db.invalid:5433/cam-ket?sslmode=require", Path("/srv"))
    named = {key: found[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME", "OPTIONS")}
    assert named == {
        "USER": "an",
        "PASSWORD": "b@d",
        "HOST": "db.invalid",
        "PORT": "5433",
        "NAME": "cam-ket",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize("address", ["mysql://an@host/ten", "postgresql://host", "camket"])
def test_an_address_of_another_kind_is_refused(address: str) -> None:
    with pytest.raises(MissingSetting, match="postgresql://"):
        database(address, Path("/srv"))
