"""A team's name, who is told of a call for help of its agents, and whether it is in use."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.views.administration.rescuers_editor import RescuersEditor
from kobra_desktop.views.dialogs.form import Form, Submit
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import hide_unless, label
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
        self.rescuers = self.by("rescuers", RescuersEditor(look))
        self.is_active = self.of("is_active")
        hide_unless(self.is_active, team is not None)
        words = translate(
            "Administration",
            "An SOS that nobody attends within 60 seconds goes to the first by e-mail, then each "
            "minute to the next, and from the first again every 5 minutes (after an hour, every "
            "30), until somebody attends it. Nobody on the list: the team's supervisors, then the "
            "administrators.",
        )
        caption = label(words, "caption", wrap=True)
        parts = (self.name, self.rescuers, caption, self.is_active, None)
        self.build(column(*parts, space=12), 560, 420)
        self.name.take_focus()
