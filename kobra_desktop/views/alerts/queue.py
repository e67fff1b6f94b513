"""«Requiere tu atención»: one line a cause, the most dangerous first, each with its acts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QMenu, QWidget

from kobra_desktop.models.alerts import AlertsModel, Cause
from kobra_desktop.models.today.sources import main_act, visits_of
from kobra_desktop.models.today.work import WorkAct, WorkLine, WorkSource
from kobra_desktop.views import icons
from kobra_desktop.views.attending import attend
from kobra_desktop.views.theme import Look
from kobra_desktop.views.today.work_lines import WorkRow
from kobra_desktop.views.widgets.buttons import ElidedButton, IconButton
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
    """Alerts by cause and the lines of further sources, the most dangerous first. `opened` (page,
    state): an act that leads elsewhere; `acted` (what it is about, key): one that the tab does;
    `call_requested` (alert id). `filled`: the lines were made anew.
    """

    opened = Signal(str, object)
    acted = Signal(object, str)
    call_requested = Signal(str)
    filled = Signal()

    def __init__(
        self,
        look: Look,
        model: AlertsModel,
        sources: Sequence[WorkSource] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._model, self._sources = look, model, sources
        self._further: tuple[WorkLine, ...] = ()
        self._details: list[ElidedLabel] = []
        self._minutes = QTimer(self)
        self._minutes.setInterval(AGES_EVERY_MS)
        self._minutes.timeout.connect(self._tick)
        self._lines = column(space=0, margins=(0, 0, 0, 0))
        area = scrolling(holding(self._lines))
        self.setLayout(column(area, space=0))
        model.list.tell(self._fill)
        for source in sources:
            source.changed.connect(self._on_source)
        look.changed.connect(self._fill)

    def _on_source(self) -> None:
        further = (line for source in self._sources for line in source.lines)
        lines = tuple(sorted(further, key=lambda line: line.place))
        if lines != self._further:
            self._further = lines
            self._fill()

    @property
    def count(self) -> int:
        """How many lines ask for something."""
        return len(self._model.causes) + len(self._further)

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
        for line in self._further:
            made = WorkRow(self._look, line)
            made.opened.connect(self.opened)
            made.acted.connect(self.acted)
            self._lines.addWidget(made)
        if not self.count:
            calm = label(self.tr("Nothing asks for you now."), "secondary")
            calm.setContentsMargins(16, 16, 16, 16)
            self._lines.addWidget(calm)
        self._lines.addStretch(1)
        self.filled.emit()

    def _line(self, cause: Cause) -> QFrame:
        is_danger = cause.kind is AlertKind.SOS
        first = cause.lines[0]
        phone = first.row.agent_phone if is_danger else ""
        made, inside = self._frame(
            CAUSE_ICONS[cause.kind], cause.words, cause.detail, is_danger, phone
        )
        if phone:
            self._add(inside, self.tr("Call"), "phone", lambda: self.call_requested.emit(first.id))
        act = main_act(cause, self._model.workspace)
        if act is not None:
            self._add(inside, act.words, act.icon, lambda: self._do(cause, act))
        if self._model.may_attend:
            if is_danger:
                inside.addSpacing(self._look.pixels(16))  # not under a hand that meant to look
            self._add(inside, self.tr("Attend"), "check", lambda: self._on_attend(cause))
            if first.is_mutable:
                inside.addWidget(self._mute_button(cause))
        return made

    def _do(self, cause: Cause, act: WorkAct) -> None:
        if act.opens is not None:
            self.opened.emit(*act.opens)
        else:
            self.acted.emit(visits_of(cause), act.key)

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
        # Who it is about is read whole, and the first act; the words of the others may be cut.
        is_first = not inside.property("has_act")
        inside.setProperty("has_act", True)
        least = 36 if icon and not is_first else 400
        button = ElidedButton(self._look, words, "row", icon, least=least)
        button.setToolTip(words)
        assert callable(act)
        button.clicked.connect(lambda _checked=False: act())
        inside.addWidget(button)

    def _mute_button(self, cause: Cause) -> IconButton:
        button = IconButton(self._look, "bell-off", self.tr("Mute, or attend with a note"))
        menu = QMenu(button)
        model = self._model
        hour = menu.addAction(self.tr("Mute for 1 h"))
        hour.triggered.connect(lambda: model.mute(cause.ids, model.in_an_hour()))
        today = menu.addAction(self.tr("Mute for today"))
        today.triggered.connect(lambda: model.mute(cause.ids, model.end_of_today()))
        menu.addSeparator()
        noted = menu.addAction(self.tr("Attend with a note…"))
        over = self.window()
        noted.triggered.connect(lambda: attend(self._look, over, model, cause, has_note=True))
        button.setMenu(menu)
        button.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        return button
