"""Posts one body to one address, walled: the name is resolved here, the address that was looked at
is connected to (with the name's SNI and certificate), nothing is followed, no proxy is asked, and
all of it ends by a deadline. Knows no database.
"""

import http.client
import io
import socket
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import SplitResult, quote, urlsplit

from field_api.webhooks.walls import open_addresses

TIMEOUT_S = 20.0
MOST_BYTES = 64 * 1024  # of an answer, its head included
_BODY_S = 2.0  # an answer's body is for the log alone: who drips it holds nobody up
_CONNECT_S = 5.0  # of one address, where there are others
_MOST_ADDRESSES = 4
_PORTS = {"http": 80, "https": 443}
_SAFE = "/%:@!$&'()*+,;=~-._"

Resolve = Callable[[str, int], Sequence[str]]


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
        resolve: Resolve | None = None,
        context: Callable[[], ssl.SSLContext] | None = None,
    ) -> None:
        self._timeout_s = timeout_s
        self._resolve = resolve or resolved
        self._context = context or _usual_context
        self._open: set[socket.socket] = set()
        self.is_closed = False

    def close(self) -> None:
        """End what is under way: those posts fail with `closed`."""
        self.is_closed = True
        for one in tuple(self._open):
            _shut(one)

    def post(
        self, url: str, headers: Mapping[str, str], body: bytes, *, allow_private: bool = False
    ) -> Answer:
        """The answer, whatever its status. Raises NotPosted."""
        deadline = time.monotonic() + self._timeout_s
        try:
            return self._posted(url, headers, body, allow_private, deadline)
        except TimeoutError as problem:
            raise self._problem("timeout", problem) from problem
        except ssl.SSLError as problem:
            raise self._problem("tls", problem) from problem
        except (http.client.HTTPException, ValueError, KeyError) as problem:
            raise self._problem("broken", problem) from problem
        except OSError as problem:
            raise self._problem("connect", problem) from problem

    def _problem(self, code: str, problem: Exception) -> NotPosted:
        return NotPosted("closed" if self.is_closed else code, str(problem)[:200])

    def _posted(
        self,
        url: str,
        headers: Mapping[str, str],
        body: bytes,
        allow_private: bool,
        deadline: float,
    ) -> Answer:
        parts = urlsplit(url)
        host, port = host_of(parts), parts.port or _PORTS[parts.scheme]
        addresses = self._looked_at(host, port, allow_private)
        with ExitStack() as stack:
            connected = _connected(addresses, port, deadline)
            self._hold(stack, connected)
            if parts.scheme == "https":
                connected = self._wrapped(connected, host)
                self._hold(stack, connected)
                connected.settimeout(_left(deadline))
                connected.do_handshake()  # its time-out is that of the whole handshake
            return _spoken(_Pipe(connected, deadline), parts, headers, body)

    def _hold(self, stack: ExitStack, connected: socket.socket) -> None:
        """`close` reaches it until the block ends."""
        stack.callback(connected.close)
        stack.callback(self._open.discard, connected)
        self._open.add(connected)
        if self.is_closed:
            raise NotPosted("closed")

    def _wrapped(self, plain: socket.socket, host: str) -> ssl.SSLSocket:
        return self._context().wrap_socket(
            plain, server_hostname=host, do_handshake_on_connect=False
        )

    def _looked_at(self, host: str, port: int, allow_private: bool) -> tuple[str, ...]:
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError) as problem:
            raise NotPosted("dns", str(problem)[:200]) from problem
        kept = open_addresses(found, allow_private=allow_private)
        if not kept:
            raise NotPosted("private_address" if found else "dns", ", ".join(found)[:200])
        return kept[:_MOST_ADDRESSES]


def host_of(parts: SplitResult) -> str:
    """The host of an address as ASCII. Raises ValueError."""
    host = parts.hostname or ""
    return host if host.isascii() else host.encode("idna").decode()


def host_header(parts: SplitResult) -> str:
    """What `Host` says of an address. Raises ValueError."""
    host = host_of(parts)
    shown = f"[{host}]" if ":" in host else host
    return shown if parts.port is None else f"{shown}:{parts.port}"


def resolved(host: str, port: int) -> list[str]:
    """The addresses that a name has now. Raises OSError, UnicodeError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(one[4][0]) for one in found]


@cache
def _usual_context() -> ssl.SSLContext:
    return ssl.create_default_context()


def _connected(addresses: Sequence[str], port: int, deadline: float) -> socket.socket:
    problem: OSError | None = None
    for number, address in enumerate(addresses, 1):
        left = _left(deadline)
        try:
            return socket.create_connection(
                (address, port), left if number == len(addresses) else min(left, _CONNECT_S)
            )
        except OSError as one:
            problem = one
    assert problem is not None
    raise problem


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("timed out")
    return left


def _shut(one: socket.socket) -> None:
    try:
        one.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it was over already


class _Reading(io.RawIOBase):
    """What is read of a socket: each piece by the deadline, all of it at most `MOST_BYTES`."""

    def __init__(self, pipe: "_Pipe") -> None:
        self._pipe = pipe
        self._room = MOST_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._room:
            if self._pipe.is_head:
                raise http.client.HTTPException("the head of the answer has no end")
            return 0
        self._pipe.socket.settimeout(_left(self._pipe.deadline))
        with memoryview(buffer) as view:
            count = self._pipe.socket.recv_into(view[: self._room])
        self._room -= count
        return count


class _Pipe:
    """A socket as `http.client` uses one, that forgets no deadline."""

    def __init__(self, connected: socket.socket, deadline: float) -> None:
        self.socket, self.deadline = connected, deadline
        self.is_head = True

    def sendall(self, data: bytes) -> None:
        """Send it all by the deadline."""
        view = memoryview(data)
        while view:
            self.socket.settimeout(_left(self.deadline))
            view = view[self.socket.send(view) :]

    def makefile(self, mode: str) -> io.BufferedReader:
        """What `http.client` reads the answer from."""
        assert mode == "rb"
        return io.BufferedReader(_Reading(self))

    def close(self) -> None:
        """Nothing: `http.client` does so before it reads; who connected it closes it."""


def _spoken(pipe: _Pipe, parts: SplitResult, headers: Mapping[str, str], body: bytes) -> Answer:
    connection = http.client.HTTPConnection(parts.hostname or "")
    connection.sock = pipe
    target = quote(parts.path or "/", safe=_SAFE)
    if parts.query:
        target += "?" + quote(parts.query, safe=_SAFE + "?")
    connection.putrequest("POST", target, skip_host=True, skip_accept_encoding=True)
    connection.putheader("Host", host_header(parts))
    for name, value in {**headers, "Content-Length": str(len(body))}.items():
        connection.putheader(name, value)
    connection.endheaders(body)
    response = connection.getresponse()
    said = response.getheader("Retry-After") or ""
    pipe.is_head = False
    pipe.deadline = min(pipe.deadline, time.monotonic() + _BODY_S)
    return Answer(response.status, _first_part(response), said[:200])


def _first_part(response: http.client.HTTPResponse) -> bytes:
    """What came of the body by the deadline; that it breaks off changes nothing of the status."""
    kept = bytearray()
    try:
        while piece := response.read1(4_096):
            kept += piece
    except (OSError, http.client.HTTPException, ValueError):
        pass
    return bytes(kept)
