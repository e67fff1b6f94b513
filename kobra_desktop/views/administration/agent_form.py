"""The form of an agent: who it is at the left, when it works at the right."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QWidget

from kobra_desktop.models.administration.acts import Values
from kobra_desktop.models.administration.choices import Choices
from kobra_desktop.models.administration.staff import StaffModel
from kobra_desktop.views.administration.editors import Choice, measure, zone_box
from kobra_desktop.views.administration.form import FormDialog, Submit
from kobra_desktop.views.administration.week_editor import WeekEditor
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.forms import line_edit
from kobra_desktop.views.widgets.layouts import column, row
from kobra_domain.people import Agent
from kobra_domain.words import say

translate = QCoreApplication.translate


class AgentDialog(FormDialog):
    """A new agent (`agent` None) or one that is there. `team_id`: where a new one begins."""

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        model: StaffModel,
        agent: Agent | None,
        submit: Submit,
        team_id: str | None = None,
    ) -> None:
        title = (
            translate("Administration", "Edit agent")
            if agent
            else translate("Administration", "New agent")
        )
        super().__init__(look, parent, title, submit, model.workspace.locale)
        held = agent or Agent(
            id="", code="", name="", team_id=team_id, time_zone=str(model.workspace.zone)
        )
        self._make(held)
        self._lay_out()
        self.week.show_week(held.shift, held.breaks)
        self.settle()
        self.code.setFocus()
        model.choices(self._on_choices, self)

    def _make(self, agent: Agent) -> None:
        self.code = line_edit("AG-01", agent.code)
        self.name = line_edit(text=agent.name)
        self.phone = line_edit("+57 300 123 4567", agent.phone)
        self.email = line_edit(text=agent.email)
        self.team = Choice([(agent.team_id, "…")], agent.team_id)
        self.zone = zone_box(agent.time_zone)
        self.moving = measure(agent.moving_interval_s, 5, 3_600, "s")
        self.still = measure(agent.still_interval_s, 5, 86_400, "s")
        self.week = WeekEditor(self.look, self._locale)

    def _lay_out(self) -> None:
        def named(field: str) -> str:
            return say(f"field.{field}", None, self._locale)

        code = self.add("code", named("code"), self.code)
        code.setFixedWidth(self.look.pixels(110))
        hint = translate("Administration", "How often the phone is expected to speak.")
        left = column(
            row(code, self.add("name", named("name"), self.name), space=12),
            self.add("team_id", named("team_id"), self.team),
            self.add("phone", named("phone"), self.phone),
            self.add("email", named("email"), self.email),
            self.add("time_zone", named("time_zone"), self.zone),
            row(
                self.add("moving_interval_s", named("moving_interval_s"), self.moving),
                self.add("still_interval_s", named("still_interval_s"), self.still),
                space=12,
            ),
            None,
            space=12,
        )
        self.moving.setToolTip(hint)
        self.still.setToolTip(hint)
        right = column(self.add("shift", named("shift"), self.week), None, space=12)
        between = QFrame()
        between.setObjectName("bar_line")
        halves = row(left, between, right, space=20)
        halves.setStretch(0, 4)
        halves.setStretch(2, 5)
        self.build(halves, 820, 530)

    def _on_choices(self, choices: Choices) -> None:
        was_changed = self.is_changed
        none: tuple[None, str] = (None, translate("Administration", "No team"))
        self.team.set_options([none, *choices.teams])
        if not was_changed:
            self.settle()

    def submit(self) -> None:
        """Hours that cannot be read are shown before anything is sent."""
        self.week.mark_all()
        super().submit()

    def values(self) -> Values:
        """The writable fields of an Agent. Raises ValueError for hours that cannot be read."""
        return {
            "code": self.code.text().strip(),
            "name": self.name.text().strip(),
            "team_id": self.team.value,
            "phone": self.phone.text().strip(),
            "email": self.email.text().strip(),
            "time_zone": self.zone.currentText().strip(),
            "moving_interval_s": self.moving.value(),
            "still_interval_s": self.still.value(),
            "shift": self.week.shift,
            "breaks": self.week.breaks,
        }
