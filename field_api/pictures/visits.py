"""What is to be seen of a visit: the door and its fence, the arrival and how sure it is."""

from dataclasses import replace

from field_api.pictures.ground import Ground, Look, Spot
from field_api.pictures.strokes import mark
from kobra_domain.geo import fence_m
from kobra_domain.places import Point
from kobra_domain.portfolios import Address, Portfolio
from kobra_domain.visits import CheckIn, Verdict, Visit
from kobra_domain.words import say

# The way is drawn where it says something; within the fence it would lie under the pin.
_WAY_OF = frozenset((Verdict.NEAR, Verdict.AWAY, Verdict.NOT_TRUSTED))


def ground_of_visit(
    visit: Visit, address: Address | None, portfolio: Portfolio | None, locale: str
) -> Ground | None:
    """What the picture shows; None if there is nothing to be seen."""
    door = _door(visit, address, portfolio, locale)
    arrival = _arrival(visit.check_in, visit.verdict, locale)
    spots = tuple(spot for spot in (door, arrival) if spot is not None)
    if not spots:
        return None
    lacking = "picture.no_door" if door is None else "picture.no_arrival"
    told_m = visit.distance_m
    is_way = len(spots) == 2 and told_m is not None and visit.verdict in _WAY_OF
    return Ground(
        spots=spots,
        way=say("picture.way", {"distance_m": told_m}, locale) if is_way else "",
        note="" if len(spots) == 2 or not _has_come(visit) else say(lacking, None, locale),
        without_streets=say("picture.no_streets", None, locale),
        locale=locale,
    )


def _has_come(visit: Visit) -> bool:
    return visit.check_in is not None or visit.ended_at is not None


def _door(
    visit: Visit, address: Address | None, portfolio: Portfolio | None, locale: str
) -> Spot | None:
    if address is None or address.lat is None or address.lon is None or portfolio is None:
        return None
    radius_m = fence_m(address.radius_m, portfolio.radius_m, address.place_radius_m)
    return Spot(
        at=Point(address.lat, address.lon),
        look=Look.PIN,
        tint=mark("visits", visit.state.value)["color"],
        words=say("picture.door", {"radius_m": radius_m}, locale),
        mark=("visits", visit.state.value),
        badge=visit.verdict.value if visit.verdict else None,
        radius_m=radius_m,
    )


def _arrival(check_in: CheckIn | None, verdict: Verdict | None, locale: str) -> Spot | None:
    if check_in is None or check_in.lat is None or check_in.lon is None:
        return None
    spot = Spot(
        at=Point(check_in.lat, check_in.lon),
        look=Look.DOT,
        tint=mark("verdicts", verdict.value)["color"] if verdict else "state_at_visit",
        words=say("picture.arrival", None, locale),
    )
    accuracy_m = check_in.accuracy_m
    if not accuracy_m:
        return spot
    words = say("picture.arrival_within", {"accuracy_m": accuracy_m}, locale)
    return replace(spot, radius_m=accuracy_m, words=words)
