"""The city's flat coordinates, metres east (x) and north (y) of the square, and their degrees.

Not a general projection: the error grows with the distance from the square. A town elsewhere has a
chart of its own; what is drawn of it comes into the city's plane by its degrees (`Chart.to_plane`),
where its lengths are not true any more, but its places are.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kobra_domain.geo import ECCENTRICITY_SQUARED, EQUATOR_RADIUS_M

Points: TypeAlias = NDArray[np.float64]

# An empty stretch of savanna: nothing real stands here, and Colombian time holds.
ORIGIN_LAT = 4.35
ORIGIN_LON = -70.20
ORIGIN_ALTITUDE_M = 168.0


@dataclass(frozen=True, slots=True)
class Chart:
    """Flat metres around a point of the Earth. The scales are the ellipsoid's own there: the
    sphere's would be half a percent off to the north.
    """

    lat: float
    lon: float
    m_per_degree_lat: float = field(init=False)
    m_per_degree_lon: float = field(init=False)

    def __post_init__(self) -> None:
        bend = 1.0 - ECCENTRICITY_SQUARED * float(np.sin(np.radians(self.lat))) ** 2
        across_m = EQUATOR_RADIUS_M / bend**0.5
        north_m = across_m * (1.0 - ECCENTRICITY_SQUARED) / bend
        object.__setattr__(self, "m_per_degree_lat", float(np.radians(north_m)))
        east_m = across_m * np.cos(np.radians(self.lat))
        object.__setattr__(self, "m_per_degree_lon", float(np.radians(east_m)))

    def degrees(self, x_m: float, y_m: float) -> tuple[float, float]:
        """Latitude and longitude of a point of the chart, in degrees."""
        return self.lat + y_m / self.m_per_degree_lat, self.lon + x_m / self.m_per_degree_lon

    def metres(self, lat: float, lon: float) -> tuple[float, float]:
        """The chart's x and y of a latitude and longitude: the inverse of `degrees`."""
        east_m = (lon - self.lon) * self.m_per_degree_lon
        return east_m, (lat - self.lat) * self.m_per_degree_lat

    def degrees_of(self, points: Points) -> Points:
        """Latitude and longitude columns of an (n, 2) array of x and y."""
        lat = self.lat + points[:, 1] / self.m_per_degree_lat
        lon = self.lon + points[:, 0] / self.m_per_degree_lon
        return np.column_stack([lat, lon])

    def to_plane(self, points: Points) -> Points:
        """The (n, 2) points of this chart in the city's plane."""
        lat, lon = self.degrees_of(points).T
        x = (lon - PLANE.lon) * PLANE.m_per_degree_lon
        return np.column_stack([x, (lat - PLANE.lat) * PLANE.m_per_degree_lat])


PLANE = Chart(ORIGIN_LAT, ORIGIN_LON)


def degrees(x_m: float, y_m: float) -> tuple[float, float]:
    """Latitude and longitude of a point of the plane, in degrees."""
    return PLANE.degrees(x_m, y_m)


def metres(lat: float, lon: float) -> tuple[float, float]:
    """The plane's x and y of a latitude and longitude: the inverse of `degrees`."""
    return PLANE.metres(lat, lon)


def degrees_of(points: Points) -> Points:
    """Latitude and longitude columns of an (n, 2) array of x and y."""
    return PLANE.degrees_of(points)


def world_fractions(points: Points) -> Points:
    """Web Mercator of (n, 2) plane points: 0..1 from the north-west corner of the world."""
    geographic = degrees_of(points)
    lat = np.radians(geographic[:, 0])
    east = (geographic[:, 1] + 180.0) / 360.0
    south = (1.0 - np.arcsinh(np.tan(lat)) / np.pi) / 2.0
    return np.column_stack([east, south])
