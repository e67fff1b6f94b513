"""How an empty profile begins: the first page, the trial that it starts, and the way from there to
one's own server.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from kobra_desktop.background import Background
from kobra_desktop.models.first_run.server import ServerModel
from kobra_desktop.models.first_run.trial import TrialModel, TrialStep
from kobra_desktop.paths import Paths
from kobra_desktop.views.first_run.begin import BeginPage
from kobra_desktop.views.theme import Look


class Beginning(QObject):
    """`server_found` (address), `link_given` (Invitation), `front_requested`: the trial
    is over. The trial lives on while pages come and go.
    """

    server_found = Signal(str)
    link_given = Signal(object)
    front_requested = Signal()

    def __init__(
        self,
        paths: Paths,
        background: Background,
        clock: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._background, self._clock = background, clock
        self.trial = TrialModel(paths.trial, background, parent=self)
        self.trial.clear()
        self.trial.changed.connect(self._on_trial)
        self._page: BeginPage | None = None
        self._is_aside = False

    def page(self, look: Look, language: str, address: str = "") -> BeginPage:
        """The first page, anew."""
        server = ServerModel(self._background, self._clock)
        page = BeginPage(look, self.trial, server, language, address)
        server.setParent(page)
        server.found.connect(self.server_found)
        server.link_given.connect(self.link_given)
        self._page = page
        return page

    def close(self) -> None:
        """The program ends, and the trial with it."""
        self.trial.close()

    def _on_trial(self) -> None:
        """One window at a time: this one is aside while the trial has its own."""
        page = self._page
        if self.trial.step is TrialStep.SHOWN and page is not None and isValid(page):
            self._is_aside = True
            page.hide()
        elif not self.trial.is_running and self._is_aside:
            self._is_aside = False
            self.front_requested.emit()
