"""What the status bar may say, and may not: «synced» only when nothing waits and nothing was
refused.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kobra_desktop.errors import Known


class Link(StrEnum):
    """How it stands between here and the server."""

    CONNECTING = "connecting"
    ONLINE = "online"
    OFFLINE = "offline"
    SIGN_IN = "sign_in"
    FAILING = "failing"


class Step(StrEnum):
    """What a run is doing."""

    IDLE = "idle"
    PUSH = "push"
    PULL = "pull"
    CHECK = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncStatus:
    """`synced_at` is when the replica last had all that the server had; `rows` those of this run.

    `problem` is why it is not ONLINE. `waiting` edits are sent by themselves; `conflicts`,
    `rejected` and `parked` need a person. `dangling` rows are named by others and have not come:
    they are asked for again by themselves. `skew` is added to this machine's clock; unless it is
    ONLINE, the clock may have been set since. `strange` rows are of a newer server and cannot be
    read here. `is_behind`: the server speaks a newer wire too, and this one's still.
    """

    link: Link = Link.CONNECTING
    step: Step = Step.IDLE
    is_live: bool = False
    synced_at: datetime | None = None
    waiting: int = 0
    conflicts: int = 0
    rejected: int = 0
    parked: int = 0
    dangling: int = 0
    rows: int = 0
    skew: timedelta = timedelta(0)
    strange: int = 0
    is_behind: bool = False
    problem: Known | None = None

    @property
    def is_synced(self) -> bool:
        """Whether «Sincronizado» is true."""
        return (
            self.link is Link.ONLINE
            and self.synced_at is not None
            and self.waiting + self.conflicts + self.rejected + self.parked == 0
        )
