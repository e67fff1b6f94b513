"""Where a position is, in words: the corner that is near, else the street of an address there."""

from sqlalchemy import Connection, select

from field_api.tables.places import map_corners, towns
from field_api.tables.replicated import addresses
from kobra_domain.geo import metres

_NEAR_DEG = 0.002  # some 200 m
_KINDS = {
    "CL": "Calle",
    "KR": "Carrera",
    "TV": "Transversal",
    "DG": "Diagonal",
    "AV": "Avenida",
    "AU": "Autopista",
    "CQ": "Circular",
}
_CORNER_M, _ADDRESS_M, _MOST = 180.0, 150.0, 2_000


def words_near(connection: Connection, lat: float, lon: float) -> tuple[str, ...]:
    """The two streets of the nearest corner, or street and neighbourhood of the nearest known
    address, with the municipality where it is known; empty when nothing is near. It reads whole
    tables: for what is asked seldom.
    """
    c = map_corners.c
    query = (
        select(c.lat, c.lon, c.street, c.cross, towns.c.name)
        .join(towns, towns.c.municipality == c.municipality, isouter=True)
        .where(c.lat.between(lat - _NEAR_DEG, lat + _NEAR_DEG))
        .where(c.lon.between(lon - _NEAR_DEG, lon + _NEAR_DEG))
    )
    corners = connection.execute(query.limit(_MOST)).all()
    if corners:
        away_m, one = min(((metres(lat, lon, o.lat, o.lon), o) for o in corners), key=_first)
        if away_m <= _CORNER_M:
            first, second = sorted((one.street, one.cross))
            return tuple(filter(None, (f"{_shown(first)} / {_shown(second)}", one.name)))
    return _of_address(connection, lat, lon)


def _of_address(connection: Connection, lat: float, lon: float) -> tuple[str, ...]:
    a = addresses.c
    query = (
        select(a.lat, a.lon, a.street, a.neighbourhood, a.municipality)
        .where(a.lat.between(lat - _NEAR_DEG, lat + _NEAR_DEG))
        .where(a.lon.between(lon - _NEAR_DEG, lon + _NEAR_DEG))
    )
    known = connection.execute(query.limit(_MOST)).all()
    if not known:
        return ()
    away_m, one = min(((metres(lat, lon, o.lat, o.lon), o) for o in known), key=_first)
    said = (one.street, one.neighbourhood, one.municipality)
    return tuple(filter(None, said)) if away_m <= _ADDRESS_M else ()


def _first(pair: tuple[float, object]) -> float:
    return pair[0]


def _shown(street: str) -> str:
    """A street's key as it is read: «KR 10A» is Carrera 10A, «BOLIVAR» is Bolivar."""
    kind, _, rest = street.partition(" ")
    if kind in _KINDS and rest:
        return f"{_KINDS[kind]} {rest.replace(' SUR', ' Sur').replace(' ESTE', ' Este')}"
    return street.title()
