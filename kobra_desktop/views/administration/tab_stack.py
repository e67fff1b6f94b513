"""The tabs of a page, each made when it is first seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from kobra_desktop.views.administration.list_tab import Tab


class TabStack(QStackedWidget):
    """`makers` by key, in the order of the tabs. `said`: as the tabs say it."""

    said = Signal(str, object)

    def __init__(self, makers: Mapping[str, Callable[[], Tab]]) -> None:
        super().__init__()
        self._makers = makers
        self._made: dict[str, Tab] = {}

    @property
    def keys(self) -> list[str]:
        """The tabs, in their order."""
        return list(self._makers)

    def tab(self, key: str) -> Tab:
        """One of them."""
        if key not in self._made:
            made = self._makers[key]()
            made.said.connect(self.said)
            self._made[key] = made
            self.addWidget(made)
        return self._made[key]

    def show_tab(self, key: str) -> None:
        """Bring one to the front, up to date."""
        tab = self.tab(key)
        self.setCurrentWidget(tab)
        tab.on_shown()
