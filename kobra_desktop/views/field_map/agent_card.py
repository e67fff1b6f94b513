"""The card of the chosen agent: what it does, how old each piece of knowledge is, its day, and
what can be done from here.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from kobra_desktop.map.marks import agent_pixmap
from kobra_desktop.models.agents import AgentLine
from kobra_desktop.models.field_map.field import FieldModel
from kobra_desktop.models.field_map.kept_days import KeptDaysModel
from kobra_desktop.models.field_map.visits import MapVisit
from kobra_desktop.views.field_map.alert_links import AlertLinks
from kobra_desktop.views.field_map.kept_days import KeptDays
from kobra_desktop.views.field_map.plan_lines import PlanLines
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.agent_lines import agent_look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import marked, note
from kobra_desktop.views.widgets.labels import label, line, tinted
from kobra_desktop.views.widgets.layouts import column, emptied, holding, row
from kobra_desktop.views.widgets.side_panel import SidePanel
from kobra_domain.agent_state import AgentState, Badge
from kobra_domain.geo import metres
from kobra_domain.positions import Latest
from kobra_domain.shift import Presence
from kobra_domain.visits import OPEN_STATES, VisitState
from kobra_domain.words import age, day_words, distance, percent, word

WIDTH = 340


class AgentCard(SidePanel):
    """Wishes bring the agent's id; `visit_chosen` a visit's, `alert_requested` an alert's
    and its tab."""

    call_requested = Signal(str)
    write_requested = Signal(str)
    copy_requested = Signal(str)
    trail_requested = Signal(str)
    follow_requested = Signal(str, bool)
    reassign_requested = Signal(str)
    absence_requested = Signal(str)
    visit_chosen = Signal(str)
    alert_requested = Signal(str, str)

    def __init__(
        self,
        look: Look,
        field: FieldModel,
        *,
        may_plan: bool,
        may_mark_absence: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, WIDTH, parent)
        self._look, self._field = look, field
        self._line: AgentLine | None = None
        self._build(may_plan, may_mark_absence)
        field.ticked.connect(self._on_ticked)
        look.changed.connect(self._on_look_changed)

    def _build(self, may_plan: bool, may_mark_absence: bool) -> None:
        self._picture = QLabel()
        side = self._look.pixels(32)
        self._picture.setFixedSize(side, side)
        self._state = label("", "strong", wrap=True)
        self._under = label("", "caption", wrap=True)
        words = column(self._state, self._under, space=0)
        head = row(self._picture, words, space=10)
        head.setStretchFactor(words, 1)
        self._badges = column(space=4)
        self._alerts = AlertLinks(self._look)
        self._alerts.requested.connect(self.alert_requested)
        self._ages = _Ages()
        self._plan = PlanLines(self._look)
        self._plan.visit_chosen.connect(self.visit_chosen)
        self.days = KeptDays(KeptDaysModel(self._field.workspace))
        body = self.body
        body.addLayout(head)
        body.addLayout(self._badges)
        body.addWidget(self._alerts)
        body.addWidget(self._make_acts(may_plan, may_mark_absence))
        body.addWidget(line())
        body.addWidget(self._ages)
        body.addWidget(line())
        body.addWidget(self._plan)
        body.addWidget(line())
        body.addWidget(self.days)
        body.addStretch(1)

    def _make_acts(self, may_plan: bool, may_mark_absence: bool) -> QWidget:
        look = self._look
        self.call = Button(look, self.tr("Call"), "primary", "phone")
        self.write = Button(look, self.tr("WhatsApp"), "row", "message-circle")
        self.copy = Button(look, self.tr("Copy number"), "row", "copy")
        self.trail = Button(look, self.tr("Trail"), "row", "route")
        self.follow = Button(look, self.tr("Follow"), "row", "locate-fixed")
        self.reassign = Button(look, self.tr("Reassign…"), "row", "users")
        self.absence = Button(look, self.tr("Absent today…"), "row", "user-x")
        self.trail.setToolTip("R")
        self.follow.setToolTip("F")
        self.follow.setCheckable(True)
        wishes = {
            self.call: self.call_requested,
            self.write: self.write_requested,
            self.copy: self.copy_requested,
            self.trail: self.trail_requested,
            self.reassign: self.reassign_requested,
            self.absence: self.absence_requested,
        }
        for button, wish in wishes.items():
            button.clicked.connect(lambda _checked=False, w=wish: w.emit(self.agent_id))
        self.follow.clicked.connect(lambda on: self.follow_requested.emit(self.agent_id, on))
        acts = [self.call, self.write, self.trail, self.follow, self.copy]
        acts += [self.reassign] if may_plan else []
        acts += [self.absence] if may_mark_absence else []
        self._number = label("", "strong")
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return holding(column(self._number, _in_pairs(acts), space=6))

    @property
    def agent_id(self) -> str:
        """Whose card it is; empty: nobody's."""
        return self._line.id if self._line else ""

    def show_line(self, shown: AgentLine, visits: list[MapVisit]) -> None:
        """Show an agent and its visits of today."""
        self._line = shown
        agent = shown.row.agent
        self.title.setText(agent.name)
        has_phone = bool(agent.phone)
        self._number.setText(agent.phone or self.tr("No number is known"))
        for button in (self.call, self.write, self.copy):
            button.setEnabled(has_phone)
        open_visits = [visit for visit in visits if visit.row.state in OPEN_STATES]
        self.reassign.setEnabled(bool(open_visits))
        is_absent = shown.state.presence is Presence.ABSENT
        words = self.tr("Works today") if is_absent else self.tr("Absent today…")
        self.absence.setText(words)
        self.trail.setEnabled(True)
        self._show_badges(shown)
        self._alerts.show_alerts(self._field.alerts_of(shown))
        self._show_plan(shown, visits)
        self.days.show_agent(agent.id)
        self._tick()
        if self.isHidden():
            self.show()

    def set_followed(self, is_followed: bool) -> None:
        """Whether the map is held on this agent."""
        if self.follow.isChecked() != is_followed:
            self.follow.setChecked(is_followed)
        words = self.tr("Following") if is_followed else self.tr("Follow")
        if self.follow.text() != words:
            self.follow.setText(words)

    def _show_badges(self, shown: AgentLine) -> None:
        emptied(self._badges)
        locale, badges = self._field.workspace.locale, shown.state.badges
        if Badge.LOW_BATTERY in badges:
            words = word(Badge.LOW_BATTERY, locale)
            self._badges.addWidget(marked(self._look, "badges", "low_battery", words, "table"))
        if Badge.DOUBT in badges and shown.row.latest is not None:
            words, beside = _doubt_words(shown.row.latest, locale)
            self._badges.addWidget(marked(self._look, "badges", "doubt", words, "table"))
            if beside:
                self._badges.addWidget(label(beside, "caption", wrap=True))
        if shown.clock_words:
            self._badges.addWidget(note(self._look, "warn", shown.clock_words, "clock"))
        if shown.row.is_held:
            self._badges.addWidget(tinted(self.tr("Conflict"), "warn"))

    def _show_plan(self, shown: AgentLine, visits: list[MapVisit]) -> None:
        here = next((v for v in visits if v.row.state is VisitState.CHECKED_IN), None)
        latest = shown.row.latest
        if here is None and latest is not None and latest.at_visit_id:
            here = self._field.visits.by_id(latest.at_visit_id)
        following = [v for v in visits if v.row.state in OPEN_STATES and v is not here]
        self._plan.show_plan(
            done=shown.row.done,
            planned=shown.row.planned,
            on_phone=shown.row.on_phone,
            current=here,
            following=following[:1],
            late=shown.late_words,
        )

    # What ages

    def _tick(self) -> None:
        if self._line is None:
            return
        shown = self._field.line_now(self._line)
        state, locale = self._field.state_now(shown), self._field.workspace.locale
        self._state.setText(self._sentence(shown, state))
        self._under.setText(f"{shown.row.agent.code} · {shown.row.team_name}".strip(" ·"))
        ratio = self.devicePixelRatioF()
        side = self._look.pixels(32)
        picture = agent_pixmap(agent_look(shown), self._look.theme, side, ratio)
        self._picture.setPixmap(picture)
        self._ages.show_ages(_age_facts(shown, state, locale))

    def _sentence(self, shown: AgentLine, state: AgentState) -> str:
        battery = shown.battery_words
        words = shown.doing_words
        if state.presence is Presence.ABSENT:
            words = word(Presence.ABSENT, self._field.workspace.locale)
        return f"{words} · {battery}" if shown.battery is not None else words

    def _on_look_changed(self) -> None:
        if self._line is not None:
            self._show_badges(self._line)
            self._tick()

    def showEvent(self, event: QShowEvent) -> None:
        """Ages tick while they are seen."""
        super().showEvent(event)
        self._tick()

    def _on_ticked(self) -> None:
        if self.isVisible():
            self._tick()


