"""The trial as it is offered, as it comes, and while it stands in a window of its own."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from kobra_desktop.models.first_run.trial import WAY, TrialModel, TrialStep
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label, notice
from kobra_desktop.views.widgets.layouts import column, row


class TrialCard(QFrame):
    """Shows a TrialModel."""

    def __init__(
        self, look: Look, model: TrialModel, locale: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._look, self._model, self._locale = look, model, locale
        why = self.tr(
            "A city with agents, holders and visits of a working day, on this machine alone: no "
            "network, no account, no data of anybody. When you close it nothing of it stays."
        )
        self.start = Button(look, self.tr("Try it with an invented city"), "primary")
        self.end = Button(look, "")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the trial"))
        self.step = label("", "secondary", wrap=True)
        self.problem = notice("error")
        self.setLayout(
            column(
                label(self.tr("Look around first"), "section"),
                label(why, "secondary", wrap=True),
                None,
                self.step,
                self.bar,
                self.problem,
                row(self.start, self.end, None),
                space=12,
                margins=(24, 20, 24, 20),
            )
        )
        self.start.clicked.connect(lambda: model.start(locale, look.choice.value))
        self.end.clicked.connect(model.remove)
        model.changed.connect(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        model = self._model
        has_focus = self.start.hasFocus() or self.end.hasFocus()
        is_coming = model.step in WAY and model.step is not TrialStep.SHOWN
        self.bar.setVisible(is_coming)
        # The first step is the longest, and nothing tells how far it is: the bar moves by itself.
        self.bar.setRange(0, len(WAY) - 1 if model.share else 0)
        self.bar.setValue(round(model.share * (len(WAY) - 1)))
        usual = self.tr("It usually takes a minute or two.") if is_coming else ""
        self.step.setText(f"{step_words(model.step)} {usual}".strip())
        self.step.setVisible(model.is_running)
        self.start.setVisible(not model.is_running)
        self.end.setVisible(model.is_running)
        self.end.setText(
            self.tr("Remove the trial") if model.step is TrialStep.SHOWN else self.tr("Cancel")
        )
        self.problem.setText(sentence(model.problem, self._locale) if model.problem else "")
        self.problem.setVisible(model.problem is not None)
        if has_focus:
            (self.end if model.is_running else self.start).setFocus()


def step_words(step: TrialStep) -> str:
    """What is being done."""
    translate = QCoreApplication.translate
    return {
        TrialStep.NONE: "",
        TrialStep.CITY: translate("TrialCard", "Building streets and doors…"),
        TrialStep.ACCOUNTS: translate("TrialCard", "Writing down the portfolio…"),
        TrialStep.PAST: translate("TrialCard", "Living the last days…"),
        TrialStep.SERVER: translate("TrialCard", "Starting its server…"),
        TrialStep.PHONES: translate("TrialCard", "The agents pick up their phones…"),
        TrialStep.WINDOW: translate("TrialCard", "Opening its window…"),
        TrialStep.SHOWN: translate("TrialCard", "It is open in a window of its own."),
        TrialStep.ENDING: translate("TrialCard", "Taking it away…"),
    }[step]
