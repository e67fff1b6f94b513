"""Reads parts of a file over HTTP, walled: a name is resolved once and the address that was looked
at is connected to, redirects are looked at like the first address, no proxy is asked. One
connection is kept for all parts; what comes too slowly, or is not the part that was asked for, is
refused.
"""

import http.client
import io
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from field_api.webhooks.posting import host_header, host_of, resolved
from field_api.webhooks.walls import open_addresses
from kobra_domain.errors import DomainError, Invalid

_PORTS = {"http": 80, "https": 443}
_SAFE = "/%:@!$&'()*+,;=~-._?"
_CONNECT_S, _MOST_ADDRESSES, _MOST_REDIRECTS = 10.0, 4, 5
_CHUNK = 256 * 1024
_LONGEST_HEAD = 64 * 1024
_MOST_URL = 2_000
_RANGE = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18}|\*)")
_REDIRECTS = {301, 302, 303, 307, 308}
_GONE = {404, 410}
_LATER = {408, 425, 429, 500, 502, 503, 504}

Resolve = Callable[[str, int], Sequence[str]]


class Cut(DomainError):
    """The connection broke, or the server has no time now: the same may go well once more."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited. The head of an answer comes in `head_s`; of the body, a mebibyte in
    `mebibyte_s`.
    """

    head_s: float = 30.0
    mebibyte_s: float = 90.0


@dataclass(frozen=True, slots=True)
class Stated:
    """What an answer said of the file: its tag (ETag, else Last-Modified, else empty) and size;
    `length`: of the part that comes.
    """

    tag: str
    size: int | None
    length: int


