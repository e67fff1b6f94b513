"""What asks for a supervisor, and the life it has until somebody has answered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kobra_domain.limits import (
    AgentId,
    AlertId,
    Count,
    Id,
    Latitude,
    Line,
    Longitude,
    Note,
    TeamId,
    UserId,
    VisitId,
)


class AlertKind(StrEnum):
    """What happened, in order of danger."""

    SOS = "sos"
    VISIT_SILENT = "visit_silent"
    VISIT_LONG = "visit_long"
    NOT_HEARD = "not_heard"
    LEFT_ZONE = "left_zone"
    SAME_PLACE = "same_place"
    MOCK_SUSPECTED = "mock_suspected"
    NOT_THERE = "not_there"
    NO_POSITION = "no_position"
    CLOCK_WRONG = "clock_wrong"
    PHONE_SETUP = "phone_setup"
    LOW_BATTERY = "low_battery"
    STOP_UNEXPLAINED = "stop_unexplained"
    LONG_IDLE = "long_idle"
    OUTSIDE_FENCE = "outside_fence"
    VISIT_SHORT = "visit_short"
    LATE = "late"
    PAYMENT_ABSENT = "payment_absent"
    RULE_BLOCKED = "rule_blocked"
    IMPORT_HELD = "import_held"
    IMPORT_MISSING = "import_missing"
    WEBHOOK_OFF = "webhook_off"
    OUTGOING_HELD = "outgoing_held"
    REPORT_FAILED = "report_failed"


# What the detail of a left zone begins with once it was entered again; then the hour.
BACK = "back"
NEVER_MUTED = frozenset({AlertKind.SOS})
# What only a hand at the agent's phone mends.
OF_THE_PHONE = frozenset({AlertKind.CLOCK_WRONG, AlertKind.PHONE_SETUP})


class AlertState(StrEnum):
    """Open until attended; `over` when the cause went away by itself (never for an SOS)."""

    OPEN = "open"
    ATTENDED = "attended"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One cause of one agent from its first sign to its end; `count` says how often it was seen.

    `detail` is a small figure of the cause as text (battery %,
    minutes, reason; or a reason and its figure, `ahead 72000`), read by the words of the kind.
    `import_id` is the file that it is about, which not everybody of the team may see.
    """

    id: Id
    kind: AlertKind
    raised_at: datetime
    last_at: datetime
    team_id: TeamId | None = None
    agent_id: AgentId | None = None
    visit_id: VisitId | None = None
    import_id: Id | None = None
    state: AlertState = AlertState.OPEN
    count: Count = 1
    detail: Line = ""
    lat: Latitude | None = None
    lon: Longitude | None = None
    attended_by: UserId | None = None
    attended_at: datetime | None = None
    note: Note = ""
    muted_until_at: datetime | None = None


def is_back(alert: Alert) -> bool:
    """Whether a zone that was left was entered again."""
    return alert.kind is AlertKind.LEFT_ZONE and alert.detail.startswith(f"{BACK} ")


class AlertAct(StrEnum):
    """What was done about an alert before it was attended."""

    TOLD = "told"
    SEEN = "seen"
    CALLED = "called"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertStep:
    """One thing done about an alert, and by whom (`user_id`); of `told`, which only the server
    does, to whom: `who` is a name, `email` where it went.
    """

    id: Id
    alert_id: AlertId
    at: datetime
    act: AlertAct
    team_id: TeamId | None = None
    user_id: UserId | None = None
    who: Line = ""
    email: Line = ""
