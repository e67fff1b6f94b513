"""What nobody foresaw: caught wherever it happens, written down with versions and last log lines,
sent to nobody. The dialog is in the views.
"""

import faulthandler
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO

from kobra_desktop import logs
from kobra_desktop.models.help.diagnostics import of_machine
from kobra_records.private_files import make_file, make_folder

LAST_LINES = 60
_log = logging.getLogger(__name__)
_tombstone: list[IO[str]] = []  # held open as long as the program runs


def report(problem: BaseException) -> str:
    """The report of a bug: versions, where it happened, the last log lines; no names of people."""
    return _report("".join(traceback.format_exception(problem)))


def report_of_hard_crash(left: str) -> str:
    """The report of what `take_hard_crash` found."""
    return _report(left)


def _report(where: str) -> str:
    lines = "\n".join(tuple(logs.last_lines.lines)[-LAST_LINES:])
    return "\n".join(
        [
            *of_machine(),
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

    def install(self, tombstone: Path | None = None) -> None:
        """Take over Python's own hooks; the file `tombstone` gets what a hard crash leaves, unless
        whoever started the program asked Python to write that on the terminal.
        """
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread
        if tombstone is not None and not faulthandler.is_enabled():
            _open(tombstone)

    def remove(self) -> None:
        """Give Python's hooks back. An end in order leaves no sign of a crash: on Windows Python
        also writes of faults that somebody else has handled.
        """
        sys.excepthook, threading.excepthook = self._before
        while _tombstone:
            faulthandler.disable()
            file = _tombstone.pop()
            file.close()
            with suppress(OSError):
                Path(file.name).unlink()

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


def take_hard_crash(tombstone: Path) -> str:
    """What a run that was ended from outside Python left, once; empty when none was. It stays in
    the folder under another name.
    """
    try:
        words = tombstone.read_text("utf-8", errors="replace").strip()
        if words:
            tombstone.replace(tombstone.with_stem(f"{tombstone.stem}-last"))
    except OSError:
        return ""
    return words


def _sign(problem: BaseException) -> str:
    frames = traceback.extract_tb(problem.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(problem).__name__} {place}"


def _open(tombstone: Path) -> None:
    try:
        make_folder(tombstone.parent)
        make_file(tombstone)
        file = tombstone.open("a", encoding="utf-8")
    except OSError:
        return
    _tombstone.append(file)
    faulthandler.enable(file)
