"""The form of a visit. What the law says stands at its foot while it is filled, with the rule and
the next lawful time.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kobra_desktop.errors import Known
from kobra_desktop.models.administration.acts import Values
from kobra_desktop.models.visit_card import Law
from kobra_desktop.models.visit_form import VisitFormModel
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.theme import Look
from kobra_desktop.views.visits.window_editor import WindowEditor, WindowHalf
from kobra_desktop.views.widgets.editors import ChoiceEditor, TicksEditor
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import notice, set_property
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.party_finder import PartyEditor, PartyFinder
from kobra_desktop.views.widgets.time_editors import DayEditor
from kobra_domain.errors import Invalid
from kobra_domain.visits import Visit
from kobra_domain.words import money, word

LAW_MS = 300
_OF_THE_LAW = ("address_id", "account_ids", "planned_on", "window_start_at", "window_end_at")


class VisitDialog(Form):
    """Shows a VisitFormModel."""

    kind = Visit

    def __init__(self, look: Look, model: VisitFormModel, parent: QWidget) -> None:
        self._model = model
        title = self.tr("New visit") if model.is_new else self.tr("Edit visit")
        setting = Setting.of(model.workspace)
        held = model.visit.visit if model.visit else None
        start = {"planned_on": setting.today}
        super().__init__(look, parent, title, setting, model.save, held=held, start=start)
        self.is_ready = False  # until doors and credits have come
        self._law = notice("neutral")
        self._law_soon = QTimer(self)
        self._law_soon.setSingleShot(True)
        self._law_soon.setInterval(LAW_MS)
        self._law_soon.timeout.connect(self._ask_law)
        self._make_place()
        self._make_rest()
        self._lay_out()
        for name in _OF_THE_LAW:
            self.fields[name].typing.listen(self._law_soon.start)
        model.party_changed.connect(self._on_party)
        model.judged.connect(self._on_judged)
        model.setParent(self)
        if model.is_new:
            self._make_new()
        model.open()

    def _make_place(self) -> None:
        model = self._model
        self.finder = PartyFinder(self.look, self.tr("Name, document, credit or street…"))
        if model.is_new:
            self.holder = self.by("party_id", PartyEditor(self.finder))
            nobody = ChoiceEditor([(None, self.tr("Nobody yet"))], is_searched=True)
            self.agent = self.by("agent_id", nobody)
        self.address = self.by("address_id", ChoiceEditor())
        self.accounts = self.by("account_ids", TicksEditor(lines=2))
        day = self.begins("planned_on")
        words = "" if day else self.tr("On a day")
        editor = DayEditor(self.setting.locale, self.setting.today, words)
        self.day = self.by("planned_on", editor)

    def _make_rest(self) -> None:
        self.hours = WindowEditor(self._model, self.day.typing, self.address.typing)
        self.start = self.by("window_start_at", WindowHalf(self.hours, is_start=True), " ")
        self.end = self.by(
            "window_end_at", WindowHalf(self.hours, is_start=False), beside="window_start_at"
        )
        self.purpose, self.priority = self.of("purpose"), self.of("priority")
        form = ChoiceEditor([(None, self.tr("As the portfolio has it"))])
        self.questionnaire = self.by("questionnaire_id", form)
        self.note = self.of("note")

    def _lay_out(self) -> None:
        when: list[QWidget] = [self.day]
        who: list[QWidget] = []
        if self._model.is_new:
            who, when = [self.holder], [self.day, self.agent]
        inside = column(
            *who,
            self.address,
            self.accounts,
            row(*when, space=12),
            self.start,
            row(self.purpose, self.priority, space=12),
            self.questionnaire,
            self.note,
            None,
            space=12,
        )
        self.build(inside, 520, 690, above=self._law)

    def _make_new(self) -> None:
        model = self._model
        self.finder.typed.connect(model.find)
        self.finder.chosen.connect(model.choose_party)
        model.found.connect(self.finder.show_hits)
        model.agents(self._on_agents)
        self.holder.take_focus()

    # What is found and chosen

    def _on_agents(self, agents: list[tuple[str, str]]) -> None:
        self.agent.set_options([(None, self.tr("Nobody yet")), *agents])

    def _on_party(self) -> None:
        card = self._model.party
        self.is_ready = card is not None
        if card is None:
            self._allow()
            return
        doors = []
        for door in card.addresses:
            place = ", ".join(part for part in (door.street, door.neighbourhood) if part)
            doors.append((door.id, f"{place} ({word(door.kind, self.setting.locale)})"))
        self.address.set_options(doors)
        credits_ = [
            (one.id, f"{one.number} · {money(one.overdue_minor, one.currency)}")
            for one in card.accounts
        ]
        self.accounts.set_options(credits_)
        if self._model.is_new:
            self.finder.show_party(card.party.id, card.party.name)
            self.address.put(doors[0][0] if doors else None)
            self.accounts.put([value for value, _ in credits_])
        self.hours.show_clock([self.start.typing, self.end.typing])
        self._model.questionnaires(self._on_questionnaires)
        self._law_soon.start()
        self._allow()

    def _on_questionnaires(self, forms: list[tuple[str, str]]) -> None:
        """One that was chosen and is not offered any more stays as it is."""
        whichever: tuple[None, str] = (None, self.tr("As the portfolio has it"))
        self.questionnaire.set_options([whichever, *forms])

    # The law, while it is filled

    def _ask_law(self) -> None:
        if self._model.party is not None and self.address.typing.typed():
            self._model.ask_law({name: self.fields[name].value for name in _OF_THE_LAW})

    def _on_judged(self, law: Law | None) -> None:
        """Said before it is saved; what was refused then is answered by it too."""
        self.problem.hide()
        self._law.setVisible(law is not None)
        if law is not None:
            set_property(self._law, "tint", law.tint)
            self._law.setText(law.sentence)

    def judge(self, values: dict[str, object]) -> Iterable[Invalid]:
        """A visit is about a credit."""
        if not self.accounts.value:
            yield Invalid("missing", field="account_ids", of="visit")

    def send(self, values: Values) -> None:
        """A second open visit for the same is asked about before it is made."""
        if not self._model.is_new:
            super().send(values)
            return
        self._set_busy(True)

        def then(twin: str) -> None:
            if isValid(self):
                self._on_twin(twin, values)

        self._model.find_twin(values, then, self._on_refused)

    def _on_twin(self, twin: str, values: Values) -> None:
        if not twin:
            super().send(values)
            return
        self._set_busy(False)
        words = self.tr(
            "This person is already to be visited at this address about the same credit: {visit}."
        )
        title, act = self.tr("Make a second visit?"), self.tr("Make another")
        leave = QCoreApplication.translate("Form", "Keep editing")
        asked = Question(self.look, self, title, words.format(visit=twin), act, leave)
        asked.accepted.connect(lambda: super(VisitDialog, self).send(values))
        asked.finished.connect(asked.deleteLater)
        asked.open()

    def refuse(self, problem: Known) -> None:
        """One sentence at the foot: what was refused, in the place of what was foretold."""
        self._law.hide()
        super().refuse(problem)
