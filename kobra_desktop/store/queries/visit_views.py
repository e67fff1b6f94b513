"""What a list of visits is searched, filtered and ordered by, whoever reads it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kobra_domain.metrics.predicates import EVERY, Predicate
from kobra_domain.visits import Priority, VisitState

_NO_DAY = 4_000_000  # further than any day is
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