class Remote:
    """One file on somebody's server. Not safe on several threads. `requests` and `bytes` count what
    was asked and what came.
    """

    def __init__(
        self,
        url: str,
        *,
        allow_private: bool = False,
        patience: Patience | None = None,
        resolve: Resolve | None = None,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self.requests = self.bytes = 0
        self._allow_private, self._patience = allow_private, patience or Patience()
        self._resolve, self._context = resolve or resolved, context
        self._addresses: dict[tuple[str, int], tuple[str, ...]] = {}
        self._connection: _Pinned | None = None
        self._url = url
        self._parts = self._looked_at(url)

    @property
    def host(self) -> str:
        """Whose server it is."""
        return self._parts.hostname or ""

    @property
    def url(self) -> str:
        """The address that was asked for first."""
        return self._url

    def close(self) -> None:
        """End the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def part(
        self, first: int, length: int, *, is_most: bool = False
    ) -> tuple[Stated, Iterator[bytes]]:
        """What the answer said, and the bytes as they come; `is_most`: less may come of a file that
        ends before. All that is raised is a DomainError; Cut for what may go well once more.
        """
        with self._spoken():
            answer = self._answer(first, length)
        try:
            stated = _checked(answer, first, length, self.host, is_most=is_most)
        except DomainError:
            self.close()
            raise
        return stated, self._body(answer, stated.length)

    def _body(self, answer: http.client.HTTPResponse, length: int) -> Iterator[bytes]:
        got, is_whole = 0, False
        try:
            while got < length:
                if got % 2**20 < _CHUNK and self._connection is not None:
                    self._connection.allow(self._patience.mebibyte_s)
                with self._spoken():
                    chunk = answer.read(min(_CHUNK, length - got))
                if not chunk:
                    raise Cut("tiles_cut", host=self.host)
                got += len(chunk)
                self.bytes += len(chunk)
                yield chunk
            is_whole = answer.isclosed()
        finally:
            if not is_whole:
                self.close()

    def _answer(self, first: int, length: int) -> http.client.HTTPResponse:
        for _ in range(_MOST_REDIRECTS + 1):
            connection = self._connected()
            connection.allow(self._patience.head_s)
            self.requests += 1
            connection.putrequest(
                "GET", _target(self._parts), skip_host=True, skip_accept_encoding=True
            )
            for name, value in (
                ("Host", host_header(self._parts)),
                ("User-Agent", "kobra-field-api"),
                ("Accept-Encoding", "identity"),
                ("Range", f"bytes={first}-{first + length - 1}"),
            ):
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            if answer.status not in _REDIRECTS:
                return answer
            self._follow(answer.getheader("Location") or "")
        self.close()
        raise Invalid("tiles_redirects", host=self.host)

    def _follow(self, location: str) -> None:
        was_safe = self._parts.scheme == "https"
        self.close()
        self._parts = self._looked_at(urljoin(self._parts.geturl(), location))
        if was_safe and self._parts.scheme != "https":
            raise Invalid("tiles_needs_https")

    def _connected(self) -> "_Pinned":
        if self._connection is None:
            host, port = host_of(self._parts), _port(self._parts)
            context = None
            if self._parts.scheme == "https":
                context = self._context or ssl.create_default_context()
            pinned = _Pinned(host, self._addresses[host, port], port, context)
            pinned.allow(self._patience.head_s)
            self._connection = pinned
        return self._connection

    def _looked_at(self, url: str) -> SplitResult:
        """The parts of an address that may be asked. Raises Invalid, Cut for a name that is not
        known: a server without internet.
        """
        try:
            parts = urlsplit(url.strip())
            host, port = host_of(parts), _port(parts)
        except (ValueError, KeyError) as problem:
            raise Invalid("tiles_address", url=url[:200]) from problem
        if not host or parts.username or not url.isprintable() or len(url) > _MOST_URL:
            raise Invalid("tiles_address", url=url[:200])
        if parts.scheme != "https" and not self._allow_private:
            raise Invalid("tiles_needs_https")
        if (host, port) not in self._addresses:
            self._addresses[host, port] = self._open_ones(host, port)
        return parts

    def _open_ones(self, host: str, port: int) -> tuple[str, ...]:
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError) as problem:
            raise Cut("tiles_no_internet", host=host) from problem
        kept = open_addresses(found, allow_private=self._allow_private)
        if not kept:
            raise Invalid("tiles_private", host=host)
        return kept[:_MOST_ADDRESSES]

    def _spoken(self) -> "_Spoken":
        return _Spoken(self)


class _Spoken:
    """What goes wrong on the wire, as what a person can read."""

    def __init__(self, remote: Remote) -> None:
        self._remote = remote

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, problem: BaseException | None, _trace: object) -> None:
        if problem is None or isinstance(problem, DomainError):
            return
        self._remote.close()
        host = self._remote.host
        if isinstance(problem, TimeoutError):
            raise Cut("tiles_slow", host=host) from problem
        if isinstance(problem, ssl.SSLCertVerificationError):
            raise Invalid("tiles_certificate", host=host) from problem
        if isinstance(problem, _NotConnected):
            raise Cut("tiles_no_internet", host=host) from problem
        if isinstance(problem, OSError | http.client.HTTPException | ValueError):
            raise Cut("tiles_cut", host=host) from problem


class _NotConnected(OSError):
    """No address of the host answered."""


def _checked(
    answer: http.client.HTTPResponse, first: int, length: int, host: str, *, is_most: bool
) -> Stated:
    """What a 206 with the very bytes that were asked for says of the file. Raises DomainError."""
    status = answer.status
    if status in _GONE:
        raise Invalid("tiles_gone", host=host, status=status)
    if status == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
        raise Invalid("tiles_not_pmtiles", host=host)
    if status in _LATER:
        raise Cut("tiles_busy", host=host, status=status)
    if status == http.client.OK:
        raise Invalid("tiles_no_ranges", host=host)
    if status != http.client.PARTIAL_CONTENT:
        raise Invalid("tiles_refused", host=host, status=status)
    if (answer.getheader("Content-Encoding") or "identity").strip().lower() != "identity":
        raise Invalid("tiles_packed_transport", host=host)
    match = _RANGE.fullmatch((answer.getheader("Content-Range") or "").strip())
    if match is None or int(match[1]) != first:
        raise Invalid("tiles_wrong_range", host=host)
    size, got = None if match[3] == "*" else int(match[3]), int(match[2]) - first + 1
    is_end = is_most and 0 < got < length and size == first + got
    if got != length and not is_end:
        raise Invalid("tiles_wrong_range", host=host)
    tag = answer.getheader("ETag") or answer.getheader("Last-Modified") or ""
    return Stated(tag=tag[:300], size=size, length=got)


def _port(parts: SplitResult) -> int:
    return parts.port or _PORTS[parts.scheme]


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=_SAFE.rstrip("?"))
    return f"{path}?{quote(parts.query, safe=_SAFE)}" if parts.query else path


class _Pinned(http.client.HTTPConnection):
    """A connection to addresses that were looked at, whose every wait ends by a deadline."""

    def __init__(
        self, host: str, addresses: Sequence[str], port: int, context: ssl.SSLContext | None
    ) -> None:
        super().__init__(host, port)
        self._addresses, self._secure = addresses, context
        self._deadline = 0.0

    def allow(self, seconds: float) -> None:
        """Wait so long from now."""
        self._deadline = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds that are left. Raises TimeoutError."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        return left

    def connect(self) -> None:
        """Connect to the first address that answers."""
        connected = self._first()
        if self._secure is not None:
            connected.settimeout(self.left)
            connected = self._secure.wrap_socket(connected, server_hostname=self.host)
        self.sock = _Pipe(connected, self)

    def _first(self) -> socket.socket:
        problem: OSError | None = None
        for address in self._addresses:
            try:
                return socket.create_connection((address, self.port), min(self.left, _CONNECT_S))
            except OSError as one:
                problem = one
        raise _NotConnected(str(problem)) from problem


class _Pipe:
    """A socket as `http.client` uses one, that forgets no deadline."""

    def __init__(self, connected: socket.socket, pinned: _Pinned) -> None:
        self.socket, self._pinned = connected, pinned

    def sendall(self, data: bytes) -> None:
        """Send it all by the deadline."""
        view = memoryview(data)
        while view:
            self.socket.settimeout(self._pinned.left)
            view = view[self.socket.send(view) :]

    def read_into(self, buffer: memoryview) -> int:
        """What has come, by the deadline."""
        self.socket.settimeout(self._pinned.left)
        return self.socket.recv_into(buffer)

    def makefile(self, mode: str) -> io.BufferedReader:
        """What `http.client` reads the answer from."""
        assert mode == "rb"
        return io.BufferedReader(_Reading(self), _LONGEST_HEAD)

    def close(self) -> None:
        """End it."""
        with suppress(OSError):
            self.socket.close()


class _Reading(io.RawIOBase):
    """What `http.client` reads of a socket."""

    def __init__(self, pipe: _Pipe) -> None:
        self._pipe = pipe

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with memoryview(buffer) as view:
            return self._pipe.read_into(view)
