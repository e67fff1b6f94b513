"""What is to be seen of a call for help: where it came from, and who is near."""

from collections.abc import Sequence

from field_api.pictures.ground import Ground, Look, Spot
from kobra_domain.alerts import Alert
from kobra_domain.places import Point
from kobra_domain.words import distance, say

# Farther off a colleague would leave no street to be read.
_SHOWN_M = 3_000.0


def ground_of_call(
    alert: Alert, near: Sequence[tuple[str, Point, float]], locale: str
) -> Ground | None:
    """`near` are colleagues: name, place, metres from the call. None: nobody knows where it is."""
    if alert.lat is None or alert.lon is None:
        return None
    call = Spot(
        at=Point(alert.lat, alert.lon),
        look=Look.MARK,
        tint="state_danger",
        words=say("picture.sos", None, locale),
        mark=("bodies", "sos"),
    )
    colleagues = (
        Spot(
            at=place,
            look=Look.MARK,
            tint="state_moving",
            words=f"{name} · {distance(away_m, locale)}",
            mark=("bodies", "moving_unturned"),
        )
        for name, place, away_m in near
        if away_m <= _SHOWN_M
    )
    return Ground(
        spots=(call, *colleagues),
        without_streets=say("picture.no_streets", None, locale),
        locale=locale,
        is_urgent=True,
    )
