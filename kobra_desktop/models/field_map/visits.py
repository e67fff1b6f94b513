"""The visits of a day as the map and its list show them: place, state, verdict, where the agent
checked in. Not the table of Visitas.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject

from kobra_desktop.models.columns import Columns
from kobra_desktop.models.listing import Listing, Quality
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import View
from kobra_desktop.models.visit_qualities import NOBODY
from kobra_desktop.models.visit_words import place_words, verdict_words
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_desktop.store.collation import name_key
from kobra_desktop.store.queries.alerts import alert_rows
from kobra_desktop.store.queries.visits import VisitRow, VisitWish, visit_rows
from kobra_domain.alerts import AlertKind, AlertState
from kobra_domain.visits import OPEN_STATES, CheckIn, VisitState
from kobra_domain.words import hour, word

_ORDER = {
    VisitState.CHECKED_IN: 0,
    VisitState.ON_PHONE: 1,
    VisitState.ASSIGNED: 2,
    VisitState.DRAFT: 3,
}


@dataclass(frozen=True, slots=True)
class MapVisit:
    """One visit of the day; `check_in` is where and when the agent said to be there."""

    row: VisitRow
    check_in: CheckIn | None
    is_blocked: bool
    state_words: str
    place_words: str
    time_words: str

    @property
    def id(self) -> str:
        """The visit's."""
        return self.row.id


class DayVisits(QObject):
    """Today's visits of the scope, without the cancelled ones; follows the news by itself."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        column = Columns[MapVisit](workspace)(
            "visit",
            "",
            lambda visit: f"{visit.row.party_name}, {visit.place_words}, {visit.state_words}",
            sort=lambda visit: (
                _ORDER.get(visit.row.state, 9),
                name_key(visit.row.agent_name),
                visit.row.position,
                visit.row.searchable,
            ),
        )
        listing: Listing[MapVisit] = Listing(
            name="visits_today",
            load=lambda: visits_of(workspace, workspace.today),
            identity=lambda visit: visit.id,
            words=lambda visit: visit.row.searchable,
            columns=[column],
            qualities=(
                Quality("agent", "", lambda visit: visit.row.agent_id or NOBODY),
                Quality("portfolio", "", lambda visit: visit.row.portfolio_id),
                Quality("state", "", lambda visit: visit.row.state.value),
            ),
        )
        self.list = LiveList(workspace, listing, View(sort_key="visit"), self)

    def open(self) -> None:
        """The page is seen."""
        self.list.open()

    def rest(self) -> None:
        """The page is not seen."""
        self.list.rest()

    def by_id(self, visit_id: str) -> MapVisit | None:
        """A visit of the day, whether a filter hides it or not."""
        return self.list.row(visit_id)

    def agents_of(self, portfolio_ids: frozenset[str]) -> frozenset[str]:
        """Who works for these portfolios today."""
        return frozenset(
            one.row.agent_id
            for one in self.list.held.rows
            if one.row.portfolio_id in portfolio_ids and one.row.agent_id
        )


def visits_of(workspace: Workspace, day: date, agent_id: str | None = None) -> list[MapVisit]:
    """The visits of a day, of all agents or one. Reads the replica: runs on a worker."""
    store = workspace.desk.store
    wish = VisitWish(agent_id=agent_id, planned_from=day, planned_to=day)
    found = [
        row
        for row in visit_rows(store, wish, workspace.reach)
        if row.state is not VisitState.CANCELLED
    ]
    begun = [row.id for row in found if row.state not in OPEN_STATES or row.verdict]
    check_ins = _check_ins(workspace, begun)
    blocked = {
        row.alert.visit_id
        for row in alert_rows(store, states=[AlertState.OPEN])
        if row.alert.kind is AlertKind.RULE_BLOCKED
    }
    return [_visit(row, check_ins, row.id in blocked, workspace) for row in found]


def _check_ins(workspace: Workspace, ids: Iterable[str]) -> dict[str, CheckIn]:
    with workspace.desk.store.reading() as connection:
        visits = rows.entities(connection, "visit", ids)
    return {visit.id: visit.check_in for visit in visits if visit.check_in is not None}


def _visit(
    row: VisitRow, check_ins: dict[str, CheckIn], is_blocked: bool, workspace: Workspace
) -> MapVisit:
    locale = workspace.locale
    at = row.ended_at or row.window_start_at
    state = verdict_words(row.verdict, row.distance_m, locale) or word(row.state, locale)
    return MapVisit(
        row=row,
        check_in=check_ins.get(row.id),
        is_blocked=is_blocked and row.state in OPEN_STATES,
        state_words=state,
        place_words=place_words(row),
        time_words=hour(at, row.time_zone) if at else "",
    )