def _in_pairs(acts: list[Button]) -> QGridLayout:
    """Two columns of equal width; the last of an odd number is as wide as the others."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(6)
    for at, button in enumerate(acts):
        grid.addWidget(button, at // 2, at % 2)
    for at in (0, 1):
        grid.setColumnStretch(at, 1)
    return grid


class _Ages(QWidget):
    """The three ages and what stands beside them, each by its own name; never one «last seen»."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        names = {
            "server": self.tr("Server"),
            "phone": self.tr("Phone"),
            "fix": self.tr("GPS position"),
            "battery": self.tr("Battery"),
            "sos": self.tr("Help button"),
        }
        self._values: dict[str, QLabel] = {}
        for at, (key, name) in enumerate(names.items()):
            value = label("", "table", wrap=True)
            value.setAccessibleDescription(name)
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(label(name, "caption"), at, 0, top)
            self._grid.addWidget(value, at, 1, top)
            self._values[key] = value

    def show_ages(self, facts: dict[str, str]) -> None:
        """The words by key."""
        for key, words in facts.items():
            if self._values[key].text() != words:
                self._values[key].setText(words)


def _doubt_words(latest: Latest, locale: str) -> tuple[str, str]:
    """Why the newest place is doubted, and where the marker stands if it is not there."""
    words = word(Badge.DOUBT, locale)
    if latest.mock is not None:
        words = f"{words}: {word(latest.mock, locale)}"
    lat, lon, doubt_lat, doubt_lon = latest.lat, latest.lon, latest.doubt_lat, latest.doubt_lon
    if lat is None or lon is None or doubt_lat is None or doubt_lon is None:
        return words, ""
    away = distance(metres(lat, lon, doubt_lat, doubt_lon), locale)
    beside = QCoreApplication.translate(
        "FieldMap",
        "The map keeps the last position that can be trusted; the doubtful one is {distance} away.",
    )
    return words, beside.format(distance=away)


