"""Circles where things are: size, colour, hollow ones, names, and how far is far."""

from __future__ import annotations

from dataclasses import replace
from math import pi
from random import Random

import pytest

from kobra_domain.charts import Scene, example
from kobra_domain.charts.colours import cividis
from kobra_domain.charts.places import LEAST_R, MOST_R, ground_of, radius_of
from kobra_domain.charts.scene import Line, Path
from kobra_domain.charts.spec import Figure, Place, PlaceMap, Unit, UnitKind
from tests.kobra_domain.charts.drawing import drawn, theme, words_of

WIDE = (1100.0, 420.0)


def of(*places: tuple[str, float, float, Figure]) -> PlaceMap:
    made = tuple(Place(name=n, lat=lat, lon=lon, figure=one) for n, lat, lon, one in places)
    return PlaceMap(places=made, unit=Unit(kind=UnitKind.SHARE))


def circles(scene: Scene) -> list[Path]:
    """Those of the plot: the keys' are smaller, and first."""
    paths = [item for item in scene.items if isinstance(item, Path)]
    return paths[-len(scene.marks) :]


def test_the_area_of_a_circle_says_of_how_many() -> None:
    whole, half = radius_of(Figure(n=400), 400), radius_of(Figure(n=200), 400)
    assert whole == MOST_R
    assert pi * half**2 == pytest.approx(pi * whole**2 / 2)
    assert radius_of(Figure(n=1), 10_000) == LEAST_R
    assert radius_of(Figure(), 0) == LEAST_R


def test_north_is_up_colours_are_those_of_heat_maps_and_the_unknown_is_hollow() -> None:
    scene = drawn(
        of(
            ("Norte", 5.0, -74.0, Figure(0.5, n=40)),
            ("Sur", 4.0, -74.0, Figure(0.0, n=40)),
            ("Nada", 4.5, -73.9, Figure(n=4)),
        ),
        WIDE,
    )
    north, south, none = circles(scene)
    assert (north.fill, south.fill) == (cividis(1.0), cividis(0.0))
    assert north.steps[0][2] < south.steps[0][2]  # type: ignore[misc]
    assert none.fill == theme()["surface"]
    assert none.stroke is not None
    assert none.stroke.dash
    said = [mark.words.replace("\N{NO-BREAK SPACE}", " ") for mark in scene.marks]
    assert said == ["Norte: 50 % (de 40)", "Sur: 0 % (de 40)", "Nada: Sin datos (de 4)"]
    assert scene.twin.rows[2] == ("Nada", "Sin datos (de 4)")


def test_a_circle_below_another_is_drawn_over_it_and_arrows_go_from_west_to_east() -> None:
    spec = of(
        ("Este", 4.0, -73.0, Figure(0.1, n=10)),
        ("Oeste", 4.0, -75.0, Figure(0.2, n=90)),
        ("Medio", 4.0, -74.0, Figure(0.3, n=50)),
    )
    scene = drawn(spec, WIDE)
    assert [mark.of for mark in scene.marks] == [(0, 1), (0, 2), (0, 0)]
    assert [mark.column for mark in scene.marks] == [0, 1, 2]


def test_a_name_that_finds_no_room_is_said_by_pointing() -> None:
    crowd = [(f"Zona {n}", 4.0, -74.0 + n / 10_000, Figure(0.2, n=10)) for n in range(30)]
    scene = drawn(of(*crowd), (320.0, 240.0))
    names = [words for words in words_of(scene) if words.startswith("Zona")]
    assert 0 < len(names) < 30
    assert len(scene.marks) == 30


def test_of_very_many_no_name_lies_on_a_circle_or_another_name() -> None:
    dice = Random(1)
    spec = of(
        *(
            (f"Barrio {n}", dice.random(), dice.random(), Figure(0.4, n=dice.randrange(90)))
            for n in range(300)
        )
    )
    scene = drawn(spec, WIDE)
    names = [one for one in scene.texts if one.words.startswith("Barrio ")]
    assert len(names) > 10
    boxes = [(one.left, one.y - 10.5, one.left + one.width, one.y + 2.5) for one in names]
    for circle in circles(scene):
        ends: list[tuple[float, ...]] = [step[1:] for step in circle.steps if len(step) > 1]
        xs, ys = [one[-2] for one in ends], [one[-1] for one in ends]
        boxes.append((min(xs), min(ys), max(xs), max(ys)))
    for n, one in enumerate(boxes[: len(names)]):
        assert not any(
            one[0] < b[2] and b[0] < one[2] and one[1] < b[3] and b[1] < one[3]
            for b in boxes[n + 1 :]
        )


@pytest.mark.parametrize(
    ("apart", "words"), [(0.0001, "1 km"), (0.05, "2 km"), (2.0, "50 km"), (30.0, "1.000 km")]
)
def test_a_ruler_says_how_far_is_far(apart: float, words: str) -> None:
    figure = Figure(0.2, n=10)
    scene = drawn(of(("A", 4.0, -74.0, figure), ("B", 4.0 + apart, -74.0, figure)), WIDE)
    assert words in words_of(scene)
    ruler = next(item for item in scene.items if isinstance(item, Line) and item.stroke.width == 2)
    assert 20 <= ruler.x2 - ruler.x1 <= 110


def test_one_size_and_nothing_known_have_no_keys() -> None:
    spec = example("map", "es_CO")
    assert isinstance(spec, PlaceMap)
    alike = tuple(replace(one, figure=Figure(0.0, n=9)) for one in spec.places)
    words = words_of(drawn(replace(spec, places=alike), WIDE))
    assert "Más grande, de más casos" not in words
    assert "Sin datos" not in words
    assert "Más grande, de más casos" in words_of(drawn(spec, WIDE))


def test_where_circles_stand_a_desk_lays_its_map_and_nowhere_else() -> None:
    scene = drawn(example("map", "es_CO"), (1100.0, 420.0))
    ground = ground_of(scene)
    assert ground is not None
    left, top, wide, high = ground
    assert all(
        left <= mark.x + mark.width / 2 <= left + wide
        and top <= mark.y + mark.height / 2 <= top + high
        for mark in scene.marks
    )
    assert left + wide <= 1100
    assert top + high <= 420
    spec = example("map", "es_CO")
    assert isinstance(spec, PlaceMap)
    assert ground_of(drawn(replace(spec, places=()))) is None
    assert ground_of(drawn(example("bar", "es_CO"))) is None
