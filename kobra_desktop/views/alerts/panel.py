"""The panel of one alert: what happened, its figures, and the acts; the note is written beside
the button.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kobra_desktop.models.alert_evidence import Facts, look_up
from kobra_desktop.models.alerts import (
    MUTED,
    OPEN,
    AlertLine,
    AlertsModel,
    answer_words,
    is_of_file,
)
from kobra_desktop.models.counts import figure
from kobra_desktop.models.sos import sos_notes
from kobra_desktop.views.alerts.queue import CAUSE_ICONS
from kobra_desktop.views.alerts.sos_section import SosSection
from kobra_desktop.views.outside import call, write
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.copy_button import CopyButton
from kobra_desktop.views.widgets.facts import note, pairs
from kobra_desktop.views.widgets.forms import line_edit
from kobra_desktop.views.widgets.labels import label, line
from kobra_desktop.views.widgets.layouts import Flow, column, emptied, holding, row
from kobra_desktop.views.widgets.side_panel import SidePanel
from kobra_domain.alerts import Alert, AlertAct, AlertKind
from kobra_domain.words import moment


class AlertPanel(SidePanel):
    """Shows one alert; `ids` may be several that are attended together."""

    map_requested = Signal(str)
    visit_requested = Signal(str)
    imports_requested = Signal(str)
    outgoing_requested = Signal(str)
    reports_requested = Signal()
    payments_requested = Signal()

    def __init__(self, look: Look, model: AlertsModel, parent: QWidget | None = None) -> None:
        super().__init__(look, 348, parent)
        self._look, self._model = look, model
        self.note_field = line_edit()
        self._told, self.evidence, self._known = (column(space=0) for _ in range(3))
        self._sos: SosSection | None = None
        self.alert_id = ""
        self._shown: tuple[AlertLine, Sequence[str]] | None = None

    def show_alert(self, shown: AlertLine, ids: Sequence[str]) -> None:
        """Fill it with an alert; acts are on all of `ids`. Of one that grows older, or is told
        again, the acts stay as they stand, with the keyboard in them and what is typed.
        """
        before, fresh = self._shown, (shown, ids)
        if fresh == before and self.isVisible():
            return
        self.alert_id, self._shown = shown.id, fresh
        if before is not None and self.isVisible() and _acts_of(*before) == _acts_of(*fresh):
            self._tell(shown)
            return
        body = self.begin(shown.row.agent_name or shown.row.party_name or shown.kind_words)
        self._told, self.evidence, self._known = (column(space=0) for _ in range(3))
        self._sos = None
        body.addLayout(self._told)
        if shown.tab in (OPEN, MUTED) and self._model.may_attend:
            self._add_acts(body, shown, ids)
        body.addWidget(self._ways(shown))
        if shown.kind is AlertKind.SOS:
            body.addWidget(line())
            self._sos = SosSection(self._look, self._model.workspace, shown)
            body.addWidget(self._sos)
        body.addWidget(line())
        body.addLayout(self.evidence)
        body.addLayout(self._known)
        body.addStretch(1)
        self._tell(shown)
        self.show()

    def _tell(self, shown: AlertLine) -> None:
        """What is known of it now."""
        emptied(self._told)
        tint = "error" if shown.kind is AlertKind.SOS and shown.tab == OPEN else "neutral"
        self._told.addWidget(note(self._look, tint, shown.sentence, CAUSE_ICONS[shown.kind]))
        emptied(self._known)
        self._known.addWidget(pairs(self._facts(shown)))
        if self._sos is not None:
            self._sos.show_alert(shown)
        look_up(self._model.workspace, shown.row.alert, self._prove(shown), self)

    def _prove(self, shown: AlertLine) -> Callable[[Facts], None]:
        """Show what it goes by above the rest, unless another is shown by then."""

        def show(facts: Facts) -> None:
            if self.alert_id == shown.id and self._shown and facts:
                emptied(self.evidence)
                self.evidence.addWidget(pairs(facts))
                self.evidence.addWidget(line())

        return show

    def _add_acts(self, body: QVBoxLayout, shown: AlertLine, ids: Sequence[str]) -> None:
        model = self._model
        self.note_field = line_edit(self.tr("Note (optional)"))
        self.note_field.setAccessibleName(self.tr("Note (optional)"))
        self.note_field.setMaxLength(240)
        attend = Button(self._look, self.tr("Attend"), "primary", "check")
        attend.clicked.connect(lambda: model.attend(ids, self.note_field.text().strip()))
        self.note_field.returnPressed.connect(attend.click)
        body.addWidget(attend)
        body.addWidget(self.note_field)
        if not shown.is_mutable:
            return
        if shown.tab == MUTED:
            acts = [(self.tr("Hear it again"), "bell", lambda: model.mute(ids, None))]
        else:
            hour: Callable[[], None] = lambda: model.mute(ids, model.in_an_hour())  # noqa: E731
            today: Callable[[], None] = lambda: model.mute(ids, model.end_of_today())  # noqa: E731
            acts = [
                (self.tr("Mute for 1 h"), "bell-off", hour),
                (self.tr("Mute for today"), "bell-off", today),
            ]
        body.addWidget(self._row_of(acts))

    def _ways(self, shown: AlertLine) -> QWidget:
        alert, phone = shown.row.alert, shown.row.agent_phone
        acts: list[tuple[str, str, Callable[[], None]]] = []
        if alert.agent_id is not None:
            agent_id = alert.agent_id
            acts.append((self.tr("See on map"), "map", lambda: self._see(alert, agent_id)))
        if alert.visit_id is not None:
            visit_id = alert.visit_id
            words = self.tr("Open visit")
            acts.append((words, "clipboard-list", lambda: self.visit_requested.emit(visit_id)))
        if alert.kind is AlertKind.PAYMENT_ABSENT:
            words = self.tr("See the payments")
            acts.append((words, "banknote", self.payments_requested.emit))
        if alert.kind is AlertKind.REPORT_FAILED:
            acts.append((self.tr("See the reports by mail"), "mail", self.reports_requested.emit))
        if alert.kind is AlertKind.OUTGOING_HELD:
            left = alert.import_id or ""
            words = self.tr("See the file")
            acts.append((words, "send", lambda: self.outgoing_requested.emit(left)))
        elif is_of_file(alert.kind):
            file = alert.import_id or ""
            words = self.tr("See the file") if file else self.tr("See the imports")
            acts.append((words, "file-search", lambda: self.imports_requested.emit(file)))
        if phone:
            look = self._look
            acts.append((self.tr("Call"), "phone", lambda: self._call(alert, phone)))
            acts.append(("WhatsApp", "message-circle", lambda: write(look, self, phone)))
        ways = self._row_of(acts)
        if not phone:
            return ways
        number = label(phone, "strong")
        number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        take = CopyButton(self._look, self.tr("Copy number"), lambda: phone, "row")
        return holding(column(ways, row(number, take, None), space=6))

    def _see(self, alert: Alert, agent_id: str) -> None:
        sos_notes(self._model.workspace).note(alert, AlertAct.SEEN)
        self.map_requested.emit(agent_id)

    def _call(self, alert: Alert, phone: str) -> None:
        sos_notes(self._model.workspace).note(alert, AlertAct.CALLED)
        call(self._look, self, phone)

    def _row_of(self, acts: list[tuple[str, str, Callable[[], None]]]) -> QWidget:
        flow = Flow(6)
        for words, icon, act in acts:
            button = Button(self._look, words, "row", icon)
            button.clicked.connect(lambda _checked=False, run=act: run())
            flow.addWidget(button)
        return holding(flow)

    def _facts(self, shown: AlertLine) -> list[tuple[str, str]]:
        workspace, alert = self._model.workspace, shown.row.alert
        zone, locale, now = workspace.zone.key, workspace.locale, workspace.now
        made = [
            (self.tr("Cause"), shown.kind_words),
            (self.tr("Since"), moment(alert.raised_at, zone, locale, now)),
            (self.tr("Last seen"), moment(alert.last_at, zone, locale, now)),
            (self.tr("Times"), figure(alert.count)),
            (self.tr("Team"), shown.row.team_name),
            (self.tr("Visit"), shown.row.party_name),
            (self.tr("Answer"), answer_words(shown, workspace)),
        ]
        return [(name, value) for name, value in made if value]


def _acts_of(shown: AlertLine, ids: Sequence[str]) -> tuple[object, ...]:
    """What the head and the acts of an alert are made of; the rest is told beside them."""
    row, alert = shown.row, shown.row.alert
    about = (alert.agent_id, alert.visit_id, alert.import_id)
    return shown.id, shown.tab, tuple(ids), row.agent_name, row.agent_phone, row.party_name, about
