"""The city's flat coordinates, metres east (x) and north (y) of the square, and their degrees.

Not a general projection: the error grows with the distance from the square.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kobra_domain.geo import ECCENTRICITY_SQUARED, EQUATOR_RADIUS_M

Points: TypeAlias = NDArray[np.float64]

# An empty stretch of savanna: nothing real stands here, and Colombian time holds.
ORIGIN_LAT = 4.35
ORIGIN_LON = -70.20
ORIGIN_ALTITUDE_M = 168.0

# The ellipsoid's own curves at the origin: the sphere's would be half a percent off to the north.
_BEND = 1.0 - ECCENTRICITY_SQUARED * float(np.sin(np.radians(ORIGIN_LAT))) ** 2
_ACROSS_M = EQUATOR_RADIUS_M / _BEND**0.5
_M_PER_DEGREE_LAT = float(np.radians(_ACROSS_M * (1.0 - ECCENTRICITY_SQUARED) / _BEND))
_M_PER_DEGREE_LON = float(np.radians(_ACROSS_M * np.cos(np.radians(ORIGIN_LAT))))


def degrees(x_m: float, y_m: float) -> tuple[float, float]:
    """Latitude and longitude of a point of the plane, in degrees."""
    return ORIGIN_LAT + y_m / _M_PER_DEGREE_LAT, ORIGIN_LON + x_m / _M_PER_DEGREE_LON


def metres(lat: float, lon: float) -> tuple[float, float]:
    """The plane's x and y of a latitude and longitude: the inverse of `degrees`."""
    return (lon - ORIGIN_LON) * _M_PER_DEGREE_LON, (lat - ORIGIN_LAT) * _M_PER_DEGREE_LAT


def degrees_of(points: Points) -> Points:
    """Latitude and longitude columns of an (n, 2) array of x and y."""
    lat = ORIGIN_LAT + points[:, 1] / _M_PER_DEGREE_LAT
    lon = ORIGIN_LON + points[:, 0] / _M_PER_DEGREE_LON
    return np.column_stack([lat, lon])


def world_fractions(points: Points) -> Points:
    """Web Mercator of (n, 2) plane points: 0..1 from the north-west corner of the world."""
    geographic = degrees_of(points)
    lat = np.radians(geographic[:, 0])
    east = (geographic[:, 1] + 180.0) / 360.0
    south = (1.0 - np.arcsinh(np.tan(lat)) / np.pi) / 2.0
    return np.column_stack([east, south])
