"""`python -m samples.build [--out FOLDER]`: writes every sample document, picture and expectation."""

import argparse
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

from . import expected, page, pdf, pictures, plain, sheet, word
from .source import Source, read_source

HERE = Path(__file__).parent
WRITERS: dict[str, Callable[[Source, Path], None]] = {
    ".docx": word.write,
    ".html": page.write,
    ".pdf": pdf.write,
    ".txt": plain.write,
    ".xlsx": sheet.write,
}


def sources() -> list[Source]:
    """All sources, in the order of their file names."""
    return [read_source(path) for path in sorted(HERE.glob("sources/*/*.src"))]


def build(out: Path) -> None:
    """Writes everything below `out`: documents and expectations of each place, pictures of the invented one."""
    for place, of_place in groupby(sources(), key=lambda source: source.path.partition("/")[0]):
        documents = list(of_place)
        for source in documents:
            path = out / source.path
            path.parent.mkdir(parents=True, exist_ok=True)
            WRITERS[path.suffix](source, path)
        expected.write(documents, HERE / "sources" / place / "verdicts.toml", out / place / "expected.toml")
    pictures.draw_all(out / "minh-hoa" / "anh")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m samples.build", description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE.parent, help="folder to write to (default: samples/)")
    build(parser.parse_args().out)


if __name__ == "__main__":
    main()
