"""Administración › Quién sigue qué, and «Qué me llega» for oneself."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from kobra_desktop.models.administration.follows import FollowRow, FollowsModel, who_words
from kobra_desktop.views.administration.follow_form import FollowDialog
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.room import give_room
from kobra_desktop.views.server_box import ServerBox
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.acts_panel import Act, ActsPanel
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import offline_note, pairs
from kobra_desktop.views.widgets.fields import LANGUAGES
from kobra_desktop.views.widgets.labels import label, line
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.list_box import ListBox
from kobra_domain.words import say

translate = QCoreApplication.translate


class FollowPanel(ActsPanel):
    """`wished` (key, row): edit, switch, remove."""

    def __init__(self, look: Look, model: FollowsModel, parent: QWidget | None = None) -> None:
        super().__init__(look, 340, parent)
        self._model = model

    def show_row(self, row_id: str) -> None:
        """Fill it; hidden for none."""
        found = self._model.row(row_id) if row_id else None
        if found is None:
            self.hide()
            return
        follow, locale = found.follow, self._model.workspace.locale
        body = self.begin(found.name or follow.email)
        if self._model.is_offline:
            body.addWidget(offline_note(self._look))
        self._add_acts(body, found)
        body.addWidget(line())
        zone = follow.time_zone or translate("Follows", "The portfolio's")
        languages = dict(LANGUAGES)
        facts = [
            (translate("Follows", "E-mail"), follow.email),
            (translate("Follows", "Who"), who_words()[found.who]),
            (translate("Follows", "Portfolios"), found.portfolios),
            (say("field.mode", None, locale), found.how),
            *([(say("field.time_zone", None, locale), zone)] if follow.digest_at else []),
            (say("field.language", None, locale), languages.get(follow.language, follow.language)),
        ]
        body.addWidget(pairs(facts))
        body.addStretch(1)
        self.show()

    def _add_acts(self, body: QVBoxLayout, found: FollowRow) -> None:
        is_on = found.follow.is_on
        switch = translate("Follows", "Switch off") if is_on else translate("Follows", "Switch on")
        offered = [
            Act("edit", translate("Follows", "Change…"), "pencil"),
            Act("switch", switch, "circle-pause" if is_on else "play"),
            Act("remove", translate("Follows", "Remove…"), "trash-2"),
        ]
        self.add_acts(body, offered, found, is_offline=self._model.is_offline)


class FollowsTab(Tab):
    """Shows a FollowsModel."""

    def __init__(self, look: Look, model: FollowsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.model = look, model
        model.setParent(self)
        self.panel = FollowPanel(look, model)
        self.box = ListBox(
            look,
            model.list,
            model.workspace.memory,
            translate("Follows", "Who follows what"),
            translate("Follows", "E-mail, name, portfolio…   Ctrl+F"),
            translate("Follows", "Follow…"),
            panel=self.panel,
        )
        empty = (
            translate("Follows", "Nothing comes to you by mail. With one line here results do.")
            if model.is_own
            else translate("Follows", "Nobody is told of results by mail yet.")
        )
        self.box.set_empty(empty, "bell")
        self.kept = ServerBox(self, self.box, self.panel, model)
        lines = column(self.box, self.kept.told, space=8, margins=(20, 12, 20, 12))
        lines.setStretch(0, 1)
        self.setLayout(lines)
        self._connect()

    def _connect(self) -> None:
        self.box.opened.connect(self._on_opened)
        self.box.new_requested.connect(self.create_new)
        self.panel.wished.connect(self._on_wished)

    # Tab

    def on_shown(self) -> None:
        """Ask for what is new each time it is seen."""
        self.kept.ask()

    def filter_field(self) -> QLineEdit | None:
        """The search."""
        return self.box.search

    def choose(self, row_id: str) -> None:
        """Select a line."""
        self.box.choose(row_id)

    def create_new(self) -> None:
        """Ctrl+N: another one is told."""
        FollowDialog(self.look, self, self.model, None).open()

    def escape(self) -> bool:
        """Close the panel."""
        return self.panel.escape()

    # Acts

    def _on_opened(self, row_id: str) -> None:
        found = self.model.row(row_id)
        if found is not None:
            self._on_wished("edit", found)

    def _on_wished(self, key: str, found: FollowRow) -> None:
        if key == "edit":
            FollowDialog(self.look, self, self.model, found.follow).open()
        elif key == "switch":
            self.model.switch(found)
        else:
            self._ask_remove(found)

    def _ask_remove(self, found: FollowRow) -> None:
        told = translate(
            "Follows",
            "{email} is told nothing more of {portfolios}. To stop for a while, switch it off.",
        )
        asked = Question(
            self.look,
            self,
            translate("Follows", "Remove it?"),
            told.format(email=found.follow.email, portfolios=found.portfolios),
            translate("Follows", "Remove"),
            translate("Follows", "Leave it"),
        )
        asked.accepted.connect(lambda: self.model.remove(found))
        asked.finished.connect(asked.deleteLater)
        asked.open()


class OwnFollowsDialog(QDialog):
    """What comes to oneself by mail; `said` is toasted."""

    said = Signal(str, object)

    def __init__(self, look: Look, model: FollowsModel, parent: QWidget) -> None:
        super().__init__(parent)
        title = translate("Follows", "What comes to me by mail")
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.finished.connect(self.deleteLater)
        self.tab = FollowsTab(look, model)
        self.tab.said.connect(self.said)
        close = Button(look, translate("Follows", "Done"), "primary")
        close.clicked.connect(self.accept)
        head = row(label(title, "section"), None, margins=(20, 16, 20, 0))
        foot = row(None, close, margins=(20, 0, 20, 16))
        lines = column(head, self.tab, foot, space=4)
        lines.setStretch(1, 1)
        self.setLayout(lines)
        give_room(self, look, 760, 460)
        self.tab.on_shown()
