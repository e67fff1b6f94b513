"""Visits to doors where nothing is to be collected any more: not begun, they are called off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, select

from field_api.change_log.record import Edit
from field_api.change_log.rows import entities, find_all
from field_api.database import chunks
from field_api.money.promises import AT_ONCE
from field_api.tables.replicated import accounts, visits
from kobra_domain.people import Agent
from kobra_domain.portfolios import Account, AccountState
from kobra_domain.visits import NOT_BEGUN_STATES, Purpose, Visit, VisitState

# By the code of a visit's `cancel_reason`, which has words.
REASONS = {
    AccountState.PAID: "account_paid",
    AccountState.WITHDRAWN: "account_withdrawn",
    AccountState.CLOSED: "account_closed",
}


@dataclass(frozen=True, slots=True)
class StaleList:
    """An agent whose phone still shows a visit that is called off."""

    visit_id: str
    agent_id: str
    agent_name: str


@dataclass(frozen=True, slots=True)
class SettledVisits:
    """What is to be recorded with the accounts, and who has it on the phone."""

    edits: tuple[Edit, ...]
    on_phone: tuple[StaleList, ...]

    @property
    def called_off(self) -> tuple[Visit, ...]:
        """The visits that nobody makes any more, as they were; others lose an account only."""
        return _called_off(self.edits)


def settled_visits(
    connection: Connection,
    portfolio_id: str,
    states: Mapping[str, AccountState],
    now: datetime,
    *,
    lock: bool = True,
) -> SettledVisits:
    """Call off the visits not begun of which every account is settled, and take settled accounts
    off the others. `states`: the accounts that this transaction settles. Locks the visits, unless
    they are only looked at.

    A visit that validates an address is made for its own sake, and stays.
    """
    v = visits.c
    here = (v.portfolio_id == portfolio_id, v.state.in_(NOT_BEGUN_STATES))
    open_visits = entities(connection, Visit, *here, lock=lock) if states else []
    meant = [
        one
        for one in open_visits
        if one.purpose is not Purpose.ADDRESS_VALIDATION
        and any(states.get(account_id) in REASONS for account_id in one.account_ids)
    ]
    known = _states(connection, sorted({id_ for one in meant for id_ in one.account_ids}))
    edits = tuple((_without(one, {**known, **states}, now), one) for one in meant)
    return SettledVisits(edits, _told(connection, _called_off(edits)))


def _called_off(edits: Sequence[Edit]) -> tuple[Visit, ...]:
    return tuple(
        before
        for after, before in edits
        if isinstance(after, Visit)
        and isinstance(before, Visit)
        and after.state is VisitState.CANCELLED
    )


def _without(visit: Visit, states: Mapping[str, AccountState], now: datetime) -> Visit:
    left = tuple(one for one in visit.account_ids if states.get(one) not in REASONS)
    if left:
        return replace(visit, account_ids=left)
    reason = REASONS[states[visit.account_ids[0]]]
    return replace(visit, state=VisitState.CANCELLED, cancel_reason=reason, ended_at=now)


def _states(connection: Connection, account_ids: Sequence[str]) -> dict[str, AccountState]:
    found = {}
    for some in chunks(account_ids, AT_ONCE):
        query = select(accounts.c.id, accounts.c.state).where(accounts.c.id.in_(some))
        found.update({row.id: row.state for row in connection.execute(query)})
    return found


def _told(connection: Connection, called_off: Sequence[Visit]) -> tuple[StaleList, ...]:
    held = [one for one in called_off if one.state is VisitState.ON_PHONE and one.agent_id]
    agents = find_all(connection, Agent, {one.agent_id or "" for one in held})
    return tuple(
        StaleList(one.id, agent.id, agent.name)
        for one in held
        if (agent := agents.get(one.agent_id or "")) is not None
    )


def is_settled(connection: Connection, visit: Visit) -> bool:
    """Whether a visit was called off, and nothing is to be collected at it any more."""
    if visit.state is not VisitState.CANCELLED:
        return False
    found = find_all(connection, Account, visit.account_ids)
    return bool(found) and all(one.state in REASONS for one in found.values())
