"""Cycles with Qt objects in them are freed on the GUI thread, whatever the workers allocate."""

import gc
import threading

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background, Collector


class Noted:
    """Notes on which thread it is freed."""

    def __init__(self, freed: list[int]) -> None:
        self._freed = freed

    def __del__(self) -> None:
        self._freed.append(threading.get_ident())


class Knot(QObject):
    """A cycle that only the collector can free, with a running timer inside."""

    def __init__(self, freed: list[int]) -> None:
        super().__init__()
        self.noted = Noted(freed)
        self.itself = self
        self._timer = QTimer(self)
        self._timer.start(60_000)


def allocate() -> int:
    """Enough new containers for any collector to run."""
    return len([[n] for n in range(50_000)])


def test_a_cycle_is_freed_here_and_not_on_a_worker(qtbot: QtBot) -> None:
    freed: list[int] = []
    done: list[int] = []
    background = Background(lambda problem: None)
    Knot(freed)
    for _ in range(8):
        background.read(allocate, done.append, owner=None)
    qtbot.waitUntil(lambda: len(done) == 8)
    assert freed == []
    held = [[n] for n in range(2_000)]  # what was freed again does not count as allocated
    qtbot.waitUntil(lambda: bool(freed))
    assert freed == [threading.get_ident()]
    assert background.close()
    assert gc.isenabled()
    assert len(held) == 2_000


def test_what_outlived_a_full_collection_is_looked_at_again_later(qtbot: QtBot) -> None:
    freed: list[int] = []
    background = Background(lambda problem: None)
    knot = Knot(freed)
    collector = background.findChild(Collector)
    assert isinstance(collector, Collector)
    collector.collect_all()
    del knot
    for _ in range(collector.LOOK_AT_ALL_EVERY):
        collector.collect_all()
    assert freed
    assert background.close()
    assert gc.get_freeze_count() == 0
