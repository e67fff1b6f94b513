"""What an agent is doing now: one body, at most three badges, and how old the knowledge is.

Server and desktop both read it, so that a list, the map and an alert can never disagree.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kobra_domain.alert_rules import AlertRules
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.people import Agent
from kobra_domain.positions import Latest
from kobra_domain.shift import Presence, local_day, presence, shift_spans

WRONG_CLOCK_S = 86_400.0  # what was written down so far ahead was written by a wrong clock
CLOCK_TOLD_S = 900.0  # one report is enough to know it, and many come after that are right


class Body(StrEnum):
    """The states that exclude each other, the one that asks for most first."""

    SOS = "sos"
    NO_SIGNAL = "no_signal"
    AT_VISIT = "at_visit"
    STOPPED = "stopped"
    MOVING = "moving"
    OFF_SHIFT = "off_shift"


class Badge(StrEnum):
    """What may be true besides."""

    LOW_BATTERY = "low_battery"
    DOUBT = "doubt"
    CLOCK = "clock"


class Freshness(StrEnum):
    """How the body is drawn: whole, at 60 %, or in outline."""

    FRESH = "fresh"
    FADING = "fading"
    OUTLINE = "outline"


@dataclass(frozen=True, slots=True, kw_only=True)
class StateSettings:
    """The thresholds; the two factors multiply the interval that is expected of the phone."""

    no_signal_after_s: float = 600.0
    stopped_after_s: float = 180.0
    low_battery_pct: float = 20.0
    fading_after: float = 1.5
    outline_after: float = 3.0


def limits_by(rules: AlertRules) -> StateSettings:
    """What an agent's state goes by, so that map and alerts call the same agent silent."""
    return StateSettings(
        no_signal_after_s=rules.not_heard_min * 60.0,
        low_battery_pct=float(rules.low_battery_pct),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentState:
    """An agent at one moment. Ages in seconds, None where the thing never happened.

    `server_age_s` is since the desktop last heard the server, `heard_age_s` since the server heard
    the phone, `fix_age_s` since the phone measured. `stopped_s`: how long it has stood.
    `unplaced_s`: for how long a phone that speaks has told no new place, None if it tells them;
    whether it stands is not known then. `clock_error_s`: how far the phone's clock is ahead, or
    behind if negative. `is_on_map`: it has a place that may be shown.
    """

    body: Body
    presence: Presence
    freshness: Freshness
    badges: tuple[Badge, ...] = ()
    server_age_s: float | None = None
    heard_age_s: float | None = None
    fix_age_s: float | None = None
    stopped_s: float | None = None
    unplaced_s: float | None = None
    clock_error_s: float | None = None
    is_on_map: bool = False


def read_state(
    agent: Agent,
    latest: Latest | None,
    open_alerts: Iterable[Alert],
    now: datetime,
    settings: StateSettings | None = None,
    *,
    server_at: datetime | None = None,
) -> AgentState:
    """Read what is known of an agent at a moment.

    `server_at` is when the desktop last heard the server. The body is the worst true one; of the
    alerts only an open SOS of this agent counts.
    """
    known = latest or Latest(agent_id=agent.id)
    limits = settings or StateSettings()
    here = presence(agent, now)
    body = _body(agent, known, _has_sos(agent, open_alerts), now, limits)
    stood_s = age_s(known.stop_since_at, now)
    unplaced_s = _unplaced_s(known, now, limits) if body is Body.STOPPED else None
    return AgentState(
        body=body,
        presence=here,
        freshness=_freshness(agent, body, age_s(known.heard_at, now), limits),
        badges=_badges(known, now, limits),
        server_age_s=age_s(server_at, now),
        heard_age_s=age_s(known.heard_at, now),
        fix_age_s=age_s(known.fix_at, now),
        stopped_s=stood_s if body in (Body.STOPPED, Body.AT_VISIT) and not unplaced_s else None,
        unplaced_s=unplaced_s,
        clock_error_s=clock_error_s(known, now),
        is_on_map=known.lat is not None and known.lon is not None and body != Body.OFF_SHIFT,
    )


def age_s(at: datetime | None, now: datetime) -> float | None:
    """Seconds since a moment; 0 for one that another clock puts in the future."""
    return None if at is None else max(0.0, (now - at).total_seconds())


def measured_at(latest: Latest) -> datetime | None:
    """When the phone told a place last, trusted or not."""
    known = [at for at in (latest.fix_at, latest.doubt_at) if at is not None]
    return max(known, default=None)


def clock_error_s(latest: Latest, now: datetime) -> float | None:
    """How far the phone's clock was lately found ahead (behind: negative), None if it was not."""
    seen_s = age_s(latest.clock_seen_at, now)
    return None if seen_s is None or seen_s > CLOCK_TOLD_S else latest.clock_error_s


def silence_s(agent: Agent, heard_at: datetime | None, now: datetime) -> float:
    """Seconds of the current stretch of shift in which nothing was heard; 0 outside the shift.

    Silence before the shift does not count: nobody is missing in the first minutes of a morning.
    """
    for span in shift_spans(agent, local_day(agent.time_zone, now)):
        if span.holds(now):
            since = span.start_at
            # A phone that was enrolled, or heard, during the stretch is awaited from then on.
            for later in (heard_at, agent.enrolled_at):
                if later is not None and (later - now).total_seconds() < WRONG_CLOCK_S:
                    since = max(since, later)
            return max(0.0, (now - since).total_seconds())
    return 0.0


def _has_sos(agent: Agent, alerts: Iterable[Alert]) -> bool:
    return any(
        a.kind is AlertKind.SOS and a.state is AlertState.OPEN and a.agent_id == agent.id
        for a in alerts
    )


def _body(agent: Agent, known: Latest, has_sos: bool, now: datetime, limits: StateSettings) -> Body:
    if has_sos:
        return Body.SOS
    if presence(agent, now) in (Presence.OFF_SHIFT, Presence.ABSENT) or not agent.is_active:
        return Body.OFF_SHIFT
    if silence_s(agent, known.heard_at, now) > limits.no_signal_after_s:
        return Body.NO_SIGNAL
    if known.at_visit_id is not None:
        return Body.AT_VISIT
    return Body.MOVING if _is_moving(known, now, limits) else Body.STOPPED


def _is_moving(known: Latest, now: datetime, limits: StateSettings) -> bool:
    if known.fix_at is None or _unplaced_s(known, now, limits) is not None:
        return False
    stood = age_s(known.stop_since_at, now)
    return stood is None or stood < limits.stopped_after_s


def _unplaced_s(known: Latest, now: datetime, limits: StateSettings) -> float | None:
    """Mostly a phone that stands still and has switched its GPS off; but that is not known."""
    measured_s = age_s(measured_at(known), now)
    return measured_s if measured_s is not None and measured_s > limits.no_signal_after_s else None


def _freshness(
    agent: Agent, body: Body, heard_age_s: float | None, limits: StateSettings
) -> Freshness:
    if body is Body.SOS:
        return Freshness.FRESH  # who calls for help never fades; how old the place is, is written
    is_moving = body is Body.MOVING
    expected_s = agent.moving_interval_s if is_moving else agent.still_interval_s
    if heard_age_s is None or heard_age_s > limits.outline_after * expected_s:
        return Freshness.OUTLINE
    return Freshness.FADING if heard_age_s > limits.fading_after * expected_s else Freshness.FRESH


def _badges(known: Latest, now: datetime, limits: StateSettings) -> tuple[Badge, ...]:
    badges: list[Badge] = []
    low = known.battery_pct is not None and known.battery_pct <= limits.low_battery_pct
    if low and not known.is_charging:
        badges.append(Badge.LOW_BATTERY)
    if known.mock is not None:
        badges.append(Badge.DOUBT)
    if clock_error_s(known, now) is not None:
        badges.append(Badge.CLOCK)
    return tuple(badges)
