"""What in an agent's present state asks for a supervisor; an SOS is not here, the phone says it.

A cause that is present now opens an alert or keeps it open; one that is gone ends it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kobra_domain.agent_state import clock_error_s, measured_at, silence_s
from kobra_domain.alert_rules import AlertRules
from kobra_domain.alerts import BACK, AlertKind
from kobra_domain.geo import is_inside
from kobra_domain.people import Agent, Team
from kobra_domain.place_causes import (
    VAGUE_ACCURACY_M,
    Awaited,
    Crossing,
    Told,
    crossing,
    has_reason,
    is_crossed,
    not_there,
    to_edge_m,
)
from kobra_domain.places import Point
from kobra_domain.positions import Latest, MockReason
from kobra_domain.shift import Presence, Span, local_day, presence, shift_spans, spans_on, stands
from kobra_domain.visit_causes import AtDoor, too_long

BATTERY_RECOVERED_PCT = 5  # above the limit, so that a phone at the limit does not flicker
DOUBT_LASTS_S = 900.0
ROUGH_ACCURACY_M = 500.0
ASIDE_REPORTS = 5
ASIDE_LASTS_S = 900.0
MOST_NAMED = 4
FRESH = timedelta(minutes=10)  # what an older fix shows is not told as being so now


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What is known of an agent looked at; `present` are the causes found the last time.

    `aside_count` reports in a row could be no position since `aside_since_at`, for `aside_reason`
    (a `QuarantineReason`, `off_shift`, `other_device`, `no_device`). `fixes`: the phone's last few,
    in order. `crossing_since_at`: since when they show the other side of the zone's edge than is
    told, as found the last time. `doors` of the day's visits and `company`, how many colleagues
    stand around, explain a stop. `twins`: codes of the agents whose phones tell the same places.
    """

    agent: Agent
    latest: Latest
    team: Team | None = None
    last_mock: MockReason | None = None
    last_mock_at: datetime | None = None
    aside_count: int = 0
    aside_reason: str = ""
    aside_since_at: datetime | None = None
    fixes: Sequence[Told] = ()
    crossing_since_at: datetime | None = None
    at_door: AtDoor | None = None
    awaited: Sequence[Awaited] = ()
    doors: Sequence[Point] = ()
    company: int = 0
    twins: Sequence[str] = ()
    present: frozenset[AlertKind] = frozenset()


def causes(
    watched: Watched, now: datetime, rules: AlertRules | None = None
) -> dict[AlertKind, str]:
    """The causes present, each with its small figure: minutes, percent, metres, an hour at the
    agent's, a reason, or a reason and its figure. `visit_of` says which visit each is about.

    But for a visit that goes on, none outside the shift, without consent, for an agent who no
    longer works, or who has no phone, not yet or since it was lost: nobody is missing then.
    """
    limits = rules or AlertRules()
    agent = watched.agent
    found = {AlertKind.VISIT_LONG: _visit_long(watched, now, limits)}
    here = presence(agent, now)
    may_know = agent.is_active and stands(agent.consent, now) and agent.enrolled_at is not None
    if may_know and here not in (Presence.OFF_SHIFT, Presence.ABSENT):
        found |= _in_shift(watched, now, limits, here)
    return {kind: said for kind, said in found.items() if said and kind not in limits.off}


def visit_of(kind: AlertKind, watched: Watched, now: datetime, rules: AlertRules) -> str | None:
    """The visit that a cause is about, if it is about one."""
    if kind in (AlertKind.VISIT_LONG, AlertKind.VISIT_SILENT):
        return watched.at_door.visit_id if watched.at_door else None
    missed = _missed(watched, now, rules) if kind is AlertKind.NOT_THERE else None
    return missed[0] if missed else None


def zone_crossing(watched: Watched, now: datetime) -> Crossing | None:
    """Since when fixes of this stretch of the shift show the other side of the zone's edge."""
    span, team = _span_at(watched.agent, now), watched.team
    if team is None or len(team.zone) < 3 or span is None:
        return None
    return crossing(
        team.zone,
        watched.fixes,
        span.start_at,  # where it was before the shift is its own
        was_out=AlertKind.LEFT_ZONE in watched.present,
        known_since_at=watched.crossing_since_at,
    )


