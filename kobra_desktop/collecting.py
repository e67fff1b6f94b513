"""What becomes of memory that nobody needs: cycles are freed on the GUI thread only, and what
workers drop goes back to the system.
"""

import ctypes
import gc
import sys

from PySide6.QtCore import QObject, QTimer, Slot

# What glibc holds back of dropped memory: mallopt's numbers (mallopt(3)) and the bytes or heaps.
_MALLOC = ((-3, 1 << 19), (-1, 1 << 19), (-8, 2))


def give_back_memory() -> None:
    """Let large arrays that workers drop go back to the system at once. glibc learns from the first
    of them to hold such memory, a heap for each thread: 60 MB after a long list was read.
    """
    if sys.platform == "linux":
        library = ctypes.CDLL(None)
        for option, value in _MALLOC if hasattr(library, "mallopt") else ():  # musl has none
            library.mallopt(option, value)


class Collector(QObject):
    """Frees cycles on the GUI thread only.

    Python's own collector runs on whatever thread happens to allocate, and a widget in a cycle
    would be destroyed on a worker, which Qt does not survive. So it is off while workers live.
    """

    EVERY_MS = 1_000
    # So many new objects in one tick are rows, not cycles: walking them stops the window for a
    # fifth of a second, so they are set aside, as is what outlived a full collection.
    MANY = 20_000
    # Now and then everything is looked at, what was set aside too.
    TICKS_BETWEEN_ALL = 900

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._ticks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(self.EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that is due, by Python's own thresholds."""
        self._ticks += 1
        counts = gc.get_count()
        if self._ticks % self.TICKS_BETWEEN_ALL == 0:
            self.collect_all()
        elif counts[0] > self.MANY:
            gc.freeze()
        elif counts[2] > gc.get_threshold()[2]:
            gc.collect()
            gc.freeze()
        elif counts[0] > gc.get_threshold()[0]:
            gc.collect(1 if counts[1] > gc.get_threshold()[1] else 0)

    def collect_all(self) -> None:
        """A collection of everything, which then is set aside."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def close(self) -> None:
        """No worker lives any more: Python may collect by itself again."""
        self._timer.stop()
        gc.unfreeze()
        gc.collect()
        gc.enable()
