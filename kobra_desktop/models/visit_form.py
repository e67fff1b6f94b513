"""The state of the form that makes or changes a visit: whose door, which credits, when, by whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.commands.done import Done
from kobra_desktop.commands.visits import card_of_new, create_visit, edit_visit
from kobra_desktop.models.administration.acts import Refused, Then, Values
from kobra_desktop.models.visit_card import Law, law_of
from kobra_desktop.models.visit_words import planned_words
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.agents import agent_rows
from kobra_desktop.store.queries.cards import VisitCard, twins_of
from kobra_desktop.store.queries.portfolios import PartyCard, party_card
from kobra_desktop.store.queries.search import Found, search
from kobra_desktop.store.queries.submissions import forms_for_visits
from kobra_domain.shift import moment_of
from kobra_domain.visits import Visit
from kobra_domain.words import word


class VisitFormModel(QObject):
    """`party_changed`: doors and credits to choose from. `judged` (Law): what the law says of what
    is typed.
    """

    found = Signal(object)
    party_changed = Signal()
    judged = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        visit: VisitCard | None = None,
        on_saved: Callable[[Done, bool], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace, self.visit = workspace, visit
        self.party: PartyCard | None = None
        self._on_saved = on_saved
        self._typed = ""
        self._asked = 0

    @property
    def is_new(self) -> bool:
        """Whether there is no visit yet."""
        return self.visit is None

    def open(self) -> None:
        """Read what an existing visit chooses from."""
        if self.visit is not None:
            self.choose_party(self.visit.visit.party_id)

    def find(self, typed: str) -> None:
        """Holders by name, document, credit or street; answered with `found`: (id, words)."""
        self._typed = typed
        store = self.workspace.desk.store
        kinds = ("party", "account", "address")
        self.workspace.background.read(
            lambda: (typed, search(store, typed, kinds=kinds)), self._on_found, owner=self
        )

    def _on_found(self, answer: tuple[str, list[Found]]) -> None:
        if answer[0] == self._typed:
            known = [one for one in answer[1] if one.party_id]
            self.found.emit([(one.party_id, f"{one.title}   ·   {one.detail}") for one in known])

    def choose_party(self, party_id: str) -> None:
        """Read the doors and credits of a holder."""
        store = self.workspace.desk.store
        self.workspace.background.read(
            lambda: party_card(store, party_id), self._on_party, owner=self
        )

    def _on_party(self, card: PartyCard | None) -> None:
        self.party = card
        self.party_changed.emit()

    def agents(self, then: Callable[[list[tuple[str, str]]], None]) -> None:
        """Who could be given it, by name."""
        workspace = self.workspace
        read = lambda: [  # noqa: E731
            (row.agent.id, row.agent.name)
            for row in agent_rows(workspace.desk.store, workspace.today, reach=workspace.reach)
        ]
        workspace.background.read(read, then, owner=self)

    def questionnaires(self, then: Callable[[list[tuple[str, str]]], None]) -> None:
        """Which published questionnaires the holder's portfolio may use: id and title."""
        store = self.workspace.desk.store
        portfolio_id = self.party.party.portfolio_id if self.party else ""

        def read() -> list[tuple[str, str]]:
            return [
                (form_id, title)
                for form_id, title, portfolio_ids in forms_for_visits(store)
                if not portfolio_ids or portfolio_id in portfolio_ids
            ]

        self.workspace.background.read(read, then, owner=self)

    def ask_law(self, values: Values) -> None:
        """Ask what the law says of all that is typed; answered with `judged`."""
        if self.party is None:
            return
        self._asked += 1
        number, desk, locale = self._asked, self.workspace.desk, self.workspace.locale
        visit = self._planned(values)

        def read() -> tuple[int, Law | None]:
            return number, law_of(card_of_new(desk, visit), desk.clock(), locale)

        self.workspace.background.read(read, self._on_law, owner=self)

    def _planned(self, values: Values) -> Visit:
        if self.visit is not None:
            return replace(self.visit.visit, **values)
        assert self.party is not None
        desk, party = self.workspace.desk, self.party.party
        return Visit(
            id=desk.new_phone_id(),
            portfolio_id=party.portfolio_id,
            party_id=party.id,
            created_at=desk.clock(),
            **values,
        )

    def _on_law(self, answer: tuple[int, Law | None]) -> None:
        number, law = answer
        if number == self._asked:
            self.judged.emit(law)

    def find_twin(self, values: Values, then: Callable[[str], None], refused: Refused) -> None:
        """Whether the person is already to be visited at that door about one of these credits:
        state, day and agent of that visit in words, empty when there is none.
        """
        assert self.party is not None
        workspace, party_id = self.workspace, self.party.party.id
        door, credits_ = values["address_id"], values["account_ids"]

        def read() -> str:
            found = twins_of(workspace.desk.store, party_id, door, credits_)
            return _twin_words(found[0], workspace) if found else ""

        workspace.background.read(read, then, refused, owner=self)

    def save(self, values: Values, then: Then, refused: Refused) -> None:
        """Write these fields; the law may refuse."""
        desk, visit = self.workspace.desk, self.visit

        def act() -> Done:
            if visit is not None:
                return edit_visit(desk, visit.visit.id, seen=visit.visit, **values)
            assert self.party is not None
            return create_visit(desk, portfolio_id=self.party.party.portfolio_id, **values)

        def done(answer: Done) -> None:
            then()
            if self._on_saved is not None:
                self._on_saved(answer, self.is_new)

        self.workspace.background.write(act, done, refused, owner=self)

    def moment(self, at: time, day: date | None, address_id: str) -> datetime | None:
        """An hour by the clock at the address, in UTC; None without a day."""
        if day is None:
            return None
        return moment_of(self.clock_of(address_id).key, day, at)

    def clock_of(self, address_id: object) -> ZoneInfo:
        """The zone of a door, else of the portfolio."""
        party = self.party
        doors = {one.id: one for one in party.addresses} if party else {}
        door = doors.get(str(address_id))
        if door is not None and door.time_zone:
            return ZoneInfo(door.time_zone)
        return ZoneInfo(party.portfolio.time_zone if party and party.portfolio else "UTC")


def _twin_words(card: VisitCard, workspace: Workspace) -> str:
    visit = card.visit
    agent = card.agent.name if card.agent else ""
    parts = (word(visit.state, workspace.locale), planned_words(visit.planned_on, workspace), agent)
    return " · ".join(part for part in parts if part)


def saved_words(is_new: bool) -> str:
    """The sentence after saving."""
    translate = QCoreApplication.translate
    return (
        translate("VisitForm", "Visit created")
        if is_new
        else translate("VisitForm", "Visit changed")
    )
