"""How far long work is, told to whoever watches, who may give it up: then nothing is done."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
PART = 500  # rows between two looks at whether it is still wanted


class Step(StrEnum):
    """What is being done with the rows."""

    READING = "reading"
    ASKING = "asking"
    KEEPING = "keeping"


@dataclass(frozen=True, slots=True)
class Progress:
    """So many rows of how many."""

    step: Step
    done: int
    of: int


class Stopped(Exception):
    """It was given up; nothing was done."""


Watch = Callable[[Progress], None]  # called on the worker; raises Stopped


def unwatched(_progress: Progress) -> None:
    """Nobody looks, nobody stops it."""


def in_parts(things: Sequence[T], step: Step, watch: Watch) -> Iterator[list[T]]:
    """The things, some hundred at a time, each part told before it is handed out, and the end."""
    left, whole = iter(things), len(things)
    for done in range(0, whole, PART):
        watch(Progress(step, done, whole))
        yield list(islice(left, PART))
    watch(Progress(step, whole, whole))
