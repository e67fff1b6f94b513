"""What in an agent's present state asks for a supervisor; an SOS is not here, the phone says it.

A cause that is present now opens an alert or keeps it open; one that is gone ends it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import cos, radians
from zoneinfo import ZoneInfo

from kobra_domain.agent_state import clock_error_s, measured_at, silence_s
from kobra_domain.alerts import AlertKind
from kobra_domain.geo import is_inside
from kobra_domain.people import Agent, Team
from kobra_domain.places import Point
from kobra_domain.positions import Latest, MockReason
from kobra_domain.shift import Presence, Span, local_day, presence, shift_spans, spans_on, stands

METRES_IN_A_DEGREE = 111_195.0  # of latitude, on the mean sphere


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseSettings:
    """The thresholds. Two for the battery, so that a phone at the limit does not flicker."""

    not_heard_after_s: float = 600.0
    low_battery_pct: float = 20.0
    battery_recovered_pct: float = 25.0
    idle_after_s: float = 1_800.0
    doubt_lasts_s: float = 900.0
    vague_accuracy_m: float = 200.0
    rough_accuracy_m: float = 500.0
    aside_reports: int = 5
    aside_lasts_s: float = 900.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What is known of an agent looked at; `present` are the causes found the last time.

    `aside_count` reports in a row could be no position since `aside_since_at`, for `aside_reason`
    (a `QuarantineReason`, `off_shift`, `other_device`, `no_device`). `accuracies_m`: of
    the phone's last few fixes.
    """

    agent: Agent
    latest: Latest
    team: Team | None = None
    last_mock: MockReason | None = None
    last_mock_at: datetime | None = None
    aside_count: int = 0
    aside_reason: str = ""
    aside_since_at: datetime | None = None
    accuracies_m: tuple[float | None, ...] = ()
    present: frozenset[AlertKind] = frozenset()


def causes(
    watched: Watched, now: datetime, settings: CauseSettings | None = None
) -> dict[AlertKind, str]:
    """The causes present, each with its small figure: minutes, percent, metres, an hour at the
    agent's, a reason, or a reason and its figure.

    None outside the shift, without consent, for an agent who no longer works, or who has no phone,
    not yet or since it was lost: nobody is missing then.
    """
    limits = settings or CauseSettings()
    agent = watched.agent
    here = presence(agent, now)
    if not (agent.is_active and stands(agent.consent, now)) or agent.enrolled_at is None:
        return {}
    if here in (Presence.OFF_SHIFT, Presence.ABSENT):
        return {}
    found = {
        AlertKind.NOT_HEARD: _not_heard(watched, now, limits),
        AlertKind.LOW_BATTERY: _low_battery(watched, limits),
        AlertKind.LEFT_ZONE: _left_zone(watched, now, limits),
        AlertKind.MOCK_SUSPECTED: _mock_suspected(watched, now, limits),
        AlertKind.CLOCK_WRONG: _clock_wrong(watched, now),
        AlertKind.PHONE_SETUP: _phone_setup(watched, now, limits),
        **(_standing(watched, now, limits) if here is Presence.ON_SHIFT else {}),
    }
    if found[AlertKind.NOT_HEARD]:  # of an agent that is not heard nothing is known about standing
        found |= {AlertKind.LONG_IDLE: "", AlertKind.NO_POSITION: ""}
    return {kind: detail for kind, detail in found.items() if detail}


def idle_s(agent: Agent, since_at: datetime, now: datetime) -> float:
    """Seconds stood since a moment, without the planned breaks and what lies before the shift."""
    day = local_day(agent.time_zone, now)
    span = _span_at(agent, now)
    start_at = max(since_at, span.start_at) if span else now
    rest = sum(
        max(0.0, (min(now, b.end_at) - max(start_at, b.start_at)).total_seconds())
        for b in spans_on(agent.breaks, agent.time_zone, day)
    )
    return max(0.0, (now - start_at).total_seconds() - rest)


def _span_at(agent: Agent, now: datetime) -> Span | None:
    spans = shift_spans(agent, local_day(agent.time_zone, now))
    return next((span for span in spans if span.holds(now)), None)


def _not_heard(watched: Watched, now: datetime, limits: CauseSettings) -> str:
    agent, heard_at = watched.agent, watched.latest.heard_at
    silent_s = silence_s(agent, heard_at, now)
    return f"{silent_s // 60:.0f}" if silent_s > limits.not_heard_after_s else ""


