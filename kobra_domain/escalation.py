"""A call for help that nobody attends goes to one name after another until somebody does; and who
is near enough to go there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.geo import metres
from kobra_domain.people import Agent, Rescuer, Role, Team, User
from kobra_domain.positions import Latest
from kobra_domain.scope import EVERYTHING, Permission, keys_held, may, team_key

EACH = timedelta(seconds=60)
# After the last name the first is told again; once an hour has gone, less often.
ROUND_AGAIN, LATER_AGAIN = timedelta(minutes=5), timedelta(minutes=30)
_FIRST_HOUR = timedelta(hours=1)
_MOST_NAMES = 20

# An estimate: streets are longer than the way of birds, and cities slow.
_DETOUR = 1.35
_WALKING_MPS, _DRIVING_MPS = 1.3, 5.0
_SETTING_OFF_S = 120.0
FRESH = timedelta(minutes=15)
_MOST_NEAR = 2
_FARTHEST_M = 60_000.0


def rescuers_of(team: Team | None, users: Iterable[User]) -> tuple[Rescuer, ...]:
    """Whom to tell, in order: the team's own list; without one its supervisors, then those who
    administer, each by name. Nobody twice.
    """
    if team is not None and team.rescuers:
        named: Iterable[Rescuer] = team.rescuers
    else:
        key = team_key(team.id) if team else EVERYTHING
        able = [user for user in users if may(user, Permission.ATTEND_ALERTS)]
        seeing = [user for user in able if {key, EVERYTHING} & keys_held(user)]
        order = sorted(seeing, key=lambda user: (user.role is Role.ADMIN, user.name, user.id))
        named = (Rescuer(name=user.name, email=user.email) for user in order)
    found: dict[str, Rescuer] = {}
    for one in named:
        found.setdefault(one.email.casefold(), one)
    return tuple(found.values())[:_MOST_NAMES]


def next_told(alert: Alert, told_at: Sequence[datetime], count: int, now: datetime) -> int | None:
    """Which of `count` names is to be told now, None for nobody yet; `told_at` are the times when
    somebody was, in order.
    """
    is_awaited = alert.kind is AlertKind.SOS and alert.state is AlertState.OPEN
    if not is_awaited or not count:
        return None
    if not told_at:
        return 0 if now - alert.raised_at >= EACH else None
    n = len(told_at) % count
    pause = EACH
    if n == 0:
        pause = ROUND_AGAIN if told_at[-1] - alert.raised_at < _FIRST_HOUR else LATER_AGAIN
    return n if now - told_at[-1] >= pause else None


@dataclass(frozen=True, slots=True)
class Near:
    """A colleague near a place: minutes are an estimate, by the straight way and a city's pace."""

    agent: Agent
    distance_m: float
    walking_min: int
    driving_min: int


def nearest(
    lat: float, lon: float, calling_id: str, known: Iterable[tuple[Agent, Latest]], now: datetime
) -> list[Near]:
    """The two colleagues nearest to who calls, by positions of the last quarter of an hour."""
    found = []
    for agent, latest in known:
        if agent.id == calling_id or not agent.is_active:
            continue
        if latest.lat is None or latest.lon is None or latest.fix_at is None:
            continue
        if not now - FRESH <= latest.fix_at or latest.mock is not None:
            continue
        away_m = metres(lat, lon, latest.lat, latest.lon)
        if away_m <= _FARTHEST_M:
            found.append(near_of(agent, away_m))
    found.sort(key=lambda one: (one.distance_m, one.agent.name))
    return found[:_MOST_NEAR]


def near_of(agent: Agent, away_m: float) -> Near:
    """A colleague so many metres away."""
    way_m = away_m * _DETOUR
    walking = ceil(way_m / _WALKING_MPS / 60)
    driving = ceil((_SETTING_OFF_S + way_m / _DRIVING_MPS) / 60)
    return Near(agent, away_m, max(1, walking), max(1, driving))
