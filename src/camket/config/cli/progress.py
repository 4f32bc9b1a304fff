"""Progress of long work: a bar on a terminal, plain lines elsewhere."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sized
from typing import TypeVar

Item = TypeVar("Item")


def follow(items: Iterable[Item], what: str, name: Callable[[Item], str] = str) -> Iterator[Item]:
    """Go through ``items``, saying how far the work is. ``name`` makes an item's text for a plain line."""
    if sys.stderr.isatty():
        from tqdm import tqdm

        yield from tqdm(items, desc=what, leave=False, dynamic_ncols=True)
        return
    total = len(items) if isinstance(items, Sized) else 0
    for number, item in enumerate(items, start=1):
        print(f"{what} {number}/{total or '?'}: {name(item)}", file=sys.stderr, flush=True)
        yield item
