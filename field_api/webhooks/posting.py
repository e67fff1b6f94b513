"""Posts one body to one address, over a walled line; all of it ends by a deadline. Knows no
database.
"""

import http.client
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from field_api.walled.line import Context, Line, NotConnected, usual_context
from field_api.walled.names import NotFound, Private, Resolve, looked_at, resolved

TIMEOUT_S = 20.0
MOST_BYTES = 64 * 1024  # of an answer, its head included
_BODY_S = 2.0  # an answer's body is for the log alone: who drips it holds nobody up


class NotPosted(Exception):
    """No answer came; `code` says why: dns, private_address, connect, tls, timeout, broken."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the first part of the body, and what `Retry-After` said."""

    status: int
    body: bytes
    retry_after: str = ""


class Poster:
    """Posts; safe on many threads. `close` ends what is under way, from any thread."""

    def __init__(
        self,
        *,
        timeout_s: float = TIMEOUT_S,
        resolve: Resolve = resolved,
        context: Context = usual_context,
    ) -> None:
        self._timeout_s = timeout_s
        self._resolve, self._context = resolve, context
        self._open: set[Line] = set()
        self.is_closed = False

    def close(self) -> None:
        """End what is under way: those posts fail with `closed`."""
        self.is_closed = True
        for one in tuple(self._open):
            one.shut()

    def post(
        self, url: str, headers: Mapping[str, str], body: bytes, *, allow_private: bool = False
    ) -> Answer:
        """The answer, whatever its status. Raises NotPosted."""
        deadline = time.monotonic() + self._timeout_s
        try:
            parts = urlsplit(url)
            addresses = looked_at(parts, allow_private=allow_private, resolve=self._resolve)
            line = Line(parts, addresses, self._context)
            line.allow(deadline - time.monotonic(), MOST_BYTES)
            return self._posted(line, headers, body)
        except _PROBLEMS as problem:
            code = "closed" if self.is_closed else _code(problem)
            raise NotPosted(code, str(problem)[:200]) from problem

    def _posted(self, line: Line, headers: Mapping[str, str], body: bytes) -> Answer:
        self._open.add(line)
        try:
            if self.is_closed:
                raise OSError("closed")
            response = line.ask("POST", {**headers, "Content-Length": str(len(body))}, body)
            line.hurry(_BODY_S)
            said = response.getheader("Retry-After") or ""
            return Answer(response.status, _first_part(response), said[:200])
        finally:
            self._open.discard(line)
            line.close()


_PROBLEMS = (NotFound, Private, OSError, http.client.HTTPException, ValueError)


def _code(problem: Exception) -> str:
    if isinstance(problem, NotFound):
        return "dns"
    if isinstance(problem, Private):
        return "private_address"
    if isinstance(problem, TimeoutError) or (isinstance(problem, NotConnected) and problem.is_late):
        return "timeout"
    if isinstance(problem, ssl.SSLError):
        return "tls"
    return "connect" if isinstance(problem, OSError) else "broken"


def _first_part(response: http.client.HTTPResponse) -> bytes:
    """What came of the body by the deadline, as far as it is read; that it breaks off changes
    nothing of the status.
    """
    kept = bytearray()
    try:
        while piece := response.read1(4_096):
            kept += piece
    except (OSError, http.client.HTTPException, ValueError):
        pass
    return bytes(kept)
