"""One batch of submissions in one transaction: judged, stored, set aside or counted.

Nothing is answered before the transaction has committed, so a phone's 200 means durable.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, auto
from typing import Any

from sqlalchemy import Connection

from field_api.days_due import note_late
from field_api.ingest import rows
from field_api.ingest.known import Known, hear, place, set_aside
from field_api.ingest.phone_report import PhoneReport
from field_api.ingest.sos import Call, answer_calls
from kobra_domain.aside import NO_CONSENT, OFF_SHIFT, PhoneEnd
from kobra_domain.people import Agent
from kobra_domain.places import Point
from kobra_domain.positions import ASTRAY, Position, QuarantineReason
from kobra_domain.report import EARLIEST_FIX_AT, Accepted, Quarantined, judge_report
from kobra_domain.shift import may_store, stands

# What is wrong with these is not their place.
_PLACED = frozenset({QuarantineReason.FUTURE, QuarantineReason.TOO_OLD, QuarantineReason.NOT_VALID})


class Answer(Enum):
    """What a phone is told."""

    TAKEN = auto()
    UNKNOWN_TOKEN = auto()
    NO_DEVICE = auto()
    OTHER_DEVICE = auto()


@dataclass(frozen=True, slots=True)
class Submission:
    """One request of one phone."""

    token_hash: str
    reports: tuple[PhoneReport, ...]
    received_at: datetime


@dataclass(slots=True)
class _Batch:
    """What gathers while the submissions are judged, to be written at once."""

    phones: dict[str, rows.Phone]
    agents: dict[str, Agent]
    known: dict[str, Known]
    positions: list[Position] = field(default_factory=list)
    quarantine: list[dict[str, Any]] = field(default_factory=list)
    unstored: Counter[tuple[str, Any, str]] = field(default_factory=Counter)
    calls: list[Call] = field(default_factory=list)


def store(
    connection: Connection, submissions: Sequence[Submission], agents: rows.AgentCache
) -> tuple[list[Answer], set[str]]:
    """Store a batch; answers one answer per submission, and the agents of whom something is new."""
    now = max(s.received_at for s in submissions)
    phones = rows.find_phones(connection, {s.token_hash for s in submissions}, now)
    ids = {phone.agent_id: phone.agent_version for phone in phones.values()}
    batch = _Batch(phones, agents.load(connection, ids), rows.read_known(connection, ids))
    before = dict(batch.known)
    answers = [_take(batch, submission) for submission in submissions]
    heard = {i for i, known in batch.known.items() if known is not before[i]}
    _write(connection, batch, heard, now)
    return answers, heard


def store_late(
    connection: Connection,
    agent: Agent,
    reports: Sequence[tuple[PhoneReport, Accepted, datetime]],
) -> None:
    """Store what was set aside once and can be a position after all: each with when it came. The
    caller has asked whether it may be kept; a call for help in it was heard when it came.
    """
    batch = _Batch({}, {agent.id: agent}, rows.read_known(connection, [agent.id]))
    for report, found, received_at in reports:
        _place(batch, agent, report, found, received_at)
    rows.write_positions(connection, batch.positions)
    note_late(connection, batch.agents, batch.positions)
    rows.write_known(connection, batch.known.values())


def _write(connection: Connection, batch: _Batch, heard: set[str], now: datetime) -> None:
    rows.write_positions(connection, batch.positions)
    rows.write_alarms(connection, batch.positions)
    note_late(connection, batch.agents, batch.positions)
    rows.write_quarantine(connection, batch.quarantine)
    counted = [
        {"agent_id": agent_id, "day": day, "reason": reason, "count": count, "last_at": now}
        for (agent_id, day, reason), count in sorted(batch.unstored.items())
    ]
    rows.count_unstored(connection, counted)
    rows.write_known(connection, (batch.known[agent_id] for agent_id in heard))
    answer_calls(connection, batch.calls, now)


def _take(batch: _Batch, submission: Submission) -> Answer:
    phone = batch.phones.get(submission.token_hash)
    if phone is None:
        return Answer.UNKNOWN_TOKEN
    named = [r.device_id for r in submission.reports if r.device_id is not None]
    is_readable = any("body" not in r.report.unreadable for r in submission.reports)
    ours = [name for name in named if _is_same(name, phone.device_id)]
    agent, at = batch.agents[phone.agent_id], submission.received_at
    if not ours and (named or is_readable):
        # Whatever the phone is called, it has the agent's key: a call for help is heard.
        _call(batch, agent, submission.reports, at, is_refused=True)
        _note_aside(
            batch, agent, submission.reports[0], "other_device" if named else "no_device", at
        )
        return Answer.OTHER_DEVICE if named else Answer.NO_DEVICE
    for report in submission.reports:
        if report.device_id is None or _is_same(report.device_id, phone.device_id):
            _take_report(batch, phone, report, at)
        else:  # one record of another device must not stop the queue for the rest
            _set_aside(batch, agent, report, QuarantineReason.OTHER_DEVICE, at)
            _call(batch, agent, [report], at, is_refused=True)
    return Answer.TAKEN


def _call(
    batch: _Batch,
    agent: Agent,
    reports: Iterable[PhoneReport],
    received_at: datetime,
    *,
    place: Point | None = None,
    is_refused: bool = False,
) -> None:
    """Those of the reports that call for help, at the place that is believed."""
    batch.calls += [
        Call(agent, _measured_at(report, received_at), received_at, report, place, is_refused)
        for report in reports
        if report.is_sos
    ]


def _is_same(named: str, device_id: str) -> bool:
    return named.strip().casefold() == device_id.strip().casefold()


def _take_report(
    batch: _Batch, phone: rows.Phone, report: PhoneReport, received_at: datetime
) -> None:
    agent = batch.agents[phone.agent_id]
    verdict = judge_report(report.report, received_at)
    at = _measured_at(report, received_at)
    ending = phone.end_at(at)
    if ending is not None:
        _take_of_nobody(batch, agent, ending, report, received_at)
        return
    is_kept = may_store(agent, at, received_at)
    shown = report if is_kept or report.is_sos else replace(report, battery_pct=None)
    batch.known[agent.id] = hear(batch.known[agent.id], shown, at, received_at)
    where = None
    if isinstance(verdict, Accepted):
        if is_kept or report.is_sos:
            where = _place(batch, agent, report, verdict, received_at)
        else:
            reason = _why_unstored(agent, received_at)
            batch.unstored[agent.id, received_at.date(), reason] += 1
            if may_store(agent, received_at, received_at):  # it works now: the clock says otherwise
                _note_aside(batch, agent, report, reason, received_at)
    elif isinstance(verdict, Quarantined):
        _set_aside(batch, agent, report, verdict.reason, received_at)
        _note_aside(batch, agent, report, verdict.reason, received_at)
        where = _told_place(report) if verdict.reason in _PLACED else None
    _call(batch, agent, [report], received_at, place=where)


def _why_unstored(agent: Agent, received_at: datetime) -> str:
    """Why a position may not be kept: nobody works, or agrees, or it was measured off shift."""
    if not agent.is_active:
        return PhoneEnd.LEFT.value
    return OFF_SHIFT if stands(agent.consent, received_at) else NO_CONSENT


def _take_of_nobody(
    batch: _Batch, agent: Agent, ending: PhoneEnd, report: PhoneReport, received_at: datetime
) -> None:
    """A phone that was not the agent's: where it was is counted, and says nothing of the agent. A
    call for help is heard, whoever calls.
    """
    if report.report.lat is not None:
        batch.unstored[agent.id, received_at.date(), ending.value] += 1
    _call(batch, agent, [report], received_at, place=_told_place(report))


def _told_place(report: PhoneReport) -> Point | None:
    lat, lon = report.report.lat, report.report.lon
    return None if lat is None or lon is None else Point(lat, lon)


def _measured_at(report: PhoneReport, received_at: datetime) -> datetime:
    """The phone's time, or that of arrival where the phone's cannot be."""
    said = report.report.fix_at
    return said if said and EARLIEST_FIX_AT <= said <= received_at else received_at


def _place(
    batch: _Batch, agent: Agent, report: PhoneReport, found: Accepted, received_at: datetime
) -> Point:
    """Keep it; answers where the agent is believed to be."""
    position = Position(
        agent_id=agent.id,
        fix_at=found.fix_at,
        received_at=received_at,
        lat=found.lat,
        lon=found.lon,
        accuracy_m=report.accuracy_m,
        speed_mps=report.speed_mps,
        bearing=report.bearing,
        altitude_m=report.altitude_m,
        battery_pct=report.battery_pct,
        is_charging=report.is_charging,
        alarm=report.alarm,
        source=report.source,
        attributes=report.attributes,
    )
    known, position = place(batch.known[agent.id], position, is_flagged=report.is_flagged_mock)
    batch.known[agent.id] = known
    batch.positions.append(position)
    newest = known.latest
    if position.mock in ASTRAY and newest.lat is not None and newest.lon is not None:
        return Point(newest.lat, newest.lon)
    return Point(position.lat, position.lon)


def _note_aside(
    batch: _Batch, agent: Agent, report: PhoneReport, reason: str, received_at: datetime
) -> None:
    known, said_at = batch.known[agent.id], report.report.fix_at
    batch.known[agent.id] = set_aside(known, str(reason), said_at, received_at)


def _set_aside(
    batch: _Batch,
    agent: Agent,
    report: PhoneReport,
    reason: QuarantineReason,
    received_at: datetime,
) -> None:
    # Where somebody was is not kept out of shift, whatever was wrong with it.
    is_kept = report.is_sos or may_store(agent, _measured_at(report, received_at), received_at)
    batch.quarantine.append(
        {
            "agent_id": agent.id,
            "received_at": received_at,
            "reason": reason,
            "fix_at": report.report.fix_at,
            "lat": report.report.lat if is_kept else None,
            "lon": report.report.lon if is_kept else None,
            "content": report.content if is_kept else "",
        }
    )
