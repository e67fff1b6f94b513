"""«Requiere tu atención»: one line a cause, the most dangerous first, each with its acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QMenu, QWidget

from kobra_desktop.models.alerts import AlertsModel, Cause
from kobra_desktop.models.today.sources import main_act, visits_of
from kobra_desktop.models.today.work import WorkAct, WorkLine, WorkSource
from kobra_desktop.views import icons
from kobra_desktop.views.attending import attend
from kobra_desktop.views.theme import Look
from kobra_desktop.views.today.work_lines import calm_wish, row_wish
from kobra_desktop.views.widgets.buttons import ElidedButton, IconButton
from kobra_desktop.views.widgets.kept_rows import KeptRows, RowWish
from kobra_desktop.views.widgets.labels import ElidedLabel, hide_unless, label
from kobra_desktop.views.widgets.layouts import column, row, scrolling
from kobra_domain.alerts import AlertKind

AGES_EVERY_MS = 30_000
translate = QCoreApplication.translate
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
    AlertKind.REPORT_FAILED: "calendar-x",
}


class WorkQueue(QWidget):
    """Alerts by cause and the lines of further sources, the most dangerous first. `opened` (page,
    state): an act that leads elsewhere; `acted` (what it is about, key): one that the tab does;
    `call_requested` (alert id). `filled`: other lines may stand.
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
        self._minutes = QTimer(self)
        self._minutes.setInterval(AGES_EVERY_MS)
        self._minutes.timeout.connect(self._tick)
        self._rows = KeptRows()
        self._rows.filled.connect(self.filled)
        self.setLayout(column(scrolling(self._rows), space=0))
        model.list.tell(self._fill)
        for source in sources:
            source.changed.connect(self._fill)
        look.changed.connect(self._on_look)

    @property
    def _further(self) -> list[WorkLine]:
        lines = (line for source in self._sources for line in source.lines)
        return sorted(lines, key=lambda line: line.place)

    @property
    def count(self) -> int:
        """How many lines ask for something."""
        return len(self._model.causes) + len(self._further)

    @property
    def rows(self) -> dict[str, QWidget]:
        """The lines, by the keys of their causes and of further ones."""
        return self._rows.rows

    @property
    def buttons(self) -> list[QAbstractButton]:
        """The acts of all lines, in order."""
        return self._rows.buttons

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
        rows = self._rows.rows
        for cause in self._model.causes:
            row = rows.get(cause.key)
            if isinstance(row, CauseRow):
                row.set_detail(cause.detail)

    def _on_look(self) -> None:
        self._rows.forget()
        self._fill()

    def _fill(self) -> None:
        made = [(one.danger, self._wish(one)) for one in self._model.causes]
        for line in self._further:
            made.append((line.danger, row_wish(self._look, line, self.opened, self.acted)))
        wanted = [wish for _, wish in sorted(made, key=lambda one: one[0])]  # alerts before others
        self._rows.show_rows(wanted or [calm_wish(self.tr("Nothing asks for you now."))])
        self._tick()

    def _wish(self, cause: Cause) -> RowWish:
        """How old it is goes on in the row that stands."""
        act, model = main_act(cause, self._model.workspace), self._model
        first = cause.lines[0]
        said = (cause.ids, cause.words, act, first.row.agent_phone, model.may_attend)

        def make() -> CauseRow:
            row = CauseRow(self._look, model, cause, act)
            row.opened.connect(self.opened)
            row.acted.connect(self.acted)
            row.call_requested.connect(self.call_requested)
            return row

        return RowWish(cause.key, said, make)


class CauseRow(QFrame):
    """The line of a cause, with its acts; its signals are those of the queue."""

    opened = Signal(str, object)
    acted = Signal(object, str)
    call_requested = Signal(str)

    def __init__(self, look: Look, model: AlertsModel, cause: Cause, act: WorkAct | None) -> None:
        super().__init__()
        self._look, self._model, self._cause = look, model, cause
        is_danger = cause.kind is AlertKind.SOS
        first = cause.lines[0]
        phone = first.row.agent_phone if is_danger else ""
        self._under = ElidedLabel(cause.detail, "caption")
        inside = self._frame(is_danger, phone)
        if phone:
            self._add(
                inside,
                translate("WorkQueue", "Call"),
                "phone",
                lambda: self.call_requested.emit(first.id),
            )
        if act is not None:
            self._add(inside, act.words, act.icon, lambda: self._do(act))
        if model.may_attend:
            if is_danger:
                inside.addSpacing(look.pixels(16))  # not under a hand that meant to look
            self._add(
                inside,
                translate("WorkQueue", "Attend"),
                "check",
                self._on_attend,
                is_whole=is_danger,
            )
            if first.is_mutable:
                inside.addWidget(self._mute_button())

    def set_detail(self, words: str) -> None:
        """What is known of it now, and for how long."""
        self._under.setText(words)
        hide_unless(self._under, bool(words))

    def _do(self, act: WorkAct) -> None:
        if act.opens is not None:
            self.opened.emit(*act.opens)
        else:
            self.acted.emit(visits_of(self._cause), act.key)

    def _on_attend(self) -> None:
        attend(self._look, self.window(), self._model, self._cause)

    def _frame(self, is_danger: bool, phone: str) -> QHBoxLayout:
        """The number stands below the name, where it takes no room from it."""
        self.setObjectName("danger_row" if is_danger else "work_row")
        picture = QLabel()
        tone = "error_fg" if is_danger else "text_2"
        icon, ratio = CAUSE_ICONS[self._cause.kind], self.devicePixelRatioF()
        picture.setPixmap(icons.pixmap(self._look, icon, 20, tone, ratio))
        text = ElidedLabel(self._cause.words, "strong" if is_danger else "")
        hide_unless(self._under, bool(self._cause.detail))
        both = column(text, space=0)
        if phone:
            below = row(label(phone, "strong"), self._under, space=8)
            below.setStretchFactor(self._under, 1)
            both.addLayout(below)
        else:
            both.addWidget(self._under)
        inside = row(picture, both, space=8, margins=(12, 5, 8, 5))
        inside.setStretchFactor(both, 1)
        inside.setAlignment(picture, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(inside)
        return inside

    def _add(
        self,
        inside: QHBoxLayout,
        words: str,
        icon: str,
        act: Callable[[], None],
        *,
        is_whole: bool = False,
    ) -> None:
        # Who it is about is read whole, the first act and that of danger; others may be cut.
        is_first = not inside.property("has_act")
        inside.setProperty("has_act", True)
        least = 36 if icon and not (is_first or is_whole) else 400
        button = ElidedButton(self._look, words, "row", icon, least=least)
        button.setToolTip(words)
        button.clicked.connect(lambda _checked=False: act())
        inside.addWidget(button)

    def _mute_button(self) -> IconButton:
        button = IconButton(
            self._look, "bell-off", translate("WorkQueue", "Mute, or attend with a note")
        )
        menu = QMenu(button)
        model, cause = self._model, self._cause
        hour = menu.addAction(translate("WorkQueue", "Mute for 1 h"))
        hour.triggered.connect(lambda: model.mute(cause.ids, model.in_an_hour()))
        today = menu.addAction(translate("WorkQueue", "Mute for today"))
        today.triggered.connect(lambda: model.mute(cause.ids, model.end_of_today()))
        menu.addSeparator()
        noted = menu.addAction(translate("WorkQueue", "Attend with a note…"))
        noted.triggered.connect(
            lambda: attend(self._look, self.window(), model, cause, has_note=True)
        )
        button.setMenu(menu)
        button.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        return button
