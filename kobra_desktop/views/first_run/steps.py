"""The first steps: how it looks, whose account it is, the map of the region, what one is told of.
Each acts at once, so that they can be left at any time and come back to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QDialog, QStackedWidget, QWidget

from kobra_desktop.models.field_map.ground import GroundKind, GroundModel
from kobra_desktop.models.first_run.steps import Step, Steps
from kobra_desktop.models.telling_wishes import TellingWishes
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.dialogs.tellings import TellingSwitches
from kobra_desktop.views.first_run.looks import LooksRow
from kobra_desktop.views.room import give_room
from kobra_desktop.views.sos import Alarm
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import pairs
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, holding, row, scrolling
from kobra_domain.scope import Permission

SOUND_MS = 2_500


@dataclass(frozen=True, slots=True)
class StepTools:
    """What the steps show and change."""

    workspace: Workspace
    wishes: TellingWishes
    ground: GroundModel


class FirstStepsDialog(QDialog):
    """`language_chosen`, `theme_chosen` (value), `page_requested` (page, state)."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    page_requested = Signal(str, object)

    def __init__(self, look: Look, tools: StepTools, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("First steps"))
        self._look, self._tools = look, tools
        self._steps = Steps(tools.workspace.memory)
        self.stack, self._group = QStackedWidget(), QButtonGroup(self)
        self.choices: dict[Step, Button] = {}
        made: dict[Step, tuple[str, Callable[[], QWidget]]] = {
            Step.LOOK: (self.tr("Language and look"), self._look_step),
            Step.ACCOUNT: (self.tr("Server and account"), self._account_step),
            Step.MAP: (self.tr("Map of your region"), self._map_step),
            Step.TELLINGS: (self.tr("Notifications"), self._tellings_step),
        }
        for number, (step, (words, make)) in enumerate(made.items(), 1):
            button = Button(look, f"{number}  {words}", "rail")
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, to=step: self.show_step(to))
            self._group.addButton(button)
            self.choices[step] = button
            self.stack.addWidget(scrolling(holding(column(label(words, "page"), make(), None))))
        self.back = Button(look, self.tr("Back"))
        self.next = Button(look, "", "primary")
        self.back.clicked.connect(lambda: self._go(-1))
        self.next.clicked.connect(lambda: self._go(1))
        rail = holding(column(*self.choices.values(), None, space=4))
        rail.setFixedWidth(look.pixels(210))  # the chosen one is bold
        body = row(rail, self.stack, space=24)
        body.setStretch(1, 1)
        note = label(self.tr("You can close this and come back: Help › First steps."), "caption")
        foot = row(note, None, self.back, self.next)
        self.setLayout(column(body, foot, space=16, margins=(20, 20, 20, 16)))
        give_room(self, look, 760, 600)
        self.finished.connect(self._on_finished)
        self.show_step(self._steps.now)
        self.next.setFocus()

    @property
    def step(self) -> Step:
        """The one that is shown."""
        return list(Step)[self.stack.currentIndex()]

    def show_step(self, step: Step) -> None:
        """Go there; that is where they are left."""
        self.stack.setCurrentIndex(list(Step).index(step))
        self.choices[step].setChecked(True)
        self.back.setEnabled(step is not next(iter(Step)))
        is_last = step is list(Step)[-1]
        self.next.setText(self.tr("Done") if is_last else self.tr("Next"))
        self._steps.leave(step)
        if step is Step.MAP:
            self._tools.ground.fetch(is_asked=False)

    def _go(self, by: int) -> None:
        at = self.stack.currentIndex() + by
        if at == len(Step):
            self._steps.leave(next(iter(Step)))
            self.accept()
        else:
            self.show_step(list(Step)[at])

    def _on_finished(self) -> None:
        self._alarm.sound(is_wanted=False)

    # The steps

    def _look_step(self) -> QWidget:
        why = self.tr(
            "Read by you all day: choose what rests your eyes. The theme is seen at once, the "
            "language from the next start."
        )
        self.looks = LooksRow(self._tools.workspace.locale, self._look.choice.value)
        self.looks.language_chosen.connect(self.language_chosen)
        self.looks.theme_chosen.connect(self.theme_chosen)
        return holding(column(label(why, "secondary", wrap=True), self.looks, space=16))

    def _account_step(self) -> QWidget:
        desk = self._tools.workspace.desk
        why = self.tr(
            "What you see comes from this server, and what you may do from this account. To "
            "change either, sign out."
        )
        return holding(
            column(
                label(why, "secondary", wrap=True),
                pairs(
                    (
                        (self.tr("Server"), desk.api.server),
                        (self.tr("Account"), f"{desk.who.name} · {desk.who.email}"),
                    )
                ),
                space=16,
            )
        )

    def _map_step(self) -> QWidget:
        why = self.tr(
            "With the streets of your region, addresses are found and visits are judged by where "
            "they truly took place."
        )
        self.map_words = label("", wrap=True)
        self.to_server = Button(self._look, self.tr("Open Administration › Server"))
        self.to_server.clicked.connect(self._on_to_server)
        ground = self._tools.ground
        ground.changed.connect(self._say_map)
        ground.progressed.connect(self._say_map)
        self._say_map()
        return holding(
            column(
                label(why, "secondary", wrap=True),
                self.map_words,
                row(self.to_server, None),
                space=16,
            )
        )

    def _on_to_server(self) -> None:
        self.accept()  # it would stand before the very page; the steps go on here when come back to
        self.page_requested.emit("administration", {"tab": "server"})

    def _say_map(self) -> None:
        ground = self._tools.ground
        may = self._tools.workspace.desk.may(Permission.ADMINISTER)
        has_streets = ground.kind is not GroundKind.SHIPPED
        if ground.is_fetching and ground.share > 0:
            words = self.tr("The map of your server is on its way.")
        elif has_streets:
            words = self.tr("The map of your region is on this machine.")
        elif may:
            words = self.tr(
                "So far there is the map that ships: countries and towns, no streets. As an "
                "administrator you can bring those of your region for everybody."
            )
        else:
            words = self.tr(
                "So far there is the map that ships: countries and towns, no streets. Ask your "
                "administrator for those of your region; they come here by themselves."
            )
        self.map_words.setText(words)
        self.to_server.setVisible(may)

    def _tellings_step(self) -> QWidget:
        why = self.tr(
            "Tick what you want to be told of at once. A call for help always is, with this sound:"
        )
        self._alarm = Alarm(self)
        self.sound = Button(self._look, self.tr("Hear the sound"), icon="bell")
        self._silence = QTimer(self, singleShot=True, interval=SOUND_MS)
        self._silence.timeout.connect(lambda: self._alarm.sound(is_wanted=False))
        self.sound.clicked.connect(self._on_sound)
        self.switches = TellingSwitches(self._tools.wishes)
        return holding(
            column(
                label(why, "secondary", wrap=True), row(self.sound, None), self.switches, space=12
            )
        )

    def _on_sound(self) -> None:
        self._alarm.sound(is_wanted=True)
        self._silence.start()
