"""One person in full: who they are, what they owe, where they live, what they asked for and what
happened; everything from what is here, without a network too.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.portfolio.person import PersonModel
from kobra_desktop.models.portfolio.person_facts import PersonFacts
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.dialogs.line import LineDialog
from kobra_desktop.views.page import listen
from kobra_desktop.views.portfolio.bulk import ask_stop
from kobra_desktop.views.portfolio.person_asking import (
    AddressDialog,
    ask_death,
    ask_hours_end,
    ask_let_contact,
    ask_restriction,
)
from kobra_desktop.views.portfolio.person_edit import PersonDialog
from kobra_desktop.views.portfolio.person_forms import (
    AnswerDialog,
    ContactDialog,
    ContactMadeDialog,
    PetitionDialog,
)
from kobra_desktop.views.portfolio.person_head import PersonHead
from kobra_desktop.views.portfolio.person_hours import HoursCard, HoursDialog
from kobra_desktop.views.portfolio.person_map import PersonMap
from kobra_desktop.views.portfolio.person_parts import (
    Card,
    PetitionsCard,
    TimelineCard,
    WhoCard,
    account_part,
    address_part,
)
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.full_view import FullView
from kobra_desktop.views.widgets.layouts import column, holding, row, scrolling
from kobra_desktop.views.widgets.page_state import PageState
from kobra_desktop.views.widgets.saving import ask_where
from kobra_domain.contacts import Petition
from kobra_domain.hours_exceptions import HoursException
from kobra_domain.portfolios import Address
from kobra_records.files.exports.names import file_name

translate = QCoreApplication.translate


class PersonView(FullView):
    """Shows a PersonModel."""

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        archive: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.look, self.model = look, PersonModel(workspace, self)
        self.head = PersonHead(
            look, may_keep=self.model.may_keep, may_restrict=self.model.may_restrict
        )
        self.who = WhoCard()
        self.accounts = Card(translate("Person", "Accounts"))
        self.petitions = PetitionsCard(look, may_keep=self.model.may_keep)
        self.hours = HoursCard(look, may_keep=self.model.may_keep)
        self.map = PersonMap(look, workspace, archive)
        self.addresses = Card(translate("Person", "Doors"))
        self.timeline = TimelineCard(look)
        self._told: PersonFacts | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        left = column(
            self.petitions, self.hours, self.accounts, self.who, None, space=10,
            margins=(0, 0, 4, 0),
        )  # fmt: skip
        right = column(
            self.map, self.addresses, self.timeline, None, space=10, margins=(0, 0, 4, 0)
        )
        body = row(scrolling(holding(left)), scrolling(holding(right)), space=12)
        body.setStretch(0, 46)
        body.setStretch(1, 54)
        self.stack = PageState(self.look, holding(body))
        lines = column(self.head, self.stack, space=10, margins=(20, 10, 20, 12))
        lines.setStretchFactor(self.stack, 1)
        self.setLayout(lines)

    def _connect(self) -> None:
        model, head = self.model, self.head
        model.changed.connect(self._on_changed)
        model.failed.connect(self._on_failed)
        model.written.connect(self._on_written)
        listen(self, self.look, model.acts, model.workspace.locale)
        head.back_requested.connect(self.back_requested)
        head.person_requested.connect(self._go_to_person)
        head.contact_requested.connect(lambda: self._ask(ContactDialog))
        head.petition_requested.connect(lambda: self._ask(PetitionDialog))
        head.statement_requested.connect(self.ask_statement)
        head.made_requested.connect(lambda: self._ask(ContactMadeDialog))
        head.hours_requested.connect(lambda: self._ask(HoursDialog))
        head.edit_requested.connect(lambda: self._ask(PersonDialog))
        head.stop_requested.connect(self._ask_stop)
        head.death_requested.connect(self._ask_death)
        head.restriction_requested.connect(self._ask_restriction)
        self.petitions.answer_requested.connect(self._ask_answer)
        self.petitions.pass_requested.connect(self._ask_pass)
        self.hours.end_requested.connect(self._ask_end)
        self.timeline.visit_requested.connect(
            lambda visit_id: self.open_requested.emit("visits", {"visit": visit_id})
        )

    # What is open

    @property
    def thing_id(self) -> str:
        """Who is shown."""
        return self.model.party_id

    def open(self, thing_id: str) -> None:
        """Show a person."""
        if thing_id != self.model.party_id:
            self.stack.show_loading()
            self.timeline.forget()
        self.model.show(thing_id)

    def close_thing(self) -> None:
        """Nobody is shown."""
        self.model.show("")

    def on_shown(self) -> None:
        """It may have moved on meanwhile."""
        self.model.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: news are not read after."""
        super().hideEvent(event)
        self.model.rest()

    def _go_to_person(self, party_id: str) -> None:
        self.open_requested.emit("portfolio", {"party": party_id})

    def _on_changed(self) -> None:
        facts = self.model.facts
        if facts is None:
            if not self.model.is_loading and self.model.party_id:
                words = self.tr("This person is not here any more.")
                self.stack.show_empty(words, (self.tr("Back"), self.back_requested.emit))
            return
        if facts != self._told:
            self._told = facts
            self._show(facts)
        self.stack.show_content()

    def _show(self, facts: PersonFacts) -> None:
        self.head.show_facts(facts)
        self.petitions.show_facts(facts)
        self.hours.show_facts(facts)
        self.who.show_facts(facts)
        none = self.tr("No account of theirs is here.")
        self.accounts.fill([account_part(one) for one in facts.accounts], none)
        self.map.show_addresses(facts.addresses)
        none = self.tr("No door of theirs is known.")
        change = self._ask_address if self.model.may_keep else None
        self.addresses.fill([address_part(self.look, one, change) for one in facts.addresses], none)
        self.timeline.show_events(facts.events)

    def _on_failed(self, problem: Known) -> None:
        """What was asked for could not be read, or not written."""
        words = sentence(problem, self.model.workspace.locale)
        if self.model.facts is None:
            self.stack.show_error(words, problem.code, self.model.reload)
        else:
            self.said.emit(words, None)

    # Acts

    def _ask(self, dialog: Callable[[Look, QWidget, PersonModel], QDialog]) -> None:
        if self.model.facts is not None:
            dialog(self.look, self, self.model).open()

    def _ask_answer(self, petition: Petition) -> None:
        AnswerDialog(self.look, self, self.model, petition).open()

    def _ask_end(self, asked: HoursException) -> None:
        ask_hours_end(self.look, self, partial(self.model.revoke_hours, asked))

    def _ask_pass(self, petition: Petition) -> None:
        facts = self.model.facts
        owner = facts.card.institution.name if facts and facts.card.institution else ""
        asked = LineDialog(
            self.look,
            self,
            self.tr("Pass the petition on"),
            self.tr("Pass on"),
            (self.tr("To whom"), ""),
            text=owner,
        )
        asked.given.connect(lambda to: self.model.pass_on(petition, to))
        asked.open()

    def _ask_stop(self) -> None:
        facts = self.model.facts
        if facts is None:
            return
        if facts.card.party.do_not_contact_reason.strip():
            ask_let_contact(self.look, self, self.model.let_contact)
        else:
            ask_stop(self.look, self, self.model.stop)

    def _ask_death(self) -> None:
        facts = self.model.facts
        if facts is not None:
            is_known = facts.card.party.deceased_known_at is None
            ask_death(self.look, self, self.model.note_death, is_known=is_known)

    def _ask_restriction(self) -> None:
        facts = self.model.facts
        if facts is not None:
            is_restricted = facts.card.party.restricted_at is None
            ask_restriction(self.look, self, self.model.restrict, is_restricted=is_restricted)

    def _ask_address(self, address: Address) -> None:
        model = self.model
        AddressDialog(
            self.look,
            self,
            address,
            lambda values, then, refused: model.correct(address, values, then, refused),
            Setting.of(model.workspace),
        ).open()

    # Paper

    def print_shown(self) -> bool:
        """Ctrl+P: the account statement."""
        self.ask_statement()
        return True

    def ask_statement(self) -> None:
        """Where the PDF shall be."""
        facts = self.model.facts
        if facts is None:
            return
        title = translate("Person", "Account statement")
        name = file_name(f"{title} {facts.title}.pdf")
        if path := ask_where(self, title, name, "pdf"):
            self.model.write_statement(path)

    def _on_written(self, path: Path) -> None:
        self.said.emit(self.tr("Saved: {name}").format(name=path.name), None)
