"""Reads texts that a coverage-guided fuzzer makes: `python -m reading.guided 300` in tests/, seconds.

Needs atheris, which is no requirement of the project (it has no wheels for every machine): `pip install atheris`. What
fails is printed with its text; what holds for any text is checked by `fuzz.fault`.
"""

import sys
import tempfile
from importlib.util import find_spec


def main() -> int:
    if find_spec("atheris") is None:
        sys.stdout.write("atheris is not installed: pip install atheris, or read random texts with reading.fuzz\n")
        return 2
    import atheris

    seconds = sys.argv[1] if len(sys.argv) > 1 else "60"
    with atheris.instrument_imports(include=["camket.reading"]):
        from reading import fuzz  # imports the reader, which must happen here to be instrumented

    def read_one(data: bytes) -> None:
        made = atheris.FuzzedDataProvider(data)
        genre = fuzz.GENRES[made.ConsumeIntInRange(0, len(fuzz.GENRES) - 1)]
        pieces = []
        while made.remaining_bytes():
            kind = made.ConsumeIntInRange(0, 3)
            source = (fuzz.WORDS, fuzz.NUMBERS, fuzz.UNITS, fuzz.NOISE)[kind]
            pieces.append(source[made.ConsumeIntInRange(0, len(source) - 1)])
            pieces.append(made.ConsumeUnicodeNoSurrogates(2))
        text = "".join(pieces)
        found = fuzz.fault(text, genre)
        if found:
            raise AssertionError(f"{found}: {text!r}")

    atheris.Setup(
        [sys.argv[0], f"-max_total_time={seconds}", "-max_len=400", f"-artifact_prefix={tempfile.gettempdir()}/"],
        read_one,
    )
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
