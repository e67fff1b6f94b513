"""The wizard as one calm page: where one is, the step, and how to go on, back or away."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QStackedWidget, QWidget

from kobra_desktop.models.counts import counts, figure
from kobra_desktop.models.portfolio.imports_job import Doing
from kobra_desktop.models.portfolio.imports_start import StartModel
from kobra_desktop.models.portfolio.imports_steps import STEPS, Step
from kobra_desktop.models.portfolio.imports_wizard import ImportWizard
from kobra_desktop.models.portfolio.imports_words import elsewhere_words
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.portfolio.importing.columns_step import ColumnsStep
from kobra_desktop.views.portfolio.importing.done_step import DoneStep
from kobra_desktop.views.portfolio.importing.file_step import FileStep
from kobra_desktop.views.portfolio.importing.preview_step import PreviewStep
from kobra_desktop.views.portfolio.importing.start_step import StartStep
from kobra_desktop.views.portfolio.importing.step import StepPage
from kobra_desktop.views.portfolio.importing.values_step import ValuesStep
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.keys import key_words
from kobra_desktop.views.widgets.labels import ElidedLabel, label, set_property
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_domain.imports.things import ImportState
from kobra_domain.words import data_size, word

translate = QCoreApplication.translate
START = "start"
LEAST = 140  # pixels of a step: a small screen at 150 %, with an SOS, still has the buttons in it
WIDE = 1_000  # of a bar, whose numbers are int32


class ImportSheet(QWidget):
    """`leave_wished`: away from it; `discard_wished`: and never take the file. Ctrl+Enter goes on,
    Ctrl+Backspace back.
    """

    leave_wished = Signal()
    discard_wished = Signal()

    def __init__(
        self, look: Look, wizard: ImportWizard, start: StartModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.look, self.wizard = look, wizard
        self._key = ""
        self.start = StartStep(look, wizard, start)
        self.done = DoneStep(look, wizard)
        self.steps: dict[str, StepPage] = {
            START: self.start,
            Step.FILE: FileStep(look, wizard),
            Step.COLUMNS: ColumnsStep(look, wizard),
            Step.VALUES: ValuesStep(look, wizard),
            Step.PREVIEW: PreviewStep(look, wizard),
            Step.DONE: self.done,
        }
        self.stack = QStackedWidget()
        for page in self.steps.values():
            page.setMinimumHeight(look.pixels(LEAST))  # none makes the window higher than a screen
            self.stack.addWidget(page)
        self.leave = Button(look, translate("Imports", "Imports"), "link", "arrow-left")
        self.title = ElidedLabel("", "section")
        self.title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.about = ElidedLabel("", "secondary")
        self.marks = {step: Button(look, "", "tab") for step in STEPS}
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.words = label("", "secondary")
        self.stop = Button(look, translate("Imports", "Stop"), icon="circle-stop")
        self.discard = Button(look, translate("Imports", "Discard…"), "link", "trash-2")
        self.back = Button(look, translate("Imports", "Back"), icon="arrow-left")
        self.next = Button(look, "", "primary")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        marks = row(*self.marks.values(), space=12)
        for button in self.marks.values():
            button.setCheckable(True)
        head = row(self.leave, self.title, self.about, holding(marks), space=12)
        head.setStretch(2, 1)
        self.running = holding(row(self.words, self.progress, self.stop, space=12))
        running = self.running.layout()
        assert running is not None
        running.setStretch(1, 1)  # type: ignore[attr-defined]
        foot = row(self.discard, None, self.back, self.next, space=8)
        lines = column(
            head,
            self.stack,
            self.running,
            holding(foot),
            space=8,
            margins=(20, 10, 20, 12),
        )
        lines.setStretch(1, 1)
        self.setLayout(lines)

    def _connect(self) -> None:
        wizard = self.wizard
        wizard.changed.connect(self.show_state)
        self.leave.clicked.connect(self.leave_wished)
        self.discard.clicked.connect(self.discard_wished)
        self.stop.clicked.connect(wizard.stop)
        self.back.clicked.connect(wizard.go_back)
        self.next.clicked.connect(self._on_next)
        self.next.setToolTip(key_words("Ctrl+Return"))
        self.back.setToolTip(key_words("Ctrl+Backspace"))
        for step, button in self.marks.items():
            button.clicked.connect(lambda _=False, s=step: self._on_mark(s))

    @property
    def page(self) -> StepPage:
        """The step in front."""
        return self.steps[self._key or START]

    def show_state(self) -> None:
        """What the wizard holds."""
        wizard = self.wizard
        if not wizard.is_open:
            return
        key: str = START if wizard.detail is None else wizard.step
        is_other = key != self._key
        self._key = key
        self._say_head()
        self._say_foot()
        self.page.show_state()
        self.page.setEnabled(not wizard.job.is_running)
        self.stack.setCurrentWidget(self.page)
        if is_other or self.focusWidget() is None:
            self.focus_step()

    def focus_step(self) -> None:
        """The keyboard goes to what the step asks first, or on."""
        first = self.page.first_field() or self.next
        if self.isVisible():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_head(self) -> None:
        wizard = self.wizard
        self.title.setText(wizard.name)
        item = wizard.detail.item if wizard.detail else None
        at, of = wizard.place
        told = translate("Imports", "file {at} of {of}")
        parts = [told.format(at=figure(at), of=figure(of)) if of > 1 else "", _name(wizard)]
        if item is not None:
            parts.append(word(item.kind, wizard.workspace.locale))
            if item.rows:
                parts.append(counts.rows(item.rows))
        self.about.setText(" · ".join(filter(None, parts)))
        here = STEPS.index(wizard.step) if wizard.detail else 0
        for n, (step, button) in enumerate(self.marks.items()):
            button.setText(f"{n + 1}  {_step_words(step)}")
            button.setChecked(n == here)
            is_open = n < here and wizard.step is not Step.DONE
            button.setEnabled((n == here or is_open) and not wizard.job.is_running)
            set_property(button, "tone", "" if n <= here else "text_3")

    def _say_foot(self) -> None:
        wizard, progress = self.wizard, self.wizard.job.progress
        self.running.setVisible(progress is not None)
        if progress is not None:
            self.words.setText(_doing_words(progress.doing, progress.done, progress.of, wizard))
            is_known = progress.of > 0
            self.progress.setRange(0, WIDE if is_known else 0)
            if is_known:
                self.progress.setValue(min(WIDE, WIDE * progress.done // progress.of))
            self.progress.setAccessibleName(self.words.text())
            can_stop = progress.doing in (Doing.SENDING, Doing.READING)
            self.stop.setVisible(can_stop)
        is_there = wizard.detail is not None
        is_done = wizard.step is Step.DONE
        self.discard.setVisible(is_there and not is_done)
        self.back.setVisible(is_there and not is_done)
        self.next.setVisible(is_there and not is_done)
        self.discard.setEnabled(progress is None)
        self.back.setEnabled(wizard.step is not Step.FILE and progress is None)
        self.next.setEnabled(wizard.can_go_on)
        self.next.setText(self._next_words())

    def _next_words(self) -> str:
        wizard = self.wizard
        if wizard.step is not Step.PREVIEW:
            return translate("Imports", "Next")
        detail = wizard.detail
        if detail is not None and detail.item.state is ImportState.HELD:
            return translate("Imports", "Take it all the same")
        return translate("Imports", "Take it")

    def _on_next(self) -> None:
        """On; a file that looks like another portfolio's is asked about once more."""
        wizard = self.wizard
        words = elsewhere_words(wizard.detail, _name(wizard)) if wizard.detail else ""
        if not words or wizard.step is not Step.PREVIEW or not wizard.can_go_on:
            wizard.go_on()
            return
        told = translate("Imports", "Take it into {portfolio} all the same?")
        asked = Question(
            self.look,
            self,
            told.format(portfolio=_name(wizard)),
            words,
            translate("Imports", "Take it all the same"),
            translate("Form", "Leave it"),
        )
        asked.accepted.connect(wizard.go_on)
        asked.finished.connect(asked.deleteLater)
        asked.open()

    def _on_mark(self, step: Step) -> None:
        self.wizard.go_to(step)
        self.show_state()  # the pressed one shows that it is not where one is

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Through the steps without the mouse."""
        is_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if is_control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._key == START:
                self.start.send.click()
            else:
                self._on_next()
        elif is_control and event.key() == Qt.Key.Key_Backspace:
            self.wizard.go_back()
        else:
            super().keyPressEvent(event)


def _name(wizard: ImportWizard) -> str:
    return wizard.portfolio.name if wizard.portfolio else ""


def _step_words(step: Step) -> str:
    return {
        Step.FILE: translate("Imports", "File"),
        Step.COLUMNS: translate("Imports", "Columns"),
        Step.VALUES: translate("Imports", "Values"),
        Step.PREVIEW: translate("Imports", "What will happen"),
        Step.DONE: translate("Imports", "Done"),
    }[step]


def _doing_words(doing: Doing, done: int, of: int, wizard: ImportWizard) -> str:
    locale = wizard.workspace.locale
    words = {
        Doing.SENDING: translate("Imports", "Uploading…"),
        Doing.READING: translate("Imports", "The server reads it…"),
        Doing.COMMITTING: translate("Imports", "It is being taken…"),
        Doing.UNDOING: translate("Imports", "It is being taken back…"),
    }[doing]
    if not of:
        return words
    if doing is Doing.SENDING:
        return f"{words} {data_size(done, locale)} / {data_size(of, locale)}"
    return f"{words} {figure(done)} / {figure(of)}"
