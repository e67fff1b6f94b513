"""A line to addresses that were looked at, over which HTTP is spoken: no proxy is asked, nothing is
followed, every wait ends by a deadline, and no more is read than was allowed.
"""

import http.client
import io
import socket
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from typing import Any
from urllib.parse import SplitResult

from field_api.walled.names import host_header, host_of, port_of, target_of

_CONNECT_S = 5.0  # of one address, where there are others

Context = Callable[[], ssl.SSLContext]


class NotConnected(OSError):
    """No address of the host answered; `is_late`: by the deadline."""

    def __init__(self, why: str, *, is_late: bool) -> None:
        super().__init__(why)
        self.is_late = is_late


class TooMuch(http.client.HTTPException):
    """More came than was allowed."""


@cache
def usual_context() -> ssl.SSLContext:
    """Trusts whom this machine trusts, and wants the certificate to be the name's."""
    return ssl.create_default_context()


class Line:
    """To the host of one address; is connected when something is asked, also again when the other
    end hung up after an answer. Not safe on several threads, `shut` apart.
    """

    def __init__(
        self, parts: SplitResult, addresses: Sequence[str], context: Context = usual_context
    ) -> None:
        self._parts, self._addresses, self._context = parts, addresses, context
        self._http = http.client.HTTPConnection(host_of(parts))
        self._socket: socket.socket | None = None
        self._deadline, self._room = 0.0, 0
        self._is_shut = False

    def allow(self, seconds: float, most_bytes: int) -> None:
        """Wait so long from now, and read so much."""
        self._deadline, self._room = time.monotonic() + seconds, most_bytes

    def hurry(self, seconds: float) -> None:
        """Wait no longer than that from now."""
        self._deadline = min(self._deadline, time.monotonic() + seconds)

    def ask(
        self, method: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> http.client.HTTPResponse:
        """The head of the answer. Raises OSError (NotConnected, TimeoutError, ssl.SSLError) and
        http.client.HTTPException.
        """
        spoken = self._http
        if spoken.sock is None:
            self._connect()
        spoken.putrequest(method, target_of(self._parts), skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": host_header(self._parts), **headers}.items():
            spoken.putheader(name, value)
        spoken.endheaders(body)
        return spoken.getresponse()

    def close(self) -> None:
        """Hang up."""
        self._http.close()
        held, self._socket = self._socket, None
        if held is not None:
            with suppress(OSError):
                held.close()

    def shut(self) -> None:
        """End what is under way, from any thread: it fails with OSError, now or when connected."""
        self._is_shut = True
        held = self._socket
        if held is not None:
            with suppress(OSError):  # it was over already
                held.shutdown(socket.SHUT_RDWR)

    def send(self, data: bytes) -> None:
        """Send it all by the deadline."""
        view = memoryview(data)
        while view:
            view = view[self._ready().send(view) :]

    def read_into(self, buffer: memoryview) -> int:
        """What has come, by the deadline. Raises TooMuch."""
        if not self._room:
            raise TooMuch("more than is read")
        count = self._ready().recv_into(buffer[: self._room])
        self._room -= count
        return count

    def _ready(self) -> socket.socket:
        if self._socket is None:
            raise OSError("hung up")
        self._socket.settimeout(self._left())
        return self._socket

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        return left

    def _connect(self) -> None:
        self.close()
        plain = self._reached()
        self._hold(plain)
        if self._parts.scheme == "https":
            secure = self._context().wrap_socket(
                plain, server_hostname=host_of(self._parts), do_handshake_on_connect=False
            )
            self._hold(secure)
            secure.settimeout(self._left())
            secure.do_handshake()  # its time-out is that of the whole handshake
        self._http.sock = _Pipe(self)

    def _hold(self, connected: socket.socket) -> None:
        self._socket = connected
        if self._is_shut:
            raise OSError("shut")

    def _reached(self) -> socket.socket:
        """Connected to the first address that answers; the last may take all that is left."""
        problem: OSError | None = None
        port, last = port_of(self._parts), len(self._addresses)
        for number, address in enumerate(self._addresses, 1):
            try:
                left = self._left()
                patience = left if number == last else min(left, _CONNECT_S)
                return socket.create_connection((address, port), patience)
            except OSError as one:
                problem = one
        raise NotConnected(str(problem), is_late=isinstance(problem, TimeoutError)) from problem


class _Pipe:
    """A line as `http.client` uses a socket."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def sendall(self, data: bytes) -> None:
        self._line.send(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        assert mode == "rb"
        return io.BufferedReader(_Reading(self._line))

    def close(self) -> None:
        """Nothing: `http.client` does so before it reads. The line closes what it has connected."""


class _Reading(io.RawIOBase):
    """What `http.client` reads of it."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with memoryview(buffer) as view:
            return self._line.read_into(view)
