from camket.areas.actions.changing import (
    Abolish,
    CannotChange,
    Found,
    Merge,
    Move,
    NewArea,
    Piece,
    Redraw,
    Rename,
    Split,
)
from camket.areas.actions.country import Identify, LoadCountry
from camket.areas.actions.recording import RecordArea
from camket.areas.actions.undoing import TakeBack

__all__ = [
    "Abolish",
    "CannotChange",
    "Found",
    "Identify",
    "LoadCountry",
    "Merge",
    "Move",
    "NewArea",
    "Piece",
    "RecordArea",
    "Redraw",
    "Rename",
    "Split",
    "TakeBack",
]
