"""Cartera › Entregas: the files that left for clients, those that wait or are held, and how each
portfolio's is made.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from kobra_desktop.models.counts import figure
from kobra_desktop.models.portfolio.outgoing.files import Opened, OutgoingModel, OutgoingRow
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.portfolio.outgoing.editor import OutgoingEditor
from kobra_desktop.views.portfolio.outgoing.panel import OutgoingPanel
from kobra_desktop.views.portfolio.tab import BoxTab
from kobra_desktop.views.server_box import ServerBox
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import hide_unless
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.list_box import ListBox
from kobra_desktop.views.widgets.saving import ask_where
from kobra_domain.portfolios import Portfolio
from kobra_domain.scope import Permission
from kobra_records.files.outgoing.manifest import MANIFEST_ENDING

translate = QCoreApplication.translate


class OutgoingTab(BoxTab):
    """Shows an OutgoingModel."""

    def __init__(
        self, look: Look, workspace: Workspace, status: StatusModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.look, self.workspace = look, workspace
        self.model = OutgoingModel(workspace, status, self)
        self._wanted = ""
        self.panel = OutgoingPanel(look, self.model)
        self.panel.may_administer = workspace.desk.may(Permission.ADMINISTER)
        self.box = ListBox(
            look,
            self.model.list,
            workspace.memory,
            translate("Outgoing", "Outgoing files"),
            translate("Outgoing", "File, portfolio…   Ctrl+F"),
            panel=self.panel,
        )
        empty = translate(
            "Outgoing",
            "No file has left yet. Say how a portfolio's file is made: its columns, the client's "
            "codes, when and where to.",
        )
        words = translate("Outgoing", "How it is made…")
        self.terms = Button(look, words, icon="settings")
        may_say = self.panel.may_administer
        hide_unless(self.terms, may_say)
        act = (words, partial(self._choose_terms, is_empty=True))
        self.box.stack.set_empty(empty, "send", act if may_say else None)
        self.make = Button(look, translate("Outgoing", "Make one now…"), icon="send")
        self.box.add_act(self.terms)
        self.box.add_act(self.make)
        self.kept = ServerBox(self, self.box, self.panel, self.model, self._held)
        lines = column(self.box, self.kept.told, space=8, margins=(20, 12, 20, 12))
        lines.setStretch(0, 1)
        self.setLayout(lines)
        self._connect()
        self._say()

    def _connect(self) -> None:
        model = self.model
        self.box.opened.connect(self._on_opened)
        self.panel.wished.connect(self._on_wished)
        self.terms.clicked.connect(lambda: self._choose_terms())
        self.make.clicked.connect(lambda: self._choose_portfolio(self.make, self._make_now))
        model.changed.connect(self._say)

    # Tab

    def on_shown(self) -> None:
        """Ask for what is new each time it is seen."""
        self.kept.ask()

    def choose(self, row_id: str) -> None:
        """Select a file, which no filter hides."""
        self.box.clear_filters()
        self.box.choose(row_id)

    def escape(self) -> bool:
        """Close the panel."""
        return self.panel.escape()

    def _say(self) -> None:
        model = self.model
        for button in (self.terms, self.make):
            button.setEnabled(model.is_loaded and not model.is_offline and bool(model.portfolios))

    def _held(self) -> str:
        words = translate("Outgoing", "Held, until somebody looks: {count}.")
        return words.format(count=figure(self.model.held)) if self.model.held else ""

    # Acts

    def _choose_terms(self, *, is_empty: bool = False) -> None:
        """How whose is made: asked under the button that was pressed."""
        pressed = self.box.stack.act if is_empty else None
        self._choose_portfolio(pressed or self.terms, self.open_terms)

    def _choose_portfolio(self, button: QWidget, then: Callable[[Portfolio], None]) -> None:
        """Which portfolio's? Of one alone nobody is asked."""
        found = list(self.model.portfolios.values())
        if len(found) == 1:
            then(found[0])
            return
        menu = QMenu(self)
        for one in found:
            menu.addAction(one.name.replace("&", "&&"), partial(then, one))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def open_terms(self, portfolio: Portfolio, missing: tuple[str, ...] = ()) -> None:
        """How a portfolio's file is made; `missing`: the codes that one is held for."""

        def show(opened: Opened) -> None:
            model, own = self.model, portfolio.id
            dialog = OutgoingEditor(
                self.look,
                self,
                opened,
                Setting.of(self.workspace),
                self.workspace.now,
                partial(model.keep, own),
                partial(model.end, own),
                missing,
            )
            dialog.accepted.connect(self._on_kept)
            dialog.open()

        self.model.begin(portfolio, show, self.kept.fail)

    def _on_kept(self) -> None:
        self.said.emit(translate("Outgoing", "Kept. The next file is made so."), None)

    def _make_now(self, portfolio: Portfolio) -> None:
        told = translate("Outgoing", "The file of {portfolio} is being made.")
        done = partial(self.said.emit, told.format(portfolio=portfolio.name), None)
        self.model.make(portfolio.id, done, self.kept.fail)

    def _on_opened(self, row_id: str) -> None:
        found = self.model.row(row_id)
        if found is not None:
            self.panel.show_row(row_id)

    def _on_wished(self, key: str, found: OutgoingRow) -> None:
        portfolio = self.model.portfolios.get(found.file.portfolio_id)
        if key == "again":
            self._again(found)
        elif key in ("save", "manifest"):
            is_manifest = key == "manifest"
            name = found.name + MANIFEST_ENDING if is_manifest else found.name
            self._save(found, name, is_manifest=is_manifest)
        elif portfolio is not None and key == "retry":
            self._make_now(portfolio)
        elif portfolio is not None:
            self.open_terms(portfolio, found.file.missing)

    def _save(self, found: OutgoingRow, name: str, *, is_manifest: bool) -> None:
        title = translate("Outgoing", "Save a copy")
        if target := ask_where(self, title, name):
            told = translate("Outgoing", "Saved: {name}").format(name=target.name)
            done = partial(self._on_saved, told)
            self.model.save(found, target, done, self.kept.fail, is_manifest=is_manifest)

    def _on_saved(self, words: str) -> None:
        if isValid(self):
            self.said.emit(words, None)

    def _again(self, found: OutgoingRow) -> None:
        told = translate("Outgoing", "{file} goes once more to where it goes, byte for byte.")
        done = partial(self.said.emit, told.format(file=found.name), None)
        self.model.again(found, done, self.kept.fail)
