"""Thumbnails of photos: made once, as soon as a photo has come, and never two at a time.

They are drawn in a process of its own with an end to its memory: what unpacks to more than it says
ends there.
"""

import logging
import queue
import threading
from collections.abc import Sequence

from field_api.errors import ApiError
from field_api.submissions.files import drawn, is_photo
from field_api.submissions.store import AttachmentStore, FolderStore
from kobra_domain.errors import DomainError
from kobra_records.files.worker import Worker

_MEMORY_MB, _SECONDS = 700, 20.0
_MOST_WAITING, _MOST_ASKED = 1_000, 12
_MOST_REMEMBERED = 10_000
_log = logging.getLogger(__name__)


class Thumbnails:
    """Those of one server. They lie in a folder of their own and may be thrown away."""

    def __init__(
        self, store: AttachmentStore, folder: FolderStore, *, is_ahead: bool = True
    ) -> None:
        self._store = store
        self._folder = folder
        self._is_ahead = is_ahead
        self._worker = Worker(memory_mb=_MEMORY_MB, seconds=_SECONDS)
        self._waiting: queue.Queue[str | None] = queue.Queue(_MOST_WAITING)
        self._asked = threading.BoundedSemaphore(_MOST_ASKED)
        self._undrawn: dict[str, None] = {}
        self._thread = threading.Thread(target=self._run, name="thumbnails", daemon=True)

    def start(self) -> None:
        """Begin to draw what comes, before anybody asks (`is_ahead`)."""
        if self._is_ahead:
            self._thread.start()

    def stop(self) -> None:
        """End, whatever is being drawn: it can be drawn again."""
        self._worker.close()
        if self._thread.is_alive():
            while not self._waiting.empty():
                self._waiting.get_nowait()
            self._waiting.put(None)
            self._thread.join()

    def wish(self, contents: Sequence[str]) -> None:
        """These have come. At once, from any thread; beyond what can wait they are drawn when
        somebody asks.
        """
        for sha256 in contents if self._is_ahead else ():
            try:
                self._waiting.put_nowait(sha256)
            except queue.Full:
                return

    def read(self, sha256: str) -> bytes:
        """The thumbnail of a photo, a JPEG. Raises KeyError for what is not there or no photo, and
        ApiError not_drawn for what cannot be drawn, busy while many wait.
        """
        made = self._made(sha256)
        if made is not None:
            return made
        if not self._asked.acquire(blocking=False):
            raise ApiError("busy", headers={"Retry-After": "2"})
        try:
            return self._draw(sha256)
        finally:
            self._asked.release()

    def _made(self, sha256: str) -> bytes | None:
        if sha256 in self._undrawn:
            raise ApiError("not_drawn")
        try:
            return self._folder.read(sha256)
        except KeyError:
            return None

    def _draw(self, sha256: str) -> bytes:
        with self._store.open(sha256) as content:
            if not is_photo(content):
                raise KeyError(sha256)
            content.seek(0)
            photo = content.read()
        try:
            small = self._worker.run(drawn, photo)
        except DomainError as problem:  # no photo that can be drawn, or the process gave up
            self._remember_undrawn(sha256)
            raise ApiError("not_drawn") from problem
        self._folder.put(sha256, small)
        return small

    def _remember_undrawn(self, sha256: str) -> None:
        while len(self._undrawn) >= _MOST_REMEMBERED:
            self._undrawn.pop(next(iter(self._undrawn)), None)
        self._undrawn[sha256] = None

    def _run(self) -> None:
        while (sha256 := self._waiting.get()) is not None:
            try:
                if self._made(sha256) is None:
                    self._draw(sha256)
            except (KeyError, ApiError):  # nobody waits for it
                continue
            except OSError as problem:
                _log.error("thumbnail_not_kept", extra={"reason": type(problem).__name__})
