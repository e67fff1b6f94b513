"""Administración › Equipos y gestores: teams, agents, their shifts, consents and phones."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.administration.acts import Refused, Then, Values
from kobra_desktop.models.administration.choices import Choices
from kobra_desktop.models.administration.endings import Planned
from kobra_desktop.models.administration.enrolment_sheets import EnrolmentSheets
from kobra_desktop.models.administration.held_people import HeldPeopleModel
from kobra_desktop.models.administration.silence import SilenceModel
from kobra_desktop.models.administration.staff import NO_TEAM, PhoneLink, StaffModel
from kobra_desktop.models.administration.staff_sheet import StaffSheetModel
from kobra_desktop.models.counts import figure
from kobra_desktop.views.administration.agent_form import AgentDialog
from kobra_desktop.views.administration.agent_panel import AgentPanel
from kobra_desktop.views.administration.consent import ConsentDialog
from kobra_desktop.views.administration.ending import EndingDialog, plan_lines
from kobra_desktop.views.administration.enrolment import EnrolmentDialog
from kobra_desktop.views.administration.held_people import HeldPeopleView
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.administration.sheets_dialog import SheetsDialog
from kobra_desktop.views.administration.silence import SilenceView
from kobra_desktop.views.administration.staff_sheet import StaffSheetDialog
from kobra_desktop.views.administration.team_form import TeamDialog
from kobra_desktop.views.administration.team_list import TeamList
from kobra_desktop.views.dialogs.absence import AbsenceDialog
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_desktop.views.widgets.list_box import ListBox
from kobra_domain.aside import PhoneEnd
from kobra_domain.people import Agent

translate = QCoreApplication.translate


class StaffTab(Tab):
    """Shows a StaffModel. `zone_requested` (team id): draw it on the map."""

    zone_requested = Signal(str)

    def __init__(self, look: Look, model: StaffModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.model = look, model
        self._locale = model.workspace.locale
        model.setParent(self)
        self.teams = TeamList(look, model)
        self.panel = AgentPanel(look, model)
        self.box = ListBox(
            look,
            model.list,
            model.workspace.memory,
            translate("Administration", "Agents"),
            translate("Administration", "Name, code, phone…   Ctrl+F"),
            translate("Administration", "New agent"),
            "user-plus",
            panel=self.panel,
        )
        self.box.set_empty(translate("Administration", "There are no agents yet."), "users")
        words = translate("Administration", "Bring from a sheet…")
        self.from_sheet = Button(look, words, "", "file-spreadsheet")
        words = translate("Administration", "Enrolment sheets…")
        self.sheets = Button(look, words, "", "qr-code")
        self.silent = Button(look, "", "link", "satellite")
        for act in (self.sheets, self.silent):  # until the agents are known
            act.hide()
        # Above the list: its own line is full at the width of a laptop.
        many = row(self.from_sheet, self.sheets, None, self.silent)
        right = column(many, self.box, space=10)
        right.setStretch(1, 1)
        inside = row(self.teams, holding(right), space=16, margins=(20, 12, 20, 12))
        inside.setStretch(1, 1)
        self.agents = holding(inside)
        self.held = HeldPeopleView(look, HeldPeopleModel(model.workspace))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.agents)
        self.stack.addWidget(self.held)
        self.silence = SilenceView(look, SilenceModel(model.workspace))
        self.stack.addWidget(self.silence)
        self.setLayout(column(self.stack))
        self.setAcceptDrops(True)
        self._connect()

    def _connect(self) -> None:
        model, box = self.model, self.box
        self.listen(model.acts, self._locale)
        self.from_sheet.clicked.connect(self.bring_sheet)
        self.sheets.clicked.connect(self.make_sheets)
        self.box.more.menu().addAction(self.sheets.text()).triggered.connect(self.make_sheets)
        self.silent.clicked.connect(lambda: self.stack.setCurrentWidget(self.silence))
        self.silence.left.connect(self._show_agents)
        self.silence.agent_opened.connect(self._open_agent)
        box.chosen.connect(self.panel.show_row)
        box.opened.connect(self._on_opened)
        box.new_requested.connect(self.create_new)
        self.panel.closed.connect(box.table.clearSelection)
        self.panel.wished.connect(self._on_wished)
        self.teams.chosen.connect(model.show_team)
        self.teams.new_requested.connect(lambda: self.edit_team(""))
        self.teams.edit_requested.connect(self.edit_team)
        self.teams.zone_requested.connect(self.zone_requested)
        self.held.left.connect(self._show_agents)
        model.list.tell(self._refresh)
        model.status.changed.connect(self._refresh)

    # Tab

    def filter_field(self) -> QLineEdit | None:
        """The search."""
        boxes = ((self.held, self.held.box), (self.silence, self.silence.box))
        box = next((box for at, box in boxes if self.stack.currentWidget() is at), self.box)
        return box.search

    def choose(self, row_id: str) -> None:
        """Select an agent."""
        self.box.choose(row_id)

    def escape(self) -> bool:
        """Back to the agents, else close the panel."""
        if self.stack.currentWidget() is not self.agents:
            self._show_agents()
            return True
        return self.panel.escape()

    def _open_agent(self, agent_id: str) -> None:
        self._show_agents()
        self.box.clear_filters()
        self.box.choose(agent_id)

    def _show_agents(self) -> None:
        self.stack.setCurrentWidget(self.agents)

    def _refresh(self) -> None:
        if self.panel.isVisible():
            self.panel.show_row(self.box.chosen_id)
        self.sheets.setVisible(self.model.agents_without_phone() > 1)
        count = self.model.silent_agents()
        words = translate("Administration", "Not reported yet: {n}")
        self.silent.setText(words.format(n=figure(count)))
        self.silent.setVisible(count > 0)

    # Forms

    def create_new(self) -> None:
        """Ctrl+N: a new agent, in the team that is chosen."""
        team_id = self.teams.team_id
        self._edit(None, team_id if team_id not in ("", NO_TEAM) else None)

    def _edit(self, agent: Agent | None, team_id: str | None = None) -> None:
        def submit(values: Values, then: Then, refused: Refused) -> None:
            self.model.save_agent(agent, values, then, refused)

        AgentDialog(self.look, self, self.model, agent, submit, team_id).open()

    def edit_team(self, team_id: str) -> None:
        """The form of a team; an empty id makes a new one."""
        team = self.model.team(team_id)

        def submit(values: Values, then: Then, refused: Refused) -> None:
            self.model.save_team(team, values, then, refused)

        setting = Setting.of(self.model.workspace)
        TeamDialog(self.look, self, team, submit, setting).open()

    def _on_opened(self, agent_id: str) -> None:
        found = self.model.row(agent_id)
        if found is not None:
            self._edit(found.agent)

    def bring_sheet(self) -> StaffSheetDialog:
        """Many agents at once, from a sheet."""
        model = StaffSheetModel(self.model.workspace, self.model.acts)
        dialog = StaffSheetDialog(self.look, self, model)
        dialog.open()
        return dialog

    def make_sheets(self) -> SheetsDialog:
        """A PDF with the codes of all agents that are shown."""
        shown = self.model.list.model.shown_rows()
        rows = [(one.agent, one.team_name) for one in shown()]
        model = EnrolmentSheets(self.model.workspace)
        dialog = SheetsDialog(self.look, self, model, rows)
        done = translate("Administration", "Enrolment sheets saved")
        dialog.accepted.connect(self._saying(done))
        dialog.open()
        return dialog

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt's: a sheet may be dropped on the list."""
        is_here = self.stack.currentWidget() is self.agents
        if is_here and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt's: what it would do is shown."""
        if self.bring_sheet().take(event.mimeData()):
            event.acceptProposedAction()

    # Wishes of the panel

    def _on_wished(self, key: str, agent: Agent) -> None:
        acts: dict[str, Callable[[Agent], None]] = {
            "edit": self._edit,
            "switch": self.model.use_again,
            "leave": partial(self._ask_ending, PhoneEnd.LEFT),
            "lost": partial(self._ask_ending, PhoneEnd.LOST),
            "held": self._show_people,
            "absent": self._ask_absence,
            "present": self.model.absences.clear,
            "enrol": self._ask_enrol,
            "revoke": self._ask_revoke,
            "consent": self._record_consent,
            "withdraw": self._ask_withdraw,
        }
        acts[key](agent)

    def _ask_absence(self, agent: Agent) -> None:
        model = self.model
        dialog = AbsenceDialog(
            self.look,
            self,
            agent,
            Setting.of(model.workspace),
            model.absences,
        )

        def others(choices: Choices) -> None:
            dialog.show_agents([one for one in choices.agents if one[0] != agent.id])

        model.choices(others, dialog)
        dialog.open()

    def _ask_ending(self, reason: PhoneEnd, agent: Agent) -> None:
        model = self.model

        def submit(values: Values, then: Then, refused: Refused) -> None:
            def done(plan: Planned) -> None:
                then()
                self.said.emit(" ".join(plan_lines(plan, self._locale)), None)
                if plan.done.people:
                    self._show_people(agent, plan.done.id)

            model.endings.end(agent, reason, values, done, refused)

        dialog = EndingDialog(
            self.look,
            self,
            agent,
            reason,
            Setting.of(model.workspace),
            model.endings,
            submit,
            model.workspace.now,
        )

        def others(choices: Choices) -> None:
            dialog.show_agents([one for one in choices.agents if one[0] != agent.id])

        model.choices(others, dialog)
        dialog.open()

    def _show_people(self, agent: Agent, ending_id: str = "") -> None:
        self.stack.setCurrentWidget(self.held)
        self.held.model.open(agent, ending_id)

    def _ask_enrol(self, agent: Agent) -> None:
        if agent.enrolled_at is None:
            self._enrol(agent)
            return
        self._ask(
            translate("Administration", "Enrol another phone?"),
            translate(
                "Administration",
                "The phone that {name} has now stops reporting as soon as the new code is made.",
            ).format(name=agent.name),
            translate("Administration", "Make a new code"),
            lambda: self._enrol(agent),
        )

    def _enrol(self, agent: Agent) -> None:
        def show(link: PhoneLink) -> None:
            EnrolmentDialog(self.look, self, self.model, agent, link).open()

        self.model.enrol(agent.id, show, self._on_refused)

    def _ask_revoke(self, agent: Agent) -> None:
        done = translate("Administration", "The phone is no longer the agent's")
        self._ask(
            translate("Administration", "Revoke the phone?"),
            translate(
                "Administration",
                "What this phone of {name} sends from now on is refused, an SOS too.",
            ).format(name=agent.name),
            translate("Administration", "Revoke"),
            lambda: self.model.end_enrolment(agent.id, self._saying(done), self._on_refused),
        )

    def _record_consent(self, agent: Agent) -> None:
        done = translate("Administration", "Consent recorded")

        def submit(values: Values, then: Then, refused: Refused) -> None:
            def both() -> None:
                then()
                self.said.emit(done, None)

            self.model.give_consent(agent.id, values, both, refused)

        ConsentDialog(self.look, self, self.model, agent, submit).open()

    def _ask_withdraw(self, agent: Agent) -> None:
        done = translate("Administration", "Consent withdrawn")
        self._ask(
            translate("Administration", "Record that the consent is withdrawn?"),
            translate(
                "Administration",
                "From now on the positions of {name} are counted, not kept. An SOS is still heard.",
            ).format(name=agent.name),
            translate("Administration", "Record it"),
            lambda: self.model.withdraw_consent(agent.id, self._saying(done), self._on_refused),
        )

    def _ask(self, title: str, words: str, act: str, then: Then) -> None:
        leave = translate("Form", "Leave it")
        asked = Question(self.look, self, title, words, act, leave)
        asked.accepted.connect(then)
        asked.finished.connect(asked.deleteLater)
        asked.open()

    def _saying(self, words: str) -> Then:
        return lambda: self.said.emit(words, None)

    def _on_refused(self, problem: Known) -> None:
        self.said.emit(sentence(problem, self._locale), None)
