"""`place.toml` beside the documents of a folder: which area they are about, and English names."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from camket.foundation.errors import CamketError
from camket.measures.folding import slug

_KIND_WORDS = re.compile(r"^(thanh-pho|tinh|xa|phuong|thi-tran|thi-xa|huyen|quan|dac-khu)-")


@dataclass(frozen=True)
class Place:
    """An area as its folder describes it; without a file, as the folder's name does."""

    slug: str
    name: str
    kind: str = "city"
    code: str = ""
    name_en: str = ""
    invented: bool = False
    note: str = ""
    note_en: str = ""
    english: dict[str, str] = field(default_factory=dict)


def place(folder: Path) -> Place:
    path = folder / "place.toml"
    if not path.exists():
        name = folder.resolve().name
        return Place(slug=slug(name) or "dia-ban", name=name)
    try:
        raw = tomllib.loads(path.read_text("utf8"))
        return _place(raw)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as error:
        raise CamketError(
            f"{path.name}: không đọc được ({error}). Cần [place] với name; xem samples/minh-hoa/place.toml.",
            f"{path.name}: cannot be read ({error}). It needs [place] with name; see samples/minh-hoa/place.toml.",
        ) from error


def _place(raw: dict[str, dict[str, object]]) -> Place:
    found = raw["place"]
    name = str(found["name"])
    return Place(
        slug=str(found.get("slug") or _KIND_WORDS.sub("", slug(name))),
        name=name[:1].upper() + name[1:],
        kind=str(found.get("kind", "city")),
        code=str(found.get("code", "")),
        name_en=str(found.get("name_en", "")),
        invented=bool(found.get("invented", False)),
        note=str(found.get("note", "")),
        note_en=str(found.get("note_en", "")),
        english={str(key): str(value) for key, value in raw.get("english", {}).items()},
    )
