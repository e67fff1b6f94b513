"""Everything from phones that was set aside, in one list, and what can be done with it: take it
after all, look at its bytes, discard it with a reason. Each act is a line of the audit.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import Connection

from field_api.auth.audit import note
from field_api.auth.caller import Caller, permitted
from field_api.change_log.rows import find
from field_api.database import Database, Db
from field_api.errors import ApiError, locale_of
from field_api.ingest.aside import discard_reports, positions_aside
from field_api.phones.again import reports_again
from field_api.phones.late import take_late
from field_api.settings import Conf
from field_api.submissions.aside import (
    discard_form,
    discard_part,
    files_aside,
    forms_aside,
    part_aside,
)
from field_api.submissions.raw import set_aside_of
from field_api.submissions.receiving import Receiving
from field_api.submissions.shown import file_answer
from field_api.submissions.store import AttachmentStore
from kobra_domain.answers import AsideItem, AsideKind, AsideList, TakenAgain
from kobra_domain.limits import Length, check
from kobra_domain.people import Agent
from kobra_domain.positions import QuarantineReason
from kobra_domain.scope import Permission
from kobra_domain.words import say

router = APIRouter(prefix="/aside", tags=["aside"])
_Administrator = Annotated[Caller, permitted(Permission.ADMINISTER)]
_MOST = 10_000
_ItemId = Annotated[str, Length(1, 400)]


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideWish:
    """Which item, as the list names it."""

    kind: AsideKind
    id: _ItemId


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideDiscard(AsideWish):
    """`reason` is kept in the audit. Of positions, those that came after `until` stay: nobody has
    seen them.
    """

    reason: Annotated[str, Length(1, 240)]
    until: datetime


@router.get("", response_model=AsideList)
def list_aside(
    caller: _Administrator,
    database: Db,
    kind: Annotated[AsideKind | None, Query(description="One kind; all if absent.")] = None,
    limit: Annotated[int, Query(ge=1, le=_MOST)] = _MOST,
) -> Response:
    """What was set aside, whosever it is, newest first; `limit` forms and as many files at most."""
    items: list[AsideItem] = []
    with database.read() as connection:
        if kind in (None, AsideKind.POSITIONS):
            items += positions_aside(connection)
        if kind in (None, AsideKind.FORMS):
            items += forms_aside(connection, limit)
        if kind in (None, AsideKind.ATTACHMENTS):
            items += files_aside(connection, limit)
    items.sort(key=lambda item: item.received_at, reverse=True)
    content = msgspec.json.encode(AsideList(items=tuple(items)))
    return Response(content, media_type="application/json")


@router.get("/file", response_class=Response)
def read_file(
    caller: _Administrator,
    request: Request,
    database: Db,
    settings: Conf,
    item_id: Annotated[str, Query(alias="id", max_length=400)],
) -> Response:
    """The bytes of a file without an owner, as the phone sent them."""
    with database.begin() as connection:
        part = part_aside(connection, item_id)
        if part is None or not part.sha256:
            raise ApiError("not_found", field="id")
        _note(
            connection, caller, "submission.view", "raw_submission", part.raw_id, settings.clock()
        )
    store: AttachmentStore = request.app.state.attachments
    try:
        return file_answer(store.open(part.sha256), part.name, "application/octet-stream")
    except KeyError as problem:
        raise ApiError("not_found", field="id") from problem


@router.post("/take")
async def take_again(
    wish: AsideWish, caller: _Administrator, request: Request, database: Db, settings: Conf
) -> TakenAgain:
    """Try once more what could not be taken, by the rules and the forms of now."""
    check(wish)
    now = settings.clock()
    locale = locale_of(request.headers.get("accept-language", ""))
    return await asyncio.to_thread(_taken, wish, caller, request, database, now, locale)


@router.post("/discard")
def discard(wish: AsideDiscard, caller: _Administrator, database: Db, settings: Conf) -> TakenAgain:
    """Take something off the list, with a reason. Reports of positions are forgotten; the bytes of
    forms and files stay as long as those that were taken. Answers `taken`: how many.
    """
    check(wish)
    with database.begin() as connection:
        kind, subject, count = _discarded(connection, wish)
        _note(
            connection, caller, "aside.discard", kind, subject, settings.clock(),
            reason=wish.reason.strip(), what=wish.kind.value, rows=count,
        )  # fmt: skip
    return TakenAgain(taken=count, left=0)


def _discarded(connection: Connection, wish: AsideDiscard) -> tuple[str, str, int]:
    """What was discarded, and how many. Raises ApiError not_found."""
    if wish.kind is AsideKind.POSITIONS:
        agent_id, reason = _group(wish.id)
        return "agent", agent_id, discard_reports(connection, agent_id, reason, wish.until)
    if wish.kind is AsideKind.ATTACHMENTS:
        part = part_aside(connection, wish.id)
        if part is None:
            raise ApiError("not_found", field="id")
        discard_part(connection, part)
        return "raw_submission", part.raw_id, 1
    if discard_form(connection, wish.id) is None:
        raise ApiError("not_found", field="id")
    return "raw_submission", wish.id, 1


def _taken(
    wish: AsideWish,
    caller: Caller,
    request: Request,
    database: Database,
    now: datetime,
    locale: str,
) -> TakenAgain:
    receiving: Receiving = request.app.state.receiving
    if wish.kind is AsideKind.POSITIONS:
        return _positions_taken(wish, caller, request, database, now)
    with database.begin() as connection:
        raw = set_aside_of(connection, wish.id) if wish.kind is AsideKind.FORMS else None
        part = part_aside(connection, wish.id) if wish.kind is AsideKind.ATTACHMENTS else None
        found = raw.id if raw and raw.xml_sha256 else part.raw_id if part and part.sha256 else None
        if found is None:
            raise ApiError("not_found", field="id")
        _note(connection, caller, "aside.take", "raw_submission", found, now, what=wish.kind.value)
    if part is not None:
        return _answer(receiving.give_owner(part, now), "aside.no_owner_yet", locale)
    if raw is not None and raw.ended is not None:
        outcome = take_late(database, receiving, raw, now)
    else:
        outcome = receiving.again(found, now)
    return _answer(outcome.submission_id is not None, outcome.code, locale)


def _answer(is_taken: bool, code: str, locale: str) -> TakenAgain:
    if is_taken:
        return TakenAgain(taken=1, left=0)
    return TakenAgain(taken=0, left=1, message=say(code, None, locale))


def _positions_taken(
    wish: AsideWish, caller: Caller, request: Request, database: Database, now: datetime
) -> TakenAgain:
    agent_id, reason = _group(wish.id)
    with database.read() as connection:
        agent = find(connection, Agent, agent_id)
    if agent is None:
        raise ApiError("not_found", field="id")
    done = reports_again(database, request.app.state.ingest.partitions, agent, reason, now)
    with database.begin() as connection:
        _note(
            connection, caller, "aside.take", "agent", agent_id, now,
            what=wish.kind.value, rows=done.taken,
        )  # fmt: skip
    return done


def _group(item_id: str) -> tuple[str, QuarantineReason]:
    """Agent and reason of an item of positions. Raises ApiError not_found: what was only counted
    was not kept, and nothing can be done with it.
    """
    agent_id, _, reason = item_id.partition(":")
    try:
        return agent_id, QuarantineReason(reason)
    except ValueError as problem:
        raise ApiError("not_found", field="id") from problem


def _note(
    connection: Connection,
    caller: Caller,
    act: str,
    kind: str,
    subject: str,
    at: datetime,
    **details: str | int,
) -> None:
    note(
        connection,
        at=at,
        user_id=caller.user.id,
        act=act,
        subject=(kind, subject),
        details=details,
    )
