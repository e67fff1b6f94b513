"""A call for help on every page: who, where, the number; and a sound until somebody attends it."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QWidget

from kobra_desktop import resources
from kobra_desktop.models.sos import SosCall, SosModel, last_words, nearest_words, sos_notes
from kobra_desktop.views import icons, outside
from kobra_desktop.views.attending import attend
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, emptied, holding, row
from kobra_domain.alerts import AlertAct

BEEP_EVERY_MS = 1_500
AGE_EVERY_MS = 10_000


class SosBar(QWidget):
    """One red line a call, under the top bar of every page; `map_requested` brings the agent."""

    map_requested = Signal(str)

    def __init__(self, look: Look, model: SosModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._model = look, model
        self.alarm = Alarm(self)
        self._shown: list[SosCall] = []
        self._ages: list[QLabel] = []
        self._facts: list[QLabel] = []
        self._lasts: list[QLabel] = []
        self._clock = QTimer(self, interval=AGE_EVERY_MS)
        self._clock.timeout.connect(self._on_changed)
        self._lines = column(space=1)
        self.setLayout(self._lines)
        self.hide()
        model.changed.connect(self._on_changed)
        look.changed.connect(self._fill)
        self._on_changed()

    def _on_changed(self) -> None:
        calls = self._model.calls
        # Only attending silences it: it is silent for who may not.
        self.alarm.sound(is_wanted=bool(calls) and self._model.alerts.may_attend)
        if [(c.cause.ids, c.cause.words, c.place, c.phone) for c in calls] != [
            (c.cause.ids, c.cause.words, c.place, c.phone) for c in self._shown
        ]:
            self._shown = calls
            self._fill()
        # The age goes on in the same line: a button that is being pressed is not made anew.
        parts = zip(self._ages, self._facts, self._lasts, calls, strict=True)
        for line, facts, last, call in parts:
            line.setText(_where(call))
            facts.setText(nearest_words(call, self._model.alerts.workspace))
            facts.setVisible(bool(facts.text()))
            last.setText(last_words(call, self._model.alerts.workspace))

    def _fill(self) -> None:
        emptied(self._lines)
        self._ages, self._facts, self._lasts = [], [], []
        for call in self._shown:
            self._lines.addWidget(self._line(call))
        self.setVisible(bool(self._shown))
        self._clock.start() if self._shown else self._clock.stop()

    def _line(self, call: SosCall) -> QFrame:
        look = self._look
        made = QFrame()
        made.setObjectName("sos")
        picture = QLabel()
        ratio = self.devicePixelRatioF()
        picture.setPixmap(icons.pixmap(look, "siren", 20, "on_sos", ratio))
        who = label(self.tr("SOS · {name}").format(name=call.cause.words), "strong")
        last = label(last_words(call, self._model.alerts.workspace), wrap=True)
        self._lasts.append(last)
        first = row(who, last, space=16)
        first.setStretch(1, 1)
        where = label(_where(call), wrap=True)  # nothing of it is cut: somebody has to go there
        self._ages.append(where)
        facts = label(nearest_words(call, self._model.alerts.workspace), wrap=True)
        facts.setVisible(bool(facts.text()))
        self._facts.append(facts)
        words = column(holding(first), where, facts, space=0)
        inside = row(picture, words, space=10, margins=(16, 6, 12, 6))
        inside.setStretchFactor(words, 1)
        inside.setAlignment(picture, Qt.AlignmentFlag.AlignVCenter)
        number = label(call.phone or self.tr("No number is known"), "strong")
        number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside.addWidget(number)
        acts = [(self.tr("See"), "map", partial(self._see, call))]
        if call.phone:
            acts.insert(0, (self.tr("Call"), "phone", partial(self._call, call)))
        if self._model.alerts.may_attend:
            close = partial(attend, look, self.window(), self._model.alerts, call.cause)
            acts.append((self.tr("Attend"), "check", close))
        for name, icon, act in acts:
            button = Button(look, name, "sos", icon)
            button.clicked.connect(lambda _checked=False, run=act: run())
            inside.addWidget(button)
        made.setLayout(inside)
        return made

    def _see(self, call: SosCall) -> None:
        sos_notes(self._model.alerts.workspace).note(call.alert, AlertAct.SEEN)
        self.map_requested.emit(call.agent_id)

    def _call(self, call: SosCall) -> None:
        sos_notes(self._model.alerts.workspace).note(call.alert, AlertAct.CALLED)
        outside.call(self._look, self, call.phone)


def _where(call: SosCall) -> str:
    return f"{call.place} · {call.cause.detail}"


class Alarm(QObject):
    """Sounds again and again until it is not wanted. Where the machine plays no sounds of
    programs, it is the system's own beep.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._effect: Any = None
        self._beeps = QTimer(self)
        self._beeps.setInterval(BEEP_EVERY_MS)
        self._beeps.timeout.connect(QApplication.beep)

    @property
    def is_sounding(self) -> bool:
        """Whether it is heard, or would be where there is a loudspeaker."""
        return self._beeps.isActive() or (self._effect is not None and self._effect.isPlaying())

    def sound(self, *, is_wanted: bool) -> None:
        """Begin, go on or end."""
        if is_wanted == self.is_sounding:
            return
        self._beeps.stop()
        if self._effect is not None:
            self._effect.stop()
        if is_wanted and not self._play():
            QApplication.beep()
            self._beeps.start()

    def _play(self) -> bool:
        try:  # loaded by the first call for help; a Linux without its sound server has none
            media = import_module("PySide6.QtMultimedia")
        except ImportError:
            return False
        if media.QMediaDevices.defaultAudioOutput().isNull():
            return False
        if self._effect is None:
            self._effect = media.QSoundEffect(self)
            self._effect.setSource(QUrl.fromLocalFile(str(resources.path("sos.wav"))))
            self._effect.setLoopCount(media.QSoundEffect.Loop.Infinite.value)
        self._effect.play()
        return True
