"""Refuses requests that two servers might read differently, and those of a desktop too old to be
understood; notes proxies nobody has named.
"""

import logging
import time

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from field_api.app.answers import answer
from field_api.errors import ApiError
from kobra_domain.wire import OLDEST_API_VERSION, WIRE_HEADER

_TELL_EVERY_S = 3_600.0
_log = logging.getLogger("field_api.proxies")


class StrictRequests:
    """Middleware. `app.state.unknown_proxy` is the address of the last proxy nobody has named."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._told_at = float("-inf")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if "transfer-encoding" in request.headers and "content-length" in request.headers:
            # Whose length counts is how one request is smuggled behind another.
            refusal = answer(request, ApiError("malformed"), {"Connection": "close"})
            await refusal(scope, receive, send)
            return
        refused = _refused(request)
        if refused is not None:
            await answer(request, refused)(scope, receive, send)
            return
        if "x-forwarded-for" in request.headers:
            self._look_at_proxy(request)
        await self.app(scope, receive, send)

    def _look_at_proxy(self, request: Request) -> None:
        peer = request.client.host if request.client else ""
        named = ",".join(request.headers.getlist("x-forwarded-for"))
        # Of a proxy that is trusted the web server has put one of these in the peer's place.
        if peer in named:
            return
        request.app.state.unknown_proxy = peer
        if time.monotonic() - self._told_at > _TELL_EVERY_S:
            self._told_at = time.monotonic()
            _log.warning(
                "X-Forwarded-For of a proxy that is not in KOBRA_TRUSTED_PROXIES: all who come "
                "through it count as one address",
                extra={"reason": peer},
            )


def _refused(request: Request) -> ApiError | None:
    """Of a wire that is spoken here no longer, nothing may be understood by half."""
    said = request.headers.get(WIRE_HEADER)
    if said is None:  # phones and other programs speak none
        return None
    if not (said.isascii() and said.isdigit() and len(said) < 6):
        return ApiError("malformed")
    return ApiError("client_too_old") if int(said) < OLDEST_API_VERSION else None
