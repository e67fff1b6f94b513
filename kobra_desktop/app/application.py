"""The application object."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """`handed` (str): macOS hands over a link or a file.

    What is sent to the application itself is all it hears of. A filter of Python on it would hear
    what is sent to everybody, objects that are still being made among them: wrapping one of the web
    engine's ends the program.
    """

    handed = Signal(str)

    def event(self, event: QEvent) -> bool:
        """Take what is to be opened, leave the rest."""
        if isinstance(event, QFileOpenEvent):
            self.handed.emit(event.url().toString() or event.file())
            return True
        return super().event(event)
