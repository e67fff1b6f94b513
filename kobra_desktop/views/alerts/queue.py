"""«Requiere tu atención»: one line a cause, the most dangerous first, each with its acts."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QMenu, QWidget

from kobra_desktop.models.alerts import AlertsModel, Cause, is_of_file
from kobra_desktop.models.counts import counts
from kobra_desktop.models.portfolio.petitions_due import PetitionsDue
from kobra_desktop.views import icons
from kobra_desktop.views.attending import attend
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.labels import ElidedLabel, hide_unless, label
from kobra_desktop.views.widgets.layouts import column, emptied, holding, row, scrolling
from kobra_domain.alerts import AlertKind

AGES_EVERY_MS = 30_000
CAUSE_ICONS = {
    AlertKind.SOS: "siren",
    AlertKind.VISIT_SILENT: "phone-off",
    AlertKind.VISIT_LONG: "hourglass",
    AlertKind.NOT_HEARD: "wifi-off",
    AlertKind.LEFT_ZONE: "map-pin-off",
    AlertKind.SAME_PLACE: "layers-2",
    AlertKind.MOCK_SUSPECTED: "triangle-alert",
    AlertKind.NOT_THERE: "footprints",
    AlertKind.NO_POSITION: "locate-off",
    AlertKind.CLOCK_WRONG: "clock",
    AlertKind.PHONE_SETUP: "smartphone",
    AlertKind.LOW_BATTERY: "battery-low",
    AlertKind.STOP_UNEXPLAINED: "octagon-pause",
    AlertKind.LONG_IDLE: "circle-pause",
    AlertKind.OUTSIDE_FENCE: "map-pin-x",
    AlertKind.VISIT_SHORT: "timer",
    AlertKind.LATE: "clock-alert",
    AlertKind.PAYMENT_ABSENT: "banknote-x",
    AlertKind.RULE_BLOCKED: "octagon-alert",
    AlertKind.IMPORT_HELD: "file-search",
    AlertKind.IMPORT_MISSING: "clock-alert",
    AlertKind.WEBHOOK_OFF: "cloud-off",
    AlertKind.OUTGOING_HELD: "send",
}


class WorkQueue(QWidget):
    """Wishes: call an agent, see alerts on the map, open the list of a cause, resolve conflicts,
    open an answer (submission id), a person (party id), a portfolio's file (import id, "" for all).
    `filled`: the lines were made anew.
    """

    call_requested = Signal(str)
    map_requested = Signal(str)
    list_requested = Signal(str)
    conflicts_requested = Signal()
    answer_requested = Signal(str)
    person_requested = Signal(str)
    imports_requested = Signal(str)
    outgoing_requested = Signal(str)
    filled = Signal()

    def __init__(self, look: Look, model: AlertsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._model = look, model
        self._held = 0
        self._unread: tuple[str, ...] = ()
        self._proposed: tuple[str, ...] = ()
        self._petitions = PetitionsDue()
        self._details: list[ElidedLabel] = []
        self._minutes = QTimer(self)
        self._minutes.setInterval(AGES_EVERY_MS)
        self._minutes.timeout.connect(self._tick)
        self._lines = column(space=0, margins=(0, 0, 0, 0))
        area = scrolling(holding(self._lines))
        self.setLayout(column(area, space=0))
        model.list.tell(self._fill)
        look.changed.connect(self._fill)

    def set_waiting(
        self,
        held: int,
        unread: tuple[str, ...],
        proposed: tuple[str, ...],
        petitions: PetitionsDue,
    ) -> None:
        """What needs a person and cannot be silenced: how many edits, the answers whose amount was
        not read, or with a promise or payment to decide on, and petitions that are due soon.
        """
        waiting = (held, unread, proposed, petitions)
        if waiting != (self._held, self._unread, self._proposed, self._petitions):
            self._held, self._unread, self._proposed, self._petitions = waiting
            self._fill()

    @property
    def count(self) -> int:
        """How many lines ask for something."""
        waiting = (self._held, self._unread, self._proposed, self._petitions.party_ids)
        return len(self._model.causes) + sum(map(bool, waiting))

    @property
    def buttons(self) -> list[QAbstractButton]:
        """The acts of all lines, in order."""
        items = (self._lines.itemAt(n) for n in range(self._lines.count()))
        lines = (item.widget() for item in items if item is not None)
        return [one for line in lines if line for one in line.findChildren(QAbstractButton)]

    def showEvent(self, event: QShowEvent) -> None:
        """Ages only count while they are seen."""
        super().showEvent(event)
        self._tick()
        self._minutes.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._minutes.stop()

    def _tick(self) -> None:
        for detail, cause in zip(self._details, self._model.causes, strict=False):
            detail.setText(cause.detail)

    def _fill(self) -> None:
        emptied(self._lines)
        self._details.clear()
        for cause in self._model.causes:
            self._lines.addWidget(self._line(cause))
        if self._petitions.party_ids:
            self._lines.addWidget(self._petitions_line())
        if self._unread:
            words = counts.unread(len(self._unread))
            self._lines.addWidget(self._answers_line("banknote", words, self._unread[0]))
        if self._proposed:
            words = counts.proposed(len(self._proposed))
            self._lines.addWidget(self._answers_line("hand-coins", words, self._proposed[0]))
        if self._held:
            self._lines.addWidget(self._conflicts_line())
        if not self.count:
            calm = label(self.tr("Nothing asks for you now."), "secondary")
            calm.setContentsMargins(16, 16, 16, 16)
            self._lines.addWidget(calm)
        self._lines.addStretch(1)
        self.filled.emit()

    def _line(self, cause: Cause) -> QFrame:
        is_danger = cause.kind is AlertKind.SOS
        first = cause.lines[0]
        agent_id, phone = first.row.alert.agent_id, first.row.agent_phone if is_danger else ""
        made, inside = self._frame(
            CAUSE_ICONS[cause.kind], cause.words, cause.detail, is_danger, phone
        )
        if phone:
            self._add(inside, self.tr("Call"), "phone", lambda: self.call_requested.emit(first.id))
        if len(cause.lines) == 1 and cause.kind is AlertKind.OUTGOING_HELD:
            left = first.row.alert.import_id or ""
            words = self.tr("See the file")
            self._add(inside, words, "send", lambda: self.outgoing_requested.emit(left))
        elif len(cause.lines) == 1 and is_of_file(cause.kind):
            file = first.row.alert.import_id or ""
            words = self.tr("See the file") if file else self.tr("See the imports")
            self._add(inside, words, "file-search", lambda: self.imports_requested.emit(file))
        elif len(cause.lines) > 1:
            kind = cause.kind.value
            self._add(inside, self.tr("See"), "list", lambda: self.list_requested.emit(kind))
        elif agent_id:
            self._add(inside, self.tr("See"), "map", lambda: self.map_requested.emit(agent_id))
        if self._model.may_attend:
            if is_danger:
                inside.addSpacing(self._look.pixels(16))  # not under a hand that meant to look
            self._add(inside, self.tr("Attend"), "check", lambda: self._on_attend(cause))
            if first.is_mutable:
                inside.addWidget(self._mute_button(cause))
        return made

    def _on_attend(self, cause: Cause) -> None:
        attend(self._look, self.window(), self._model, cause)

    def _frame(
        self, icon: str, words: str, detail: str, is_danger: bool, phone: str = ""
    ) -> tuple[QFrame, QHBoxLayout]:
        """The number stands below the name, where it takes no room from it."""
        made = QFrame()
        made.setObjectName("danger_row" if is_danger else "work_row")
        picture = QLabel()
        tone = "error_fg" if is_danger else "text_2"
        ratio = self.devicePixelRatioF()
        picture.setPixmap(icons.pixmap(self._look, icon, 20, tone, ratio))
        text = ElidedLabel(words, "strong" if is_danger else "")
        under = ElidedLabel(detail, "caption")
        hide_unless(under, bool(detail))
        self._details.append(under)
        below = row(label(phone, "strong"), under, space=8) if phone else under
        both = column(text, below, space=0)
        inside = row(picture, both, space=8, margins=(12, 5, 8, 5))
        inside.setStretchFactor(both, 1)
        inside.setAlignment(picture, Qt.AlignmentFlag.AlignVCenter)
        made.setLayout(inside)
        return made, inside

    def _add(self, inside: QHBoxLayout, words: str, icon: str, act: object) -> None:
        button = Button(self._look, words, "row", icon)
        assert callable(act)
        button.clicked.connect(lambda _checked=False: act())
        inside.addWidget(button)

    def _mute_button(self, cause: Cause) -> IconButton:
        button = IconButton(self._look, "bell-off", self.tr("Mute"))
        menu = QMenu(button)
        model = self._model
        hour = menu.addAction(self.tr("Mute for 1 h"))
        hour.triggered.connect(lambda: model.mute(cause.ids, model.in_an_hour()))
        today = menu.addAction(self.tr("Mute for today"))
        today.triggered.connect(lambda: model.mute(cause.ids, model.end_of_today()))
        button.setMenu(menu)
        button.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _answers_line(self, icon: str, words: str, first: str) -> QFrame:
        """The oldest is opened; once it is dealt with, the next is the oldest."""
        made, inside = self._frame(icon, words, "", is_danger=False)
        self._add(inside, self.tr("See"), "file-text", lambda: self.answer_requested.emit(first))
        return made

    def _petitions_line(self) -> QFrame:
        """The person whose is the next due."""
        due = self._petitions
        detail = counts.overdue(due.overdue) if due.overdue else ""
        words = counts.petitions(len(due.party_ids))
        made, inside = self._frame("scale", words, detail, is_danger=False)
        first = due.party_ids[0]
        self._add(inside, self.tr("See"), "file-text", lambda: self.person_requested.emit(first))
        return made

    def _conflicts_line(self) -> QFrame:
        words = counts.conflicts(self._held)
        made, inside = self._frame("git-compare", words, "", is_danger=False)
        self._add(inside, self.tr("Resolve"), "", self.conflicts_requested.emit)
        return made
