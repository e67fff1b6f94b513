"""An agent's day in words: what began or ended, the stops with their hours, what lies between them,
and the line that no stop may cross.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.counts import counts, figure
from kobra_desktop.models.planning.board import Board
from kobra_desktop.models.planning.day import DayAgent, DayVisit
from kobra_desktop.models.planning.stays import Stays, stays_of
from kobra_desktop.models.planning.words import apart_words, breach_words, preferred_words
from kobra_desktop.store.collation import name_key
from kobra_domain.planning.model import LAWFUL_RULES, Breach, Stop, Tour, Window, moment, seconds
from kobra_domain.visits import ENDED_STATES, PlanPin, Priority, VisitState
from kobra_domain.words import distance, duration, hour, say, word

translate = QCoreApplication.translate
LEAST_WAIT_S = 300  # what is shorter is no wait


@dataclass(frozen=True, slots=True, kw_only=True)
class StopLine:
    """A visit in a day. `place`: where in the order of what is still to be visited, None for what
    began or ended. `is_new`: only a proposal has it there. `refused` and `marked`: what the law and
    the house say against it there.
    """

    id: str
    place: int | None
    time: str
    name: str
    street: str
    mark: str
    pins: tuple[PlanPin, ...]
    is_urgent: bool
    is_new: bool = False
    refused: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it can still be moved."""
        return self.place is not None


@dataclass(frozen=True, slots=True)
class GapLine:
    """What lies between stops: a wait, a break, or (`is_limit`) the end of the lawful hours."""

    words: str
    icon: str
    is_limit: bool = False


Line = StopLine | GapLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """How full a day is in one respect, visits, kilometres or minutes: in words, and as a share of
    what there is room for; over 1 is too much. `has_room`: that room is the agent's own (cap or
    shift), else the most that somebody has that day, which the share only compares with.
    """

    words: str
    share: float
    room: str
    has_room: bool

    @property
    def is_over(self) -> bool:
        """Whether it is more than there is room for."""
        return self.has_room and self.share > 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Loads:
    """How full a day is."""

    visits: Load
    way: Load
    time: Load

    @property
    def each(self) -> tuple[Load, Load, Load]:
        """In the order in which they are shown."""
        return self.visits, self.way, self.time

    @property
    def spoken(self) -> str:
        """«9 visitas · 12,4 km · 6 h 10 min»."""
        return " · ".join(one.words for one in self.each)

    @property
    def told(self) -> list[str]:
        """Each with what it is measured by."""
        return [f"{one.words} ({one.room})" for one in self.each if one.room]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDay:
    """An agent's day. `digit` 1 to 9: the key that gives to this agent, of those that are shown; 0:
    none.
    """

    agent_id: str
    name: str
    team_name: str
    shift: str
    is_off: bool
    load: Loads
    lines: tuple[Line, ...]
    against: tuple[str, ...]
    digit: int = 0

    @property
    def order(self) -> tuple[str, ...]:
        """The visits that are still to be made."""
        return tuple(one.id for one in self.lines if isinstance(one, StopLine) and one.is_open)


def columns_of(board: Board, locale: str, now: Board | None = None) -> tuple[PlannedDay, ...]:
    """Every agent's day: who works first, by name. What another agent or nobody has `now` is
    new.
    """
    held = (now or board).holder
    agents = sorted(
        board.day.agents.values(), key=lambda one: (one.shift is None, name_key(one.agent.name))
    )
    stays = stays_of(board)
    most = _Most.of(board)
    return tuple(_with_news(_column(board, one, most, stays, locale), held) for one in agents)


def _with_news(column: PlannedDay, held: Mapping[str, str]) -> PlannedDay:
    lines = (
        replace(one, is_new=one.is_open and held.get(one.id) != column.agent_id)
        if isinstance(one, StopLine)
        else one
        for one in column.lines
    )
    return replace(column, lines=tuple(lines))