def back_in_zone(watched: Watched, now: datetime, rules: AlertRules) -> str:
    """The detail of a left zone that was entered again: since when, at the agent's. Empty for who
    is not back: whether somebody without a shift or a zone is nobody asks.
    """
    was_out = AlertKind.LEFT_ZONE in watched.present and AlertKind.LEFT_ZONE not in rules.off
    found = zone_crossing(watched, now) if was_out else None
    if found is None or not is_crossed(found, rules, was_out=True):
        return ""
    return f"{BACK} {told_hour(watched.agent, found.since_at, now)}"


def _in_shift(
    watched: Watched, now: datetime, limits: AlertRules, here: Presence
) -> dict[AlertKind, str]:
    found = {
        AlertKind.NOT_HEARD: _not_heard(watched, now, limits),
        AlertKind.VISIT_SILENT: _visit_silent(watched, now, limits),
        AlertKind.LOW_BATTERY: _low_battery(watched, now, limits),
        AlertKind.LEFT_ZONE: _left_zone(watched, now, limits),
        AlertKind.SAME_PLACE: _same_place(watched),
        AlertKind.MOCK_SUSPECTED: _mock_suspected(watched, now),
        AlertKind.CLOCK_WRONG: _clock_wrong(watched, now),
        AlertKind.PHONE_SETUP: _phone_setup(watched, now),
        **(_standing(watched, now, limits) if here is Presence.ON_SHIFT else {}),
    }
    if found[AlertKind.NOT_HEARD]:  # of an agent that is not heard nothing is known about standing
        found |= dict.fromkeys(_OF_STANDING, "")
    elif here is Presence.ON_SHIFT:
        found[AlertKind.NOT_THERE] = _not_there(watched, now, limits)
    if found[AlertKind.VISIT_SILENT] and AlertKind.VISIT_SILENT not in limits.off:
        found[AlertKind.NOT_HEARD] = ""  # told as the worse of the two
    return found


_OF_STANDING = (AlertKind.LONG_IDLE, AlertKind.STOP_UNEXPLAINED, AlertKind.NO_POSITION)


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


def _not_heard(watched: Watched, now: datetime, limits: AlertRules) -> str:
    agent, heard_at = watched.agent, watched.latest.heard_at
    silent_s = silence_s(agent, heard_at, now)
    if silent_s <= limits.not_heard_min * 60:
        return ""
    span = _span_at(agent, now)
    has_reported = heard_at is not None and span is not None and heard_at >= span.start_at
    return f"{silent_s // 60:.0f}" if has_reported else f"start {silent_s // 60:.0f}"


def _visit_long(watched: Watched, now: datetime, limits: AlertRules) -> str:
    if watched.at_door is None or not watched.agent.is_active:
        return ""
    return too_long(watched.at_door, now, limits, clock_error_s(watched.latest, now) or 0.0)


def _visit_silent(watched: Watched, now: datetime, limits: AlertRules) -> str:
    """Not heard since the arrival, or since a word after it."""
    door, heard_at = watched.at_door, watched.latest.heard_at
    if door is None:
        return ""
    since_at = door.begun_at if heard_at is None else max(door.begun_at, heard_at)
    silent_s = silence_s(watched.agent, since_at, now)
    return f"{silent_s // 60:.0f}" if silent_s > limits.visit_silent_min * 60 else ""


def _missed(watched: Watched, now: datetime, limits: AlertRules) -> tuple[str, float] | None:
    """Of an agent whose place is known and who is at no visit."""
    latest = watched.latest
    is_known = latest.fix_at is not None and now - latest.fix_at <= FRESH and latest.mock is None
    if (
        not is_known
        or latest.lat is None
        or latest.lon is None
        or latest.at_visit_id
        or watched.at_door
    ):
        return None
    if (latest.accuracy_m or 0.0) > VAGUE_ACCURACY_M:
        return None
    return not_there(
        watched.awaited,
        Point(latest.lat, latest.lon),
        latest.accuracy_m,
        now,
        limits,
        was_away=AlertKind.NOT_THERE in watched.present,
    )


def _not_there(watched: Watched, now: datetime, limits: AlertRules) -> str:
    missed = _missed(watched, now, limits)
    return f"{missed[1]:.0f}" if missed else ""


def _same_place(watched: Watched) -> str:
    named, others = watched.twins[:MOST_NAMED], len(watched.twins) - MOST_NAMED
    return ", ".join(named) + (f" +{others}" if others > 0 else "")


