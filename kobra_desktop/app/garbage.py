"""Collects garbage on the GUI thread only: a worker that happens to collect a ring of Qt objects
would
destroy them on its own thread, and hang or crash there.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS = 1_000


class Garbage(QObject):
    """Takes over from Python's own moment of choice between `begin` and `end`; GUI thread only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._on_timeout)

    def begin(self) -> None:
        """From now on nobody else collects."""
        gc.disable()
        self._timer.start()

    @Slot()
    def _on_timeout(self) -> None:
        """Collect the oldest generation that is full by Python's own measure."""
        counts, limits = gc.get_count(), gc.get_threshold()
        full = [n for n in range(3) if counts[n] > limits[n]]
        if full:
            gc.collect(max(full))

    def end(self) -> None:
        """Collect what is left, and let Python choose again."""
        self._timer.stop()
        gc.collect()
        gc.enable()
