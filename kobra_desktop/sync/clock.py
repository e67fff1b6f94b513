"""The time as the server has it: this machine's clock, corrected by how far it was off when the
server last answered. Until it has answered, as far off as it was then, and never before that.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from kobra_desktop.api.http import FieldApi
from kobra_desktop.store import kept
from kobra_desktop.store.replica import Replica

NONE = timedelta(0)


class ServerClock:
    """Answers the time when it is called. `wall` is this machine's clock."""

    def __init__(self, api: FieldApi, replica: Replica, wall: Callable[[], datetime]) -> None:
        self._api, self._wall = api, wall
        with replica.reading() as connection:
            self._kept = timedelta(seconds=kept.value(connection, kept.SKEW_S) or 0)
            self._floor = kept.time(connection, kept.SERVER_AT)

    def __call__(self) -> datetime:
        """Now."""
        return self._wall() + self.skew()

    def skew(self) -> timedelta:
        """What is added to this machine's clock: positive when it is slow. As the server said, or
        as far as one can know without it.
        """
        if self._api.skew is not None:
            return self._api.skew
        now = self._wall()
        if self._floor is None or now + self._kept >= self._floor:
            return self._kept
        # It was set since: what was known of it is worth nothing, only that time went on.
        return max(NONE, self._floor - now)
