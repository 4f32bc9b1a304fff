from camket.records.models import Document


def by_hash(area_id: int, sha256: str) -> Document | None:
    return Document.objects.filter(area_id=area_id, sha256=sha256).first()


def where(document: Document, position: int) -> str:
    """Where a position of the text stands in the file: "trang 3", "đoạn 12" or "Sheet1!B4"."""
    for segment in document.layout:
        if segment["start"] <= position < segment["end"]:
            return _place(segment)
    return ""


def _place(segment: dict[str, object]) -> str:
    if segment.get("cell"):
        return f"ô {segment['cell']}"
    if segment.get("page"):
        return f"trang {segment['page']}"
    return f"đoạn {segment['paragraph']}" if segment.get("paragraph") else ""