def _column(board: Board, agent: DayAgent, most: _Most, stays: Stays, locale: str) -> PlannedDay:
    tour = board.tours[agent.id]
    against: dict[str, list[Breach]] = {}
    for breach in tour.breaches:
        against.setdefault(breach.visit, []).append(breach)
    return PlannedDay(
        agent_id=agent.id,
        name=agent.agent.name,
        team_name=agent.team.name if agent.team is not None else "",
        shift=_shift(board, agent),
        is_off=agent.shift is None,
        load=_loads(agent, tour, most, locale),
        lines=tuple(_lines(board, agent, tour, against, stays, locale)),
        against=_said(board, against.get("", ()), locale),
    )


def _shift(board: Board, agent: DayAgent) -> str:
    if agent.agent.absent_on == board.day.on:
        return translate("Planning", "Absent that day")
    if agent.shift is None:
        return translate("Planning", "Off duty")
    zone = agent.agent.time_zone
    return f"{hour(agent.shift.start_at, zone)}–{hour(agent.shift.end_at, zone)}"


@dataclass(frozen=True, slots=True)
class _Most:
    """The most that somebody has that day."""

    visits: int
    metres: float
    busy_s: int

    @classmethod
    def of(cls, board: Board) -> _Most:
        tours = board.tours.values()
        return cls(
            visits=max((len(one.stops) for one in tours), default=0),
            metres=max((one.metres for one in tours), default=0.0),
            busy_s=max((one.busy_s for one in tours), default=0),
        )


def _loads(agent: DayAgent, tour: Tour, most: _Most, locale: str) -> Loads:
    """How much of the day is taken. Of kilometres nobody has a room of their own."""
    caps = [60 * agent.agent.most_minutes] if agent.agent.most_minutes else []
    caps += [round(agent.shift.seconds)] if agent.shift is not None else []
    room_s = min((one for one in caps if one > 0), default=None)
    visits, room = len(tour.stops), agent.agent.most_visits
    return Loads(
        visits=_load(visits, room, most.visits, counts.visits(visits), counts.visits(room or 0)),
        way=_load(tour.metres, None, most.metres, distance(tour.metres, locale), ""),
        time=_load(
            tour.busy_s,
            room_s,
            most.busy_s,
            duration(tour.busy_s, locale),
            duration(room_s or 0, locale),
        ),
    )


def _load(has: float, room: float | None, most: float, words: str, room_words: str) -> Load:
    if room:
        told = translate("Planning", "room for {most}").format(most=room_words)
        return Load(words=words, share=has / room, room=told, has_room=True)
    share = has / most if most else 0.0
    told = translate("Planning", "{share} % of who has the most").format(
        share=figure(round(share * 100))
    )
    return Load(words=words, share=share, room=told, has_room=False)


def _lines(
    board: Board,
    agent: DayAgent,
    tour: Tour,
    against: Mapping[str, list[Breach]],
    stays: Stays,
    locale: str,
) -> Iterable[Line]:
    """What was done, then stop after stop with waits and breaks before each, how many are one stay
    at a door, and the limit where the last visit of the day could still end lawfully.
    """
    for one in board.day.done.get(agent.id, ()):
        yield _done(board.day.visits[one], agent)
    rests, limit = list(tour.rests), _limit(board, tour)
    for place, stop in enumerate(tour.stops):
        if limit is not None and stop.end_s > limit:
            yield _limit_line(limit, agent)
            limit = None
        taken = [rest for rest in rests if rest.from_s < stop.start_s]
        rests = rests[len(taken) :]
        yield from _between(stop, taken, agent, locale)
        if (count := stays.joined.get(stop.visit, 0)) > 1:
            words = translate("Planning", "{count} visits, one door")
            yield GapLine(words.format(count=count), "house")
        found = against.get(stop.visit, [])
        yield _stop(board, agent, stop, place, found, stays, locale)
    yield from (_rest(one, agent) for one in rests)
    if limit is not None:
        yield _limit_line(limit, agent)


