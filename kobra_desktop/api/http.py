"""One server over HTTP: addresses, the bearer token and its one refresh, and answers read as
errors.
"""

import ipaddress
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import time
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import msgspec
import requests
from requests.auth import AuthBase

from kobra_desktop.api import proxies, wires
from kobra_desktop.api.errors import (
    BY_CODE,
    BY_STATUS,
    TOO_OLD,
    AccountDisabled,
    ApiError,
    Busy,
    CutAnswer,
    NewerServer,
    NotOurServer,
    NotTrusted,
    Offline,
    PlainHttp,
    Refusal,
    ServerFault,
    SignInNeeded,
    Stalled,
)
from kobra_desktop.api.kept import KeptAdapter
from kobra_domain.answers import Pair
from kobra_domain.numbers import measured_number
from kobra_domain.wire import API_VERSION, WIRE_HEADER

CONNECT_S = 5.0
STALL_S = 20.0  # between two bytes, not for the whole
KNOCK_S = 10.0
IN_STEP = timedelta(seconds=90)  # nobody sets a clock better, and no rule asks for more
PREFIX = "/api/v1"
LONGEST_RETRY_S = 3600.0


@dataclass(frozen=True, slots=True)
class Tokens:
    """A pair as the server gave it."""

    access: str
    refresh: str


class _Bearer(AuthBase):
    """Sets the token itself; otherwise a .netrc of the machine would be put in its place."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def clean_address(typed: str) -> str:
    """The server's address as it is kept: scheme, host and port. Raises PlainHttp, NotOurServer."""
    text = typed.strip()
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        is_address = parts.port != 0 and bool(parts.hostname)
    except ValueError as problem:  # brackets, or a port that is no port
        raise NotOurServer("bad_address") from problem
    if parts.scheme not in ("http", "https") or not is_address or parts.username is not None:
        raise NotOurServer("bad_address")
    assert parts.hostname is not None
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise PlainHttp
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path.rstrip("/"), "", ""))


