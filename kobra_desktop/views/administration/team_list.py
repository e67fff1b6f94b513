"""The teams beside the list of agents: choosing one narrows the list."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from kobra_desktop.models.administration.staff import NO_TEAM, StaffModel
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_domain.words import say

translate = QCoreApplication.translate
_ID = int(Qt.ItemDataRole.UserRole)


class TeamList(QWidget):
    """`chosen` (team id, NO_TEAM, or empty for all); wishes for making, changing and drawing."""

    chosen = Signal(str)
    new_requested = Signal()
    edit_requested = Signal(str)
    zone_requested = Signal(str)

    def __init__(self, look: Look, model: StaffModel) -> None:
        super().__init__()
        self._model = model
        self.list = QListWidget()
        self.list.setAccessibleName(translate("Administration", "Teams"))
        self.list.setUniformItemSizes(True)
        self.new = IconButton(look, "plus", translate("Administration", "New team"))
        self.edit = Button(look, translate("Administration", "Edit…"), "row", "pencil")
        self.zone = Button(look, translate("Administration", "Zone on the map"), "row", "map")
        self.about = label("", "caption", wrap=True)
        head = row(label(translate("Administration", "Teams"), "strong"), None, self.new)
        self.foot = holding(column(self.about, row(self.edit, self.zone, None, space=6), space=6))
        lines = column(head, self.list, self.foot, space=8)
        lines.setStretch(1, 1)
        self.setLayout(lines)
        self.setFixedWidth(look.pixels(196))
        self.new.clicked.connect(self.new_requested)
        self.edit.clicked.connect(lambda: self.edit_requested.emit(self.team_id))
        self.zone.clicked.connect(lambda: self.zone_requested.emit(self.team_id))
        self.list.currentRowChanged.connect(self._on_chosen)
        self.list.itemActivated.connect(lambda _: self._on_opened())
        model.teams_changed.connect(self._fill)
        self._fill()

    @property
    def team_id(self) -> str:
        """The chosen team, NO_TEAM, or empty for all."""
        if self.list.currentRow() < 0:
            return ""
        return str(self.list.currentItem().data(_ID))

    def _fill(self) -> None:
        before, model = self.team_id, self._model
        active = [row for row in model.list.held.rows if row.agent.is_active]
        self.list.blockSignals(True)
        self.list.clear()
        self._add("", translate("Administration", "All teams"), len(active))
        for team_row in model.teams:
            name = team_row.team.name
            if not team_row.team.is_active:
                name = translate("Administration", "{name} (not in use)").format(name=name)
            self._add(team_row.team.id, name, team_row.agents)
        if model.agents_without_team():
            none = translate("Administration", "No team")
            self._add(NO_TEAM, none, model.agents_without_team())
        lines = [str(self.list.item(n).data(_ID)) for n in range(self.list.count())]
        self.list.setCurrentRow(lines.index(before) if before in lines else 0)
        self.list.blockSignals(False)
        self._say()

    def _add(self, team_id: str, name: str, count: int) -> None:
        item = QListWidgetItem(f"{name}   ·   {count}")
        item.setData(_ID, team_id)
        how_many = say("count.agents", {"count": count}, self._model.workspace.locale)
        item.setData(int(Qt.ItemDataRole.AccessibleTextRole), f"{name}, {how_many}")
        self.list.addItem(item)

    def _say(self) -> None:
        team = self._model.team(self.team_id)
        self.foot.setVisible(team is not None)
        if team is not None:
            drawn = translate("Administration", "Has a zone: leaving it in shift is an alert.")
            none = translate("Administration", "Has no zone: nobody is told that it was left.")
            self.about.setText(drawn if team.zone else none)

    def _on_chosen(self) -> None:
        self._say()
        self.chosen.emit(self.team_id)

    def _on_opened(self) -> None:
        if self._model.team(self.team_id) is not None:
            self.edit_requested.emit(self.team_id)
