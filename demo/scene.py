"""One picture beyond the pages: what is painted, and when it is there."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: its name, what is painted, when it is there, and what ends it."""

    name: str
    widget: QWidget
    is_there: Callable[[], bool] = lambda: True
    end: Callable[[], object] = lambda: None
