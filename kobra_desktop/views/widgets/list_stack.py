"""The four looks of a list, whatever paints its rows: rows, loading, nothing there or nothing that
passes, an error. News move no line under the pointer.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication

from kobra_desktop.errors import Known
from kobra_desktop.models.listed import Listed
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.page_state import Act, PageState
from kobra_desktop.views.widgets.pointing import Pointing

translate = QCoreApplication.translate


class ListStack(PageState):
    """Follows its list by itself. `is_filtered` says whether somebody hides rows, `clear` shows
    them again.
    """

    def __init__(
        self,
        look: Look,
        state: Listed,
        view: QAbstractItemView,
        is_filtered: Callable[[], bool],
        clear: Callable[[], None],
    ) -> None:
        super().__init__(look, view)
        self._state, self._view = state, view
        self._is_filtered, self._clear = is_filtered, clear
        self._empty: tuple[str, Act | None, str] = ("", None, "inbox")
        self._wanted_place: int | None = None
        Pointing(view, state)
        state.failed.connect(lambda problem: self.show_problem(problem, state.reload))
        state.begun.connect(self._show_rows)
        state.tell(self._show_list)

    def set_empty(self, sentence: str, icon: str, act: Act | None = None) -> None:
        """What is said when there is nothing and nobody hides rows, and the act that fills it."""
        self._empty = (sentence, act, icon)
        if self._state.is_loaded:
            self._show_list()

    @property
    def place(self) -> int:
        """How far it is scrolled."""
        return self._view.verticalScrollBar().value()

    def go_to(self, place: int) -> None:
        """Scroll there, now or once the rows are here that it was of."""
        self._wanted_place = place
        self._settle()

    def _settle(self) -> None:
        if self._wanted_place is not None and self._state.is_settled:
            self._view.doItemsLayout()  # else the bar ends where the rows of before did
            self._view.verticalScrollBar().setValue(self._wanted_place)
            self._wanted_place = None

    def show_problem(self, problem: Known, retry: Callable[[], None]) -> None:
        """The rows could not be read."""
        self.show_error(sentence(problem, self._state.workspace.locale), problem.code, retry)

    def _show_list(self) -> None:
        model = self._state.model
        if model.rowCount():
            self._show_rows()
        elif model.total and self._is_filtered():
            clear = (translate("ListBox", "Remove filters"), self._clear)
            words = translate("ListBox", "Nothing passes these filters.")
            self.show_empty(words, clear, "list-filter")
        else:
            self.show_empty(*self._empty)
        self._settle()

    def _show_rows(self) -> None:
        """They get the keyboard if nobody has it, or the page as a whole."""
        has_it = QApplication.focusWidget()
        is_free = has_it is None or has_it.isAncestorOf(self)
        self.show_content(self._view if is_free else None)
