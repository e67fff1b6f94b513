"""A file as the body of a request."""

from collections.abc import Callable
from typing import BinaryIO

from kobra_desktop.api.errors import Stopped


class ToldFile:
    """Tells how much of it was read (`report(done, whole)` in bytes), and raises Stopped once
    `stopped`. Its length makes the request say it too.
    """

    def __init__(
        self,
        file: BinaryIO,
        size: int,
        report: Callable[[int, int], None],
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self._file, self._size = file, size
        self._report, self._stopped = report, stopped
        self._done = 0

    def __len__(self) -> int:
        return self._size

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        if self._stopped():
            raise Stopped
        part = self._file.read(size)
        self._done += len(part)
        self._report(self._done, self._size)
        return part
