"""A phone that is lost, or whose agent leaves: one act each. Keys and sessions end, visits move,
and it is kept whose data the phone held.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter
from sqlalchemy import Connection, insert, select

from field_api.auth.audit import note
from field_api.auth.caller import Caller, EntityId, permitted
from field_api.auth.people import end_sessions
from field_api.change_log.record import Edit, record_all
from field_api.change_log.rows import entities, find, found
from field_api.database import Db
from field_api.errors import ApiError
from field_api.operations.leaving import Moves, moved_visits
from field_api.phones.enrolment import revoke
from field_api.phones.held import held_by_phone, held_text, people_of, read_held
from field_api.settings import Conf
from field_api.tables.phones import phone_endings
from field_api.tables.replicated import users
from kobra_domain.answers import EndingDone, EndingItem, EndingList, HeldPeople
from kobra_domain.aside import GRACE, PhoneEnd
from kobra_domain.errors import Invalid
from kobra_domain.limits import AgentId, check
from kobra_domain.people import Agent, User
from kobra_domain.scope import Permission
from kobra_records.ids import new_id

router = APIRouter(tags=["agents"])
_Administrator = Annotated[Caller, permitted(Permission.ADMINISTER)]
_ACTS = {PhoneEnd.LOST: "agent.phone_lost", PhoneEnd.LEFT: "agent.leave"}


class _OnlyAsked(Exception):
    """Takes back what was done to answer what would be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingWish:
    """`ended_at`: since when, within the last week; now if absent. `moves_visits`: they go to
    `move_to`, or to nobody; of an agent who leaves they always go.
    """

    reason: PhoneEnd
    ended_at: datetime | None = None
    moves_visits: bool = False
    move_to: AgentId | None = None


@router.post("/agents/{agent_id}/endings")
def end_phone(
    agent_id: EntityId, wish: EndingWish, caller: _Administrator, database: Db, settings: Conf
) -> EndingDone:
    """The phone is lost, or the agent leaves: everything in one transaction."""
    with database.begin() as connection:
        return _ended(connection, caller, agent_id, wish, settings.clock())


@router.post("/agents/{agent_id}/endings/preview")
def preview_ending(
    agent_id: EntityId, wish: EndingWish, caller: _Administrator, database: Db, settings: Conf
) -> EndingDone:
    """What it would do; nothing is done."""
    done: list[EndingDone] = []
    try:
        with database.begin() as connection:
            done.append(_ended(connection, caller, agent_id, wish, settings.clock()))
            raise _OnlyAsked
    except _OnlyAsked:
        return replace(done[0], id="")


@router.get("/agents/{agent_id}/endings")
def list_endings(agent_id: EntityId, caller: _Administrator, database: Db) -> EndingList:
    """The phones that this agent has lost or left with, the newest first."""
    query = (
        select(phone_endings)
        .where(phone_endings.c.agent_id == agent_id)
        .order_by(phone_endings.c.noted_at.desc(), phone_endings.c.id.desc())
    )
    with database.read() as connection:
        return EndingList(items=tuple(_item(row) for row in connection.execute(query)))


@router.get("/endings/{ending_id}/people")
def read_held_people(
    ending_id: EntityId, caller: _Administrator, database: Db, settings: Conf
) -> HeldPeople:
    """Whose data the phone held; who asked is kept in the audit."""
    query = select(phone_endings).where(phone_endings.c.id == ending_id)
    with database.begin() as connection:
        row = connection.execute(query).one_or_none()
        if row is None:
            raise ApiError("not_found", field="ending_id")
        people = people_of(connection, read_held(row.held))
        note(
            connection,
            at=settings.clock(),
            user_id=caller.user.id,
            act="agent.held_people",
            subject=("agent", row.agent_id),
            details={"rows": len(people)},
        )
    return HeldPeople(ending=_item(row), agent_id=row.agent_id, items=people)


def _ended(
    connection: Connection, caller: Caller, agent_id: str, wish: EndingWish, now: datetime
) -> EndingDone:
    check(replace(wish, ended_at=wish.ended_at and _utc(wish.ended_at)))
    pair = found(connection, Agent, agent_id, lock=True)
    if pair is None:
        raise ApiError("not_found", field="agent_id")
    agent, at = pair[0], _instant(wish, now)
    held = held_by_phone(connection, agent_id)
    revoke(connection, agent_id, at, wish.reason)
    people = entities(connection, User, users.c.agent_id == agent_id)
    for user in people:
        end_sessions(connection, user.id, now)
    moves = _moves(connection, agent, wish, now)
    ending_id = new_id()
    connection.execute(
        insert(phone_endings).values(
            id=ending_id,
            agent_id=agent_id,
            reason=wish.reason,
            ended_at=at,
            noted_at=now,
            noted_by=caller.user.id,
            moved=msgspec.json.encode(moves.ids).decode(),
            held=held_text(held),
        )
    )
    count = len(people_of(connection, held))
    note(
        connection,
        at=now,
        user_id=caller.user.id,
        act=_ACTS[wish.reason],
        subject=("agent", agent_id),
        details={"from": at, "visits": len(moves.ids), "people": count},
    )
    record_all(connection, [*moves.edits, *_agent_edits(agent, people, wish.reason)], at=now)
    return EndingDone(
        id=ending_id,
        moved=moves.moved,
        unassigned=moves.unassigned,
        staying=tuple(moves.staying),
        people=count,
    )


def _agent_edits(agent: Agent, people: list[User], reason: PhoneEnd) -> list[Edit]:
    """The agent has no phone; who leaves is switched off, with the account."""
    after = replace(agent, enrolled_at=None)
    if reason is PhoneEnd.LOST:
        return [(after, agent)] if after != agent else []
    users_off: list[Edit] = [
        (replace(user, is_active=False), user) for user in people if user.is_active
    ]
    after = replace(after, is_active=False)
    return [(after, agent), *users_off] if after != agent else users_off


def _moves(connection: Connection, agent: Agent, wish: EndingWish, now: datetime) -> Moves:
    if not wish.moves_visits and wish.reason is PhoneEnd.LOST:
        return Moves()
    other = None
    if wish.move_to is not None:
        other = find(connection, Agent, wish.move_to)
        if other is None or not other.is_active or other.id == agent.id:
            raise Invalid("not_found", field="move_to")
    return moved_visits(connection, agent.id, other, now)


def _instant(wish: EndingWish, now: datetime) -> datetime:
    """Since when. Raises Invalid for what is to come, or longer ago than forms are waited for."""
    at = now if wish.ended_at is None else _utc(wish.ended_at)
    if not now - GRACE <= at <= now:
        raise Invalid("not_this_week", field="ended_at")
    return at


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise Invalid("not_utc", field="ended_at")
    try:
        return moment.astimezone(UTC)
    except OverflowError as problem:
        raise Invalid("not_utc", field="ended_at") from problem


def _item(row: Any) -> EndingItem:
    return EndingItem(
        id=row.id,
        reason=row.reason.value,
        ended_at=row.ended_at,
        noted_at=row.noted_at,
        noted_by=row.noted_by,
    )