def _between(stop: Stop, rests: list[Window], agent: DayAgent, locale: str) -> Iterable[GapLine]:
    yield from (_rest(one, agent) for one in rests)
    idle = stop.wait_s - sum(
        one.until_s - one.from_s for one in rests if one.from_s >= stop.arrival_s
    )
    if idle >= LEAST_WAIT_S:
        words = translate("Planning", "Waits {length}").format(length=duration(idle, locale))
        yield GapLine(words, "hourglass")


def _rest(rest: Window, agent: DayAgent) -> GapLine:
    words = translate("Planning", "Break {start}–{end}")
    clock = _clock(agent)
    return GapLine(words.format(start=clock(rest.from_s), end=clock(rest.until_s)), "coffee")


def _limit(board: Board, tour: Tour) -> int | None:
    """The last second at which the law lets a visit of this day end."""
    windows = (board.day.visits[stop.visit].window for stop in tour.stops)
    ends = [seconds(one.end_at) for one in windows if one is not None]
    return max(ends, default=None)


def _limit_line(limit_s: int, agent: DayAgent) -> GapLine:
    words = translate("Planning", "The law: until {time}")
    return GapLine(words.format(time=_clock(agent)(limit_s)), "scale", is_limit=True)


def _stop(
    board: Board,
    agent: DayAgent,
    stop: Stop,
    place: int,
    found: list[Breach],
    stays: Stays,
    locale: str,
) -> StopLine:
    visit = board.day.visits[stop.visit]
    law = [one for one in found if one.rule in LAWFUL_RULES]
    house = [one for one in found if one.rule not in LAWFUL_RULES]
    refused = _said(board, law, locale)
    if (other := stays.apart.get(stop.visit)) is not None:
        refused = (apart_words(board, stop.visit, other, locale), *refused)
    if visit.refusal is not None:
        asked = {**visit.refusal.params, "asked_at": board.day.at.isoformat()}
        refused = (say(visit.refusal.code, asked, locale),)
    return _line(
        visit,
        _clock(agent)(stop.start_s),
        "blocked" if refused else visit.card.visit.state.value,
        place=place,
        refused=refused,
        marked=(*_said(board, house, locale), *preferred_words(visit, stop.start_s, locale)),
    )


def _done(visit: DayVisit, agent: DayAgent) -> StopLine:
    held = visit.card.visit
    at = held.ended_at if held.state in ENDED_STATES else None
    if at is None and held.check_in is not None:
        at = held.check_in.at
    return _line(visit, _at(at, agent), held.state.value)


def _line(
    visit: DayVisit,
    time: str,
    mark: str,
    *,
    place: int | None = None,
    refused: tuple[str, ...] = (),
    marked: tuple[str, ...] = (),
) -> StopLine:
    card = visit.card
    return StopLine(
        id=visit.id,
        place=place,
        time=time,
        name=card.party.name if card.party is not None else "",
        street=card.address.street if card.address is not None else "",
        mark=mark,
        pins=card.visit.pins,
        is_urgent=card.visit.priority is Priority.URGENT,
        refused=refused,
        marked=marked,
    )


def _said(board: Board, found: Iterable[Breach], locale: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(breach_words(board, one, locale) for one in found))


def _clock(agent: DayAgent) -> Callable[[int], str]:
    return lambda at_s: hour(moment(at_s, agent.zone), agent.agent.time_zone)


def _at(at: datetime | None, agent: DayAgent) -> str:
    return "" if at is None else hour(at, agent.agent.time_zone)


def spoken(line: StopLine, locale: str) -> str:
    """The line aloud: hour, who, where, and how it stands."""
    state = word(VisitState(line.mark), locale) if line.mark in set(VisitState) else ""
    pins = ", ".join(word(one, locale) for one in line.pins)
    parts = (line.time, line.name, line.street, state, pins, *line.refused, *line.marked)
    return ", ".join(part for part in parts if part)
