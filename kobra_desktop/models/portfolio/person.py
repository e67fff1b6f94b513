"""The person whose page is open, kept true while it is, and what may be done there."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kobra_desktop.commands.addresses import amend_address
from kobra_desktop.commands.parties import do_not_contact, may_contact
from kobra_desktop.commands.people import (
    answer_petition,
    ask_hours,
    create_contact,
    create_petition,
    edit_person,
    note_death,
    pass_on_petition,
    restrict_person,
    revoke_hours,
)
from kobra_desktop.errors import Known
from kobra_desktop.models.administration.acts import FormActs, Refused, Then, Values
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.portfolio.person_facts import PersonFacts, person_facts
from kobra_desktop.models.portfolio.statement import write_statement
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.person_cards import person_card
from kobra_domain.contacts import Petition, PetitionKind
from kobra_domain.hours_exceptions import HoursException
from kobra_domain.petitions import Term, due_on, term_of
from kobra_domain.portfolios import Address
from kobra_domain.scope import Permission
from kobra_domain.shift import local_day
from kobra_records.holidays import holidays_of


class PersonModel(QObject):
    """`changed`: other facts, or none when the person is gone. `written` (Path): a document."""

    changed = Signal()
    failed = Signal(object)
    written = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.acts = FormActs(workspace, self)
        self.party_id = ""
        self.facts: PersonFacts | None = None
        self.is_loading = False
        self._found = LiveRead(workspace, self._read, self)
        self._found.loaded.connect(self._on_read)
        self._found.failed.connect(self._on_failed)

    @property
    def may_keep(self) -> bool:
        """Whether the user may write contacts and petitions down."""
        return self.workspace.desk.may(Permission.KEEP_PEOPLE)

    @property
    def may_restrict(self) -> bool:
        """Whether the user may say that a person's data is only kept."""
        return self.workspace.desk.may(Permission.ADMINISTER)

    def show(self, party_id: str) -> None:
        """Open a person; an empty id opens nobody."""
        if party_id != self.party_id:
            self.facts = None
        self.party_id, self.is_loading = party_id, bool(party_id)
        self.changed.emit()
        self.reload()

    def reload(self) -> None:
        """Read it anew."""
        if self.party_id:
            self._found.open()
            self._found.reload()
        else:
            self._found.rest()
            self._found.forget()

    def rest(self) -> None:
        """The page is not seen."""
        self._found.rest()

    def _read(self) -> PersonFacts | None:
        workspace = self.workspace
        card = person_card(workspace.desk.store, self.party_id)
        return person_facts(card, workspace.locale, workspace.now) if card else None

    def _on_read(self) -> None:
        if self.party_id:
            self.facts, self.is_loading = self._found.value, False
            self.changed.emit()

    def _on_failed(self, problem: Known) -> None:
        self.is_loading = False
        self.failed.emit(problem)

    # What a petition's form asks

    def term(self, kind: PetitionKind) -> Term:
        """What the law gives."""
        return term_of(self.facts.country if self.facts else "", kind)

    def due_on(self, kind: PetitionKind, received_at: datetime) -> date:
        """Until when it must be answered."""
        country = self.facts.country if self.facts else ""
        return due_on(country, kind, local_day(self._zone, received_at), holidays_of(country))

    @property
    def _zone(self) -> str:
        portfolio = self.facts.card.portfolio if self.facts else None
        return portfolio.time_zone if portfolio else self.workspace.zone.key

    # Acts

    def keep_contact(self, values: Values, then: Then, refused: Refused) -> None:
        """The person sought us, or somebody else sought them."""
        desk, of = self.workspace.desk, self._of_whom()
        words = self.tr("Contact written down.")
        self.acts.keep(lambda: create_contact(desk, **of, **values), words, then, refused)

    def keep_petition(self, values: Values, then: Then, refused: Refused) -> None:
        """What the person asks for."""
        desk, of = self.workspace.desk, self._of_whom()
        words = self.tr("Petition written down.")
        self.acts.keep(lambda: create_petition(desk, **of, **values), words, then, refused)

    def answer(self, petition: Petition, values: Values, then: Then, refused: Refused) -> None:
        """It was answered."""
        desk = self.workspace.desk
        words = self.tr("Answer written down.")
        act = lambda: answer_petition(desk, petition, values["answer"])  # noqa: E731
        self.acts.keep(act, words, then, refused)

    def pass_on(self, petition: Petition, to: str) -> None:
        """It is somebody else's to answer."""
        desk, words = self.workspace.desk, self.tr("Passed on.")
        self.acts.run(lambda: pass_on_petition(desk, petition, to), lambda _: words)

    def edit(self, values: Values, then: Then, refused: Refused) -> None:
        """What a person settles here outlives every file; `values` name the reason, too."""
        facts, desk = self.facts, self.workspace.desk
        if facts is None:
            return
        words = self.tr("Saved: {name}").format(name=facts.title)
        party = facts.card.party
        self.acts.keep(lambda: edit_person(desk, party, **values), words, then, refused)

    def ask_hours(self, asked: HoursException, then: Then, refused: Refused) -> None:
        """The person asks for other hours."""
        facts, desk = self.facts, self.workspace.desk
        if facts is None:
            return
        party, words = facts.card.party, self.tr("Saved: {name}").format(name=facts.title)
        self.acts.keep(lambda: ask_hours(desk, party, asked), words, then, refused)

    def revoke_hours(self, asked: HoursException, reason: str) -> None:
        """The person takes back what they asked for, from today on."""
        facts, desk = self.facts, self.workspace.desk
        if facts is None:
            return
        party, said = facts.card.party, self.tr("Saved: {name}").format(name=facts.title)
        today = local_day(self._zone, self.workspace.now)
        self.acts.run(lambda: revoke_hours(desk, party, asked, reason, today), lambda _: said)

    def correct(self, address: Address, values: Values, then: Then, refused: Refused) -> None:
        """Write an address as the person told it; `values` name the reason, too."""
        desk, words = self.workspace.desk, self.tr("Address corrected")
        self.acts.keep(lambda: amend_address(desk, address, **values), words, then, refused)

    def stop(self, reason: str) -> None:
        """Nobody contacts them any more."""
        ids, desk = [self.party_id], self.workspace.desk
        said = self.tr("{name} is not contacted any more").format(name=self._name)
        self.acts.run(lambda: do_not_contact(desk, party_ids=ids, reason=reason), lambda _: said)

    def let_contact(self, reason: str) -> None:
        """They may be contacted again."""
        ids, desk = [self.party_id], self.workspace.desk
        said = self.tr("{name} may be contacted again").format(name=self._name)
        self.acts.run(lambda: may_contact(desk, party_ids=ids, reason=reason), lambda _: said)

    def note_death(self, reason: str, *, is_known: bool) -> None:
        """They have died, or it was not so."""
        facts, desk = self.facts, self.workspace.desk
        if facts is None:
            return
        party, said = facts.card.party, self.tr("Saved: {name}").format(name=facts.title)
        self.acts.run(lambda: note_death(desk, party, reason, is_known=is_known), lambda _: said)

    def restrict(self, reason: str, *, is_restricted: bool) -> None:
        """Their data is only kept, or may be used again."""
        facts, desk = self.facts, self.workspace.desk
        if facts is None:
            return
        party, said = facts.card.party, self.tr("Saved: {name}").format(name=facts.title)
        act = lambda: restrict_person(desk, party, reason, is_restricted=is_restricted)  # noqa: E731
        self.acts.run(act, lambda _: said)

    @property
    def _name(self) -> str:
        return self.facts.title if self.facts else ""

    def _of_whom(self) -> dict[str, str]:
        assert self.facts is not None
        party = self.facts.card.party
        return {"party_id": party.id, "portfolio_id": party.portfolio_id}

    def write_statement(self, target: Path) -> None:
        """Write the account statement as PDF."""
        facts, workspace = self.facts, self.workspace
        if facts is None:
            return
        workspace.background.network(
            lambda: write_statement(workspace, facts.card, target),
            lambda _: self.written.emit(target),
            self.failed.emit,
            owner=self,
        )
