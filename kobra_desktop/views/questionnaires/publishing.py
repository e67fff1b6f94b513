"""The dialog that publishes: what differs, what it breaks, who gets it, which rules were checked.
Errors keep it from being published, warnings do not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from kobra_desktop.models.administration.acts import Values
from kobra_desktop.models.questionnaires.checks import Checks, Reviewed
from kobra_desktop.models.questionnaires.counts import questionnaire_counts
from kobra_desktop.models.questionnaires.publishing import DRAFT, PublishingModel
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.questionnaires.differences import Differences
from kobra_desktop.views.questionnaires.reach import ReachEditor
from kobra_desktop.views.room import give_room
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.editors import LineEditor
from kobra_desktop.views.widgets.facts import note
from kobra_desktop.views.widgets.fields import FormField, Setting
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, emptied, row
from kobra_domain.errors import Invalid
from kobra_domain.limits import Length, Note, PortfolioId
from kobra_domain.questionnaires.comparison import Comparison
from kobra_domain.questionnaires.together import grouped
from kobra_domain.words import say

translate = QCoreApplication.translate
WIDTH, HEIGHT = 880, 600


@dataclass(frozen=True)
class Publication:
    """What is asked: under which text, for whom (none: all) and what is to be known of it."""

    form_version: Annotated[str, Length(1, 240)]
    portfolio_ids: tuple[PortfolioId, ...] = ()
    note: Note = ""


class PublishDialog(Form):
    """Reviews the form when it is opened, unless the last review was of this very form."""

    kind = Publication
    is_act = True

    def __init__(self, look: Look, parent: QWidget, model: PublishingModel, checks: Checks) -> None:
        act = translate("Questionnaires", "Publish")
        title = f"{act} · {model.draft.editor.form.title}"
        start = {
            "form_version": model.proposed_version(),
            "portfolio_ids": model.portfolio_ids,
            "note": "",
        }
        setting = Setting.of(model.workspace)
        super().__init__(look, parent, title, setting, start=start, act=act)
        self._model, self._checks = model, checks
        self._reviewed: Reviewed | None = None
        self.is_ready = False  # until the checks have found no error
        words = translate("Questionnaires", "Who gets it")
        self.reach = ReachEditor(model.portfolios)
        self.whom = self.by("portfolio_ids", self.reach, words)
        words = translate("Questionnaires", "Version")
        self.version = self.by("form_version", LineEditor(), words)
        words = translate("Questionnaires", "Note (optional)")
        self.note = self.by("note", LineEditor(), words)
        self.phones = label("", "strong", wrap=True)
        self.differences = Differences(look, setting.locale)
        self._verdict: QVBoxLayout = column(space=6)
        offline = translate(
            "Questionnaires",
            "Without a connection it waits here and is sent by itself when there is one.",
        )
        self.build(self._inside(), WIDTH, caption=offline)
        give_room(self, look, WIDTH, HEIGHT)
        self._connect()
        self._begin()

    def _inside(self) -> QLayout:
        left = column(label(self._difference_title(), "strong"), self.differences, space=8)
        left.setStretch(1, 1)
        right = column(self.whom, self.phones, self.version, self.note, space=8)
        right.setStretch(0, 1)
        halves = row(left, right, space=24)
        halves.setStretch(0, 5)
        halves.setStretch(1, 4)
        lines = column(self._verdict, halves, space=12)
        lines.setStretch(1, 1)
        return lines

    def _difference_title(self) -> str:
        latest = self._model.latest
        if latest is None:
            return translate("Questionnaires", "The first version")
        words = translate("Questionnaires", "What changes since {version}")
        return words.format(version=latest.form_version)

    def _connect(self) -> None:
        self._checks.reviewed.connect(self._on_reviewed)
        self._checks.failed.connect(self.refuse)
        self._model.failed.connect(self.refuse)
        self.finished.connect(self._on_finished)

    def _begin(self) -> None:
        self._model.is_open = True
        latest = self._model.latest
        if latest is not None:
            self._model.compare(latest.id, DRAFT, self._on_compared)
        else:
            count = sum(1 for node in self._model.draft.editor.form.nodes() if node.type)
            self.differences.show_sentence(questionnaire_counts.rows(count))
        self._count_phones()
        self._say_refusal()
        self._review()

    def _review(self) -> None:
        last = self._checks.last
        if last is not None and last.form is self._model.draft.editor.form:
            self._on_reviewed(last)
        else:
            self._settle(None)
            self._checks.review()

    # What is typed

    def _on_edited(self, field: FormField) -> None:
        super()._on_edited(field)
        if field.typing is self.reach:
            self._count_phones()
            self._keep_to_countries()
        elif field.name == "form_version":
            self._say_refusal()

    def _count_phones(self) -> None:
        phones = self._model.phones(self.reach.chosen)
        self.phones.setText(questionnaire_counts.phones(phones))

    def _keep_to_countries(self) -> None:
        """Other portfolios may be of other countries, whose rules ban other questions."""
        countries = self._model.countries_of(self.reach.chosen)
        if countries != self._checks.countries:
            self._checks.set_countries(countries)
            self._review()

    def _say_refusal(self) -> None:
        """What keeps this version from being published is said while it is typed."""
        self.problem.hide()
        problem = self._model.refusal(str(self.version.typing.read()))
        if problem is not None:
            self.refuse(problem)

    # What the checks say

    def _on_compared(self, comparison: Comparison) -> None:
        self.differences.show_comparison(comparison)

    def _on_reviewed(self, reviewed: Reviewed) -> None:
        self._settle(reviewed)

    def _settle(self, reviewed: Reviewed | None) -> None:
        self._reviewed = reviewed
        self.is_ready = reviewed is not None and not reviewed.has_errors
        self._say_verdict()
        self._allow()

    def _say_verdict(self) -> None:
        emptied(self._verdict)
        found = self._reviewed
        if found is None:
            words = translate("Questionnaires", "Checking…")
            self._verdict.addWidget(note(self.look, "neutral", words, "shield-check"))
            return
        lines = grouped(found.problems)
        errors = [one for one in lines if one.is_error]
        for problem in errors[:3]:
            words = say(problem.code, problem.params, self.setting.locale)
            self._verdict.addWidget(note(self.look, "error", words, "octagon-alert"))
        if errors:
            words = questionnaire_counts.errors(len(errors))
            self._verdict.addWidget(label(words, "error", wrap=True))
            return
        warnings = len(lines)
        tint, icon = ("warn", "triangle-alert") if warnings else ("ok", "shield-check")
        self._verdict.addWidget(note(self.look, tint, self._checked_words(warnings), icon))

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

    # The act

    def judge(self, values: Values) -> Iterable[Invalid]:
        """A version's text is used once, and a form's id by one questionnaire."""
        problem = self._model.refusal(values["form_version"])
        return [] if problem is None else [problem]

    def send(self, values: Values) -> None:
        """Save the draft and publish it."""
        self._set_busy(True)
        version, whom, words = values["form_version"], values["portfolio_ids"], values["note"]
        self._model.publish(version, whom, words, self._on_saved, self._on_refused)

    def _on_finished(self) -> None:
        self._model.is_open = False
        self._checks.stop_review()
        self._checks.set_countries(self._model.countries)
