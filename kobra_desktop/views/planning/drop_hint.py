"""Under the cursor while visits are carried: what the place would mean, before they are let go."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from kobra_desktop.models.planning.foreseen import Foreseen
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.labels import set_property


class DropHint(QLabel):
    """One or two sentences, tinted as what they say."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look, self._window = look, window
        self.setObjectName("dropHint")
        self.setWordWrap(True)
        self.setMaximumWidth(look.pixels(320))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def tell(self, foreseen: Foreseen, at: QPoint) -> None:
        """Say it beside the cursor (in the screen's coordinates), within the window."""
        tint = "error" if foreseen.is_refused else "warn" if foreseen.is_marked else "ok"
        set_property(self, "tint", tint)
        self.setText("\n".join(foreseen.sentences))
        self.adjustSize()
        window = self._window
        place = window.mapFromGlobal(at) + QPoint(self._look.pixels(16), self._look.pixels(18))
        place.setX(min(place.x(), window.width() - self.width() - self._look.pixels(8)))
        place.setY(min(place.y(), window.height() - self.height() - self._look.pixels(8)))
        self.move(place)
        self.show()
        self.raise_()
