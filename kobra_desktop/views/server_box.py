"""How a list that the server keeps is shown: nothing is said to be empty before it has answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QObject, SignalInstance

from kobra_desktop.errors import Known
from kobra_desktop.models.server_list import ServerList
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.list_box import ListBox

translate = QCoreApplication.translate


class RowPanel(Protocol):
    """The panel of one row; an empty id hides it."""

    closed: SignalInstance

    def show_row(self, row_id: str) -> None: ...

    def isVisible(self) -> bool: ...


class ServerBox(QObject):
    """Shows a ServerList in a tab's ListBox and panel. `told` says from when it is, after `before`
    (words of the tab's own).
    """

    def __init__(
        self,
        tab: Tab,
        box: ListBox,
        panel: RowPanel,
        model: ServerList[Any],
        before: Callable[[], str] = str,
    ) -> None:
        super().__init__(tab)
        self._tab, self._box, self._panel, self._model = tab, box, panel, model
        self._before = before
        self._problem: Known | None = None  # why the server has not answered yet
        self.told = label("", "caption")
        box.chosen.connect(panel.show_row)
        panel.closed.connect(box.table.clearSelection)
        model.said.connect(lambda words: tab.said.emit(words, None))
        model.changed.connect(self._say)
        model.failed.connect(self.fail)
        model.list.tell(self._on_list)
        self._say()

    def ask(self) -> None:
        """Ask for what is new."""
        self._problem = None
        if not self._model.is_loaded:
            self._box.stack.show_loading()
        self._model.open()

    def fail(self, problem: Known) -> None:
        """Say it over the lines that are there, else in their place."""
        if self._model.is_loaded:
            self._tab.said.emit(sentence(problem, self._model.workspace.locale), None)
        else:
            self._problem = problem
            self._box.stack.show_problem(problem, self.ask)

    def _say(self) -> None:
        model, words = self._model, ""
        if model.is_loaded:
            words = translate("ServerBox", "As the server had it at {time}.")
            if model.is_offline:
                words = translate(
                    "ServerBox", "Without connection: as it was at {time}. Acts have to wait."
                )
            words = words.format(time=model.read_at)
        self.told.setText(" ".join(filter(None, (self._before(), words))))
        self._refresh_panel()

    def _refresh_panel(self) -> None:
        if self._panel.isVisible():
            self._panel.show_row(self._box.chosen_id)

    def _on_list(self) -> None:
        """The list is read at once; until the server has answered, no rows mean nothing."""
        if not self._model.is_loaded:
            if self._problem is None:
                self._box.stack.show_loading()
            else:
                self._box.stack.show_problem(self._problem, self.ask)
        self._say()
