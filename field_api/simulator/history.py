"""What lies behind the demonstration's first moment: finished visits, past alerts, old trails.

Pure: rows and entities are made here, `settlement` writes them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from random import Random

import numpy as np

from field_api.simulator.day import AgentDay
from field_api.simulator.events import CheckedIn, Ended
from field_api.simulator.ids import SeededIds
from field_api.simulator.odd_visits import in_own_ways, odd_alerts, with_odd_ones
from field_api.simulator.readings import Readings
from field_api.simulator.script import Script
from field_api.simulator.troubles import Trouble, TroubleKind, moment
from kobra_domain.alerts import Alert, AlertAct, AlertKind, AlertState, AlertStep
from kobra_domain.buckets import bucket_at
from kobra_domain.geo import judge
from kobra_domain.people import Agent
from kobra_domain.portfolios import Account, Address, Portfolio
from kobra_domain.positions import MockReason
from kobra_domain.shift import Span
from kobra_domain.visits import NotCompletedReason, ReviewState, Verdict, Visit, VisitState
from kobra_records.sql.tables import to_ms

PositionRow = tuple[
    str, int, int, float, float, float, float, float | None, float, float, bool, str | None, str
]
POSITION_COLUMNS = (
    *("agent_id", "fix_at", "received_at", "lat", "lon", "accuracy_m", "speed_mps", "bearing"),
    *("altitude_m", "battery_pct", "is_charging", "mock", "alarm"),
)
_ALERTS = {
    TroubleKind.SOS: AlertKind.SOS,
    TroubleKind.FLAT_BATTERY: AlertKind.LOW_BATTERY,
    TroubleKind.NO_SIGNAL: AlertKind.NOT_HEARD,
    TroubleKind.FLAGGED_MOCK: AlertKind.MOCK_SUSPECTED,
    TroubleKind.JUMPING_MOCK: AlertKind.MOCK_SUSPECTED,
    TroubleKind.LEFT_ZONE: AlertKind.LEFT_ZONE,
    TroubleKind.LONG_IDLE: AlertKind.STOP_UNEXPLAINED,
}
_NOTES = ("Se llamó, todo en orden", "Hablado con el gestor", "Revisado, se deja constancia")


@dataclass(frozen=True, slots=True)
class PastDay:
    """One agent's finished day."""

    visits: tuple[Visit, ...]
    alerts: tuple[Alert, ...]
    steps: tuple[AlertStep, ...]
    positions: tuple[PositionRow, ...]


