"""Draws pictures in a process of its own: tiles are a stranger's, and what they do ends there."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from field_api.pictures.drawing import map_picture
from field_api.pictures.ground import Ground, Look, Spot
from field_api.places.archive import BASEMAP
from kobra_domain.places import Point
from kobra_records.files.worker import Worker, WorkFailure

# A picture takes 0.2 s; tiles made to take long are given up, and the sketch is drawn.
_MEMORY_MB, _SECONDS = 900, 8.0
# A process that has drawn nothing yet reads its libraries and fonts first.
_WARMING_S = 60.0
# How long a call for help waits for another picture, and how long it may take itself.
_URGENT_S = 2.0
_MOST = 20_000  # of one process: 400 pictures leave nothing behind, and a new one is slow at first
_KEPT = 128  # one visit is told to several readers, and a mail is made anew at each try
_FIRST = Ground((Spot(Point(0.0, 0.0), Look.DOT, "state_at_visit", ""),))
_log = logging.getLogger(__name__)


class Painter:
    """Those of one server: one picture at a time, from any thread, and each ground once. The
    process begins when it is warmed or with the first picture.
    """

    def __init__(
        self, data_folder: Path, *, seconds: float = _SECONDS, urgent_s: float = _URGENT_S
    ) -> None:
        self._tiles = data_folder / BASEMAP
        self._seconds, self._urgent_s = seconds, urgent_s
        self._worker = Worker(memory_mb=_MEMORY_MB, most_jobs=_MOST)
        self._warm: int | None = None  # the process that has drawn before
        self._drawn: dict[Ground, bytes] = {}
        self._free = threading.Condition()
        self._is_busy, self._urgent = False, 0
        self._warming: threading.Thread | None = None

    def draw(self, ground: Ground) -> bytes | None:
        """The picture of a ground (PNG); None if it could not be drawn, or not soon enough for
        what is urgent: the mail goes without. Of one drawn a moment ago the same.
        """
        if (known := self._drawn.get(ground)) is not None:
            return known
        with self._turn(is_urgent=ground.is_urgent) as is_ours:
            # Whoever had the turn before may have drawn the same.
            known = self._drawn.get(ground)
            return self._made(ground) if is_ours and known is None else known

    def warm(self) -> None:
        """Have the process ready before the first picture is asked for. Waits for nothing."""
        if self._warming is None:
            self._warming = threading.Thread(target=self._warm_up, name="painter", daemon=True)
            self._warming.start()

    def start(self) -> None:
        """Nothing: a server that sends no mail needs no process."""

    def stop(self) -> None:
        """End the process, whatever it draws."""
        self._worker.close()
        if self._warming is not None:
            self._warming.join()

    @contextmanager
    def _turn(self, *, is_urgent: bool) -> Iterator[bool]:
        """Whether it is one's turn: of what is urgent first, and not if that would take long."""

        def may() -> bool:
            return not self._is_busy and (is_urgent or not self._urgent)

        with self._free:
            self._urgent += is_urgent
            is_ours = self._free.wait_for(may, self._urgent_s if is_urgent else None)
            self._urgent -= is_urgent
            self._is_busy |= is_ours
        try:
            yield is_ours
        finally:
            with self._free:
                self._is_busy &= not is_ours
                self._free.notify_all()

    def _made(self, ground: Ground) -> bytes | None:
        until = time.monotonic() + self._urgent_s if ground.is_urgent else None
        for tiles in (self._tiles, None) if self._tiles.is_file() else (None,):
            try:
                self._ready(_WARMING_S if until is None else until - time.monotonic())
                left = self._seconds if until is None else max(0.0, until - time.monotonic())
                made = self._worker.run_within(left, map_picture, ground, tiles)
            except WorkFailure as problem:
                _log.warning("picture_not_drawn", extra={"reason": problem.code})
            else:
                self._keep(ground, made)
                return made
        return None

    def _ready(self, seconds: float) -> None:
        """Reading the libraries is not counted as the time of a picture."""
        if self._warm is None or self._worker.process_id != self._warm:
            self._worker.run_within(max(0.0, seconds), map_picture, _FIRST, None)
            self._warm = self._worker.process_id

    def _warm_up(self) -> None:
        with self._turn(is_urgent=False):
            try:
                self._ready(_WARMING_S)
            except WorkFailure as problem:
                _log.warning("painter_not_warm", extra={"reason": problem.code})

    def _keep(self, ground: Ground, made: bytes) -> None:
        while len(self._drawn) >= _KEPT:
            self._drawn.pop(next(iter(self._drawn)), None)
        self._drawn[ground] = made
