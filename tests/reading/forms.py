"""In which form the reader runs: from its sources, or compiled (docs/decisions/0040)."""

import pytest

from camket.reading import compiled, passage

COMPILED = not passage.__file__.endswith(".py")
replacing = pytest.mark.skipif(COMPILED, reason="a function is replaced, which only sources allow")


def need_sources() -> None:
    """What replaces a function of the reader to learn from it would learn nothing from its compiled form."""
    if COMPILED:
        raise RuntimeError(f"This needs the sources of the reader: remove the folder {compiled.FOLDER} in it")
