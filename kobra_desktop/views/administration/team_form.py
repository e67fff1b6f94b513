"""A team's name, and whether it is in use."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.views.dialogs.form import Form, Submit
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import hide_unless
from kobra_desktop.views.widgets.layouts import column
from kobra_domain.people import Team

translate = QCoreApplication.translate


class TeamDialog(Form):
    """A new team (`team` None) or one that is there."""

    kind = Team

    def __init__(
        self, look: Look, parent: QWidget, team: Team | None, submit: Submit, setting: Setting
    ) -> None:
        title = (
            translate("Administration", "Edit team")
            if team
            else translate("Administration", "New team")
        )
        super().__init__(look, parent, title, setting, submit, held=team)
        self.name = self.of("name")
        self.is_active = self.of("is_active")
        hide_unless(self.is_active, team is not None)
        self.build(column(self.name, self.is_active, None, space=12), 380, 220)
        self.name.take_focus()
