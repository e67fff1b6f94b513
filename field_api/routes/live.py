"""The live stream: server-sent events for one user. A hint; the feed and the trails are the truth.

    latest   {"fields": […], "is_whole": bool, "rows": [[…], …]}: the newest of the agents that
             moved, coalesced for a quarter of a second; `is_whole` says that all in scope are
             there. Values in stored form: text, numbers, times as milliseconds UTC (`Latest`'s
             fields, in order).
    changed  {"seq": n}, or {"all": true} for a stream that fell behind: pull the feed now.
    alert    an alert that is new or changed, as the JSON body of its kind.
    bye      {"reason": "closing" | "session_over"}: the last event.

A line `: ping` comes after 15 s of silence.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from fastapi.security import HTTPAuthorizationCredentials

from field_api.auth.caller import Caller, Permitted, permitted
from field_api.errors import ApiError
from field_api.live import Hub, event
from kobra_domain.errors import DomainError
from kobra_domain.scope import Permission
from kobra_domain.wire import LIVE_PING_S

router = APIRouter(tags=["live"])
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_MEDIA_TYPE = "text/event-stream"


@router.get(
    "/live",
    response_class=StreamingResponse,
    responses={200: {"content": {_MEDIA_TYPE: {}}, "description": "Events; see the module."}},
)
async def live(
    request: Request, caller: Annotated[Caller, permitted(Permission.WATCH_FIELD)]
) -> StreamingResponse:
    """What moves and changes in the caller's scope, as long as the access token is good."""
    if request.app.state.hub.open_streams >= request.app.state.most_live:
        raise ApiError("busy", headers={"Retry-After": "30"})
    events = _events(request, caller)
    return StreamingResponse(events, media_type=_MEDIA_TYPE, headers=_HEADERS)


async def _events(request: Request, caller: Caller) -> AsyncIterator[bytes]:
    hub: Hub = request.app.state.hub
    ping_s: float = getattr(request.app.state, "ping_s", LIVE_PING_S)
    clock = asyncio.get_running_loop().time
    subscriber = hub.subscribe(caller.keys)
    ask_again_at = clock() + ping_s
    try:
        yield b": ping\n\n"
        while True:
            message = await subscriber.next(ping_s)
            if message is not None and message.startswith(b"event: bye"):
                yield message
                return
            if subscriber.is_doubted or clock() >= ask_again_at:
                subscriber.is_doubted, ask_again_at = False, clock() + ping_s
                keys = await _keys_now(request)
                if keys is None:
                    yield event("bye", {"reason": "session_over"})
                    return
                if keys != subscriber.keys:
                    subscriber.begin_anew(keys)
                    continue
            yield message or b": ping\n\n"
    finally:
        hub.unsubscribe(subscriber)


async def _keys_now(request: Request) -> frozenset[str] | None:
    """Ask again what was asked at the start: the scope may have changed.

    None: the token has expired, or the session is over.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    credentials = HTTPAuthorizationCredentials(scheme=scheme, credentials=token)
    state = request.app.state
    try:
        caller = await asyncio.to_thread(
            Permitted(Permission.WATCH_FIELD), request, credentials, state.database, state.settings
        )
    except DomainError:
        return None
    return caller.keys
