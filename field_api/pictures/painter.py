"""Draws pictures in a process of its own: tiles are a stranger's, and what they do ends there."""

import logging
from pathlib import Path

from field_api.pictures.drawing import map_picture
from field_api.pictures.ground import Ground
from field_api.places.archive import BASEMAP
from kobra_records.files.worker import Worker, WorkFailure

# A picture takes 0.2 s; tiles made to take long are given up, and the sketch is drawn.
_MEMORY_MB, _SECONDS = 900, 8.0
_KEPT = 32  # one visit is told to several readers, and a mail is made anew at each try
_log = logging.getLogger(__name__)


class Painter:
    """Those of one server. The process begins with the first picture and stays warm; one picture
    at a time, from any thread.
    """

    def __init__(self, data_folder: Path, *, seconds: float = _SECONDS) -> None:
        self._tiles = data_folder / BASEMAP
        self._worker = Worker(memory_mb=_MEMORY_MB, seconds=seconds)
        self._drawn: dict[Ground, bytes] = {}

    def draw(self, ground: Ground) -> bytes | None:
        """The picture of a ground (PNG); None if it could not be drawn: the mail goes without. Of
        one drawn a moment ago the same.
        """
        known = self._drawn.get(ground)
        if known is not None:
            return known
        for tiles in (self._tiles, None) if self._tiles.is_file() else (None,):
            try:
                made = self._worker.run(map_picture, ground, tiles)
            except WorkFailure as problem:
                _log.warning("picture_not_drawn", extra={"reason": problem.code})
            else:
                self._keep(ground, made)
                return made
        return None

    def _keep(self, ground: Ground, made: bytes) -> None:
        while len(self._drawn) >= _KEPT:
            self._drawn.pop(next(iter(self._drawn)), None)
        self._drawn[ground] = made

    def start(self) -> None:
        """Nothing: a server that sends no mail needs no process."""

    def stop(self) -> None:
        """End the process, whatever it draws."""
        self._worker.close()
