"""Where a visit happened, for its map: the door and its fence, the arrival, what is proposed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from kobra_desktop.store.queries.results import Result
from kobra_domain.geo import fence_m
from kobra_domain.visits import CheckIn, Verdict, VisitState


@dataclass(frozen=True, slots=True)
class Place:
    """A pin of the map: degrees, and its words."""

    lat: float
    lon: float
    words: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What the map shows: the door with its radius in metres, the arrival, what is proposed."""

    door: Place | None
    radius_m: float | None
    arrival: CheckIn | None
    state: VisitState
    verdict: Verdict | None
    distance_m: float | None
    proposed: tuple[Place, ...] = ()
    agent_id: str = ""
    agent_name: str = ""
    at: datetime | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be seen on a map."""
        has_arrival = self.arrival is not None and self.arrival.lat is not None
        return self.door is None and not has_arrival and not self.proposed


def ground_of(result: Result, title: str, verdict: Verdict | None) -> Ground:
    """What the map of a result shows; `title` is whose door it is."""
    card, shown, agent = result.card, result.shown, result.agent
    visit = card.visit if card else None
    fix = (shown.fix if shown else None) or (visit.check_in if visit else None)
    ended = (shown.ended_at if shown else None) or (visit.ended_at if visit else None)
    distance_m = shown.distance_m if shown else None
    return Ground(
        door=_door(result, title),
        radius_m=_radius_m(result),
        arrival=fix,
        state=visit.state if visit else VisitState.COMPLETED,
        verdict=verdict,
        distance_m=visit.distance_m if distance_m is None and visit else distance_m,
        proposed=tuple(_proposed(result)),
        agent_id=agent.id if agent else "",
        agent_name=agent.name if agent else "",
        at=(fix.at if fix else None) or ended,
    )


def _radius_m(result: Result) -> float | None:
    card = result.card
    if card is None or card.portfolio is None:
        return None
    address, policy_m = card.address, card.portfolio.radius_m
    if address is None:
        return policy_m
    return fence_m(address.radius_m, policy_m, address.place_radius_m)


def _door(result: Result, title: str) -> Place | None:
    address = result.card.address if result.card else None
    if address is None or address.lat is None or address.lon is None:
        return None
    return Place(address.lat, address.lon, title)


def _proposed(result: Result) -> list[Place]:
    words = QCoreApplication.translate("Result", "Proposed place")
    made = [
        Place(one.lat, one.lon, words)
        for one in result.proposals
        if one.lat is not None and one.lon is not None
    ]
    visit = result.card.visit if result.card else None
    if not made and visit and visit.proposed_lat is not None and visit.proposed_lon is not None:
        made.append(Place(visit.proposed_lat, visit.proposed_lon, words))
    return made
