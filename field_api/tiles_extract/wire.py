"""Reads parts of a file over a walled line: a name is resolved once, redirects are looked at like
the first address. One line is kept for all parts; what comes too slowly, or is not the part that
was asked for, is refused.
"""

import http.client
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from field_api.walled.line import Context, Line, NotConnected, usual_context
from field_api.walled.names import NotFound, Private, Resolve, host_of, looked_at, port_of, resolved
from kobra_domain.errors import DomainError, Invalid

_MOST_REDIRECTS = 5
_MEBIBYTE, _CHUNK = 2**20, 256 * 1024
_LONGEST_HEAD = 64 * 1024
_MOST_URL = 2_000
_RANGE = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18}|\*)")
_REDIRECTS = {301, 302, 303, 307, 308}
_GONE = {404, 410}
_LATER = {408, 425, 429, 500, 502, 503, 504}


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
        resolve: Resolve = resolved,
        context: Context = usual_context,
    ) -> None:
        self.requests = self.bytes = 0
        self._allow_private, self._patience = allow_private, patience or Patience()
        self._resolve, self._context = resolve, context
        self._addresses: dict[tuple[str, int], tuple[str, ...]] = {}
        self._line: Line | None = None
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
        """Hang up."""
        if self._line is not None:
            self._line.close()
            self._line = None

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
                if got % _MEBIBYTE < _CHUNK and self._line is not None:
                    # Twice as much: it may come in pieces that are told one by one.
                    self._line.allow(self._patience.mebibyte_s, 2 * _MEBIBYTE)
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
        headers = {
            "User-Agent": "kobra-field-api",
            "Accept-Encoding": "identity",
            "Range": f"bytes={first}-{first + length - 1}",
        }
        for _ in range(_MOST_REDIRECTS + 1):
            line = self._line = self._line or self._new_line()
            line.allow(self._patience.head_s, _LONGEST_HEAD)
            self.requests += 1
            answer = line.ask("GET", headers)
            if answer.status not in _REDIRECTS:
                return answer
            self._follow(answer.getheader("Location") or "")
        self.close()
        raise Invalid("tiles_redirects", host=self.host)

    def _new_line(self) -> Line:
        where = host_of(self._parts), port_of(self._parts)
        return Line(self._parts, self._addresses[where], self._context)

    def _follow(self, location: str) -> None:
        was_safe = self._parts.scheme == "https"
        self.close()
        self._parts = self._looked_at(urljoin(self._parts.geturl(), location))
        if was_safe and self._parts.scheme != "https":
            raise Invalid("tiles_needs_https")

    def _looked_at(self, url: str) -> SplitResult:
        """The parts of an address that may be asked. Raises Invalid, Cut for a name that is not
        known: a server without internet.
        """
        try:
            parts = urlsplit(url.strip())
            where = host_of(parts), port_of(parts)
        except ValueError as problem:
            raise Invalid("tiles_address", url=url[:200]) from problem
        if not parts.hostname or parts.username or not url.isprintable() or len(url) > _MOST_URL:
            raise Invalid("tiles_address", url=url[:200])
        if parts.scheme != "https" and not self._allow_private:
            raise Invalid("tiles_needs_https")
        if where not in self._addresses:
            self._addresses[where] = self._open_ones(parts)
        return parts

    def _open_ones(self, parts: SplitResult) -> tuple[str, ...]:
        try:
            return looked_at(parts, allow_private=self._allow_private, resolve=self._resolve)
        except NotFound as problem:
            raise Cut("tiles_no_internet", host=parts.hostname) from problem
        except Private as problem:
            raise Invalid("tiles_private", host=parts.hostname) from problem

    @contextmanager
    def _spoken(self) -> Iterator[None]:
        """What goes wrong on the wire, as what a person can read."""
        try:
            yield
        except (OSError, http.client.HTTPException, ValueError) as problem:
            self.close()
            raise _told(problem, self.host) from problem


def _told(problem: Exception, host: str) -> DomainError:
    if isinstance(problem, TimeoutError):
        return Cut("tiles_slow", host=host)
    if isinstance(problem, ssl.SSLCertVerificationError):
        return Invalid("tiles_certificate", host=host)
    if isinstance(problem, NotConnected):
        return Cut("tiles_no_internet", host=host)
    return Cut("tiles_cut", host=host)


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
