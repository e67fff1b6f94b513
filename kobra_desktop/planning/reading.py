"""A problem and a plan of it, from the JSON that outside tests write. Whatever is not as it should
be is a FileProblem that names its place in the file.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from kobra_domain.places import Point
from kobra_domain.planning.model import (
    Left,
    Plan,
    PlanAgent,
    PlanBreak,
    PlanVisit,
    Problem,
    Stop,
    Tour,
    Window,
    seconds,
)
from kobra_domain.planning.travel import USUAL_FACTOR, USUAL_KMH, Pace, Travel
from kobra_records.files.problems import FileProblem

MOST_MB = 32
MOST_VISITS, MOST_AGENTS, MOST_BREAKS, MOST_WINDOWS = 5_000, 500, 6, 50
MOST_TEXT = 200
MOST_PRIORITY = 1_000
_DAY_MINUTES = 24 * 60
_EARLIEST, _LATEST = datetime(1971, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ReadProblem:
    """A problem, and the time zone in which its answers are written."""

    problem: Problem
    zone: tzinfo


def problem_of(raw: bytes) -> ReadProblem:
    """The problem. Raises FileProblem."""
    root = _object(_json(raw), "PROBLEM")
    zone = _zone(root)
    agents: dict[str, PlanAgent] = {}
    for place, shape in _each(root, "agents", MOST_AGENTS):
        agent = _agent(shape, place)
        _new(agents, agent.id, place)
        agents[agent.id] = agent
    visits: dict[str, PlanVisit] = {}
    day = _first_day(agents.values(), zone)
    for place, shape in _each(root, "visits", MOST_VISITS):
        visit = _visit(shape, place, day)
        _new(visits, visit.id, place)
        if visit.pin_agent and visit.pin_agent not in agents:
            raise FileProblem("plan.unknown_id", place=f"{place}.pin_agent", id=visit.pin_agent)
        visits[visit.id] = visit
    factor = _number(root.get("metres_factor", USUAL_FACTOR), "metres_factor", 0.01, 100)
    speed = _number(root.get("speed_kmh", USUAL_KMH), "speed_kmh", 0.1, 1_000)
    travel = Travel(usual=Pace(factor, 3_600 / speed))
    return ReadProblem(Problem(agents=agents, visits=visits, travel=travel), zone)


def plan_of(raw: bytes, problem: Problem) -> Plan:
    """A plan of a problem. Raises FileProblem, for an id that the problem does not hold too."""
    root = _object(_json(raw), "PLAN")
    tours = []
    for place, shape in _each(root, "routes", MOST_AGENTS):
        agent = _known(shape, "agent", place, problem.agents)
        stops = [
            _stop(stop, at, problem)
            for at, stop in _each(shape, "stops", MOST_VISITS, f"{place}.stops")
        ]
        tours.append(Tour(agent=agent, stops=tuple(stops)))
    left = [
        Left(_known(shape, "visit", place, problem.visits), ())
        for place, shape in (_each(root, "unassigned", MOST_VISITS) if "unassigned" in root else ())
    ]
    return Plan(tours=tuple(tours), left=tuple(left))


def _agent(shape: dict[str, Any], place: str) -> PlanAgent:
    given = shape.get("shift")
    shift = None
    if given is not None and given != []:
        shift = _span(given, f"{place}.shift")
        if shift.from_s >= shift.until_s:
            raise FileProblem("plan.needs_span", place=f"{place}.shift")
    rests = _each(shape, "breaks", MOST_BREAKS, f"{place}.breaks") if shape.get("breaks") else ()
    most = shape.get("max_visits")
    if most is not None:
        most = round(_number(most, f"{place}.max_visits", 0, 1_000_000))
    return PlanAgent(
        id=_text(shape.get("id"), f"{place}.id"),
        start=_point(shape.get("start"), f"{place}.start"),
        end=_point(shape.get("end"), f"{place}.end"),
        shift=shift,
        breaks=tuple(_break(one, at) for at, one in rests),
        max_visits=most,
    )


def _break(shape: dict[str, Any], place: str) -> PlanBreak:
    minutes = _number(shape.get("minutes"), f"{place}.minutes", 0, _DAY_MINUTES)
    return PlanBreak(round(minutes * 60), _span(shape.get("window"), f"{place}.window"))


def _visit(shape: dict[str, Any], place: str, day: datetime) -> PlanVisit:
    minutes = _number(shape.get("service_minutes", 0), f"{place}.service_minutes", 0, _DAY_MINUTES)
    windows = shape.get("windows") or []
    spans = _list(windows, f"{place}.windows", MOST_WINDOWS)
    lat, lon = shape.get("lat"), shape.get("lon")
    at = None if lat is None and lon is None else [lat, lon]
    pinned, hour = shape.get("pin_agent"), shape.get("pin_hour")
    return PlanVisit(
        id=_text(shape.get("id"), f"{place}.id"),
        place=_point(at, place),
        service_s=round(minutes * 60),
        windows=tuple(_span(one, f"{place}.windows[{n}]") for n, one in enumerate(spans)),
        priority=round(_number(shape.get("priority") or 0, f"{place}.priority", 0, MOST_PRIORITY)),
        pin_agent="" if pinned is None else _text(pinned, f"{place}.pin_agent"),
        pin_s=None if hour is None else _hour(hour, f"{place}.pin_hour", day),
    )


def _stop(shape: dict[str, Any], place: str, problem: Problem) -> Stop:
    arrival, start, end = (
        seconds(_moment(shape.get(name), f"{place}.{name}")) for name in ("arrival", "start", "end")
    )
    return Stop(_known(shape, "visit", place, problem.visits), arrival, start, end)


def _json(raw: bytes) -> Any:
    if len(raw) > MOST_MB * 2**20:
        raise FileProblem("plan.too_large", limit=MOST_MB)
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FileProblem("plan.not_json") from error


def _object(value: Any, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise FileProblem("plan.needs_object", place=place)
    return value


def _list(value: Any, place: str, most: int) -> list[Any]:
    if not isinstance(value, list):
        raise FileProblem("plan.needs_list", place=place)
    if len(value) > most:
        raise FileProblem("plan.too_many", place=place, count=most)
    return value


def _each(
    shape: dict[str, Any], name: str, most: int, place: str = ""
) -> list[tuple[str, dict[str, Any]]]:
    """The objects of a list, each with its place in the file."""
    place = place or name
    listed = enumerate(_list(shape.get(name), place, most))
    return [(f"{place}[{index}]", _object(one, f"{place}[{index}]")) for index, one in listed]


def _text(value: Any, place: str) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= MOST_TEXT:
        raise FileProblem("plan.needs_text", place=place, most=MOST_TEXT)
    return value


def _number(value: Any, place: str, low: float, high: float) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not low <= value <= high:  # nor what is no number, nor a huge one
        raise FileProblem("plan.needs_number", place=place, low=low, high=high)
    return float(value)


def _point(value: Any, place: str) -> Point | None:
    """Degrees; None where nothing is said."""
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2:
        raise FileProblem("plan.needs_point", place=place)
    try:
        return Point(_number(value[0], place, -90, 90), _number(value[1], place, -180, 180))
    except FileProblem as error:
        raise FileProblem("plan.needs_point", place=place) from error


def _moment(value: Any, place: str) -> datetime:
    try:
        at = datetime.fromisoformat(value)
        is_known = at.tzinfo is not None and _EARLIEST <= at <= _LATEST
    except (TypeError, ValueError, OverflowError):
        is_known = False
    if not is_known:
        raise FileProblem("plan.needs_moment", place=place)
    return at


def _span(value: Any, place: str) -> Window:
    """A window, in whole seconds that lie in it. One that ends before it begins holds nothing."""
    if not isinstance(value, list) or len(value) != 2:
        raise FileProblem("plan.needs_span", place=place)
    first, last = (_moment(one, place) for one in value)
    return Window(seconds(first, up=True), seconds(last))


def _hour(value: Any, place: str, day: datetime) -> int:
    """A moment, or an hour «10:30» of the planned day."""
    try:
        hour = datetime.strptime(value, "%H:%M")
    except (TypeError, ValueError):
        return seconds(_moment(value, place))
    return seconds(day.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0))


def _zone(root: dict[str, Any]) -> tzinfo:
    """The offset that the first shift is written in."""
    try:
        at = datetime.fromisoformat(root["agents"][0]["shift"][0])
    except (LookupError, TypeError, ValueError):
        return UTC
    return at.tzinfo or UTC


def _first_day(agents: Any, zone: tzinfo) -> datetime:
    shifts = [one.shift.from_s for one in agents if one.shift]
    return datetime.fromtimestamp(0, zone) + timedelta(seconds=min(shifts, default=0))


def _known(shape: dict[str, Any], name: str, place: str, known: Any) -> str:
    id_ = _text(shape.get(name), f"{place}.{name}")
    if id_ not in known:
        raise FileProblem("plan.unknown_id", place=f"{place}.{name}", id=id_)
    return id_


def _new(known: Any, id_: str, place: str) -> None:
    if id_ in known:
        raise FileProblem("plan.same_id", place=f"{place}.id", id=id_)