def _low_battery(watched: Watched, limits: CauseSettings) -> str:
    battery_pct = watched.latest.battery_pct
    if battery_pct is None or watched.latest.is_charging:
        return ""
    is_open = AlertKind.LOW_BATTERY in watched.present
    limit = limits.battery_recovered_pct if is_open else limits.low_battery_pct
    return f"{battery_pct:.0f}" if battery_pct <= limit else ""


def _standing(watched: Watched, now: datetime, limits: CauseSettings) -> dict[AlertKind, str]:
    """Stood for long, which fixes have shown; or no fix for long, which shows nothing."""
    latest, agent = watched.latest, watched.agent
    at = measured_at(latest)
    if latest.at_visit_id is not None:
        return {}
    if at is None:
        waited_s = idle_s(agent, agent.enrolled_at or now, now)
        return {AlertKind.NO_POSITION: "never"} if waited_s >= limits.idle_after_s else {}
    if now - at > timedelta(seconds=limits.not_heard_after_s):
        is_long = idle_s(agent, at, now) >= limits.idle_after_s
        return {AlertKind.NO_POSITION: told_hour(agent, at, now)} if is_long else {}
    since_at = latest.stop_since_at
    stood_s = 0.0 if since_at is None else idle_s(agent, since_at, now)
    return {AlertKind.LONG_IDLE: f"{stood_s // 60:.0f}"} if stood_s >= limits.idle_after_s else {}


def told_hour(agent: Agent, at: datetime, now: datetime) -> str:
    """The hour at the agent's, with its date if it is another than today's."""
    told = at.astimezone(ZoneInfo(agent.time_zone))
    is_today = local_day(agent.time_zone, now) == told.date()
    return f"{told:%H:%M}" if is_today else f"{told:%Y-%m-%d %H:%M}"


def _clock_wrong(watched: Watched, now: datetime) -> str:
    error_s = clock_error_s(watched.latest, now)
    return "" if error_s is None else clock_figure(error_s)


def clock_figure(error_s: float) -> str:
    """What an alert of the clock carries: ahead or behind, and by how many seconds."""
    return f"{'ahead' if error_s > 0 else 'behind'} {abs(error_s):.0f}"


def _phone_setup(watched: Watched, now: datetime, limits: CauseSettings) -> str:
    """What only a hand at the phone mends: none of its reports, or only rough ones, can be used."""
    count, reason, since_at = watched.aside_count, watched.aside_reason, watched.aside_since_at
    if count >= limits.aside_reports and since_at is not None:
        # What a phone held back from before the shift comes at once, and is no sign of anything.
        lasts_s = (now - since_at).total_seconds()
        if reason != "off_shift" or lasts_s >= limits.aside_lasts_s:
            return f"{reason} {count}"
    best_m = min((one or 0.0 for one in watched.accuracies_m), default=0.0)
    is_lasting = len(watched.accuracies_m) >= limits.aside_reports
    return f"rough {best_m:.0f}" if is_lasting and best_m >= limits.rough_accuracy_m else ""


def _left_zone(watched: Watched, now: datetime, limits: CauseSettings) -> str:
    latest, team = watched.latest, watched.team
    span = _span_at(watched.agent, now)
    if team is None or latest.fix_at is None or latest.lat is None or latest.lon is None:
        return ""
    if span is None or latest.fix_at < span.start_at:  # where it was before the shift is its own
        return ""
    was_outside = AlertKind.LEFT_ZONE in watched.present
    if latest.mock or (latest.accuracy_m or 0.0) > limits.vague_accuracy_m:
        return "?" if was_outside else ""
    here = Point(latest.lat, latest.lon)
    return "" if is_inside(team.zone, here) else f"{_away_m(team.zone, here):.0f}"


def _away_m(zone: Sequence[Point], here: Point) -> float:
    """Metres to the nearest edge, on a plane: good enough for a figure that a person reads."""
    east = METRES_IN_A_DEGREE * cos(radians(here.lat))
    flat = [
        complex((p.lon - here.lon) * east, (p.lat - here.lat) * METRES_IN_A_DEGREE) for p in zone
    ]
    return min(_to_edge(a, b) for a, b in zip(flat, (*flat[1:], flat[0]), strict=True))


def _to_edge(start: complex, end: complex) -> float:
    """From the origin to the nearest point between two."""
    along = end - start
    length = abs(along) ** 2
    share = 0.0 if length == 0.0 else -(start * along.conjugate()).real / length
    return abs(start + min(1.0, max(0.0, share)) * along)


def _mock_suspected(watched: Watched, now: datetime, limits: CauseSettings) -> str:
    reason, at = watched.last_mock, watched.last_mock_at
    if reason is None or at is None or now - at > timedelta(seconds=limits.doubt_lasts_s):
        return ""
    return reason.value