def _low_battery(watched: Watched, now: datetime, limits: AlertRules) -> str:
    """By what the phone said in this stretch of the shift: it was charged overnight."""
    battery_pct, span = watched.latest.battery_pct, _span_at(watched.agent, now)
    if battery_pct is None or watched.latest.is_charging or span is None:
        return ""
    if watched.latest.heard_at is None or watched.latest.heard_at < span.start_at:
        return ""
    is_open = AlertKind.LOW_BATTERY in watched.present
    limit = limits.low_battery_pct + (BATTERY_RECOVERED_PCT if is_open else 0)
    return f"{battery_pct:.0f}" if battery_pct <= limit else ""


def _standing(watched: Watched, now: datetime, limits: AlertRules) -> dict[AlertKind, str]:
    """Stood for long, which fixes have shown; or no fix for long, which shows nothing."""
    latest, agent = watched.latest, watched.agent
    at = measured_at(latest)
    if latest.at_visit_id is not None:
        return {}
    idle_after_s = limits.idle_min * 60
    if at is None:
        waited_s = idle_s(agent, agent.enrolled_at or now, now)
        return {AlertKind.NO_POSITION: "never"} if waited_s >= idle_after_s else {}
    if now - at > FRESH:
        is_long = idle_s(agent, at, now) >= idle_after_s
        return {AlertKind.NO_POSITION: told_hour(agent, at, now)} if is_long else {}
    since_at = latest.stop_since_at
    stood_s = 0.0 if since_at is None else idle_s(agent, since_at, now)
    minutes = f"{stood_s // 60:.0f}"
    if stood_s >= limits.unexplained_min * 60 and _is_unexplained(watched, limits):
        return {AlertKind.STOP_UNEXPLAINED: minutes}
    return {AlertKind.LONG_IDLE: minutes} if stood_s >= idle_after_s else {}


def _is_unexplained(watched: Watched, limits: AlertRules) -> bool:
    """Where it is not told apart, it is told as standing."""
    lat, lon = watched.latest.lat, watched.latest.lon
    if AlertKind.STOP_UNEXPLAINED in limits.off or lat is None or lon is None:
        return False
    return not has_reason(Point(lat, lon), watched.doors, watched.company)


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


def _phone_setup(watched: Watched, now: datetime) -> str:
    """What only a hand at the phone mends: none of its reports, or only rough ones, can be used."""
    count, reason, since_at = watched.aside_count, watched.aside_reason, watched.aside_since_at
    if count >= ASIDE_REPORTS and since_at is not None:
        # What a phone held back from before the shift comes at once, and is no sign of anything.
        lasts_s = (now - since_at).total_seconds()
        if reason != "off_shift" or lasts_s >= ASIDE_LASTS_S:
            return f"{reason} {count}"
    best_m = min((fix.accuracy_m or 0.0 for fix in watched.fixes), default=0.0)
    is_lasting = len(watched.fixes) >= ASIDE_REPORTS
    return f"rough {best_m:.0f}" if is_lasting and best_m >= ROUGH_ACCURACY_M else ""


def _left_zone(watched: Watched, now: datetime, limits: AlertRules) -> str:
    """By its fixes, and only by them: silence shows no side. Metres beyond the edge, `?` where the
    newest fix does not say.
    """
    was_out = AlertKind.LEFT_ZONE in watched.present
    found = zone_crossing(watched, now)
    if was_out:
        has_zone = watched.team is not None and len(watched.team.zone) >= 3
        return "" if not has_zone or is_crossed(found, limits, was_out=True) else _away(watched)
    if found is None or now - found.until_at > FRESH:  # a phone that was without a network
        return ""
    return f"{found.away_m:.0f}" if is_crossed(found, limits, was_out=False) else ""


def _away(watched: Watched) -> str:
    latest, team = watched.latest, watched.team
    is_clear = not latest.mock and (latest.accuracy_m or 0.0) <= VAGUE_ACCURACY_M
    if team is None or latest.lat is None or latest.lon is None or not is_clear:
        return "?"
    here = Point(latest.lat, latest.lon)
    return "?" if is_inside(team.zone, here) else f"{to_edge_m(team.zone, here):.0f}"


def _mock_suspected(watched: Watched, now: datetime) -> str:
    reason, at = watched.last_mock, watched.last_mock_at
    if reason is None or at is None or now - at > timedelta(seconds=DOUBT_LASTS_S):
        return ""
    return reason.value
