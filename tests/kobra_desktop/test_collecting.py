"""Cycles with Qt objects in them are freed on the GUI thread, whatever the workers allocate."""

import gc
import threading

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background
from kobra_desktop.collecting import Collector

pytestmark = pytest.mark.usefixtures("bare_collector")


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


def test_what_was_set_aside_is_looked_at_again_later(qtbot: QtBot) -> None:
    freed: list[int] = []
    background = Background(lambda problem: None)
    collector = background.findChild(Collector)
    assert isinstance(collector, Collector)
    Knot(freed)
    rows = [[n] for n in range(collector.MANY + 1_000)]
    collector.collect()
    assert gc.get_freeze_count() > len(rows)
    assert freed == []
    for _ in range(collector.TICKS_BETWEEN_ALL):
        collector.collect()
    assert freed
    assert background.close()
    assert gc.get_freeze_count() == 0
