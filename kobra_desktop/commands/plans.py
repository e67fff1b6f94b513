"""Visits for accounts that were chosen: one door, one visit, with all accounts that join there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done, Refused, do
from kobra_desktop.commands.lawfulness import ask_law
from kobra_desktop.commands.visits import assignment, check_agent, opposite
from kobra_desktop.store.making import Edit
from kobra_desktop.store.queries.accounts import account_rows
from kobra_desktop.store.queries.cards import VisitCard, cards_of, open_visits_of
from kobra_desktop.store.replica import Reading
from kobra_desktop.store.watching import Step, Watch, in_parts, unwatched
from kobra_domain.commands import COMMANDS, revise
from kobra_domain.errors import DomainError, Invalid, NotAllowed
from kobra_domain.portfolios import AccountState
from kobra_domain.visit_moves import is_open_to
from kobra_domain.visits import Visit, VisitState


@dataclass(frozen=True, slots=True)
class _Door:
    """Where a visit is one: the accounts of one portfolio, held by one person who lives there."""

    portfolio_id: str
    party_id: str
    address_id: str


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An account that waits for a visit, by the name a person knows it by."""

    id: str
    title: str


def plan_visits(
    desk: Desk,
    *,
    account_ids: Iterable[str],
    agent_id: str | None,
    planned_on: date | None,
    watch: Watch = unwatched,
) -> Done:
    """Plan a visit at the best placed door of each account's holder: drafts, or given to an agent
    for a day. Accounts of one person at one door are one visit; an open visit there takes them in.

    What the law refuses, who has no door and accounts that have ended are told in `refused`; what
    somebody does with an open visit meanwhile becomes a conflict.
    Raises Invalid (`not_found`) or NotAllowed (`agent_absent`) for the agent; Stopped, when whoever
    watches gives it up: nothing is done.
    """
    if agent_id is not None:
        check_agent(desk, agent_id, planned_on)
    now = desk.clock()
    edits: list[Edit] = []
    inverse: list[Edit] = []
    with desk.store.reading() as connection:
        doors, refused = _doors(connection, list(dict.fromkeys(account_ids)), watch)
        for part in in_parts(list(doors), Step.ASKING, watch):
            for before, card in _cards(desk, connection, {one: doors[one] for one in part}, now):
                try:
                    made = _edits(before, card, agent_id, planned_on, now)
                except DomainError as reason:
                    held = doors[_door_of(card.visit)]
                    refused += [Refused(one.id, one.title, reason) for one in held]
                    continue
                edits += made
                inverse += _back(before, card.visit, made, now)
    return do(desk, edits, inverse=inverse, refused=refused, watch=watch)


def _doors(
    connection: Reading, ids: Sequence[str], watch: Watch
) -> tuple[dict[_Door, list[_Waiting]], list[Refused]]:
    """The accounts by door, and those that cannot be visited for."""
    doors: dict[_Door, list[_Waiting]] = defaultdict(list)
    refused: list[Refused] = []
    for part in in_parts(ids, Step.READING, watch):
        for row in account_rows(connection, part).values():
            title = f"{row.holder_name} · {row.account.number}".strip(" ·")
            if row.state is not AccountState.ACTIVE:
                reason: DomainError = NotAllowed("account_ended", state=row.state.value)
                refused.append(Refused(row.id, title, reason))
            elif row.door is None:
                refused.append(Refused(row.id, title, Invalid("missing", field="address_id")))
            else:
                door = _Door(row.account.portfolio_id, row.holder_id, row.door.id)
                doors[door].append(_Waiting(row.id, title))
    return doors, refused


def _cards(
    desk: Desk, connection: Reading, doors: Mapping[_Door, Sequence[_Waiting]], now: datetime
) -> list[tuple[Visit | None, VisitCard]]:
    """For each door the visit that is open there, None for a new one, and what it shall be."""
    open_ = open_visits_of(connection, {one.party_id for one in doors})
    # Of several the one that was made first.
    held = {_door_of(one): one for one in open_ if is_open_to("visit.edit", one.state)}
    wanted = []
    for door, accounts in doors.items():
        ids, before = [one.id for one in accounts], held.get(door)
        if before is not None:
            joined = tuple(dict.fromkeys((*before.account_ids, *ids)))
            wanted.append(replace(before, account_ids=joined))
            continue
        wanted.append(
            Visit(
                id=desk.new_phone_id(),
                portfolio_id=door.portfolio_id,
                party_id=door.party_id,
                address_id=door.address_id,
                account_ids=tuple(ids),
                created_at=now,
                created_by=desk.who.id,
            )
        )
    cards = cards_of(connection, [(one, 0) for one in wanted])
    return [(held.get(_door_of(card.visit)), card) for card in cards]


def _door_of(visit: Visit) -> _Door:
    return _Door(visit.portfolio_id, visit.party_id, visit.address_id)


def _edits(
    before: Visit | None,
    card: VisitCard,
    agent_id: str | None,
    planned_on: date | None,
    now: datetime,
) -> list[Edit]:
    """What makes the visit, or joins the accounts to it, and gives it away. Raises DomainError."""
    visit = card.visit
    if before is None:
        ask_law(card, planned_on, now)
        return [Edit("visit.create", visit.id, _values(visit, agent_id, planned_on, now))]
    made: list[Edit] = []
    if visit.account_ids != before.account_ids:
        made.append(Edit("visit.edit", visit.id, {"account_ids": visit.account_ids}))
    ask_law(card, planned_on or visit.planned_on, now)
    if agent_id is not None:
        made += assignment(card, agent_id, planned_on, now)
    made = [replace(edit, seen=before) for edit in made]
    entity: Any = before
    for edit in made:
        entity = revise(COMMANDS[edit.command], entity, edit.changes)
    return made


def _values(
    visit: Visit, agent_id: str | None, planned_on: date | None, now: datetime
) -> dict[str, Any]:
    names = ("id", "portfolio_id", "party_id", "address_id", "account_ids", "created_at")
    made = {name: getattr(visit, name) for name in (*names, "created_by")}
    made["planned_on"] = planned_on
    if agent_id is not None:
        made |= {"agent_id": agent_id, "state": VisitState.ASSIGNED, "assigned_at": now}
    return made


def _back(before: Visit | None, visit: Visit, made: Sequence[Edit], now: datetime) -> list[Edit]:
    if before is not None:
        return opposite(before, made)
    cancel = {"state": VisitState.CANCELLED, "cancel_reason": "-", "ended_at": now}
    return [Edit("visit.cancel", visit.id, cancel)]
