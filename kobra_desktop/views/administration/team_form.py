"""A team's name, and whether it is in use."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QWidget

from kobra_desktop.models.administration.acts import Values
from kobra_desktop.views.administration.form import FormDialog, Submit
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.forms import line_edit
from kobra_desktop.views.widgets.layouts import column
from kobra_domain.people import Team
from kobra_domain.words import say

translate = QCoreApplication.translate


class TeamDialog(FormDialog):
    """A new team (`team` None) or one that is there."""

    def __init__(
        self, look: Look, parent: QWidget, team: Team | None, submit: Submit, locale: str
    ) -> None:
        title = (
            translate("Administration", "Edit team")
            if team
            else translate("Administration", "New team")
        )
        super().__init__(look, parent, title, submit, locale)
        self.name = line_edit(text=team.name if team else "")
        self.is_active = QCheckBox(say("field.is_active", None, locale))
        self.is_active.setChecked(team.is_active if team else True)
        self.is_active.setVisible(team is not None)
        name = self.add("name", say("field.name", None, locale), self.name)
        self.build(column(name, self.is_active, None, space=12), 380, 220)
        self.settle()
        self.name.setFocus()

    def values(self) -> Values:
        """The name and whether it is in use."""
        return {"name": self.name.text().strip(), "is_active": self.is_active.isChecked()}