def _age_facts(shown: AgentLine, state: AgentState, locale: str) -> dict[str, str]:
    translate = QCoreApplication.translate
    never = translate("FieldMap", "never")

    def ago(seconds: float | None) -> str:
        return never if seconds is None else age(seconds, locale)

    latest, agent = shown.row.latest, shown.row.agent
    fix = ago(state.fix_age_s)
    if latest is not None and state.fix_age_s is not None:
        exact = translate("FieldMap", "accuracy not known")
        if latest.accuracy_m:  # 0 is what phones write that do not know it
            exact = f"± {distance(latest.accuracy_m, locale)}"
        fix = f"{fix}  ({exact})"
    battery = translate("FieldMap", "not known")
    if latest is not None and latest.battery_pct is not None:
        battery = percent(latest.battery_pct, locale)
        if latest.is_charging is not None:
            charging = (
                translate("FieldMap", "charging")
                if latest.is_charging
                else translate("FieldMap", "not charging")
            )
            battery = f"{battery}, {charging}"
    tested = agent.sos_tested_at
    sos = translate("FieldMap", "not tried yet")
    if tested is not None:
        sos = translate("FieldMap", "works, tried on {day}").format(
            day=day_words(tested.date(), locale)
        )
    return {
        "server": ago(state.server_age_s),
        "phone": ago(state.heard_age_s),
        "fix": fix,
        "battery": battery,
        "sos": sos,
    }
