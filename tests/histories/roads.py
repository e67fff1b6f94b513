"""The two ways from a desktop to the server: its functions called directly, or HTTP through the
proxy of faults. On either a request is lost, doubled or comes late, an answer is lost or cut.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from types import SimpleNamespace
from typing import Any, Literal, Protocol, cast

import orjson
from sqlalchemy import event

from field_api.auth.caller import Caller
from field_api.change_log.pages import rows_page
from field_api.change_log.rows import find
from field_api.change_log.tally import counts, row_hash
from field_api.database import Database
from field_api.errors import ApiError as ServerError
from field_api.operations.perform import perform
from field_api.routes.sessions import session
from kobra_desktop.api.errors import ApiError, Offline, ResyncRequired
from kobra_desktop.api.http import FieldApi
from kobra_domain.kinds import WINDOW_DAYS
from kobra_domain.people import User
from tests.system.fault_proxy import Fault, FaultProxy

RoadName = Literal["direct", "http"]
FAULTS: tuple[Fault, ...] = ("refuse", "swallow", "cut", "double", "late")
PATHS = ("GET /api/v1/changes", "POST /api/v1/operations", "")


class Crash(BaseException):
    """The program ends, here and now."""


class Road(Protocol):
    """What a history does to the way."""

    @property
    def api(self) -> FieldApi:
        """What the desktop holds."""

    def arm(self, fault: Fault, to: str, after: int) -> None:
        """Do this to the next exchange whose request begins so; after so many bytes."""

    def deliver(self) -> None:
        """What was late arrives."""

    def heal(self) -> None:
        """All is well from now on; what was late has arrived."""


@dataclass
class DirectRoad:
    """The server's functions in the place of HTTP, for one user."""

    database: Database
    user_id: str
    clock: Callable[[], datetime]
    fault: Fault = "none"
    to: str = ""
    after: int = 0
    skew: timedelta | None = None
    _late: list[Callable[[], bytes]] = field(default_factory=list)

    @property
    def api(self) -> FieldApi:
        """Itself: it answers what a client is asked."""
        return cast(FieldApi, self)

    def arm(self, fault: Fault, to: str, after: int) -> None:
        """See Road."""
        self.fault, self.to, self.after = fault, to, after

    def deliver(self) -> None:
        """See Road."""
        late, self._late = self._late, []
        for serve in late:
            with suppress(ApiError):  # nobody hears the answer
                serve()

    def heal(self) -> None:
        """See Road."""
        self.fault = "none"
        self.deliver()

    # What a client is asked

    def knock(self) -> None:
        """The server is there."""

    def is_ready(self) -> bool:
        """And well."""
        return True

    def request(self, method: str, path: str, **options: Any) -> Any:
        """One exchange."""

        def serve() -> bytes:
            return self._serve(method, path, options)

        fault: Fault = "none"
        if self.fault != "none" and f"{method} /api/v1{path}".startswith(self.to):
            fault, self.fault = self.fault, "none"
        if fault == "late":
            self._late.append(serve)
        if fault in ("refuse", "late"):
            raise Offline
        content = serve()
        if fault == "double":
            content = serve()
        if fault == "swallow":
            raise Offline
        return SimpleNamespace(content=content[: self.after] if fault == "cut" else content)

    def _serve(self, method: str, path: str, options: dict[str, Any]) -> bytes:
        now = self.clock()
        with self.database.read() as connection:
            user = cast(User, find(connection, User, self.user_id))
        caller = Caller(user, "session")
        if method == "POST":
            said = orjson.loads(orjson.dumps(options["json"]))
            results = [perform(self.database, caller, one, now) for one in said]
            return orjson.dumps({"results": results})
        params = options.get("params") or {}
        with self.database.read() as connection:
            match path:
                case "/session":
                    settings: Any = SimpleNamespace(retention_days=90, window_days=WINDOW_DAYS)
                    return orjson.dumps(session(caller, settings))
                case "/changes/counts":
                    return orjson.dumps(counts(connection, user, now, WINDOW_DAYS))
                case "/changes/hashes":
                    kind = params["kind"]
                    found = row_hash(connection, user, kind, now, WINDOW_DAYS)
                    return orjson.dumps({kind: found})
            try:
                since, limit = params.get("since"), params["limit"]
                return orjson.dumps(rows_page(connection, user, since, limit, now, WINDOW_DAYS))
            except ServerError as problem:
                raise ResyncRequired(problem.code) from problem


@dataclass
class HttpRoad:
    """A signed-in client behind a proxy."""

    api: FieldApi
    proxy: FaultProxy

    def arm(self, fault: Fault, to: str, after: int) -> None:
        """See Road."""
        self.proxy.arm(fault, to, after)

    def deliver(self) -> None:
        """See Road."""
        self.proxy.deliver()

    def heal(self) -> None:
        """See Road."""
        self.proxy.fault = "none"
        self.proxy.deliver()


def some_fault(chance: Random) -> tuple[Fault, str, int]:
    """A fault, to which requests, and after how many bytes of the answer."""
    return chance.choice(FAULTS), chance.choice(PATHS), chance.choice((0, 20, 300, 900))


@contextmanager
def crashing(engines: list[Any], chance: Random) -> Iterator[None]:
    """The program ends at one of the next few commits: before it, so that all of it is undone."""
    left = chance.randint(1, 6)

    def count(_connection: Any) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise Crash

    for one in engines:
        event.listen(one, "commit", count)
    try:
        yield
    finally:
        for one in engines:
            event.remove(one, "commit", count)
