"""Marking an agent absent: why, who gets the day's visits, and what that would do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.administration.acts import Refused, Then, Values
from kobra_desktop.models.administration.choices import Choices
from kobra_desktop.models.administration.staff import AbsencePlan, StaffModel
from kobra_desktop.models.counts import counts
from kobra_desktop.views.administration.editors import Choice, DayField
from kobra_desktop.views.administration.form import FormDialog
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.forms import line_edit
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_domain.people import Agent
from kobra_domain.words import say

translate = QCoreApplication.translate
MOST_REASONS = 3


class AbsenceDialog(FormDialog):
    """The preview follows the day and who gets the visits."""

    def __init__(self, look: Look, parent: QWidget, model: StaffModel, agent: Agent) -> None:
        self._model, self._agent = model, agent

        def submit(values: Values, then: Then, refused: Refused) -> None:
            model.mark_absent(
                agent, values["on"], values["reason"], values["move_to"], then, refused
            )

        title = translate("Administration", "Absent")
        super().__init__(look, parent, title, submit, model.workspace.locale)
        self.day = DayField(model.workspace.today)
        nobody: tuple[None, str] = (None, translate("Administration", "Nobody (unassigned)"))
        self._nobody = nobody
        self.move_to = Choice([nobody], None)
        self.reason = line_edit(translate("Administration", "Sick, leave, vehicle…"))
        self.plan = label("…", "secondary", wrap=True)
        self._lay_out()
        self.settle()
        self.day.dateChanged.connect(lambda _: self._preview())
        self.move_to.currentIndexChanged.connect(self._preview)
        model.choices(self._on_choices, self)
        self._preview()

    def _lay_out(self) -> None:
        who = translate("Administration", "{name} does not work on:")
        inside = column(
            label(who.format(name=self._agent.name), "secondary", wrap=True),
            row(
                self.add("absent_on", translate("Administration", "Day"), self.day),
                self.add("agent_id", translate("Administration", "The visits go to"), self.move_to),
                space=12,
            ),
            self.add("absence_reason", say("field.reason", None, self._locale), self.reason),
            self.plan,
            None,
            space=12,
        )
        self.build(inside, 480, 340)
        self.save.setText(translate("Administration", "Mark absent"))

    def values(self) -> Values:
        """`on`, `reason`, `move_to`."""
        reason = self.reason.text().strip()
        return {"on": self.day.day, "reason": reason, "move_to": self.move_to.value}

    def _on_choices(self, choices: Choices) -> None:
        others = [one for one in choices.agents if one[0] != self._agent.id]
        self.move_to.set_options([self._nobody, *others])

    def _preview(self) -> None:
        self._model.plan_absence(
            self._agent.id, self.day.day, self.move_to.value, self._on_plan, self
        )

    def _on_plan(self, plan: AbsencePlan) -> None:
        moved = translate("Administration", "Moves: {visits}.")
        lines = [moved.format(visits=counts.visits(plan.moving))]
        if plan.refused:
            stay = translate("Administration", "Stay: {visits}.")
            lines.append(stay.format(visits=counts.visits(len(plan.refused))))
        for one in plan.refused[:MOST_REASONS]:
            lines.append(f"· {one.title}: {sentence(one.reason, self._locale)}")
        self.plan.setText("\n".join(lines))
