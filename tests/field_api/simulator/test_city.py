"""The city: the same again, whole, and with a way from every door to every other."""

import numpy as np
import shapely

from field_api.simulator import city_plan
from field_api.simulator.city import City, build_city
from field_api.simulator.doors import doors
from field_api.simulator.street_graph import WALKING_MPS
from field_api.simulator.street_names import number_at, number_text, numbered
from kobra_domain.streets.names import ACROSS, ALONG, Quadrant


def test_a_seed_gives_the_same_city_again(city: City) -> None:
    again = build_city.__wrapped__(1)
    assert again is not city
    assert [road.line.wkb for road in again.roads] == [road.line.wkb for road in city.roads]
    assert [road.name for road in again.roads] == [road.name for road in city.roads]
    assert np.array_equal(again.lots.corners, city.lots.corners)


def test_every_neighbourhood_has_streets_houses_and_its_name(city: City) -> None:
    inhabited = {block.district.name for block in city.lot_blocks}
    assert inhabited == {district.name for district in city_plan.DISTRICTS}
    assert len(city.lots.corners) > 50_000


def test_every_door_can_be_reached_from_every_other(city: City) -> None:
    parent = list(range(len(city.graph.nodes)))

    def root(node: int) -> int:
        while parent[node] != node:
            node = parent[node]
        return node

    for start, end in city.graph.ends:
        a, b = root(start), root(end)
        parent[max(a, b)] = min(a, b)
    assert {root(node) for node in range(len(parent))} == {0}


def test_streets_cross_the_river_only_on_bridges(city: City) -> None:
    middle = city.ground.river_line
    crossing = {road.name for road in city.roads if road.line.intersects(middle)}
    assert crossing == {"Avenida Circunvalar", "Avenida Bolívar", "Avenida del Puente"}


def test_no_house_stands_in_the_water_or_on_an_avenue(city: City) -> None:
    houses = np.asarray(shapely.polygons(city.lots.corners[::7]))
    water = city.ground.river.union(city.ground.creek)
    avenues = shapely.union_all([road.line for road in city.ground.avenues])
    assert not shapely.intersects(houses, water).any()
    assert shapely.distance(houses[::20], avenues).min() > 5


def test_addresses_are_single_and_read_as_in_colombia(city: City) -> None:
    found = doors(city, 300, np.random.default_rng(4))
    streets = [door.street for door in found]
    assert len(set(streets)) == 300
    words = ("Calle", "Carrera", "Diagonal", "Transversal", "Avenida", "Paseo", "Vía", "Autopista")
    for street in streets:
        assert street.startswith(words), street
        plate = street.rpartition("-")[2]
        assert " # " in street, street
        assert 1 <= int(plate) <= 999, street


def test_house_numbers_are_even_on_one_side_and_odd_on_the_other(city: City) -> None:
    sides: dict[int, set[int]] = {}
    for door in doors(city, 1500, np.random.default_rng(5)):
        line = city.graph.edges[door.spot.edge]
        ahead = line.interpolate(door.spot.along_m + 0.5)
        here = line.interpolate(door.spot.along_m - 0.5)
        cross = (ahead.x - here.x) * (door.y - here.y) - (ahead.y - here.y) * (door.x - here.x)
        key = door.spot.edge * 2 + (cross > 0)
        sides.setdefault(key, set()).add(int(door.street[-1:]) % 2)
    assert all(len(parities) == 1 for parities in sides.values())


def test_streets_are_called_in_every_way_that_cities_call_them(city: City) -> None:
    known = [street for road in city.roads if (street := numbered(road.name)) is not None]
    assert {street.kind for street in known} == {*ALONG, *ACROSS}
    assert {street.quadrant for street in known} == {None, Quadrant.SUR, Quadrant.OESTE}
    assert {"", "A", "B"} <= {street.letters for street in known}
    assert {"", "BIS"} == {street.bis for street in known}


def test_a_route_leads_from_door_to_door_along_streets(city: City) -> None:
    found = doors(city, 40, np.random.default_rng(6))
    streets = shapely.STRtree([road.line for road in city.roads])
    for start, end in zip(found[::2], found[1::2], strict=True):
        walk = city.graph.route(start.spot, end.spot, riding=False)
        ride = city.graph.route(start.spot, end.spot, riding=True)
        straight = float(np.hypot(end.x - start.x, end.y - start.y))
        assert straight - 40 <= walk.length_m <= 2.6 * straight + 400
        assert np.isclose(walk.seconds, walk.length_m / WALKING_MPS)
        assert ride.seconds <= walk.seconds
        _, away = streets.query_nearest(
            np.asarray(shapely.points(ride.points)), return_distance=True
        )
        assert away.max() < 0.5


def test_a_route_on_foot_is_the_shortest(city: City) -> None:
    found = doors(city, 30, np.random.default_rng(8))
    for a, b, c in zip(found[::3], found[1::3], found[2::3], strict=True):
        direct = city.graph.route(a.spot, c.spot, riding=False).length_m
        legs = [
            city.graph.route(x.spot, y.spot, riding=False).length_m for x, y in ((a, b), (b, c))
        ]
        assert direct <= sum(legs) + 0.01


def test_streets_are_numbered_from_the_first_in_both_directions() -> None:
    assert number_at("calle", 0, 0) > 1
    assert number_text("calle", -3) == "3 Sur"
    assert number_text("carrera", -2) == "2 Oeste"
    numbers = [number_at("carrera", x, 0) for x in range(-3000, 3000, 10)]
    assert 0 not in numbers
    assert numbers == sorted(numbers)
