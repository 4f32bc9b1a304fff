import hashlib
from dataclasses import asdict, dataclass

from django.core.files.base import ContentFile
from django.utils.text import get_valid_filename

from camket.foundation.actions import Action
from camket.foundation.english import fill
from camket.measures.folding import slug
from camket.records import queries
from camket.records.extract import Extracted, Segment, extract
from camket.records.heads import Head, head
from camket.records.models import Document, Passage

_KEPT = ("start", "end", "page", "paragraph", "cell", "kind")


@dataclass(kw_only=True)
class ReceiveDocument(Action[Document]):
    """Keep a file with its text and positions. The same bytes in the same area are the same document.

    Raises ``ExtractError`` where the file cannot be read; nothing is kept then.
    """

    verb = "records.upload"
    area_id: int
    file_name: str
    content: bytes

    def subject(self) -> Document | None:
        return queries.by_hash(self.area_id, self.sha256)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    def perform(self) -> Document:
        return self.subject() or self._keep()

    def _keep(self) -> Document:
        extracted = extract(self.content, self.file_name)
        found = head(extracted.text, self.file_name)
        document = Document(area_id=self.area_id, sha256=self.sha256, recorded_by=self.by)
        document.file_name = self.file_name
        document.media_type = extracted.media_type
        document.text = extracted.text
        document.layout = [_segment(segment) for segment in extracted.layout]
        document.warnings = [asdict(notice) for notice in extracted.warnings]
        _describe(document, found, extracted)
        document.slug = self._free_slug(document)
        # The hash in the name makes a second try after a crash write the same file again, not another one.
        name = f"{self.sha256[:12]}-{get_valid_filename(self.file_name)}"
        document.file.save(name, ContentFile(self.content), save=False)
        document.save()
        return document

    def _free_slug(self, document: Document) -> str:
        base = slug(document.title or self.file_name, 100) or "van-ban"
        taken = Document.objects.filter(area_id=self.area_id, slug=base).exists()
        return f"{base}-{self.sha256[:6]}" if taken else base


def _segment(segment: Segment) -> dict[str, object]:
    return {key: value for key in _KEPT if (value := getattr(segment, key)) is not None}


def _describe(document: Document, found: Head, extracted: Extracted) -> None:
    document.kind = found.kind
    document.genre = found.genre or ""
    document.number = found.number or ""
    document.symbol = found.symbol or ""
    document.issuer = found.issuer or ""
    document.place = found.place or ""
    document.issued_on = found.issued_on or extracted.published
    document.title = (found.title or extracted.title or document.file_name)[:600]
    document.year = found.year
    document.months = found.months


@dataclass(kw_only=True)
class KeepPassage(Action[Passage]):
    """The passage of a number, made once."""

    verb = "records.cite"
    document: Document
    span: tuple[int, int]
    sentence: tuple[int, int]

    def subject(self) -> Document:
        return self.document

    def perform(self) -> Passage:
        (start, end), (first, last) = self.span, self.sentence
        first, last = min(first, start), max(last, end)
        kept = {
            "sentence_start": first,
            "sentence_end": last,
            "quote": self.document.text[first:last],
            "where": queries.where(self.document, start),
        }
        return Passage.objects.get_or_create(document=self.document, start=start, end=end, defaults=kept)[0]


@dataclass(kw_only=True)
class NameDocumentsInEnglish(Action[int]):
    """English titles for the documents of an area. ``english`` is by key: see ``foundation.english``."""

    verb = "targets.edit"
    area_id: int
    english: dict[str, str]

    def subject(self) -> None:
        return None

    def perform(self) -> int:
        return fill(Document.objects.filter(area_id=self.area_id), "title", self.english)
