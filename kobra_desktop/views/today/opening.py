"""Arranque: what stands in the way of the day, each line with the act that ends it; and the agents
as they report.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.administration.acts import Refused, Then, Values
from kobra_desktop.models.administration.staff import PhoneLink, StaffModel
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.today import opening
from kobra_desktop.models.today.opening import OpeningModel
from kobra_desktop.models.today.work import WorkLine
from kobra_desktop.models.visits import AgentChoice, VisitsModel
from kobra_desktop.views.dialogs.absence import AbsenceDialog
from kobra_desktop.views.dialogs.assign import AssignDialog
from kobra_desktop.views.outside import call
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.today.tab import TodayTab, panel
from kobra_desktop.views.today.work_lines import WorkLines
from kobra_desktop.views.widgets.agent_lines import AgentList
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import ElidedLabel, label, titled
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.page_state import PageState
from kobra_domain.people import Agent
from kobra_domain.words import number


class OpeningTab(TodayTab):
    """Shows an OpeningModel; a StaffModel enrols phones and a VisitsModel gives visits away."""

    def __init__(
        self,
        look: Look,
        model: OpeningModel,
        status: StatusModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self.model, self._status = model, status
        for one in (model, model.agents):
            one.setParent(self)
        self._staff: StaffModel | None = None
        self.visits = VisitsModel(model.workspace, self)
        calm = self.tr("Nothing stands in the way: everybody who works today has reported.")
        self.work = WorkLines(look, calm)
        self.agents = AgentList(look, model.agents, has_progress=True)
        self._state = PageState(look, self.work)
        self._title = label(self.tr("Before going out"), "section")
        self._agents_title = label(self.tr("Agents"), "section")
        self.ready = ElidedLabel("", "secondary")
        self._build()
        self._connect()

    def _build(self) -> None:
        parts = row(
            panel(self._title, self._state),
            panel(self._agents_title, self.agents),
            space=12,
        )
        parts.setStretch(0, 13)
        parts.setStretch(1, 10)
        lines = column(self.ready, parts, space=8, margins=(20, 8, 20, 12))
        lines.setStretch(1, 1)
        self.setLayout(lines)

    def _connect(self) -> None:
        model, locale = self.model, self.model.workspace.locale
        model.changed.connect(self._fill)
        model.failed.connect(self._on_failed)
        self.listen(model.acts, locale)
        self.listen(self.visits.acts, locale)
        self.work.opened.connect(self.open_requested)
        self.work.acted.connect(self._do)
        self.agents.agent_opened.connect(self._on_agent)
        self.agents.agent_chosen.connect(self._on_agent)

    # Tab

    def on_shown(self) -> None:
        """Load, and keep it true while it is seen."""
        self.model.open()
        self._fill()

    def rest(self) -> None:
        """Nothing is read unseen."""
        self.model.rest()

    def reload(self) -> None:
        """Read it anew."""
        self.model.reload()

    # What is shown

    def _fill(self) -> None:
        if not self.model.is_loaded:
            return
        lines = self.model.lines
        self._state.show_content()
        self.work.show_lines(lines)
        self._title.setText(titled(self.tr("Before going out"), len(lines)))
        ready, locale = self.model.readiness, self.model.workspace.locale
        self._agents_title.setText(titled(self.tr("Agents"), self.model.agents.list.model.total))
        text = self.tr("{n} of {of} have reported · {held} of {planned} visits on the phones")
        figures = (ready.reported, ready.expected, ready.on_phone, ready.planned)
        n, of, held, planned = (number(one, locale) for one in figures)
        self.ready.setText(text.format(n=n, of=of, held=held, planned=planned))

    def _on_failed(self, problem: Known) -> None:
        text = sentence(problem, self.model.workspace.locale)
        self._state.show_error(text, problem.code, self.model.reload)

    def _on_agent(self, agent_id: str) -> None:
        self.open_requested.emit("map", {"agent": agent_id})

    # Acts

    def _do(self, line: WorkLine, key: str) -> None:
        if key == opening.SEEN:
            self.model.see(line)
        elif isinstance(line.about, tuple) and key in (opening.CARRY, opening.BRING):
            move = self.model.carry if key == opening.CARRY else self.model.bring
            move([str(one) for one in line.about])
        elif isinstance(line.about, tuple) and isinstance(agent := line.about[0], Agent):
            acts: dict[str, Callable[[], object]] = {
                opening.CALL: lambda: call(self.look, self, agent.phone),
                opening.ABSENT: partial(self._ask_absence, agent),
                opening.ENROL: partial(self._enrol, agent),
                opening.CONSENT: partial(self._record_consent, agent),
                opening.REASSIGN: partial(self._reassign, line.about[1]),
            }
            acts[key]()

    def _ask_absence(self, agent: Agent) -> None:
        setting = Setting.of(self.model.workspace)
        dialog = AbsenceDialog(self.look, self, agent, setting, self.model.absences)

        def others(found: Sequence[AgentChoice]) -> None:
            free = [one for one in found if one.id != agent.id and not one.is_absent]
            dialog.show_agents([(one.id, f"{one.name} ({one.planned})") for one in free])

        self.visits.find_agents(setting.today, others)
        dialog.open()

    def _reassign(self, ids: Sequence[str]) -> None:
        """To whom, today; what the law refuses is told."""
        dialog = AssignDialog(self.look, self, len(ids), self.model.workspace.today)
        find = self.visits.find_agents
        dialog.day_changed.connect(lambda on: find(on, dialog.show_agents))
        dialog.chosen.connect(lambda agent, name, on: self.visits.assign(ids, agent, name, on))
        find(dialog.chosen_day, dialog.show_agents)
        dialog.open()

    @property
    def staff(self) -> StaffModel:
        """What enrols phones and records consents; made when it is first needed."""
        if self._staff is None:
            self._staff = StaffModel(self.model.workspace, self._status, self)
        return self._staff

    def _enrol(self, agent: Agent) -> None:
        from kobra_desktop.views.administration.enrolment import EnrolmentDialog

        def show(link: PhoneLink) -> None:
            EnrolmentDialog(self.look, self, self.staff, agent, link).open()

        self.staff.enrol(agent.id, show, self._on_refused)

    def _record_consent(self, agent: Agent) -> None:
        from kobra_desktop.views.administration.consent import ConsentDialog

        def submit(values: Values, then: Then, refused: Refused) -> None:
            def both() -> None:
                then()
                words = QCoreApplication.translate("Administration", "Consent recorded")
                self.said.emit(words, None)

            self.staff.give_consent(agent.id, values, both, refused)

        ConsentDialog(self.look, self, self.staff, agent, submit).open()

    def _on_refused(self, problem: Known) -> None:
        self.said.emit(sentence(problem, self.model.workspace.locale), None)
