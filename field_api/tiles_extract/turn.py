"""Whose turn it is: one process at a time takes a map, be it a server or the command line."""

import time
from contextlib import suppress
from types import TracebackType

from sqlalchemy.exc import SQLAlchemyError

from field_api.database import Database
from field_api.errors import ApiError
from field_api.lease import hold, release
from field_api.settings import Settings
from kobra_records.ids import new_id

LEASE = "tiles_extract"
_LEASE_S, _RENEW_S = 120.0, 15.0


class Turn:
    """A context that has the lease. Raises ApiError region_busy while another has it."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database, self._settings = database, settings
        self._holder = new_id()
        self._renewed = 0.0
        self._is_lost = False

    def __enter__(self) -> "Turn":
        if not self._hold():
            raise ApiError("region_busy")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(SQLAlchemyError), self._database.begin() as connection:
            release(connection, LEASE, self._holder)

    def is_lost(self) -> bool:
        """Whether another process has it meanwhile; it is renewed now and then by asking."""
        if not self._is_lost and time.monotonic() - self._renewed > _RENEW_S:
            with suppress(SQLAlchemyError):  # a database that is away for a moment
                self._is_lost = not self._hold()
        return self._is_lost

    def _hold(self) -> bool:
        self._renewed = time.monotonic()
        with self._database.begin() as connection:
            return hold(connection, LEASE, self._holder, self._settings.clock(), _LEASE_S)
