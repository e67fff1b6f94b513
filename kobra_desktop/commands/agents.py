"""Agents: create, edit, and a day's absence with its visits. The phone and consent need the
server.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kobra_desktop.api import agents as online
from kobra_desktop.api import endings
from kobra_desktop.commands import edits
from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done, Refused, do
from kobra_desktop.commands.visits import assignment, opposite, unassignment
from kobra_desktop.store.making import Edit
from kobra_desktop.store.queries.cards import VisitCard, visit_cards
from kobra_desktop.store.queries.visits import VisitRow, VisitWish, visit_rows
from kobra_domain.answers import EndingDone, Enrolment
from kobra_domain.aside import PhoneEnd
from kobra_domain.commands import COMMANDS, revise
from kobra_domain.errors import DomainError
from kobra_domain.people import Agent
from kobra_domain.scope import Permission
from kobra_domain.visit_moves import is_open_to


def create_agent(desk: Desk, **values: Any) -> Done:
    """A new agent; `values` are the writable fields of `Agent` but its id. Raises DomainError."""
    return edits.create(desk, "agent", values)


def edit_agent(desk: Desk, agent_id: str, *, seen: Agent | None = None, **changes: Any) -> Done:
    """Write these fields. Raises DomainError."""
    return edits.edit(desk, "agent.edit", agent_id, changes, seen)


@dataclass(frozen=True, slots=True)
class AbsencePreview:
    """What an absence would do: visits that move, and those that stay, each with its reason."""

    moving: tuple[VisitRow, ...]
    refused: tuple[Refused, ...]


def absence_preview(
    desk: Desk, *, agent_id: str, on: date, move_to: str | None = None
) -> AbsencePreview:
    """What `mark_absent` would do with the day's visits; nothing is written."""
    moves, refused, _ = _moves(desk, agent_id, on, move_to)
    moving = {edit.entity_id for edit in moves}
    rows = visit_rows(desk.store, VisitWish(ids=frozenset(moving)))
    return AbsencePreview(tuple(rows), tuple(refused))


def mark_absent(
    desk: Desk,
    *,
    agent_id: str,
    on: date,
    reason: str = "",
    move_to: str | None = None,
    seen: Agent | None = None,
) -> Done:
    """The agent does not work that day; its visits go to another agent, or to nobody (None).
    `seen`: the agent as the person had it before them.

    One act: one undo. Raises DomainError.
    """
    absence = {"absent_on": on, "absence_reason": reason}
    before = edits.held(desk, "agent", agent_id)
    old = {name: getattr(before, name) for name in absence}
    moves, refused, back = _moves(desk, agent_id, on, move_to)
    return do(
        desk,
        [Edit("agent.absence", agent_id, absence, seen), *moves],
        inverse=[Edit("agent.absence", agent_id, old), *back],
        refused=refused,
    )


def clear_absence(desk: Desk, *, agent_id: str, seen: Agent | None = None) -> Done:
    """The agent works after all; visits that were moved stay where they are."""
    changes = {"absent_on": None, "absence_reason": ""}
    return edits.edit(desk, "agent.absence", agent_id, changes, seen)


def _moves(
    desk: Desk, agent_id: str, on: date, move_to: str | None
) -> tuple[list[Edit], list[Refused], list[Edit]]:
    """The edits that take the day's visits away, what stays, and the edits that bring them back."""
    made: list[Edit] = []
    back: list[Edit] = []
    refused: list[Refused] = []
    now = desk.clock()
    for card in _days_visits(desk, agent_id, on):
        try:
            wanted = unassignment(card) if move_to is None else assignment(card, move_to, on, now)
            entity: Any = card.visit
            for edit in wanted:
                entity = revise(COMMANDS[edit.command], entity, edit.changes)
        except DomainError as reason:
            refused.append(Refused(card.visit.id, card.party.name if card.party else "", reason))
            continue
        made += wanted
        back += opposite(card.visit, wanted)
    return made, refused, back


def _days_visits(desk: Desk, agent_id: str, on: date) -> list[VisitCard]:
    wish = VisitWish(agent_id=agent_id, planned_from=on, planned_to=on, open_only=True)
    found = visit_rows(desk.store, wish)
    ids = [row.id for row in found if is_open_to("visit.assign", row.state)]
    return visit_cards(desk.store, ids)


def enrol(desk: Desk, agent_id: str) -> Enrolment:
    """A new phone token, shown once. Needs the server. Raises ApiError."""
    desk.require(Permission.ADMINISTER)
    return online.enrol(desk.api, agent_id)


def end_enrolment(desk: Desk, agent_id: str) -> None:
    """The phone's token ends. Needs the server. Raises ApiError."""
    desk.require(Permission.ADMINISTER)
    online.end_enrolment(desk.api, agent_id)


def give_consent(
    desk: Desk, agent_id: str, *, source: str, purpose: str, given_at: datetime
) -> None:
    """Record the agent's consent to be located in shift. Needs the server. Raises ApiError."""
    desk.require(Permission.ADMINISTER)
    online.give_consent(desk.api, agent_id, source=source, purpose=purpose, given_at=given_at)


def withdraw_consent(desk: Desk, agent_id: str) -> None:
    """From now on positions are counted, not stored. Needs the server. Raises ApiError."""
    desk.require(Permission.ADMINISTER)
    online.withdraw_consent(desk.api, agent_id)


def end_phone(
    desk: Desk,
    agent_id: str,
    reason: PhoneEnd,
    *,
    ended_at: datetime | None = None,
    moves_visits: bool = False,
    move_to: str | None = None,
    is_preview: bool = False,
) -> EndingDone:
    """The phone is lost, or the agent leaves; or what that would do. Needs the server. Raises
    NotAllowed, ApiError.
    """
    desk.require(Permission.ADMINISTER)
    return endings.end_phone(
        desk.api,
        agent_id,
        reason,
        ended_at=ended_at,
        moves_visits=moves_visits,
        move_to=move_to,
        is_preview=is_preview,
    )
