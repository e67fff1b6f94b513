"""Other hours that a person asked for, on their page: the card, and the form of a new request."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.administration.acts import Refused, Then, Values
from kobra_desktop.models.portfolio.person import PersonModel
from kobra_desktop.models.portfolio.person_facts import PersonFacts
from kobra_desktop.models.portfolio.person_hours import HoursLine
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.portfolio.person_edit import HoursEditor
from kobra_desktop.views.portfolio.person_parts import Card
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import label, line, tinted
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_desktop.views.widgets.time_editors import DayEditor
from kobra_domain.hours_exceptions import HoursException

translate = QCoreApplication.translate


class HoursCard(Card):
    """`end_requested` (HoursException): the person takes it back."""

    end_requested = Signal(object)

    def __init__(self, look: Look, *, may_keep: bool, parent: QWidget | None = None) -> None:
        super().__init__(translate("Person", "Other hours asked for"), parent)
        self._look, self._may_keep = look, may_keep

    def show_facts(self, facts: PersonFacts) -> None:
        """The newest first; nobody asked: nothing."""
        self.fill([self._part(one) for one in facts.hours])
        self.setVisible(bool(facts.hours))

    def _part(self, shown: HoursLine) -> QWidget:
        head = label(shown.title, "table", wrap=True)
        top = row(head, tinted(shown.badge.words, shown.badge.tint), space=8)
        top.setStretchFactor(head, 1)
        parts: list[QWidget] = [holding(top), label(shown.detail, "caption", wrap=True)]
        if self._may_keep and shown.may_end:
            end = Button(self._look, translate("Person", "Take it back…"), "row", "x")
            end.clicked.connect(lambda: self.end_requested.emit(shown.asked))
            parts.append(holding(row(end, None, space=6)))
        return holding(column(*parts, line(), space=4))


class HoursDialog(Form):
    """What the person asked for, what shows it, and for how long."""

    kind = HoursException

    def __init__(self, look: Look, parent: QWidget, model: PersonModel) -> None:
        def submit(values: Values, then: Then, refused: Refused) -> None:
            model.ask_hours(HoursException(**values), then, refused)

        setting = Setting.of(model.workspace)
        today = setting.today
        in_a_year = today.replace(year=today.year + 1, day=min(today.day, 28))
        title = translate("Person", "The person asks for other hours")
        start = {"spans": (), "asked_on": today, "expires_on": in_a_year}
        super().__init__(look, parent, title, setting, submit, start=start)
        self.spans = self.by("spans", HoursEditor(setting.locale))
        self.holidays = self.of("names_holidays")
        self.evidence, self.asked_by = self.of("evidence"), self.of("asked_by")
        self.document = self.of("document")
        self.asked = self.by("asked_on", DayEditor(setting.locale, today))
        self.expires = self.by("expires_on", DayEditor(setting.locale, in_a_year))
        words = translate("Person", "Where no file says it")
        self.contract = self.by("contract_on", DayEditor(setting.locale, today, words))
        caption = translate(
            "Person", "Only what was asked for after the contract counts. This is no legal advice."
        )
        inside = column(
            self.spans,
            self.holidays,
            row(self.evidence, self.asked_by, space=12),
            self.document,
            row(self.asked, self.expires, space=12),
            self.contract,
            None,
            space=12,
        )
        self.build(inside, 560, 680, caption)
        self.spans.take_focus()
