"""The form of an agent: who it is at the left, when it works at the right."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from kobra_desktop.models.administration.acts import Values
from kobra_desktop.models.administration.choices import Choices
from kobra_desktop.models.administration.staff import StaffModel
from kobra_desktop.views.administration.week_editor import WeekEditor, WeekHalf
from kobra_desktop.views.dialogs.form import Form, Submit
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.editors import PointEditor
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import hide_unless
from kobra_desktop.views.widgets.layouts import column, row
from kobra_domain.errors import Invalid
from kobra_domain.people import Agent

translate = QCoreApplication.translate


class AgentDialog(Form):
    """A new agent (`agent` None) or one that is there. `team_id`: where a new one begins."""

    kind = Agent

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
        setting = Setting.of(model.workspace)
        start = {"team_id": team_id, "time_zone": setting.zone}
        super().__init__(look, parent, title, setting, submit, held=agent, start=start)
        self._make(agent)
        self._lay_out()
        self.code.take_focus()
        model.choices(self._on_choices, self)

    def _make(self, agent: Agent | None) -> None:
        self.code, self.name = self.of("code"), self.of("name")
        self.team = self.of("team_id")
        self.phone, self.email = self.of("phone"), self.of("email")
        self.zone = self.of("time_zone")
        self.moving = self.of("moving_interval_s")
        self.still = self.of("still_interval_s")
        self.base = self.by("base", PointEditor())
        self.moves_by = self.of("moves_by")
        self.most_visits, self.most_minutes = self.of("most_visits"), self.of("most_minutes")
        self.week = WeekEditor(self.look, self.setting.locale)
        self.shift = self.by("shift", WeekHalf(self.week, "shift"))
        self.breaks = self.by("breaks", WeekHalf(self.week, "breaks"), beside="shift")
        self.always = QCheckBox(translate("Administration", "Always in shift, day and night"))
        hide_unless(self.always, agent is None)

    def _lay_out(self) -> None:
        self.code.setFixedWidth(self.look.pixels(110))
        hint = translate("Administration", "How often the phone is expected to speak.")
        left = column(
            row(self.code, self.name, space=12),
            self.team,
            self.phone,
            self.email,
            self.zone,
            row(self.moving, self.still, space=12),
            row(self.base, self.moves_by, space=12),
            row(self.most_visits, self.most_minutes, space=12),
            None,
            space=12,
        )
        begins = translate("Administration", "Where a planned day begins and ends, in degrees.")
        self.base.setToolTip(begins)
        self.moving.setToolTip(hint)
        self.still.setToolTip(hint)
        right = column(self.shift, self.always, None, space=12)
        between = QFrame()
        between.setObjectName("bar_line")
        halves = row(left, between, right, space=20)
        halves.setStretch(0, 4)
        halves.setStretch(2, 5)
        self.build(halves, 820, 620)

    def _on_choices(self, choices: Choices) -> None:
        none: tuple[None, str] = (None, translate("Administration", "No team"))
        self.team.set_options([none, *choices.teams])

    def judge(self, values: Values) -> Iterable[Invalid]:
        """A new agent without hours would be located day and night: that is asked."""
        if self.held is None and not values["shift"] and not self.always.isChecked():
            yield Invalid("no_hours", field="shift")
