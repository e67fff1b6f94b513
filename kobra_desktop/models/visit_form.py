"""The state of the form that makes or changes a visit: whose door, which credits, when, by whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.commands.done import Done
from kobra_desktop.commands.visits import card_of_new, create_visit, edit_visit
from kobra_desktop.errors import Known
from kobra_desktop.models.visit_card import Law, law_of
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.agents import agent_rows
from kobra_desktop.store.queries.cards import VisitCard
from kobra_desktop.store.queries.portfolios import PartyCard, party_card
from kobra_desktop.store.queries.search import Found, search
from kobra_desktop.store.queries.submissions import forms_for_visits
from kobra_domain.visits import Priority, Purpose, Visit


@dataclass(frozen=True, slots=True)
class VisitFields:
    """What the form holds. Hours are by the clock at the address; none, no window. No
    questionnaire: whichever the portfolio has.
    """

    address_id: str
    account_ids: tuple[str, ...]
    purpose: Purpose
    priority: Priority
    planned_on: date | None
    start: time | None
    end: time | None
    note: str
    agent_id: str | None = None
    questionnaire_id: str | None = None


class VisitFormModel(QObject):
    """`party_changed`: doors and credits to choose from. `judged` (Law): what the law says of what
    is typed. `saved` (Done). `refused`: known error, nothing written.
    """

    found = Signal(object)
    party_changed = Signal()
    judged = Signal(object)
    saved = Signal(object)
    refused = Signal(object)

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
        """Holders by name, document, credit or street; answered with `found`."""
        self._typed = typed
        store = self.workspace.desk.store
        kinds = ("party", "account", "address")
        self.workspace.background.read(
            lambda: (typed, search(store, typed, kinds=kinds)), self._on_found, owner=self
        )

    def _on_found(self, answer: tuple[str, list[Found]]) -> None:
        if answer[0] == self._typed:
            self.found.emit([one for one in answer[1] if one.party_id])

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

    def ask_law(self, fields: VisitFields) -> None:
        """Ask what the law says of it, written or not; answered with `judged`."""
        if self.party is None:
            return
        self._asked += 1
        number, desk, locale = self._asked, self.workspace.desk, self.workspace.locale
        visit = self._planned(fields)

        def read() -> tuple[int, Law | None]:
            return number, law_of(card_of_new(desk, visit), desk.clock(), locale)

        self.workspace.background.read(read, self._on_law, owner=self)

    def _planned(self, fields: VisitFields) -> Visit:
        values = self._values(fields)
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

    def save(self, fields: VisitFields) -> None:
        """Write it; the law may refuse, which is said where it was typed."""
        if self.party is None:
            return
        values = self._values(fields)
        desk, party = self.workspace.desk, self.party.party
        visit = self.visit

        def act() -> Done:
            if visit is not None:
                seen = visit.visit
                return edit_visit(desk, seen.id, seen=seen, **_changed(seen, values))
            return create_visit(
                desk,
                portfolio_id=party.portfolio_id,
                party_id=party.id,
                agent_id=fields.agent_id,
                **values,
            )

        self.workspace.background.write(act, self._on_done, self._on_refused, owner=self)

    def _values(self, fields: VisitFields) -> dict[str, Any]:
        zone = ZoneInfo(self.zone_of(fields.address_id))
        return {
            "address_id": fields.address_id,
            "account_ids": fields.account_ids,
            "purpose": fields.purpose,
            "priority": fields.priority,
            "planned_on": fields.planned_on,
            "window_start_at": _moment(fields.planned_on, fields.start, zone),
            "window_end_at": _moment(fields.planned_on, fields.end, zone),
            "note": fields.note,
            "questionnaire_id": fields.questionnaire_id,
        }

    def zone_of(self, address_id: str) -> str:
        """The zone of a door, else of the portfolio."""
        party = self.party
        doors = {one.id: one for one in party.addresses} if party else {}
        door = doors.get(address_id)
        if door is not None and door.time_zone:
            return door.time_zone
        return party.portfolio.time_zone if party and party.portfolio else "UTC"

    def hours_of(self, visit: Visit) -> tuple[time | None, time | None]:
        """The window by the clock at the address."""
        zone = ZoneInfo(self.zone_of(visit.address_id))
        start, end = visit.window_start_at, visit.window_end_at
        if start is None or end is None:
            return None, None
        return start.astimezone(zone).time(), end.astimezone(zone).time()

    def _on_done(self, done: Done) -> None:
        self.saved.emit(done)
        if self._on_saved is not None:
            self._on_saved(done, self.is_new)

    def _on_refused(self, problem: Known) -> None:
        self.refused.emit(problem)


def _changed(seen: Visit, values: dict[str, Any]) -> dict[str, Any]:
    """What the person changed against what the form showed; the order of credits says nothing."""
    if set(values["account_ids"]) == set(seen.account_ids):
        values = {**values, "account_ids": seen.account_ids}
    return {name: value for name, value in values.items() if getattr(seen, name) != value}


def saved_words(is_new: bool) -> str:
    """The sentence after saving."""
    translate = QCoreApplication.translate
    return (
        translate("VisitForm", "Visit created")
        if is_new
        else translate("VisitForm", "Visit changed")
    )


def _moment(day: date | None, at: time | None, zone: ZoneInfo) -> datetime | None:
    if day is None or at is None:
        return None
    return datetime.combine(day, at, zone).astimezone(ZoneInfo("UTC"))
