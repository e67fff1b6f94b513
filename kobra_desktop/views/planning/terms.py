"""What a plan is asked for, term by term."""

from __future__ import annotations

from dataclasses import fields, replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.administration.acts import Values
from kobra_desktop.models.planning.proposals import ProposalModel, Terms
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.editors import BoolEditor, ChoiceEditor, NumberEditor
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.layouts import column, row
from kobra_domain.planning.solver import PlanScope
from kobra_domain.words import word

translate = QCoreApplication.translate


class TermsDialog(Form):
    """A plan is looked for as soon as it is said; nothing is written."""

    kind = Terms
    is_act = True
    is_work = False

    def __init__(
        self, look: Look, parent: QWidget, setting: Setting, terms: Terms, model: ProposalModel
    ) -> None:
        start = {one.name: getattr(terms, one.name) for one in fields(terms)}
        title = translate("Planning", "Propose a plan")
        act = translate("Planning", "Look for it")
        super().__init__(look, parent, title, setting, start=start, act=act)
        self._terms, self._model = terms, model
        locale = setting.locale
        scopes = ChoiceEditor([(one, word(one, locale)) for one in PlanScope])
        self.scope = self.by("scope", scopes, translate("Planning", "What may change"))
        length = NumberEditor(locale, unit="s", is_whole=True, is_optional=False)
        self.seconds = self.by("seconds", length, translate("Planning", "Look for so long"))
        self.most_visits, self.most_minutes = self.of("most_visits"), self.of("most_minutes")
        zones = translate("Planning", "Nobody leaves the team's zone")
        self.zones = self.by("keeps_zones", BoolEditor(zones), zones)
        first = row(self.scope, self.seconds, space=12)
        first.setStretch(0, 1)
        caps = row(self.most_visits, self.most_minutes, space=12)
        caption = translate("Planning", "Beside what each agent's own form says.")
        self.build(column(first, caps, self.zones, space=12), 460, caption=caption)

    def send(self, values: Values) -> None:
        """The search begins, and the form is done."""
        self._model.ask(replace(self._terms, **values))
        self.accept()
