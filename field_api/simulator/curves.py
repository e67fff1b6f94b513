"""Smooth curves through waypoints, and small angles of plane geometry. Nothing about cities."""

from collections.abc import Sequence

import numpy as np
from shapely import LineString, Polygon
from shapely.affinity import rotate, scale, translate
from shapely.geometry import Point, box

from field_api.simulator.plane import Points

STEP_M = 25.0


def smooth(waypoints: Sequence[tuple[float, float]], is_closed: bool = False) -> LineString:
    """A uniform Catmull-Rom curve through the waypoints, one vertex about each 25 m."""
    points = np.asarray(waypoints, dtype=np.float64)
    if is_closed:
        points = np.vstack([points[-1], points, points[:2]])
    else:
        points = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    parts = [_segment(points[i : i + 4]) for i in range(len(points) - 3)]
    return LineString(np.vstack([*parts, points[-2][None, :]]))


def _segment(four: Points) -> Points:
    count = max(2, int(np.hypot(*(four[2] - four[1])) / STEP_M))
    t = (np.arange(count) / count)[:, None]
    a = 2 * four[1]
    b = four[2] - four[0]
    c = 2 * four[0] - 5 * four[1] + 4 * four[2] - four[3]
    d = -four[0] + 3 * four[1] - 3 * four[2] + four[3]
    return np.asarray(0.5 * (a + b * t + c * t**2 + d * t**3), dtype=np.float64)


def bearing_deg(line: LineString) -> float:
    """The line's overall direction, 0..180, counter-clockwise from east."""
    (x0, y0), (x1, y1) = line.coords[0], line.coords[-1]
    return float(np.degrees(np.arctan2(y1 - y0, x1 - x0)) % 180.0)


def angle_between(a_deg: float, b_deg: float) -> float:
    """The smaller angle between two undirected directions, 0..90."""
    turn = abs(a_deg - b_deg) % 180.0
    return min(turn, 180.0 - turn)


def placed_rectangle(x: float, y: float, size_m: tuple[float, float], angle_deg: float) -> Polygon:
    """A rectangle of that size with its centre at x, y, turned counter-clockwise."""
    half_x, half_y = size_m[0] / 2, size_m[1] / 2
    return translate(rotate(box(-half_x, -half_y, half_x, half_y), angle_deg, origin=(0, 0)), x, y)


def placed_oval(x: float, y: float, size_m: tuple[float, float], angle_deg: float) -> Polygon:
    """An oval within that rectangle."""
    oval = scale(Point(0, 0).buffer(1.0, quad_segs=8), size_m[0] / 2, size_m[1] / 2)
    return translate(rotate(oval, angle_deg, origin=(0, 0)), x, y)


def blob(
    x: float, y: float, radius_m: float, rng: np.random.Generator, roughness: float
) -> Polygon:
    """A round patch with an uneven edge: woods, fields, the edge of the known land."""
    angles = np.linspace(0.0, 2 * np.pi, 48, endpoint=False)
    reach = np.ones_like(angles)
    for wave in range(2, 7):
        reach += roughness / wave * np.sin(wave * angles + rng.uniform(0, 2 * np.pi))
    return Polygon(
        np.column_stack(
            [x + radius_m * reach * np.cos(angles), y + radius_m * reach * np.sin(angles)]
        )
    )
