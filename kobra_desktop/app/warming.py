"""Makes ready what the first map needs, while nobody works: the web engine, and what its page is
made with. Both together are most of what a first map takes.
"""

from importlib import import_module

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from kobra_desktop.background import Background
from kobra_desktop.views.lock import IdleWatch
from kobra_desktop.web.walls import WalledProfile

AFTER_MINUTES = 0.05


class Warming(QObject):
    """`done`: once nobody has touched anything for so long, and all is ready."""

    done = Signal()

    def __init__(
        self, background: Background, parent: QObject, after_minutes: float = AFTER_MINUTES
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._watch = IdleWatch(after_minutes, self)
        self._watch.idle.connect(self._on_idle)

    @Slot()
    def _on_idle(self) -> None:
        self._background.read(_load, self._wake, owner=self)

    def _wake(self, _nothing: None) -> None:
        """The first profile of a program starts the engine, which stays when the profile goes."""
        profile = WalledProfile()
        profile.setParent(QCoreApplication.instance())
        profile.deleteLater()
        self.done.emit()


def _load() -> None:
    """On a worker: nothing of Qt is in there."""
    import_module("kobra_desktop.map.page")
