"""Who works: users of the control center, teams, and agents with their shift and consent."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from kobra_domain.limits import (
    AgentId,
    Code,
    Count,
    Email,
    Id,
    Language,
    Line,
    MailAddress,
    Name,
    Note,
    Phone,
    PortfolioId,
    Seconds,
    TeamId,
    TimeZone,
    Weekday,
)
from kobra_domain.places import Point


class Role(StrEnum):
    """What a user may do at most; teams and portfolios say where."""

    ADMIN = "admin"
    SUPERVISOR = "supervisor"
    AGENT = "agent"
    VIEWER = "viewer"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person who signs in. An admin's scope is everything;
    `agent_id` links the role agent to its agent.
    """

    id: Id
    name: Name
    email: Email
    role: Role
    team_ids: tuple[TeamId, ...] = ()
    portfolio_ids: tuple[PortfolioId, ...] = ()
    agent_id: AgentId | None = None
    language: Language = "es"
    time_zone: TimeZone = "America/Bogota"
    is_active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescuer:
    """Somebody who is told by mail of a call for help that nobody attends; no user need be."""

    name: Name
    email: MailAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Agents under common supervision; `zone` is the polygon they work in (empty: no zone).

    `rescuers`, in this order, are told of a call for help of theirs; none: those who supervise
    them, then the administrators.
    """

    id: Id
    name: Name
    zone: tuple[Point, ...] = ()
    is_active: bool = True
    rescuers: tuple[Rescuer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftSpan:
    """One stretch of a weekly shift (0 = Monday) in the agent's time zone;
    `end` after `start`, same day.
    """

    weekday: Weekday
    start: time
    end: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A yes to one purpose: when, where it is recorded, for what,
    and until when it was withdrawn (None: it stands).
    """

    given_at: datetime
    source: Line
    purpose: Line
    withdrawn_at: datetime | None = None


class MovesBy(StrEnum):
    """How an agent goes from door to door."""

    FOOT = "foot"
    MOTORCYCLE = "motorcycle"
    CAR = "car"
    TRANSIT = "transit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """A gestor. No spans: always in shift.
    No standing consent: positions are counted, never stored.

    `moving_interval_s` and `still_interval_s` are how often the phone is expected to speak.

    A day begins and ends at `base`, else at its first and last door; a plan gives it no more than
    `most_visits` and `most_minutes`.
    """

    id: Id
    code: Code
    name: Name
    team_id: TeamId | None = None
    phone: Phone = ""
    email: Line = ""
    time_zone: TimeZone = "America/Bogota"
    shift: tuple[ShiftSpan, ...] = ()
    breaks: tuple[ShiftSpan, ...] = ()
    consent: Consent | None = None
    absent_on: date | None = None
    absence_reason: Note = ""
    moving_interval_s: Seconds = 60
    still_interval_s: Seconds = 300
    base: Point | None = None
    moves_by: MovesBy | None = None
    most_visits: Count | None = None
    most_minutes: Count | None = None
    enrolled_at: datetime | None = None
    sos_tested_at: datetime | None = None
    is_active: bool = True
