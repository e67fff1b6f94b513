"""The forms about a person's data: keeping it for a court, and erasing it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.administration.privacy import PrivacyModel
from kobra_desktop.views.dialogs.form import Form, Submit
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.editors import LineEditor
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import notice
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.party_finder import PartyEditor, PartyFinder
from kobra_domain.limits import Name, PartyId
from kobra_domain.privacy import LegalHold

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureWish:
    """Whose data, and by which request."""

    party_id: PartyId
    reason: Name


class _OfAPerson(Form):
    """A form whose first field finds a person."""

    def make_finder(self, model: PrivacyModel) -> None:
        """Find while it is typed."""
        self._model = model
        example = translate("Administration", "Name, document or credit…")
        self.finder = PartyFinder(self.look, example)
        self.holder = self.by("party_id", PartyEditor(self.finder))
        self.finder.typed.connect(self._look)
        self.finder.chosen.connect(self._on_chosen)

    def _look(self, typed: str) -> None:
        self._model.find(typed, self._on_found, self)

    def _on_found(self, hits: list[tuple[str, str]]) -> None:
        self._hits = dict(hits)
        self.finder.show_hits(hits)

    def _on_chosen(self, party_id: str) -> None:
        self.finder.show_party(party_id, self._hits[party_id])


class HoldDialog(_OfAPerson):
    """A legal hold on a person's data."""

    kind = LegalHold

    def __init__(self, look: Look, parent: QWidget, model: PrivacyModel, submit: Submit) -> None:
        title = translate("Administration", "Legal hold")
        act = translate("Administration", "Place hold")
        super().__init__(look, parent, title, Setting.of(model.workspace), submit, act=act)
        self.make_finder(model)
        court = translate("Administration", "Court or authority")
        self.ordered_by = self.by("ordered_by", LineEditor(court))
        self.case_number = self.by("case_number", LineEditor())
        self.note = self.of("note")
        halves = row(self.ordered_by, self.case_number, space=12)
        caption = translate(
            "Administration", "Until it is lifted nothing of this person is erased by anybody."
        )
        self.build(column(self.holder, halves, self.note, None, space=12), 520, 400, caption)
        self.holder.take_focus()


class ErasureDialog(_OfAPerson):
    """Erasing a person; needs the server."""

    kind = ErasureWish
    is_act = True

    def __init__(self, look: Look, parent: QWidget, model: PrivacyModel, submit: Submit) -> None:
        title = translate("Administration", "Erase a person's data")
        act = translate("Administration", "Erase")
        super().__init__(look, parent, title, Setting.of(model.workspace), submit, act=act)
        self.make_finder(model)
        example = translate("Administration", "Request 18 of 3 March")
        self.reason = self.by("reason", LineEditor(example))
        told = notice("warn")
        told.setText(
            translate(
                "Administration",
                "Credits, doors, visits, forms and photos of this person go for good, here and in "
                "every control center. While a credit is open, a court wants them or contacts are "
                "less than two years old, they are kept and used for nothing.",
            )
        )
        self.build(column(self.holder, self.reason, told, None, space=12), 520, 380)
        told.show()
        for button in (self.save, self.leave):  # Enter at the end of a line erases nobody
            button.setAutoDefault(False)
            button.setDefault(False)
        self.holder.take_focus()
