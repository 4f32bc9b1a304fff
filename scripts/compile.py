"""Compiles the room `reading` by mypyc, so that it reads almost twice as fast: docs/decisions/0040.

It needs a C compiler, the headers of Python, and three minutes. Where they are missing, or after a change of the room,
nothing is lost: the room runs from its sources. Usage: python scripts/compile.py
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from mypyc.build import mypycify
from setuptools import Extension, setup

from camket.reading import compiled

ROOM = Path(compiled.__file__).parent
# What decides which form runs is never compiled itself; nor is the model, whose classes others copy and store.
LEFT = ("__init__.py", "compiled.py", "model.py")
SOURCES = sorted(path for path in ROOM.glob("*.py") if path.name not in LEFT)
CHECKS = ["--config-file=", "--ignore-missing-imports", "--follow-imports=silent"]
LIBRARY = "camket.reading.room"
# Calls within the library go straight to what they call: nobody replaces a function of it.
DIRECTLY = "-fvisibility=hidden -fno-semantic-interposition"


def main() -> None:
    """Compiles beside the room and puts the whole in its place at once: what runs meanwhile never sees half of it."""
    if compiled.folders(ROOM):
        print("Phần đọc văn bản đã được biên dịch / The reader is compiled already")
        return
    print("Biên dịch phần đọc văn bản, chừng ba phút / Compiling the reader, about three minutes")
    for left in ROOM.glob(f"{compiled.FOLDER}-*"):  # of one that was killed half-way
        shutil.rmtree(left)
    begun, of = time.monotonic(), compiled.digest(ROOM)
    with tempfile.TemporaryDirectory(dir=ROOM, prefix=f"{compiled.FOLDER}-") as work:
        made = _built(Path(work))
        compiled.mark(made, of)
        shutil.rmtree(ROOM / compiled.FOLDER, ignore_errors=True)
        made.rename(ROOM / compiled.FOLDER)
    print(f"Xong sau {time.monotonic() - begun:.0f} giây / Done")


def _built(work: Path) -> Path:
    """The folder of the compiled modules: one library and, for each module, a door to it."""
    os.chdir(ROOM.parents[1])
    os.environ["CFLAGS"] = f"{DIRECTLY} {os.environ.get('CFLAGS', '')}"
    setup(
        name=LIBRARY,
        ext_modules=_in_c(work),
        script_args=["--quiet", "build_ext", f"--build-lib={work / 'lib'}", f"--build-temp={work / 'temp'}"],
    )
    return work.joinpath("lib", *LIBRARY.split(".")[:-1])


def _in_c(work: Path) -> list[Extension]:
    """The sources in C. What mypyc has to say of them is of interest only where it fails."""
    said = io.StringIO()
    try:
        with redirect_stdout(said), redirect_stderr(said):
            return mypycify(
                [*CHECKS, f"--cache-dir={work / 'types'}", *(str(path.relative_to(Path.cwd())) for path in SOURCES)],
                opt_level="2",
                debug_level="0",
                target_dir=str(work / "c"),
                group_name=LIBRARY,
            )
    except SystemExit:
        print(said.getvalue(), file=sys.stderr)
        raise


if __name__ == "__main__":
    sys.exit(main())
