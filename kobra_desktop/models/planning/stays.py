"""Who has several visits on a day: at one go at one door, which is one contact, or apart, which
some laws refuse. Asked of the same rules that a check-in is asked by.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC

from kobra_desktop.commands.lawfulness import zone_of
from kobra_desktop.models.planning.board import Board
from kobra_desktop.models.planning.day import DayVisit
from kobra_domain.contact.frequency import rest_from
from kobra_domain.persons import Touch, before_stay, door_of
from kobra_domain.planning.model import Left, PlanRule, moment
from kobra_domain.portfolios import ChannelKind


@dataclass(frozen=True, slots=True)
class Stays:
    """`joined`: by the first visit of a stay how many it has, where they are several. `apart`: by
    visit which one of the same person before it keeps it, by the law, from being made.
    """

    joined: Mapping[str, int] = field(default_factory=dict)
    apart: Mapping[str, Touch] = field(default_factory=dict)


def stays_of(board: Board) -> Stays:
    """Of all that is still to be visited."""
    sought: defaultdict[str, list[Touch]] = defaultdict(list)
    for agent, tour in board.tours.items():
        for stop in tour.stops:
            person = board.day.again.get(stop.visit)
            if person is None:
                continue
            touch = Touch(
                at=moment(stop.start_s, UTC),
                channel=ChannelKind.VISIT,
                is_two_way=True,
                agent_id=agent,
                door=_door(board.day.visits[stop.visit]),
                ended_at=moment(stop.end_s, UTC),
                kind="visit",
                id=stop.visit,
            )
            sought[person].append(touch)
    joined: dict[str, int] = {}
    apart: dict[str, Touch] = {}
    for touches in sought.values():
        _read(board, sorted(touches, key=lambda one: (one.at, one.id)), joined, apart)
    return Stays(joined, apart)


def brought_together(board: Board) -> Board:
    """The board of an engine that knows nothing of people, made lawful: a visit that is apart from
    the same person's stands right behind it, or else with nobody.
    """
    while apart := stays_of(board).apart:
        visit, other = next(iter(apart.items()))
        agent = other.agent_id or ""
        place = board.routes[agent].index(other.id) + 1
        tried = board.given([visit], agent, place)
        before = {one.visit for one in board.unlawful([visit, other.id])}
        worse = {one.visit for one in tried.unlawful([visit])} - before
        if visit in stays_of(tried).apart or worse:
            left = {**board.left, visit: Left(visit, (PlanRule.SAME_PERSON,))}
            tried = replace(board.without([visit]), left=left)
        board = tried
    return board


def _read(
    board: Board, touches: list[Touch], joined: dict[str, int], apart: dict[str, Touch]
) -> None:
    first: dict[str, str] = {}
    for n, one in enumerate(touches):
        earlier = touches[:n]
        others = before_stay(earlier, one.at, one.agent_id, one.door)
        kept = {other.id for other in others}
        stay = [other for other in earlier if other.id not in kept]
        first[one.id] = first[stay[0].id] if stay else one.id
        if stay:
            joined[first[one.id]] = joined.get(first[one.id], 1) + 1
        card = board.day.visits[one.id].card
        rule = None if card.rules is None else card.rules.frequency
        if rule is not None:
            rest = rest_from(others, rule, zone_of(card), ChannelKind.VISIT, one.at)
            if rest is not None:
                apart[one.id] = rest.touch


def _door(visit: DayVisit) -> str:
    address = visit.card.address
    return visit.card.visit.address_id if address is None else door_of(address)
