"""Probes for whoever runs the server: is it alive, can it work."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Literal

from fastapi import APIRouter, Request

from field_api.auth.caller import public
from field_api.database import Db
from field_api.errors import ApiError
from field_api.readiness import BUSY, obstacle
from field_api.settings import Conf
from kobra_domain.answers import Alive
from kobra_domain.wire import API_VERSION, OLDEST_API_VERSION

router = APIRouter(tags=["health"])
_probe = public("a probe has no account, and learns yes or no, and which wires are spoken")
_GOOD_FOR_S, _PATIENCE_S = 1.0, 5.0


class Readiness:
    """The last look of one server; however many ask, it looks once a second."""

    def __init__(self) -> None:
        # A thread of its own: when all others wait for the database, this is what must be said.
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="ready")
        self._look: asyncio.Future[str] | None = None
        self._looked_at = float("-inf")

    async def obstacle(self, database: Db, settings: Conf) -> str:
        """What keeps the server from working; empty if nothing does."""
        is_old = time.monotonic() - self._looked_at > _GOOD_FOR_S
        if self._look is None or (self._look.done() and is_old):
            self._looked_at = time.monotonic()
            loop = asyncio.get_running_loop()
            self._look = loop.run_in_executor(
                self._executor, obstacle, database, settings.data_folder
            )
        try:
            return await asyncio.wait_for(asyncio.shield(self._look), _PATIENCE_S)
        except TimeoutError:
            return BUSY

    def close(self) -> None:
        """Wait for nothing."""
        self._executor.shutdown(wait=False)


@router.get("/health", dependencies=[_probe])
async def health() -> Alive:
    """The process answers, and says which wires it speaks."""
    return Alive(api_version=API_VERSION, oldest_api_version=OLDEST_API_VERSION)


@router.get("/ready", dependencies=[_probe])
async def ready(request: Request, database: Db, settings: Conf) -> dict[str, Literal["ready"]]:
    """A write to the database works, at the expected revision, and one to the data folder; else 503
    unavailable, whose `reason` is database, revision, read_only, disk_full, busy or data_folder.
    """
    readiness: Readiness = request.app.state.readiness
    reason = await readiness.obstacle(database, settings)
    if reason:
        raise ApiError("unavailable", headers={"Retry-After": "5"}, reason=reason)
    return {"status": "ready"}
