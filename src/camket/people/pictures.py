"""QR codes, as SVG to stand in a page."""

from io import BytesIO


def drawn(text: str) -> str:
    # Few pages draw.
    import segno

    kept = BytesIO()
    segno.make(text, error="m").save(kept, kind="svg", scale=4, border=4, light="#fff", xmldecl=False)
    return kept.getvalue().decode()