def is_loopback(host: str) -> bool:
    """Whether the host is this very machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class FieldApi:
    """The field API of one server, for one signed-in user. Safe to call from several threads.

    `guard` is a lock: two threads that find the token expired refresh it once, for a refresh token
    that is used twice ends the session. `on_tokens` keeps a new pair (None: signed out).
    """

    def __init__(
        self,
        server: str,
        *,
        guard: AbstractContextManager[Any],
        on_tokens: Callable[[Tokens | None], None],
        tokens: Tokens | None = None,
        agent: str = "KobraDesktop",
        language: str = "es",
        stall_s: float = STALL_S,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.server = clean_address(server)
        self._guard = guard
        self._on_tokens = on_tokens
        self._tokens = tokens
        self._is_disabled = False
        self._clock = clock
        self.skew: timedelta | None = None  # the server's clock less this one; None: not heard yet
        self._timeout = (CONNECT_S, stall_s)
        self._http = requests.Session()
        for scheme in ("https://", "http://"):
            self._http.mount(scheme, KeptAdapter(pool_connections=2, pool_maxsize=10))
        local = is_loopback(urlsplit(self.server).hostname or "")
        if self.server.startswith("http://"):  # on this machine alone: no proxy stands before it
            self._http.trust_env = False
        self._http.headers.update(
            {
                "User-Agent": agent,
                "Accept-Language": language,
                "Accept": "application/json",
                WIRE_HEADER: str(API_VERSION),
                # Packing costs more than it saves on the machine itself.
                "Accept-Encoding": "identity" if local else "gzip",
            }
        )

    @property
    def is_signed_in(self) -> bool:
        """Whether there is a session to try with."""
        return self._tokens is not None

    def take_tokens(self, tokens: Tokens | None) -> None:
        """Use this pair from now on, and have it kept."""
        self._on_tokens(tokens)
        self._tokens = tokens
        if tokens is not None:
            self._is_disabled = False

    def request(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        params: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        data: Any = None,
        is_stream: bool = False,
        read_timeout_s: float | None = None,
    ) -> requests.Response:
        """A successful answer. Raises ApiError; an expired token is refreshed once."""
        options: dict[str, Any] = {
            "params": params,
            "headers": dict(headers or {}),
            "data": data,
            "stream": is_stream,
        }
        if json is not None:
            options["data"] = msgspec.json.encode(json)
            options["headers"]["Content-Type"] = "application/json"
        if read_timeout_s is not None:
            options["timeout"] = (CONNECT_S, read_timeout_s)
        used = self._tokens
        try:
            return self._ask(method, path, used, options)
        except SignInNeeded as problem:
            if used is None:
                if self._is_disabled:
                    raise AccountDisabled from problem
                raise
            if isinstance(problem, AccountDisabled):
                self._end_disabled()
                raise
        return self._ask(method, path, self._refreshed(used), options)

    def bare(self, method: str, path: str, json: Any) -> requests.Response:
        """A request without a session (sign-in, invitations). Raises ApiError."""
        headers = {"Content-Type": "application/json"}
        return self._ask(
            method, path, None, {"data": msgspec.json.encode(json), "headers": headers}
        )

    def knock(self) -> None:
        """Wait for any answer at all, not for long. Raises ApiError when none comes, NewerServer or
        OlderServer when a server of ours says that it speaks another wire.
        """
        connect_s, stall_s = self._timeout
        asked_at = self._clock()
        try:
            answer = self._http.get(
                f"{self.server}/health",
                timeout=(connect_s, min(stall_s, KNOCK_S)),
                allow_redirects=False,
            )
        except requests.RequestException as problem:
            raise read_problem(problem) from problem
        if answer.status_code == 200:
            self._hear(answer, asked_at)
            wires.hear(answer.content)

    def is_ready(self) -> bool:
        """Whether the server says of itself that it can work."""
        try:
            answer = self._http.get(
                f"{self.server}/ready", timeout=self._timeout, allow_redirects=False
            )
        except requests.RequestException:
            return False
        return answer.status_code == 200

    def _hear(self, answer: requests.Response, asked_at: datetime) -> None:
        """What the answer says of the time; one that took long says nothing exact."""
        heard_at = self._clock()
        try:
            said = parsedate_to_datetime(answer.headers.get("Date", ""))
        except ValueError:
            return
        if said.tzinfo is None or not timedelta(0) <= heard_at - asked_at <= IN_STEP:
            return
        skew = said - (asked_at + (heard_at - asked_at) / 2)
        self.skew = timedelta(0) if abs(skew) <= IN_STEP else skew

    def _end_disabled(self) -> None:
        """The account is no longer let in: whoever asks next, on any thread, is told so too."""
        self._is_disabled = True
        self.take_tokens(None)

    def _refreshed(self, used: Tokens) -> Tokens:
        with self._guard:
            now = self._tokens
            if now is None:
                raise AccountDisabled if self._is_disabled else SignInNeeded
            if now != used:  # another thread was first
                return now
            try:
                answer = self.bare("POST", "/session/refresh", {"refresh_token": used.refresh})
            except (SignInNeeded, BY_STATUS[403], BY_STATUS[422]) as problem:
                if isinstance(problem, AccountDisabled):
                    self._end_disabled()
                    raise
                self.take_tokens(None)
                raise SignInNeeded from problem
            tokens = tokens_of(answer)
            self.take_tokens(tokens)
            return tokens

    def _ask(
        self, method: str, path: str, tokens: Tokens | None, options: dict[str, Any]
    ) -> requests.Response:
        options = {"timeout": self._timeout, **options}
        asked_at = self._clock()
        try:
            answer = self._http.request(
                method,
                f"{self.server}{PREFIX}{path}",
                auth=_Bearer(tokens.access if tokens else ""),
                allow_redirects=False,
                **options,
            )
        except requests.RequestException as problem:
            raise read_problem(problem) from problem
        if answer.status_code >= 300 and answer.status_code != 304:
            raise _read_status(answer)
        if answer.status_code != 204 and "html" in answer.headers.get("Content-Type", ""):
            raise NotOurServer
        if not options.get("stream"):
            self._hear(answer, asked_at)
        return answer

    def close(self) -> None:
        """Let go of idle connections."""
        self._http.close()


def read_problem(problem: requests.RequestException) -> ApiError:
    """The error that a failure of the transport means."""
    if (of_proxy := proxies.failure(problem)) is not None:
        return of_proxy
    if isinstance(problem, requests.exceptions.SSLError):
        return NotTrusted()
    if isinstance(problem, requests.exceptions.ReadTimeout):
        return Stalled()
    if isinstance(
        problem, requests.exceptions.ChunkedEncodingError | requests.exceptions.ContentDecodingError
    ):
        return CutAnswer()
    if "timed out" in str(problem) and "Read" in str(problem):
        return Stalled()
    return Offline()


_OURS = frozenset({"self", "code", "status", "retry_after_s"})  # no server names these


def _read_status(answer: requests.Response) -> ApiError:
    status = answer.status_code
    if status < 400:
        return NotOurServer("redirected")
    try:
        said = answer.json()
    except (requests.RequestException, RecursionError):
        said = None
    is_ours = isinstance(said, dict) and isinstance(said.get("code"), str)
    if not is_ours and "html" in answer.headers.get("Content-Type", "") and status < 500:
        return NotOurServer()
    code = said["code"] if is_ours else ""
    if code == TOO_OLD:
        return NewerServer()
    told = said.get("params") if is_ours else None
    told = told if isinstance(told, dict) else {}
    params = {
        name: value
        for name, value in told.items()
        if isinstance(value, str | int | float | bool | None) and name not in _OURS
    }
    if status in (408, 429, 503, 502, 504):
        return Busy(code, status=status, retry_after_s=_retry_after_s(answer), **params)
    kind = BY_STATUS.get(status, ServerFault if status >= 500 else Refusal)
    return BY_CODE.get(code, kind)(code, status=status, **params)


def _retry_after_s(answer: requests.Response) -> float:
    raw = answer.headers.get("Retry-After", "").strip()
    seconds = measured_number(raw) if raw else 0.0
    if seconds is None:
        try:
            seconds = parsedate_to_datetime(raw).timestamp() - time()
        except ValueError:
            return 0.0
    return min(max(seconds, 0.0), LONGEST_RETRY_S)


def read(answer: requests.Response, kind: Any) -> Any:
    """The body as a value of `kind`. Raises CutAnswer, NotOurServer."""
    return decoded(answer.content, kind)


def decoded(raw: bytes, kind: Any) -> Any:
    """JSON bytes as a value of `kind`. Raises CutAnswer (not JSON), NotOurServer (another
    shape).
    """
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.ValidationError, RecursionError) as problem:  # or nested without end
        raise NotOurServer("unexpected_answer") from problem
    except msgspec.DecodeError as problem:
        raise CutAnswer from problem


def tokens_of(answer: requests.Response) -> Tokens:
    """The pair in an answer of the session routes."""
    pair: Pair = read(answer, Pair)
    return Tokens(pair.access_token, pair.refresh_token)
