"""The main window: rail, top bar, pages built when first opened, status bar, history. It knows no
page by name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from kobra_desktop.models.memory import Memory
from kobra_desktop.models.palette import Entry, Finder, PaletteModel
from kobra_desktop.models.scope import ScopeModel
from kobra_desktop.models.status import StatusModel
from kobra_desktop.views import icons
from kobra_desktop.views.dialogs.help import AboutDialog, ShortcutsDialog
from kobra_desktop.views.dialogs.palette import Palette
from kobra_desktop.views.history import History, Visited
from kobra_desktop.views.leaving import Leave
from kobra_desktop.views.page import Page, PageSpec, PageState
from kobra_desktop.views.room import fit, steady
from kobra_desktop.views.scope_menu import ScopeMenu
from kobra_desktop.views.shortcuts import shortcuts
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.keys import key_words
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_desktop.views.widgets.notices import NoticeBar
from kobra_desktop.views.widgets.rail import Rail
from kobra_desktop.views.widgets.status_bar import StatusBar
from kobra_desktop.views.widgets.toast import Toast
from kobra_desktop.views.widgets.top_bar import TopBar

COLLAPSES_UNDER = 1280


@dataclass(frozen=True, slots=True)
class WindowModels:
    """What the window shows of the rest."""

    status: StatusModel
    scope: ScopeModel
    memory: Memory
    user_name: str
    find: Finder | None = None


class MainWindow(QMainWindow):
    """Wishes that leave the window: sync, pending list, conflicts, lock, settings, closing, and
    to be brought to the front, which the lock screen is while it covers everything.

    `leave` knows how many changes would end with the program; then it asks first.
    """

    sync_requested = Signal()
    pending_requested = Signal()
    conflicts_requested = Signal()
    lock_requested = Signal()
    wall_requested = Signal()
    sign_out_requested = Signal()
    export_requested = Signal(object)
    print_requested = Signal(object)
    password_requested = Signal()
    passphrase_requested = Signal()
    updates_requested = Signal()
    closed = Signal()
    front_requested = Signal()
    help_requested = Signal()

    def __init__(self, look: Look, specs: Sequence[PageSpec], models: WindowModels) -> None:
        super().__init__()
        self.look, self._models = look, models
        self._specs = {spec.key: spec for spec in specs}
        self._pages: dict[str, Page] = {}
        self._history = History()
        self._key = ""
        self._wanted: Visited | None = None  # a page that waits until the window is seen again
        self.leave = Leave(look, self)
        self.setWindowTitle("Kobra Desktop")  # nothing personal in titles
        self.setWindowIcon(icons.product_mark())
        self.rail = Rail(look, [(s.key, s.digit, s.icon, s.title) for s in specs])
        self.top = TopBar(look, models.user_name)
        self.status = StatusBar(look, models.status)
        self.stack = QStackedWidget()
        self.stack.setObjectName("pages")
        self.notices = NoticeBar(look)
        self._strips = column(space=0)
        right = column(self.top, self._strips, self.notices, self.stack, self.status, space=0)
        right.setStretchFactor(self.stack, 1)
        self.setCentralWidget(holding(row(self.rail, holding(right), space=0), "pages"))
        self.toast = Toast(look, self)
        self._scope_menu = ScopeMenu(models.scope, self.top.scope)
        self._acts = self._make_acts()
        self.palette_model = PaletteModel(self._entries(), models.find, self)
        self.command_palette = Palette(look, self.palette_model, self)
        self._connect()
        self._bind()
        steady(self)
        self._restore_geometry()

    # Pages

    @property
    def page(self) -> Page:
        """The one in front."""
        return self._pages[self._key]

    @property
    def key(self) -> str:
        """Which one that is."""
        return self._key

    def title_of(self, key: str) -> str:
        """What a page is called; a key of no page here is its own."""
        return self._specs[key].title if key in self._specs else key

    @property
    def keys(self) -> list[str]:
        """The pages that this user has."""
        return list(self._specs)

    def open_page(self, key: str, state: PageState | None = None) -> None:
        """Go to a page; the present one can be come back to. An unknown key is nobody's page:
        nothing happens.
        """
        if key not in self._specs:
            return
        if self._key:
            self._history.leave(self._present())
        self._show(Visited(key, state or {}))

    def open_in_front(self, key: str, state: PageState) -> None:
        """Go to a page from outside the window; locked, once it is unlocked."""
        self._wanted = Visited(key, state)
        self.front_requested.emit()
        self._grant()

    def _grant(self) -> None:
        if self._wanted is not None and self.isVisible():
            wanted, self._wanted = self._wanted, None
            self.open_page(wanted.key, wanted.state)

    @property
    def is_presenting(self) -> bool:
        """Whether a page shows itself to a room."""
        return any(page.is_presenting for page in self._pages.values())

    def go_back(self) -> None:
        """Alt+Left: the same page, filter, selection and scroll."""
        if place := self._history.back(self._present()):
            self._show(place)

    def go_forward(self) -> None:
        """Alt+Right."""
        if place := self._history.forward(self._present()):
            self._show(place)

    def _present(self) -> Visited:
        return Visited(self._key, self.page.state())

    def _show(self, place: Visited) -> None:
        page = self._built(place.key)
        self._key = place.key
        if place.state:
            page.restore(place.state)
        self.stack.setCurrentWidget(page)
        page.focus_content()
        self.rail.show_chosen(place.key)
        history = self._history
        self.top.set_history(can_go_back=history.can_go_back, can_go_forward=history.can_go_forward)

    def _built(self, key: str) -> Page:
        if key not in self._pages:
            page = self._specs[key].make()
            page.setAccessibleName(self._specs[key].title)  # it may have the keyboard itself
            page.open_requested.connect(self.open_page)
            page.said.connect(self.toast.say)
            page.conflicts_requested.connect(self.conflicts_requested)
            self.stack.addWidget(page)
            self._pages[key] = page
        return self._pages[key]

    # Acts

    def add_strip(self, strip: QWidget) -> None:
        """What stands under the top bar of every page, while it is shown."""
        self._strips.addWidget(strip)

    def add_acts(self, entries: Sequence[Entry]) -> None:
        """Further entries of the palette, such as the user's settings."""
        self.palette_model.add(entries)

    def _make_acts(self) -> dict[str, Callable[[], object]]:
        return {
            "palette": lambda: self.command_palette.open_over(self),
            "help": self.help_requested.emit,
            "shortcuts": self.show_shortcuts,
            "back": self.go_back,
            "forward": self.go_forward,
            "sync": self.sync_requested.emit,
            "undo": lambda: self.page.undo() or self.toast.undo(),
            "redo": lambda: self.page.redo() or self.toast.redo(),
            "scope": self._scope_menu.open_below,
            "lock": self.lock_requested.emit,
            "filter": self._focus_filter,
            "new": lambda: self.page.create_new(),
            "assign": lambda: self.page.assign_chosen(),
            "wall": self.wall_requested.emit,
            "export": self._export,
            "print_rows": self._print,
        }

    def _entries(self) -> list[Entry]:
        pages = [
            Entry(spec.title, "", key_words(f"Ctrl+{spec.digit}"), spec.icon, self._opening(key))
            for key, spec in self._specs.items()
        ]
        acts = [
            Entry(s.words, "", key_words(s.keys.split()[0]), "keyboard", self._acts_by(s.act))
            for s in shortcuts()
            if s.act in self._acts and s.act not in ("palette", "filter")
        ]
        about = Entry(self.tr("About Kobra Desktop"), "", "", "info", self.show_about)
        return [*pages, *acts, about]

    def _opening(self, key: str) -> Callable[[], None]:
        return lambda: self.open_page(key)

    def _acts_by(self, act: str) -> Callable[[], None]:
        def run() -> None:
            self._acts[act]()

        return run

    def show_shortcuts(self) -> None:
        """Which keys there are."""
        ShortcutsDialog(self.look, self).open()

    def show_about(self) -> None:
        """What this is."""
        AboutDialog(self.look, self).open()

    def _export(self) -> None:
        if not self.page.export():
            self.export_requested.emit(self.page)

    def _print(self) -> None:
        if not self.page.print_shown():
            self.print_requested.emit(self.page)

    def _focus_filter(self) -> None:
        if field := self.page.filter_field():
            field.setFocus()
            field.selectAll()

    def _connect(self) -> None:
        self.rail.chosen.connect(self.open_page)
        self.top.back_requested.connect(self.go_back)
        self.top.forward_requested.connect(self.go_forward)
        self.top.search_requested.connect(self._acts["palette"])
        self.top.scope_requested.connect(self._scope_menu.open_below)
        self.top.alerts_requested.connect(self._on_alerts_requested)
        self.status.sync_requested.connect(self.sync_requested)
        self.status.pending_requested.connect(self.pending_requested)
        self.status.conflicts_requested.connect(self.conflicts_requested)
        self._models.scope.changed.connect(self._on_scope_changed)
        self._on_scope_changed()

    def _bind(self) -> None:
        for shortcut in shortcuts():
            for keys in shortcut.keys.split():
                if shortcut.act in self._acts:
                    bound = QShortcut(QKeySequence(keys), self)
                    bound.activated.connect(self._acts[shortcut.act])
        for key, spec in self._specs.items():
            bound = QShortcut(QKeySequence(f"Ctrl+{spec.digit}"), self)
            bound.activated.connect(self._opening(key))
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.activated.connect(lambda: self.page.escape())

    def _on_alerts_requested(self) -> None:
        self.open_page("alerts")

    def _on_scope_changed(self) -> None:
        self.top.set_scope(self._models.scope.words)

    # The window itself

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rail loses its words when there is no room for them."""
        super().resizeEvent(event)
        self.rail.set_narrow(self.width() < self.look.pixels(COLLAPSES_UNDER))

    def showEvent(self, event: QShowEvent) -> None:
        """What was asked for while it was covered is shown."""
        super().showEvent(event)
        self._grant()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask first when closing loses work."""
        if self.leave.allows(event):
            self.remember()
            super().closeEvent(event)
            self.closed.emit()

    def remember(self) -> None:
        """Place, size and page, for the window that comes after this one."""
        geometry = bytes(self.saveGeometry().toHex().data()).decode("ascii")
        self._models.memory.write("window", {"geometry": geometry, "page": self._key})

    def _restore_geometry(self) -> None:
        kept = self._models.memory.read("window")
        geometry = kept.get("geometry") if isinstance(kept, dict) else None
        if not isinstance(geometry, str) or not self.restoreGeometry(
            QByteArray.fromHex(geometry.encode("ascii"))
        ):
            self.resize(1366, 768)
        fit(self, self.size())
