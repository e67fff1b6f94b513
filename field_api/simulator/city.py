"""Villa Ámbar, an invented city, put together: streets, blocks, houses, the graph."""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import shapely
from shapely import Polygon

from field_api.simulator import city_plan as plan
from field_api.simulator.buildings import Lots, lots
from field_api.simulator.grids import blocks, grid_streets
from field_api.simulator.ground import Ground, Piece, Road, city_ground, polygons
from field_api.simulator.mexican_town import Town, build_town
from field_api.simulator.street_graph import StreetGraph
from field_api.simulator.street_names import named

HALF_STREET_M = 6.5
HALF_AVENUE_M = 13.0
SMALLEST_BLOCK_M2 = 260.0


@dataclass(frozen=True, slots=True)
class Block:
    """A block without its pavements; `use` is homes, industry, park, school or green."""

    shape: Polygon
    district: plan.District
    use: str


@dataclass(frozen=True, slots=True)
class City:
    """The invented city, and the `town` in Mexico where another lender's people live. `lots` belong
    to the blocks of homes and industry, in their order.
    """

    seed: int
    ground: Ground
    roads: tuple[Road, ...]
    blocks: tuple[Block, ...]
    lots: Lots
    lot_blocks: tuple[Block, ...]
    graph: StreetGraph
    town: Town


@lru_cache(maxsize=2)
def build_city(seed: int = 1) -> City:
    """The city of a seed: one plan for all, blocks and houses differ. Takes a few seconds."""
    rng = np.random.default_rng(seed)
    ground = city_ground()
    roads = _roads(ground, rng)
    all_blocks = _used(_blocks(roads, ground), rng)
    lot_blocks = tuple(block for block in all_blocks if block.use in ("homes", "industry"))
    houses = lots([b.shape for b in lot_blocks], [b.district for b in lot_blocks], rng)
    return City(
        seed,
        ground,
        tuple(roads),
        tuple(all_blocks),
        houses,
        lot_blocks,
        StreetGraph(roads),
        build_town(seed),
    )


def _roads(ground: Ground, rng: np.random.Generator) -> list[Road]:
    by_district: defaultdict[str, list[Road]] = defaultdict(list)
    for piece in ground.pieces:
        by_district[piece.district.name].extend(grid_streets(_grounded(piece), rng))
    streets = [road for name in sorted(by_district) for road in named(by_district[name])]
    avenues = [
        replace(road, axis=known.axis, number=known.number)
        for road in ground.avenues
        for known in named([road])
    ]
    return [*avenues, *named(list(ground.seams)), *streets]


def _grounded(piece: Piece) -> Piece:
    return replace(piece, shape=shapely.set_precision(piece.shape, 0.01))


def _blocks(roads: list[Road], ground: Ground) -> list[Block]:
    marks = shapely.union_all([shape for _, shape in ground.landmarks])
    wet = ground.creek_line.buffer(plan.CREEK_GREEN_M).union(ground.riverbanks)
    wide = shapely.union_all([road.line for road in roads if road.kind != "minor_road"])
    taken = shapely.union_all([marks.buffer(5), wet.buffer(5), wide.buffer(HALF_AVENUE_M)])
    shapely.prepare(taken)
    hearts = np.array([(district.x, district.y) for district in plan.DISTRICTS])
    found = []
    for raw in blocks(roads, ground.built):
        inset = raw.buffer(-HALF_STREET_M, join_style="mitre")
        if taken.contains_properly(inset):
            continue
        for shape in polygons(inset.difference(taken) if taken.intersects(inset) else inset):
            if shape.area >= SMALLEST_BLOCK_M2:
                nearest = np.hypot(*(hearts - (shape.centroid.x, shape.centroid.y)).T).argmin()
                found.append(Block(shape, plan.DISTRICTS[int(nearest)], "homes"))
    return found


def _used(found: list[Block], rng: np.random.Generator) -> list[Block]:
    """Each neighbourhood gets a square with trees, and some a school; scraps stay green."""
    uses = ["green" if block.shape.area < 900 else block.district.use for block in found]
    for district in plan.DISTRICTS:
        near = [
            (np.hypot(b.shape.centroid.x - district.x, b.shape.centroid.y - district.y), index)
            for index, b in enumerate(found)
            if b.district is district and uses[index] == "homes" and 2200 < b.shape.area < 16000
        ]
        ranked = [index for _, index in sorted(near)]
        if ranked and district.name != "Centro":
            uses[ranked[0]] = "park"
        if len(ranked) > 8 and rng.random() < 0.6:
            uses[ranked[4]] = "school"
    return [replace(block, use=use) for block, use in zip(found, uses, strict=True)]
