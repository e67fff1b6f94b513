"""What a list of visits is searched, filtered and ordered by, whoever reads it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from kobra_desktop.store.collation import name_key
from kobra_desktop.store.queries.packed import row_number
from kobra_desktop.store.queries.reach import Reach, visits_within
from kobra_desktop.store.tables import RECORDS
from kobra_domain.metrics.predicates import EVERY, Predicate
from kobra_domain.visits import Priority, VisitState

_NO_DAY = 4_000_000  # further than any day is
_MOST_OF_A_DAY = 10_000
SHORT = 2_000
NUMBER = row_number(RECORDS["visit"])
# What is searched: by the field that names it, its kind and the columns that are read; names stand
# in the order of the first.
SEARCHED = {
    "party_id": ("party", ("name", "document_number")),
    "address_id": ("address", ("street", "neighbourhood", "municipality")),
    "account_ids": ("account", ("number",)),
    "agent_id": ("agent", ("name",)),
    "portfolio_id": ("portfolio", ("name",)),
}
_STATE_ORDER = {state: n for n, state in enumerate(VisitState)}
_PRIORITY_ORDER = {priority: n for n, priority in enumerate(Priority)}


@dataclass(frozen=True, slots=True)
class VisitView:
    """How the list is looked at. `accepted`: values by quality (state, agent, portfolio, outcome,
    verdict, law, sync); `day`: the test of planned days, None for any; `where`: a condition on the
    visits' own fields; `blocked`: the open visits that the law forbids; `today`: of the desk.
    """

    today: date
    search: str = ""
    accepted: Mapping[str, Collection[str]] = field(default_factory=dict)
    day: Callable[[date | None], bool] | None = None
    where: Predicate = EVERY
    sort_key: str = ""
    is_descending: bool = False
    blocked: Collection[str] = ()


def first_ids(connection: Connection, today: date, reach: Reach, count: int) -> list[str]:
    """The first visits of the usual order while their index is still being read, a day at a time;
    none where there are so few that all are known as soon, or too many in a day.
    """
    visit, party = RECORDS["visit"].c, RECORDS["party"]
    if (connection.scalar(select(func.max(NUMBER)).select_from(RECORDS["visit"])) or 0) < SHORT:
        return []
    joined = RECORDS["visit"].outerjoin(party, party.c.id == visit.party_id)
    asked = select(visit.id, party.c.name, NUMBER).select_from(joined).where(*visits_within(reach))
    made: list[str] = []
    for day in _days(connection, today):
        found = connection.execute(asked.where(visit.planned_on == day).limit(_MOST_OF_A_DAY)).all()
        if len(found) == _MOST_OF_A_DAY:
            break
        found = sorted(found, key=lambda row: (not row[1], name_key(row[1] or ""), row[2]))
        made += [row[0] for row in found]
        if len(made) >= count:
            break
    return made[:count]


def _days(connection: Connection, today: date) -> Iterator[date | None]:
    """The days of visits, the nearest first."""
    planned = RECORDS["visit"].c.planned_on
    day: date | None = today
    while day is not None:
        yield day
        day = connection.scalar(select(func.min(planned)).where(planned > day))
    yield None
    day = today
    while day := connection.scalar(select(func.max(planned)).where(planned < day)):
        yield day


def nearness(day: date | None, today: date) -> int:
    """Today first, then the days to come, those without a day, and the past from its end."""
    ahead = _NO_DAY if day is None else day.toordinal() - today.toordinal()
    return ahead if ahead >= 0 else _NO_DAY - ahead


ORDERS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "state": ("state", _STATE_ORDER.__getitem__),
    "priority": ("priority", _PRIORITY_ORDER.__getitem__),
    "purpose": ("purpose", str),
    "outcome": ("outcome", str),
    "verdict": ("verdict", str),
    "planned": ("planned_on", date.toordinal),
}
MOMENTS = {"window": "window_start_at", "on_phone": "on_phone_at", "ended": "ended_at"}
# The columns that the usual order goes by, and the one behind each other order.
USUAL = frozenset({"planned_on", "party_id"})
BEHIND = (
    MOMENTS
    | {key: name for key, (name, _) in ORDERS.items()}
    | {name.removesuffix("_id"): name for name in SEARCHED if name.endswith("_id")}
)
