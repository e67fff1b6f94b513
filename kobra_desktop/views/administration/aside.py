"""Administración › Retenidos: all that was set aside, why, and what can be done with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from kobra_desktop.models.administration.aside import AsideModel, AsideRow
from kobra_desktop.models.counts import counts
from kobra_desktop.models.held import HeldModel
from kobra_desktop.views.administration.aside_content import ContentDialog
from kobra_desktop.views.administration.aside_panel import AsidePanel
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.dialogs.held import HeldDialog
from kobra_desktop.views.dialogs.line import ReasonDialog
from kobra_desktop.views.server_box import ServerBox
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.list_box import ListBox
from kobra_desktop.views.widgets.saving import ask_where
from kobra_domain.answers import AsideKind
from kobra_records.files.exports.names import file_name

translate = QCoreApplication.translate


class AsideTab(Tab):
    """Shows an AsideModel."""

    def __init__(self, look: Look, model: AsideModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.model = look, model
        self._locale = model.workspace.locale
        model.setParent(self)
        self._held = HeldModel(model.workspace, self)
        self.panel = AsidePanel(look, model)
        self.box = ListBox(
            look,
            model.list,
            model.workspace.memory,
            translate("Administration", "Set aside"),
            translate("Aside", "Agent, reason, file…   Ctrl+F"),
            panel=self.panel,
        )
        words = translate("Aside", "Nothing is set aside: all that came from phones was taken.")
        self.box.set_empty(words, "circle-check")
        self.refresh = Button(look, translate("Administration", "Refresh"), icon="refresh-cw")
        self.box.add_act(self.refresh)
        self.parked = Button(look, "", "row", "cloud-off")
        self.kept = ServerBox(self, self.box, self.panel, model)
        foot = row(self.kept.told, None, self.parked)
        lines = column(self.box, foot, space=8, margins=(20, 12, 20, 12))
        lines.setStretch(0, 1)
        self.setLayout(lines)
        self._connect()
        self._say()

    def _connect(self) -> None:
        self.panel.wished.connect(self._on_wished)
        self.box.opened.connect(self._on_opened)
        self.refresh.clicked.connect(self.kept.ask)
        self.parked.clicked.connect(self._open_parked)
        self.model.changed.connect(self._say)

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

    def escape(self) -> bool:
        """Close the panel."""
        return self.panel.escape()

    def _say(self) -> None:
        self.parked.setText(counts.parked_here(self.model.parked))
        self.parked.setVisible(self.model.parked > 0)

    # Acts

    def _on_wished(self, key: str, found: AsideRow) -> None:
        acts: dict[str, Callable[[AsideRow], None]] = {
            "take": self.model.take,
            "look": self._look_at,
            "save": self._ask_save,
            "discard": self._ask_discard,
        }
        acts[key](found)

    def _on_opened(self, row_id: str) -> None:
        found = self.model.row(row_id)
        if found is not None and found.has_content and not self.model.is_offline:
            self._look_at(found)

    def _look_at(self, found: AsideRow) -> None:
        def show(content: bytes) -> None:
            title = f"{found.reason} · {found.agent}"
            dialog = ContentDialog(self.look, self, title, content, self._locale)
            dialog.save_wished.connect(partial(self._ask_save, found))
            dialog.open()

        self.model.content(found, show, self.kept.fail)

    def _ask_save(self, found: AsideRow) -> None:
        title = translate("Aside", "Save a copy…")
        if target := ask_where(self, title, suggested_name(found)):
            done = translate("Aside", "Saved: {name}").format(name=target.name)
            self.model.save(found, target, lambda: self.said.emit(done, None), self.kept.fail)

    def _ask_discard(self, found: AsideRow) -> None:
        usual = [
            translate("Aside", "A test"),
            translate("Aside", "Sent again and taken"),
            translate("Aside", "The phone was mended"),
        ]
        if found.item.kind is AsideKind.POSITIONS:
            warning = translate(
                "Aside", "These positions are deleted. The reason stays in the audit."
            )
        else:
            warning = translate(
                "Aside",
                "It leaves the list. Its bytes stay as long as those of the answers that were "
                "taken, and the reason in the audit.",
            )
        act = translate("Aside", "Discard")
        dialog = ReasonDialog(
            self.look, self, translate("Aside", "Discard?"), act, usual, warning=warning
        )
        dialog.given.connect(partial(self.model.discard, found))
        dialog.open()

    def _open_parked(self) -> None:
        HeldDialog(self.look, self._held, self).open()


def suggested_name(found: AsideRow) -> str:
    """A file's own name, else one made of what it is and when it came."""
    item = found.item
    if item.kind is AsideKind.ATTACHMENTS and item.name:
        return file_name(item.name)
    ending = "xml" if item.kind is AsideKind.FORMS else "json"
    made = f"{item.agent or ''}-{item.reason}-{item.received_at:%Y%m%d-%H%M%S}"
    return re.sub(r"[^\w.-]+", "-", made).strip("-") + f".{ending}"
