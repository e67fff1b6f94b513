"""The dialog that publishes: what differs, what it breaks, who gets it, which rules were checked.
Errors keep it from being published, warnings do not.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.questionnaires.checks import Checks, Reviewed
from kobra_desktop.models.questionnaires.counts import questionnaire_counts
from kobra_desktop.models.questionnaires.publishing import DRAFT, PublishingModel
from kobra_desktop.views.questionnaires.differences import Differences
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import note
from kobra_desktop.views.widgets.forms import Field, line_edit
from kobra_desktop.views.widgets.labels import label, notice
from kobra_desktop.views.widgets.layouts import column, emptied, holding, row, scrolling
from kobra_domain.questionnaires.comparison import Comparison
from kobra_domain.words import say

translate = QCoreApplication.translate


class PublishDialog(QDialog):
    """Reviews the form when it is opened, unless the last review was of this very form."""

    def __init__(self, look: Look, parent: QWidget, model: PublishingModel, checks: Checks) -> None:
        super().__init__(parent)
        self._look, self._model, self._checks = look, model, checks
        self._locale = model.workspace.locale
        self._reviewed: Reviewed | None = None
        self.setWindowTitle(translate("Questionnaires", "Publish"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.version, self.note = line_edit(text=model.proposed_version()), line_edit()
        self.version.setMaxLength(240)
        self.note.setMaxLength(2_000)
        self.everyone = QCheckBox(translate("Questionnaires", "All portfolios"))
        self.portfolios: dict[str, QCheckBox] = {}
        self.phones = label("", "strong", wrap=True)
        self.differences = Differences(look, self._locale)
        self._verdict: QVBoxLayout = column(space=6)
        self._problem = notice("error")
        self.publish = Button(look, translate("Questionnaires", "Publish"), "primary", "send")
        self.publish.setDefault(True)
        self.leave = Button(look, translate("Form", "Leave it"))
        self._build()
        self._connect()
        self._on_portfolios()
        self._begin()

    def _build(self) -> None:
        form = self._model.draft.editor.form
        left = column(label(self._difference_title(), "strong"), self.differences, space=8)
        left.setStretch(1, 1)
        boxes = column(self.everyone, *self._boxes(), None, space=8)
        offline = translate(
            "Questionnaires",
            "Without a connection it waits here and is sent by itself when there is one.",
        )
        right = column(
            label(translate("Questionnaires", "Who gets it"), "strong"),
            scrolling(holding(boxes)),
            self.phones,
            Field(translate("Questionnaires", "Version"), self.version),
            Field(translate("Questionnaires", "Note (optional)"), self.note),
            label(offline, "caption", wrap=True),
            space=8,
        )
        right.setStretch(1, 1)
        halves = row(left, right, space=24)
        halves.setStretch(0, 5)
        halves.setStretch(1, 4)
        title = label(f"{self.windowTitle()} · {form.title}", "section", wrap=True)
        foot = row(None, self.leave, self.publish)
        lines = column(title, self._verdict, halves, self._problem, foot, space=12)
        lines.setContentsMargins(24, 20, 24, 16)
        lines.setStretch(2, 1)
        self.setLayout(lines)
        self.resize(self._look.pixels(880), self._look.pixels(600))

    def _difference_title(self) -> str:
        latest = self._model.latest
        if latest is None:
            return translate("Questionnaires", "The first version")
        words = translate("Questionnaires", "What changes since {version}")
        return words.format(version=latest.form_version)

    def _boxes(self) -> list[QCheckBox]:
        chosen = set(self._model.portfolio_ids)
        for portfolio in self._model.portfolios:
            box = QCheckBox(f"{portfolio.name} · {portfolio.country}")
            box.setChecked(portfolio.id in chosen)
            box.toggled.connect(self._on_portfolio)
            self.portfolios[portfolio.id] = box
        self.everyone.setChecked(not chosen)
        return list(self.portfolios.values())

    def _connect(self) -> None:
        self.everyone.clicked.connect(self._on_everyone)
        self.publish.clicked.connect(self._on_publish)
        self.leave.clicked.connect(self.reject)
        self.version.textChanged.connect(self._settle)
        self._checks.reviewed.connect(self._on_reviewed)
        self._checks.failed.connect(self._on_failed)
        self.finished.connect(self._on_finished)

    def _begin(self) -> None:
        self._model.is_open = True
        latest = self._model.latest
        if latest is not None:
            self._model.compare(latest.id, DRAFT, self._on_compared)
        else:
            count = sum(1 for node in self._model.draft.editor.form.nodes() if node.type)
            self.differences.show_sentence(questionnaire_counts.rows(count))
        self._settle()
        self._review()

    def _review(self) -> None:
        last = self._checks.last
        if last is not None and last.form is self._model.draft.editor.form:
            self._on_reviewed(last)
        else:
            self._reviewed = None
            self._say_verdict()
            self._checks.review()

    # Whom

    @property
    def chosen(self) -> tuple[str, ...]:
        """The chosen portfolios; none: all agents get it."""
        return tuple(one for one, box in self.portfolios.items() if box.isChecked())

    def _on_everyone(self) -> None:
        for box in self.portfolios.values():
            box.blockSignals(True)
            box.setChecked(False)
            box.blockSignals(False)
        self._on_portfolios()
        self._on_countries()

    def _on_portfolio(self) -> None:
        self._on_portfolios()
        self._on_countries()

    def _on_portfolios(self) -> None:
        self.everyone.setChecked(not self.chosen)
        phones = self._model.phones(self.chosen)
        self.phones.setText(questionnaire_counts.phones(phones))

    def _on_countries(self) -> None:
        """Other portfolios may be of other countries, whose rules ban other questions."""
        countries = self._model.countries_of(self.chosen)
        if countries != self._checks.countries:
            self._checks.set_countries(countries)
            self._review()

    # What the checks say

    def _on_compared(self, comparison: Comparison) -> None:
        self.differences.show_comparison(comparison)

    def _on_reviewed(self, reviewed: Reviewed) -> None:
        self._reviewed = reviewed
        self._say_verdict()
        self._settle()

    def _say_verdict(self) -> None:
        emptied(self._verdict)
        found = self._reviewed
        if found is None:
            words = translate("Questionnaires", "Checking…")
            self._verdict.addWidget(note(self._look, "neutral", words, "shield-check"))
            return
        errors = [one for one in found.problems if one.is_error]
        for problem in errors[:3]:
            words = say(problem.code, problem.params, self._locale)
            self._verdict.addWidget(note(self._look, "error", words, "octagon-alert"))
        if errors:
            words = questionnaire_counts.errors(len(errors))
            self._verdict.addWidget(label(words, "error", wrap=True))
            return
        warnings = len(found.problems)
        tint, icon = ("warn", "triangle-alert") if warnings else ("ok", "shield-check")
        self._verdict.addWidget(note(self._look, tint, self._checked_words(warnings), icon))

    def _checked_words(self, warnings: int) -> str:
        found = self._reviewed
        assert found is not None
        countries = ", ".join(self._checks.countries) or "–"
        rules = translate("Questionnaires", "Checked with the rules of {countries}.")
        parts = [questionnaire_counts.warnings(warnings) if warnings else "", rules]
        if not found.is_validated:
            java = translate("Questionnaires", "The phone's validator was not asked: no Java.")
            parts.append(java)
        return " ".join(part for part in parts if part).format(countries=countries)

    def _settle(self) -> None:
        is_fine = self._reviewed is not None and not self._reviewed.has_errors
        text = self.version.text().strip()
        refusal = self._model.refusal(text)
        self.publish.setEnabled(is_fine and bool(text) and not refusal)
        self._problem.setText(refusal)
        self._problem.setVisible(bool(refusal))

    def _on_failed(self, problem: Known) -> None:
        self._problem.setText(sentence(problem, self._locale))
        self._problem.show()

    # The act

    def _on_publish(self) -> None:
        self.publish.setEnabled(False)
        version = self.version.text().strip()
        self._model.publish(version, self.chosen, self.note.text(), self.accept, self._on_refused)

    def _on_refused(self, problem: Known) -> None:
        self._settle()
        self._on_failed(problem)

    def _on_finished(self) -> None:
        self._model.is_open = False
        self._checks.set_countries(self._model.countries)
        self.deleteLater()
