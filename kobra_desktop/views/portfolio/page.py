"""Cartera: its tabs, each built when it is first seen, and over them one holder in full."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QWidget

from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.page import Page, PageState
from kobra_desktop.views.portfolio.tab import PageTab, PortfolioTab
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.freshness import Freshness
from kobra_desktop.views.widgets.full_view import FullView
from kobra_desktop.views.widgets.labels import label, titled
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_desktop.views.widgets.tabs import TabBar

HEAD = 34  # pixels: as high with a tab's acts as without, or the tabs move under the hand
IMPORTS = "imports"  # the tab that takes what is dropped anywhere on the page


class PortfolioPage(Page):
    """A state names the tab (`accounts`, `parties`, `places`, `imports`), its lists, or what its
    list is narrowed to (`accepted`: values by quality), what is chosen in it (`chosen`, an id), and
    the holder that is open in full (`party`, an id; empty: none).

    A tab opens a holder with `open_requested.emit("portfolio", {"party": id})`, so that Back
    returns to the list; without `person` nothing opens.
    """

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        status: StatusModel,
        tabs: Mapping[str, PageTab],
        person: FullView | None = None,
        parent: QWidget | None = None,
        *,
        title: str = "",
    ) -> None:
        super().__init__(look, parent)
        self._tabs, self.person = tabs, person
        self._made: dict[str, PortfolioTab] = {}
        self.tabs = TabBar(look, {key: tab.word for key, tab in tabs.items()})
        self._waiting: dict[str, LiveRead[int]] = {}
        self.stack = QStackedWidget()
        self.fresh = Freshness(look, workspace, status)
        words = title or QCoreApplication.translate("Pages", "Portfolio")
        self._head = row(label(words, "page"), None, self.fresh, space=12)
        self._head.addStrut(look.pixels(HEAD))
        head = column(self._head, self.tabs, space=6, margins=(20, 14, 20, 0))
        lines = column(holding(head), self.stack, space=0)
        lines.setStretch(1, 1)
        self.home = holding(lines)
        self.front = QStackedWidget()
        self.front.addWidget(self.home)
        self.setLayout(column(self.front, space=0))
        self.setAcceptDrops(IMPORTS in tabs)
        self._connect()

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._show)
        for key, tab in self._tabs.items():
            if tab.waiting is not None:
                self._count(key, tab.waiting())
        if self.person is not None:
            self.front.addWidget(self.person)
            self.person.back_requested.connect(self._on_back)
            self.person.said.connect(self.said)
            self.person.open_requested.connect(self._go)

    def _count(self, key: str, waiting: LiveRead[int]) -> None:
        tab = self._tabs[key]

        def show() -> None:
            count = waiting.value or 0
            tip = titled(tab.waits, count) if count and tab.waits else ""
            self.tabs.set_word(key, titled(tab.word, count), tip)

        waiting.setParent(self)
        waiting.loaded.connect(show)
        self._waiting[key] = waiting

    @property
    def tab_keys(self) -> list[str]:
        """The tabs, in their order."""
        return list(self._tabs)

    @property
    def tab(self) -> PortfolioTab:
        """The one in front."""
        return self._tab(self.tabs.key)

    def _tab(self, key: str) -> PortfolioTab:
        if key not in self._made:
            made = self._tabs[key].make()
            made.said.connect(self.said)
            made.open_requested.connect(self._go)
            self._made[key] = made
            self.stack.addWidget(made)
            if (acts := made.acts()) is not None:
                self._head.addWidget(acts)
        return self._made[key]

    def _show(self, key: str) -> None:
        tab = self._tab(key)
        self.stack.setCurrentWidget(tab)
        for one in self._made.values():
            if (acts := one.acts()) is not None:
                acts.setVisible(one is tab)
        tab.on_shown()
        self.focus_content()  # or the keys go on acting on the list that is hidden

    def _go(self, page: str, state: PageState) -> None:
        """Through the window, so that Back leads here again."""
        if page == "portfolio" and "party" in state and self.person is None:
            return
        self.open_requested.emit(page, {"tab": self.tabs.key, **state})

    # One holder in full

    @property
    def is_person_open(self) -> bool:
        """Whether one holder has the whole page."""
        return self.person is not None and self.front.currentWidget() is self.person

    def _open_person(self, party_id: str) -> None:
        if self.person is None:
            return
        if party_id:
            self.person.open(party_id)
            self.front.setCurrentWidget(self.person)
        elif self.is_person_open:
            self.person.close_thing()
            self.front.setCurrentWidget(self.home)

    def _on_back(self) -> None:
        self._open_person("")
        self._show(self.tabs.key)

    # Files

    def _bring(self, data: QMimeData) -> bool:
        """Files, or rows of a spreadsheet, go to the imports; False when there are neither."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        text = data.text() if data.hasText() and not paths else ""
        if IMPORTS not in self._tabs or not (paths or ("\t" in text and "\n" in text)):
            return False
        self.restore({"tab": IMPORTS})
        if paths:
            self.tab.take_files(paths)
        else:
            self.tab.take_text(text)
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt's: files are welcome."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt's: take them in."""
        if self._bring(event.mimeData()):
            event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V brings in what is on the clipboard, where files may be brought in."""
        if event.matches(QKeySequence.StandardKey.Paste) and IMPORTS in self._tabs:
            if not self._bring(QApplication.clipboard().mimeData()):
                words = QCoreApplication.translate(
                    "Imports", "There are neither files nor rows of a spreadsheet to paste."
                )
                self.said.emit(words, None)
        else:
            super().keyPressEvent(event)

    # Page

    def on_shown(self) -> None:
        """Bring what is seen up to date."""
        for waiting in self._waiting.values():
            waiting.open()
        if self.is_person_open and self.person is not None:
            self.person.on_shown()
        else:
            self._show(self.tabs.key)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody asks what waits, unseen."""
        super().hideEvent(event)
        for waiting in self._waiting.values():
            waiting.rest()

    def state(self) -> PageState:
        """Which tab, its lists, and who is open in full."""
        party = self.person.thing_id if self.person is not None and self.is_person_open else ""
        return {"tab": self.tabs.key, "lists": self.tab.state(), "party": party}

    def restore(self, state: PageState) -> None:
        """A tab, a row of it, a holder in full; a wish for one leaves the lists as they are."""
        key = str(state.get("tab") or self.tabs.key)
        if key in self._tabs:
            self.tabs.choose(key)
        self.tab.restore(state.get("lists"))
        if isinstance(accepted := state.get("accepted"), dict):
            self.tab.narrow(accepted)
        if chosen := state.get("chosen"):
            self.tab.choose(str(chosen))
        self._open_person(str(state.get("party") or ""))
        if state.get("new"):
            self.create_new()

    def focus_content(self) -> None:
        """The list of the tab; without rows it is hidden, and the page has the keyboard."""
        shown = None if self.is_person_open else self.tab.content()
        if self.is_person_open and self.person is not None:
            self.person.setFocus()
        elif shown is not None and shown.isVisible():
            shown.setFocus()
        else:
            super().focus_content()

    def filter_field(self) -> QLineEdit | None:
        """The search of the tab."""
        return None if self.is_person_open else self.tab.filter_field()

    def create_new(self) -> None:
        """Ctrl+N."""
        if not self.is_person_open:
            self.tab.create_new()

    def assign_chosen(self) -> None:
        """Ctrl+Shift+A."""
        if not self.is_person_open:
            self.tab.assign_chosen()

    def print_shown(self) -> bool:
        """A holder that is open in full; else the list."""
        return self.person is not None and self.is_person_open and self.person.print_shown()

    def escape(self) -> bool:
        """Close what lies over the holder, the holder, or the panel of the tab."""
        if self.person is None or not self.is_person_open:
            return self.tab.escape()
        if not self.person.escape():
            self._on_back()
        return True
