"""The form of an authorisation to visit: whose, for which credit, which paper, where, how long."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from kobra_desktop.models.administration.acts import Values
from kobra_desktop.models.administration.authorisations import AuthorisationsModel
from kobra_desktop.views.administration.editors import Choice, DayField, OptionalDay
from kobra_desktop.views.administration.form import FormDialog, Submit
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.forms import line_edit
from kobra_desktop.views.widgets.layouts import column, row
from kobra_domain.errors import Invalid
from kobra_domain.portfolios import AuthorisedPlace
from kobra_domain.words import say, word

translate = QCoreApplication.translate
_ID = int(Qt.ItemDataRole.UserRole)
TYPING_MS = 150


class AuthorisationDialog(FormDialog):
    """A new paper (`found` None) or one that is there: then holder and credit stay."""

    def __init__(
        self, look: Look, parent: QWidget, model: AuthorisationsModel, found: Any, submit: Submit
    ) -> None:
        title = (
            translate("Administration", "Edit authorisation")
            if found
            else translate("Administration", "New authorisation to visit")
        )
        super().__init__(look, parent, title, submit, model.workspace.locale)
        self._model = model
        self._party_id = found.authorisation.party_id if found else ""
        self._make(found)
        self._lay_out()
        self.settle()
        self.holder.textEdited.connect(lambda _: self._typing.start())
        self.hits.itemClicked.connect(self._on_hit)
        self.hits.itemActivated.connect(self._on_hit)
        (self.document if found else self.holder).setFocus()

    def _make(self, found: Any) -> None:
        paper = found.authorisation if found else None
        today = self._model.workspace.today
        self.holder = line_edit(translate("Administration", "Name, document or credit…"))
        self.hits = QListWidget()
        self.hits.setAccessibleName(translate("Administration", "Holders found"))
        self.hits.setFixedHeight(self.look.pixels(112))
        self.hits.hide()
        self.account = Choice([(paper.account_id, found.account_number)] if paper else ())
        if paper is not None:
            self.holder.setText(found.party_name)
            self.holder.setReadOnly(True)
        self.account.setEnabled(False)
        self.document = line_edit(
            translate("Administration", "Number of the signed paper"),
            paper.document if paper else "",
        )
        self.signed = DayField(paper.signed_on if paper else today)
        places = [(place, word(place, self._locale)) for place in AuthorisedPlace]
        self.place = Choice(places, paper.place if paper else AuthorisedPlace.ANY)
        expires = paper.expires_on if paper else None
        in_a_year = today.replace(year=today.year + 1, day=min(today.day, 28))
        words = translate("Administration", "It ends on")
        self.expires = OptionalDay(words, expires, in_a_year)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._look)

    def _lay_out(self) -> None:
        def named(field: str) -> str:
            return say(f"field.{field}", None, self._locale)

        inside = column(
            self.add("party_id", say("kind.party", None, self._locale), self.holder),
            self.hits,
            self.add("account_id", say("kind.account", None, self._locale), self.account),
            self.add("document", named("document"), self.document),
            row(
                self.add("signed_on", named("signed_on"), self.signed),
                self.add("place", named("place"), self.place),
                space=12,
            ),
            self.add("expires_on", named("expires_on"), self.expires),
            None,
            space=12,
        )
        caption = translate(
            "Administration", "Each credit needs its own. This is not legal advice."
        )
        self.build(inside, 500, 500, caption)

    def _look(self) -> None:
        typed = self.holder.text()
        self._party_id = ""
        self.account.set_options(())
        self.account.setEnabled(False)
        self._model.find(typed, self._on_found, self)

    def _on_found(self, hits: list[tuple[str, str]]) -> None:
        self.hits.clear()
        for party_id, words in hits:
            item = QListWidgetItem(words)
            item.setData(_ID, party_id)
            self.hits.addItem(item)
        self.hits.setVisible(bool(hits))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While holders are shown, Enter takes one and Down goes to them."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.hits.isVisible() and is_enter:
            self._on_hit(self.hits.item(max(0, self.hits.currentRow())))
        elif self.hits.isVisible() and event.key() == Qt.Key.Key_Down:
            self.hits.setFocus()
            self.hits.setCurrentRow(0)
        else:
            super().keyPressEvent(event)

    def _on_hit(self, item: QListWidgetItem) -> None:
        self.hits.hide()
        self._model.card(str(item.data(_ID)), self._on_card, self)

    def _on_card(self, card: Any) -> None:
        if card is None:
            return
        self._party_id = card.party.id
        self.holder.setText(card.party.name)
        self.account.set_options([(one.id, one.number) for one in card.accounts])
        self.account.setEnabled(bool(card.accounts))
        self.document.setFocus()

    def values(self) -> Values:
        """The fields of an Authorisation but its id and portfolio."""
        return {
            "party_id": self._party_id,
            "account_id": self.account.value or "",
            "document": self.document.text().strip(),
            "signed_on": self.signed.day,
            "place": self.place.value,
            "expires_on": self.expires.day,
        }

    def submit(self) -> None:
        """Holder, credit and dates are looked at here: their ids say nothing to a person."""
        values = self.values()
        for name in ("party_id", "account_id"):
            if not values[name]:
                self._clear()
                self.refuse(Invalid("missing", field=name))
                return
        expires = values["expires_on"]
        if expires is not None and expires < values["signed_on"]:
            self._clear()
            self.refuse(Invalid("ends_before_start", field="expires_on"))
            return
        super().submit()
