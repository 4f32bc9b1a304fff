"""The main job over a folder: receive, read, assent, evaluate, publish. Every step may be run again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from camket.areas import queries as areas
from camket.areas.actions import RecordArea
from camket.config.place import Place, place
from camket.config.publishing import build_site, publish
from camket.foundation.english import by_key
from camket.foundation.errors import CamketError
from camket.intake.actions import AssentConfident, Assented, TakeIn
from camket.intake.queries import tally
from camket.people.actions import NameOfficesInEnglish
from camket.records.actions import NameDocumentsInEnglish, ReceiveDocument
from camket.records.enums import Kind
from camket.records.extract import ExtractError
from camket.resolutions.actions import NameResolutionsInEnglish
from camket.reviews.upkeep import bring_up_to_date, judged_at_the_end
from camket.targets.actions import NameIndicatorsInEnglish

if TYPE_CHECKING:
    from camket.areas.models import Area
    from camket.records.models import Document


# What lies beside documents and is none.
_BESIDE = {".md", ".toml", ".png", ".jpg", ".jpeg", ".webp", ".svg", ".css", ".py"}

_DESCRIBED = ("slug", "name", "kind", "code", "name_en", "invented", "note", "note_en")
_IN_ENGLISH = (NameIndicatorsInEnglish, NameOfficesInEnglish, NameDocumentsInEnglish, NameResolutionsInEnglish)

Follow = Callable[..., Iterator[Any]]


@dataclass(frozen=True)
class Batch:
    home: Path
    place: Place
    files: tuple[Path, ...]


def plan(paths: Iterable[Path], area: str | None) -> Batch | None:
    """The files to load, in a settled order, and the area that they are about; ``None`` where there is no file."""
    paths = list(paths)
    if paths and not any(path.exists() for path in paths):
        raise ExtractError("missing", str(paths[0]))
    files = [file for path in paths for file in _files(path)]
    if not files:
        return None
    home = next((path for path in paths if path.is_dir()), files[0].resolve().parent)
    return Batch(home, _described(home, area), tuple(files))


def _described(home: Path, slug: str | None) -> Place:
    """The area asked for, else that of ``place.toml``, else the only one there is, else one named by the folder."""
    known = {one.slug: one for one in areas.every()}
    named = known.get(slug) or areas.by_slug(slug) if slug else None
    if named:
        return _of(named)
    if not slug and len(known) == 1 and not (home / "place.toml").exists():
        return _of(*known.values())
    found = place(home)
    return Place(slug=slug, name=slug) if slug and slug != found.slug else found


def _of(area: Area) -> Place:
    return Place(**{name: getattr(area, name) for name in _DESCRIBED})


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    inside = (p for p in sorted(path.rglob("*")) if p.is_file() and not p.name.startswith("."))
    return [p for p in inside if p.suffix.lower() not in _BESIDE]


@dataclass
class Outcome:
    """What a load came to, for the person who ran it."""

    counts: list[tuple[str, int, Assented, int]] = field(default_factory=list)
    failures: list[CamketError | ExtractError] = field(default_factory=list)
    judged: int = 0

    def lines(self, language: str) -> list[str]:
        """What was done, file by file, and what is left for a person."""
        if language == "en":
            words = "{}: {} statements; {} targets, {} figures recorded; {} wait for a person"
            closing = f"{self.judged} targets evaluated."
        else:
            words = "{}: {} câu có số liệu; ghi {} chỉ tiêu, {} số liệu; {} câu chờ người duyệt"
            closing = f"Đã đánh giá {self.judged} chỉ tiêu."
        done = [words.format(n, read, a.targets, a.observations, waiting) for n, read, a, waiting in self.counts]
        return [*done, closing]

    def problems(self, language: str) -> list[str]:
        return [failure.message(language) for failure in self.failures]


@dataclass
class Loading:
    """One run over a batch."""

    batch: Batch
    confident: bool
    follow: Follow
    on: date | None = None
    outcome: Outcome = field(default_factory=Outcome)

    def run(self) -> Outcome:
        with judged_at_the_end():
            area = self._take_all_in()
        self.outcome.judged = bring_up_to_date(area.pk, self.on or timezone.localdate())
        return self.outcome

    def _take_all_in(self) -> Area:
        area = self._area()
        build_site(area)
        received = self._receive(area)
        for document, path in self.follow(_in_order(received), "Đọc / Reading", lambda pair: pair[0].file_name):
            self._take_in(document)
            publish(document, path, self.batch.home)
        english = by_key(self.batch.place.english)
        for action in _IN_ENGLISH:
            action(by=None, area_id=area.pk, english=english).execute()
        return area

    def _area(self) -> Area:
        described = {key: value for key, value in vars(self.batch.place).items() if key != "english"}
        return RecordArea(by=None, **described).execute()

    def _receive(self, area: Area) -> list[tuple[Document, Path]]:
        received = []
        for path in self.follow(self.batch.files, "Nhận / Receiving", lambda path: path.name):
            try:
                content = path.read_bytes()
                action = ReceiveDocument(by=None, area_id=area.pk, file_name=path.name, content=content)
                received.append((action.execute(), path))
            except OSError:
                self.outcome.failures.append(ExtractError("missing", path.name))
            except ExtractError as error:
                self.outcome.failures.append(error)
        return received

    def _take_in(self, document: Document) -> None:
        taken = TakeIn(by=None, document=document).execute()
        if taken.problem:
            self.outcome.failures.append(taken.problem)
        assented = AssentConfident(by=None, document=document).execute() if self.confident else Assented()
        left = tally(document.pk)
        self.outcome.counts.append((document.file_name, left.total, assented, left.waiting))


def _in_order(received: list[tuple[Document, Path]]) -> list[tuple[Document, Path]]:
    """Resolutions first, so that results meet their targets; then by date, so that the newest figure comes last."""
    return sorted(
        received, key=lambda pair: (pair[0].kind != Kind.RESOLUTION, pair[0].issued_on or date.max, pair[0].file_name)
    )
