"""The menu of the scope: one team or all, one portfolio or all."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from kobra_desktop.models.scope import Scope, ScopeModel


class ScopeMenu(QMenu):
    """Opens below its button; built anew each time, since names may have changed."""

    def __init__(self, scope: ScopeModel, button: QWidget) -> None:
        super().__init__(button)
        self._scope = scope
        self._button = button
        self._groups: list[QActionGroup] = []
        self.triggered.connect(self._on_triggered)

    def open_below(self) -> None:
        """Show the choices."""
        self.clear()
        now, translate = self._scope.scope, QCoreApplication.translate
        self._add("team", translate("ScopeMenu", "All teams"), self._scope.teams, now.team_id)
        self.addSeparator()
        names = self._scope.portfolios
        self._add("portfolio", translate("ScopeMenu", "All portfolios"), names, now.portfolio_id)
        self.popup(self._button.mapToGlobal(QPoint(0, self._button.height())))

    def _add(self, what: str, all_words: str, names: dict[str, str], chosen: str | None) -> None:
        group = QActionGroup(self)
        self._groups = [*self._groups[-1:], group]
        for value, word in ((None, all_words), *names.items()):
            action = QAction(word.replace("&", "&&"), self)
            action.setCheckable(True)
            action.setChecked(value == chosen)
            action.setData((what, value))
            group.addAction(action)
            self.addAction(action)

    def _on_triggered(self, action: QAction) -> None:
        what, value = action.data()
        now = self._scope.scope
        if what == "team":
            self._scope.choose(Scope(value, now.portfolio_id))
        else:
            self._scope.choose(Scope(now.team_id, value))