class History:
    """The past of a script's world, day by day; deterministic."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._addresses: Mapping[str, Address] = {a.id: a for a in script.world.addresses}
        self._accounts: Mapping[str, Account] = {a.id: a for a in script.world.accounts}
        self._portfolios: Mapping[str, Portfolio] = {p.id: p for p in script.world.portfolios}
        self._supervisor_id = script.world.users[1].id
        self._may_be_away = {p.id for p in script.world.portfolios if p.allows_away_completion}

    def days(self) -> Iterator[list[PastDay]]:
        """All agents' days, one date at a time, oldest first."""
        count, trails = self._script.days, self._script.trail_days
        for back, date in zip(range(count, 0, -1), self._script.past_days(count), strict=True):
            made = [self._script.past(agent, date) for agent in self._script.world.agents]
            yield [self._past(day, has_trail=back <= trails) for day in made if day is not None]

    def until(self, day: AgentDay, now: datetime) -> tuple[Visit, ...]:
        """Today's visits as they stand at a moment: some finished, one open perhaps, some ahead."""
        told = [event for event in day.events() if event.sent_at <= now]
        here = {event.visit_id for event in told if isinstance(event, CheckedIn)}
        done = {event.visit_id for event in told if isinstance(event, Ended)}
        finished = {visit.id: visit for visit in self._finished(day, is_reviewed=False)}
        delivered_at = day.span.start_at - timedelta(minutes=20)
        found = {visit.id: f.check_in for visit, _, f in day.findings}
        stands = []
        for planned in day.visits:
            visit = planned
            if visit.id in done:
                visit = finished[visit.id]
            elif day.span.start_at <= now:
                visit = replace(visit, state=VisitState.ON_PHONE, on_phone_at=delivered_at)
                if visit.id in here:
                    state = VisitState.CHECKED_IN
                    visit = self._judged(replace(visit, state=state, check_in=found[visit.id]))
            stands.append(visit)
        return tuple(stands)

    def _past(self, day: AgentDay, *, has_trail: bool) -> PastDay:
        ended = {visit.id: visit for visit in self._finished(day, is_reviewed=True)}
        seed = f"{self._script.seed} {day.agent.code} {day.span.start_at.date()}"
        stood = [ended.get(visit.id) or _expired(visit, day.span) for visit in day.visits]
        where = partial(_place_at, day)
        own = in_own_ways(stood, day.agent, seed, self._may_be_away, where)
        visits = with_odd_ones([self._judged(one) if one.check_in else one for one in own], seed)
        odd = odd_alerts(visits, day.agent, self._supervisor_id, seed)
        rows = tuple(position_rows(day.agent, day.span, day.readings)) if has_trail else ()
        alerts = (*self._alerts(day), *odd)
        steps = tuple(step for alert in alerts for step in self._steps(alert))
        return PastDay(visits, alerts, steps, rows)

    def _finished(self, day: AgentDay, *, is_reviewed: bool) -> Iterator[Visit]:
        for planned, call, found in day.findings:
            account = self._accounts.get(next(iter(planned.account_ids), ""))
            visit = self._judged(
                replace(
                    planned,
                    on_phone_at=day.span.start_at - timedelta(minutes=20),
                    check_in=found.check_in,
                    ended_at=moment(day.span, call.left_s - 5.0),
                    result_note=found.note,
                    review=ReviewState.APPROVED if is_reviewed else ReviewState.RECEIVED,
                    bucket=bucket_at(account, self._portfolios[planned.portfolio_id].buckets),
                    overdue_minor=None if account is None else account.overdue_minor,
                )
            )
            lat, lon = found.proposed or (None, None)
            reason = found.reason
            if found.outcome is not None and visit.verdict is not Verdict.AT_ADDRESS:
                reason = NotCompletedReason.OTHER
            if reason is not None:
                yield replace(
                    visit,
                    state=VisitState.NOT_COMPLETED,
                    not_completed_reason=reason,
                    proposed_lat=lat,
                    proposed_lon=lon,
                )
            else:
                yield replace(visit, state=VisitState.COMPLETED, outcome=found.outcome)

    def _judged(self, visit: Visit) -> Visit:
        address = self._addresses[visit.address_id]
        judgement = judge(visit.check_in, address, self._portfolios[visit.portfolio_id])
        away_m = judgement.distance_m
        rounded = None if away_m is None else round(away_m, 1)
        return replace(visit, verdict=judgement.verdict, distance_m=rounded)

    def _alerts(self, day: AgentDay) -> Iterator[Alert]:
        chance = Random(f"alerts {self._script.seed} {day.agent.code} {day.span.start_at.date()}")
        ids = SeededIds(f"alerts {self._script.seed} {day.agent.code} {day.span.start_at.date()}")
        for trouble in day.troubles:
            if trouble.kind in _ALERTS and _is_noticed(trouble):
                yield self._alert(day, trouble, ids, chance)

    def _alert(self, day: AgentDay, trouble: Trouble, ids: SeededIds, chance: Random) -> Alert:
        kind = _ALERTS[trouble.kind]
        raised_at = moment(day.span, trouble.from_s + 60.0)
        last_at = max(raised_at, moment(day.span, trouble.until_s))
        is_attended = kind in (AlertKind.SOS, AlertKind.MOCK_SUSPECTED) or chance.random() < 0.5
        near = min(int(np.searchsorted(day.readings.at_s, trouble.from_s)), len(day.readings) - 1)
        return Alert(
            id=ids.timed(raised_at),
            kind=kind,
            raised_at=raised_at,
            last_at=last_at,
            team_id=day.agent.team_id,
            agent_id=day.agent.id,
            state=AlertState.ATTENDED if is_attended else AlertState.OVER,
            lat=float(day.readings.lat[near]) if near >= 0 else None,
            lon=float(day.readings.lon[near]) if near >= 0 else None,
            attended_by=self._supervisor_id if is_attended else None,
            attended_at=last_at + timedelta(minutes=4) if is_attended else None,
            note=chance.choice(_NOTES) if is_attended else "",
        )

    def _steps(self, alert: Alert) -> Iterator[AlertStep]:
        """What was done about a call for help until it was attended."""
        if alert.kind is not AlertKind.SOS:
            return
        ids = SeededIds(f"steps {alert.id}")
        team = next(one for one in self._script.world.teams if one.id == alert.team_id)
        told, supervisor = team.rescuers[0], self._script.world.users[1]
        acts = (
            (60.0, AlertAct.TOLD, None, told.name, told.email),
            (95.0, AlertAct.SEEN, supervisor.id, supervisor.name, ""),
            (110.0, AlertAct.CALLED, supervisor.id, supervisor.name, ""),
        )
        for after_s, act, user_id, who, email in acts:
            at = alert.raised_at + timedelta(seconds=after_s)
            yield AlertStep(
                id=ids.timed(at),
                alert_id=alert.id,
                at=at,
                act=act,
                team_id=alert.team_id,
                user_id=user_id,
                who=who,
                email=email,
            )


def position_rows(agent: Agent, span: Span, readings: Readings) -> Iterator[PositionRow]:
    """The day's fixes in the stored form, in the order of `POSITION_COLUMNS`."""
    kept = readings.where(readings.has_place)
    start_ms = to_ms(span.start_at)
    bearings = [None if bearing != bearing else bearing for bearing in kept.bearing.tolist()]
    flagged = MockReason.FLAGGED.value
    for at, sent, lat, lon, accuracy, speed, bearing, altitude, battery, charging, mock, sos in zip(
        np.rint(kept.at_s * 1000).astype(np.int64).tolist(),
        np.rint(kept.sent_s * 1000).astype(np.int64).tolist(),
        kept.lat.tolist(),
        kept.lon.tolist(),
        kept.accuracy_m.tolist(),
        kept.speed_mps.tolist(),
        bearings,
        kept.altitude_m.tolist(),
        kept.battery_pct.tolist(),
        kept.is_charging.tolist(),
        kept.is_mock.tolist(),
        kept.is_sos.tolist(),
        strict=True,
    ):
        reason, alarm = flagged if mock else None, "sos" if sos else ""
        yield (
            *(agent.id, start_ms + at, start_ms + sent, lat, lon, accuracy, speed, bearing),
            *(altitude, battery, charging, reason, alarm),
        )


def _place_at(day: AgentDay, at: datetime) -> tuple[float, float]:
    """Where the phone said that it was."""
    seconds, last = (at - day.span.start_at).total_seconds(), len(day.readings) - 1
    near = min(int(np.searchsorted(day.readings.at_s, seconds)), last)
    return round(float(day.readings.lat[near]), 7), round(float(day.readings.lon[near]), 7)


def _is_noticed(trouble: Trouble) -> bool:
    return trouble.kind is not TroubleKind.NO_SIGNAL or trouble.lasts_s > 600.0


def _expired(visit: Visit, span: Span) -> Visit:
    return replace(visit, state=VisitState.EXPIRED, ended_at=span.end_at)
