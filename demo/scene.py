"""One picture beyond the pages: what is painted, and when it is there."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: its name, what is painted, when it is there, and what ends it; `over`: a dialog
    that is painted instead, for it is a window of its own.
    """

    name: str
    widget: QWidget
    is_there: Callable[[], bool] = lambda: True
    end: Callable[[], object] = lambda: None
    over: Callable[[], QWidget | None] = lambda: None


def in_turn(*steps: Callable[[], object]) -> Callable[[], bool]:
    """Whether each of the steps has answered yes: asked again and again, the next one only once
    that before it did. An act is a step, too: `acted(button.click)`.
    """
    left = list(steps)

    def is_there() -> bool:
        while left and left[0]():
            del left[0]
        return not left

    return is_there


def acted(act: Callable[..., object], *words: object) -> Callable[[], bool]:
    """A step that does something, once."""

    def step() -> bool:
        act(*words)
        return True

    return step
