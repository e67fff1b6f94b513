"""Where a position is, in the words of the addresses that are known."""

from sqlalchemy import select

from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.geo import metres

NEAR_DEG = 0.002  # some 200 m
NEAR_M = 150.0
_MOST = 500


def street_near(replica: Replica, lat: float, lon: float) -> str:
    """Street and neighbourhood of the nearest known address within 150 m; empty when none is."""
    address = RECORDS["address"].c
    asked = select(address.street, address.neighbourhood, address.lat, address.lon).where(
        address.lat.between(lat - NEAR_DEG, lat + NEAR_DEG),
        address.lon.between(lon - NEAR_DEG, lon + NEAR_DEG),
    )
    with replica.reading() as connection:
        found = connection.execute(asked.limit(_MOST)).all()
    near = [(metres(lat, lon, one.lat, one.lon), one) for one in found]
    away_m, nearest = min(near, key=lambda pair: pair[0], default=(NEAR_M, None))
    if nearest is None or away_m > NEAR_M:
        return ""
    return ", ".join(part for part in (nearest.street, nearest.neighbourhood) if part)
