"""One picture beyond the pages: what is painted, and when it is there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtWidgets import QDialog, QWidget

D = TypeVar("D", bound=QDialog)


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


def shown(window: QWidget, kind: type[D]) -> D | None:
    """The dialog of this kind that stands open over the window."""
    return next((one for one in window.findChildren(kind) if one.isVisible()), None)


def rejected(window: QWidget, kind: type[QDialog]) -> None:
    """Leave the dialog of this kind, if one is open."""
    if (found := shown(window, kind)) is not None:
        found.reject()


def dialog_scene(
    name: str,
    window: QWidget,
    kind: type[QDialog],
    *steps: Callable[[], object],
) -> Scene:
    """A dialog that opens of itself or by the steps, painted alone and left."""
    there = in_turn(*steps, lambda: shown(window, kind) is not None)
    return Scene(name, window, there, lambda: rejected(window, kind), lambda: shown(window, kind))
