"""The views that a person keeps by name, as menus and the palette offer them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from kobra_desktop.commands import list_views
from kobra_desktop.commands.list_views import Links
from kobra_desktop.models.list_view import ListView, read_link
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.accents import plain
from kobra_desktop.store.collation import name_key
from kobra_domain.errors import Invalid


@dataclass(frozen=True, slots=True)
class NamedView:
    """A view that is kept."""

    name: str
    view: ListView


class ListViewsModel(QObject):
    """`changed`: there are others. `failed`: a known error. Read when it is made."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.views: tuple[NamedView, ...] = ()
        desk = workspace.desk
        workspace.background.read(
            lambda: list_views.kept_views(desk), self._on_read, self.failed.emit, owner=self
        )

    def of(self, page: str, listing: str) -> list[NamedView]:
        """Those of one list."""
        return [one for one in self.views if (one.view.page, one.view.listing) == (page, listing)]

    def called(self, name: str) -> NamedView | None:
        """The one of that name, accents and case aside."""
        return next((one for one in self.views if plain(one.name) == plain(name.strip())), None)

    def keep(self, name: str, view: ListView, *, instead_of: str = "") -> None:
        """Keep it, in the place of any that is called so."""
        desk = self._workspace.desk
        self._write(lambda: list_views.keep_view(desk, name, view.link, instead_of=instead_of))

    def forget(self, name: str) -> None:
        """No longer keep it."""
        desk = self._workspace.desk
        self._write(lambda: list_views.forget_view(desk, name))

    def _write(self, change: Callable[[], Links]) -> None:
        background = self._workspace.background
        background.write(change, self._on_read, self.failed.emit, owner=self)

    def _on_read(self, links: Links) -> None:
        found = []
        for name in sorted(links, key=name_key):
            try:
                found.append(NamedView(name, read_link(links[name])))
            except Invalid:  # of a later version of this program: kept, not offered
                continue
        self.views = tuple(found)
        self.changed.emit()
