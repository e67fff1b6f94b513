"""The trial: an invented city with a server, phones and a window of its own, in processes that this
program starts and that end with it.
"""

from __future__ import annotations

import importlib.util
import json
import logging
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal, Slot

from kobra_desktop.background import Background
from kobra_desktop.errors import Known
from kobra_desktop.models.first_run.folder import TrialProblem, clear

END_WITHIN_MS = 30_000
_MODULE = "demo"
_log = logging.getLogger(__name__)


class TrialStep(StrEnum):
    """How far it is, in order."""

    NONE = "none"
    CITY = "city"
    ACCOUNTS = "accounts"
    PAST = "past"
    SERVER = "server"
    PHONES = "phones"
    WINDOW = "window"
    SHOWN = "shown"
    ENDING = "ending"


WAY = tuple(step for step in TrialStep if step not in (TrialStep.NONE, TrialStep.ENDING))


class TrialModel(QObject):
    """`changed`: another `step` or `problem`. `command`: what runs it, for a test; its own words
    are added.
    """

    changed = Signal()

    def __init__(
        self,
        folder: Path,
        background: Background,
        command: Sequence[str] = (sys.executable, "-m", _MODULE),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder, self._command, self._background = folder, command, background
        self._process: QProcess | None = None
        self._rest = b""
        self.step = TrialStep.NONE
        self.problem: Known | None = None

    @staticmethod
    def is_here() -> bool:
        """Whether this installation carries the city."""
        return importlib.util.find_spec(_MODULE) is not None

    @property
    def is_running(self) -> bool:
        """From its start until nothing is left of it."""
        return self.step is not TrialStep.NONE

    @property
    def share(self) -> float:
        """How much of the way to its window is behind, 0 to 1."""
        return WAY.index(self.step) / (len(WAY) - 1) if self.step in WAY else 0.0

    def clear(self) -> None:
        """Take away what a trial left that was killed."""
        self._background.write(lambda: clear(self._folder), lambda _: None, owner=self)

    def start(self, language: str, theme: str) -> None:
        """Begin, unless it runs."""
        if self.is_running:
            return
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._on_told)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._process, self._rest = process, b""
        self._go(TrialStep.CITY, None)
        words = ["--trial", str(self._folder), "--lang", language, "--theme", theme]
        process.start(self._command[0], [*self._command[1:], *words])

    def remove(self) -> None:
        """End it; it takes all of itself away."""
        if self._process is not None and self.step is not TrialStep.ENDING:
            self._go(TrialStep.ENDING, None)
            self._process.closeWriteChannel()

    def close(self) -> None:
        """The program ends: so does the trial. Waits until nothing is left."""
        process, self._process = self._process, None
        if process is None:
            return
        process.blockSignals(True)
        process.closeWriteChannel()
        if not process.waitForFinished(END_WITHIN_MS):
            _log.warning("The trial did not end by itself")
            process.kill()
            process.waitForFinished(END_WITHIN_MS)
        clear(self._folder)

    @Slot()
    def _on_told(self) -> None:
        if self._process is None:
            return
        *lines, self._rest = (self._rest + self._process.readAllStandardOutput().data()).split(
            b"\n"
        )
        for line in lines:
            self._hear(line)

    def _hear(self, line: bytes) -> None:
        try:
            said = json.loads(line)
        except ValueError:
            return  # words for a terminal
        if not isinstance(said, dict) or self.step is TrialStep.ENDING:
            return
        if said.get("step") in WAY:
            self._go(TrialStep(said["step"]), None)
        elif isinstance(said.get("problem"), str):
            params = {k: v for k, v in said.items() if k != "problem" and isinstance(v, str | int)}
            self._go(self.step, TrialProblem(said["problem"], **params))

    @Slot(QProcess.ProcessError)
    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._end(TrialProblem())

    @Slot(int, QProcess.ExitStatus)
    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        is_wanted = self.step is TrialStep.ENDING
        has_failed = code != 0 or status is QProcess.ExitStatus.CrashExit
        if status is QProcess.ExitStatus.CrashExit:
            self.clear()
        self._end(None if is_wanted or not has_failed else self.problem or TrialProblem())

    def _end(self, problem: Known | None) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        self._go(TrialStep.NONE, problem)

    def _go(self, step: TrialStep, problem: Known | None) -> None:
        self.step, self.problem = step, problem
        self.changed.emit()
