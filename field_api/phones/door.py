"""The address phones report to, in every form of the OsmAnd protocol.

A known phone is answered 200 whatever it says, because anything else stops its queue; refused are
only a token nobody has, a device the token was not made for, and what would not fit the queue now.
"""

import hashlib

from fastapi import APIRouter, Request, Response

from field_api.auth.caller import public
from field_api.budgets.phones import Brake
from field_api.budgets.room import Room, no_room
from field_api.errors import ApiError
from field_api.ingest.group_commit import Full
from field_api.ingest.storing import Answer, Submission
from field_api.ingest.taking import Ingest
from field_api.phones.osmand import LONGEST_BODY, read_request
from field_api.settings import Settings

router = APIRouter(tags=["phones"])
PATH = "/phones"
_RETRY_AFTER_S = "10"
_SHORT = 64 * 2**10
_REFUSALS = {
    Answer.UNKNOWN_TOKEN: "not_found",
    Answer.NO_DEVICE: "malformed",
    Answer.OTHER_DEVICE: "not_allowed",
}
_ANSWERS: dict[int | str, dict[str, str]] = {
    200: {"description": "Durable, or set aside with its reason: the phone may forget it."},
    400: {"description": "The request names no device."},
    403: {"description": "The token was made for another device."},
    404: {"description": "No phone has this token."},
    429: {
        "description": "The phone has sent too much today: come again after Retry-After seconds."
    },
    503: {"description": "Too many wait, or the disk fills: come again after Retry-After seconds."},
}
_key = public("the token in the path is the phone's key")


def token_hash(token: str) -> str:
    """How a phone's token is kept; it is random and long, so one round is enough."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


@router.get(f"{PATH}/{{token}}/", dependencies=[_key], include_in_schema=False)
@router.get(f"{PATH}/{{token}}", dependencies=[_key], responses=_ANSWERS)
async def report_by_query(token: str, request: Request) -> Response:
    """A phone reports by the keys of the query (OsmAnd protocol)."""
    return await _take(token, request)


@router.post(f"{PATH}/{{token}}/", dependencies=[_key], include_in_schema=False)
@router.post(f"{PATH}/{{token}}", dependencies=[_key], responses=_ANSWERS)
async def report_by_body(token: str, request: Request) -> Response:
    """A phone reports by query, form or JSON, or any mix of them (OsmAnd protocol)."""
    return await _take(token, request)


async def _take(token: str, request: Request) -> Response:
    ingest: Ingest = request.app.state.ingest
    settings: Settings = request.app.state.settings
    room: Room = request.app.state.room
    brake: Brake = request.app.state.brake
    query, body = request.scope["query_string"], await _body(request)
    reports = read_request(query, request.headers.get("content-type", ""), body)
    submission = Submission(token_hash(token), reports, settings.clock())
    # Who calls for help is heard as long as anything can be written.
    if len(body) > _SHORT or not any(report.alarm for report in reports):
        brake.ask(submission.token_hash, submission.received_at)
        if room.is_short:
            raise no_room()
    try:
        answer = await ingest.take(submission)
    except Full as problem:
        raise ApiError("busy", headers={"Retry-After": _RETRY_AFTER_S}) from problem
    if answer is not Answer.TAKEN:
        raise ApiError(_REFUSALS[answer])
    brake.count(submission.token_hash, len(query) + len(body))
    return Response()


async def _body(request: Request) -> bytes:
    """The body, read to its end but kept only as far as it can be read as a report."""
    kept = bytearray()
    async for chunk in request.stream():
        if len(kept) <= LONGEST_BODY:
            kept += chunk
    return bytes(kept)
