"""Houses along the blocks: rows with courtyards behind, larger halls in industry."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from field_api.simulator.city_plan import District
from field_api.simulator.plane import Points

VACANT_SHARE = 0.05
PARTY_WALL_M = 0.15


@dataclass(frozen=True, slots=True)
class Lots:
    """Houses as arrays: (n, 4, 2) corners with the street side first, and the block of each."""

    corners: NDArray[np.float64]
    block: NDArray[np.int64]

    def doors(self) -> Points:
        """The middle of each street side."""
        return np.asarray(self.corners[:, :2].mean(axis=1), dtype=np.float64)


def lots(blocks: list[Polygon], districts: list[District], rng: np.random.Generator) -> Lots:
    """Row houses along every block; those that would overlap a neighbour are left out."""
    parts: list[NDArray[np.float64]] = []
    owners: list[NDArray[np.int64]] = []
    for index, (block, district) in enumerate(zip(blocks, districts, strict=True)):
        found = _block_lots(block, district, rng)
        parts.append(found)
        owners.append(np.full(len(found), index, dtype=np.int64))
    corners, block_of = np.concatenate(parts), np.concatenate(owners)
    keep = _free_of_overlap(corners, block_of, blocks)
    keep &= rng.random(len(corners)) > VACANT_SHARE
    return Lots(corners[keep], block_of[keep])


def _block_lots(
    block: Polygon, district: District, rng: np.random.Generator
) -> NDArray[np.float64]:
    ring = shapely.get_coordinates(block.exterior.simplify(2.0))
    if not block.exterior.is_ccw:
        ring = ring[::-1]
    across = 2 * block.area / max(block.length, 1.0)
    reach = min(0.46 * across, 34.0 if district.use == "industry" else 17.0)
    sides = [_side_lots(a, b, reach, district, rng) for a, b in pairwise(ring)]
    return np.concatenate([np.empty((0, 4, 2)), *sides])


def _side_lots(
    start: Points, end: Points, reach: float, district: District, rng: np.random.Generator
) -> NDArray[np.float64]:
    length = float(np.hypot(*(end - start)))
    count = int(length / district.frontage_m)
    if count < 1 or reach < 5.0:
        return np.empty((0, 4, 2))
    cuts = np.linspace(0.0, length, count + 1)
    cuts[1:-1] += rng.normal(0.0, district.frontage_m * 0.09, count - 1)
    depth = reach * rng.uniform(0.68, 1.0, count)
    setback = rng.uniform(0.0, 1.2, count)
    along = (end - start) / length
    inward = np.array([-along[1], along[0]])
    low = start + (cuts[:-1, None] + PARTY_WALL_M) * along
    high = start + (cuts[1:, None] - PARTY_WALL_M) * along
    front, back = setback[:, None] * inward, depth[:, None] * inward
    return np.stack([low + front, high + front, high + back, low + back], axis=1)


def _free_of_overlap(
    corners: NDArray[np.float64], block_of: NDArray[np.int64], blocks: list[Polygon]
) -> NDArray[np.bool_]:
    shapes: NDArray[np.object_] = np.asarray(shapely.polygons(corners), dtype=np.object_)
    roomy = shapely.buffer(np.array(blocks, dtype=object), 0.5)
    keep = shapely.covers(roomy[block_of], shapes)
    first, second = shapely.STRtree(list(shapes)).query(shapes, predicate="intersects")
    pairs = (first < second) & keep[first] & keep[second]
    for early, late in zip(first[pairs], second[pairs], strict=True):
        if keep[early]:
            keep[late] = False
    return np.asarray(keep, dtype=np.bool_)
