"""The menu of a list's views: those that are kept, with what can be done to each, and this one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

if TYPE_CHECKING:
    from kobra_desktop.views.widgets.list_box import ListBox

translate = QCoreApplication.translate


class Views(Protocol):
    """Where views of lists are kept and opened."""

    def names(self, box: ListBox) -> Sequence[str]:
        """The views of a list that are kept."""

    def open_named(self, name: str) -> None:
        """Look at its list as it says."""

    def ask_name(self, box: ListBox) -> None:
        """Keep how the list is looked at now under a name."""

    def overwrite(self, box: ListBox, name: str) -> None:
        """Keep how the list is looked at now under a name that is there."""

    def ask_rename(self, name: str) -> None:
        """Give it another name."""

    def forget(self, name: str) -> None:
        """No longer keep it; can be undone."""

    def copy(self, name: str) -> None:
        """Put its link on the clipboard."""

    def copy_shown(self, box: ListBox) -> None:
        """Put the link of how the list is looked at now on the clipboard."""

    def seen(self, box: ListBox) -> None:
        """A list is shown: a view may have waited for it."""


@runtime_checkable
class HasViews(Protocol):
    """A window that keeps views."""

    @property
    def views(self) -> Views:
        """Its views."""


class ViewsMenu(QMenu):
    """Made anew each time it is seen."""

    def __init__(self, box: ListBox, parent: QWidget) -> None:
        super().__init__(translate("Views", "Views"), parent)
        self._box = box
        self._named: list[QMenu] = []
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for old in self._named:
            old.deleteLater()
        self._named = []
        window = self._box.window()
        if not isinstance(window, HasViews):
            return
        views, box = window.views, self._box
        for name in views.names(box):
            self._named.append(self._of(views, name))
            self.addMenu(self._named[-1])
        self.addSeparator()
        _add(self, translate("Views", "Keep this view…"), lambda: views.ask_name(box))
        words = translate("Views", "Copy the link to this view")
        _add(self, words, lambda: views.copy_shown(box))

    def _of(self, views: Views, name: str) -> QMenu:
        menu, box = QMenu(name.replace("&", "&&"), self), self._box
        _add(menu, translate("Views", "Open"), lambda: views.open_named(name))
        words = translate("Views", "Replace by what is shown")
        _add(menu, words, lambda: views.overwrite(box, name))
        _add(menu, translate("Views", "Rename…"), lambda: views.ask_rename(name))
        _add(menu, translate("Views", "Copy link"), lambda: views.copy(name))
        menu.addSeparator()
        _add(menu, translate("Views", "Delete"), lambda: views.forget(name))
        return menu


def tell_seen(box: ListBox) -> None:
    """A list is shown in its window."""
    window = box.window()
    if isinstance(window, HasViews):
        window.views.seen(box)


def _add(menu: QMenu, words: str, act: Callable[[], None]) -> None:
    menu.addAction(words).triggered.connect(lambda _checked=False: act())
