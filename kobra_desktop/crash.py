"""What nobody foresaw: caught wherever it happens, written down with versions and last log lines,
sent to nobody. The dialog is in the views.
"""

import faulthandler
import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import qVersion

from kobra_desktop import logs, resources

LAST_LINES = 60
_log = logging.getLogger(__name__)
_tombstone: list[IO[str]] = []  # held open as long as the program runs


def report(problem: BaseException) -> str:
    """The report of a bug: versions, where it happened, the last log lines; no names of people."""
    where = "".join(traceback.format_exception(problem))
    lines = "\n".join(tuple(logs.last_lines.lines)[-LAST_LINES:])
    return "\n".join(
        [
            f"Kobra Desktop {resources.product_version()}",
            f"Python {platform.python_version()}, Qt {qVersion()}",
            f"{platform.system()} {platform.release()} {platform.machine()}",
            "",
            logs.without_persons(where),
            lines,
        ]
    )


class Hooks:
    """Catches what reaches no handler on any thread. `tell(report)` is called on the thread where
    it happened; the first bug of a kind is told, its repetitions only logged.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._told: set[str] = set()
        self._before = (sys.excepthook, threading.excepthook)

    def install(self, folder: Path | None = None) -> None:
        """Take over Python's own hooks; `folder` gets what a hard crash leaves."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread
        if folder is not None:
            _open_tombstone(folder)

    def remove(self) -> None:
        """Give Python's hooks back."""
        sys.excepthook, threading.excepthook = self._before
        faulthandler.disable()
        while _tombstone:
            _tombstone.pop().close()

    def catch(self, problem: BaseException) -> None:
        """Log it, and tell it unless the same was told before."""
        _log.error("bug", exc_info=problem)
        sign = _sign(problem)
        if sign not in self._told:
            self._told.add(sign)
            self._tell(report(problem))

    def _on_exception(
        self,
        kind: type[BaseException],
        problem: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, problem, trace)
        else:
            self.catch(problem)

    def _on_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None and not issubclass(caught.exc_type, SystemExit):
            self.catch(caught.exc_value)


def _sign(problem: BaseException) -> str:
    frames = traceback.extract_tb(problem.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(problem).__name__} {place}"


def _open_tombstone(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "hard-crash.txt").open("a", encoding="utf-8")
    except OSError:
        return
    _tombstone.append(file)
    faulthandler.enable(file)
