"""Refuses bodies that are too large: by their announced length before a byte is read, else as
soon as they pass it.
"""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from field_api.app.answers import answer
from field_api.errors import ApiError


class BodyLimit:
    """Middleware. `larger` names paths that take more than the rest; where one ends in a slash,
    all that begin with it.
    """

    def __init__(self, app: ASGIApp, most: int, larger: Mapping[str, int]) -> None:
        self.app = app
        self.most = most
        self.larger = larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most, request = self._most(scope["path"]), Request(scope)
        announced = request.headers.get("content-length", "")
        if announced.isdecimal() and (len(announced) > 18 or int(announced) > most):
            refusal = answer(request, ApiError("too_big", limit=most), {"Connection": "close"})
            await refusal(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise HTTPException(413)
            return message

        await self.app(scope, counted, send)

    def _most(self, path: str) -> int:
        for named, most in self.larger.items():
            if path == named or (named.endswith("/") and path.startswith(named)):
                return most
        return self.most
