"""The flat coordinates of the city agree with the distances of the rules."""

from hypothesis import given
from hypothesis import strategies as st

from field_api.simulator.plane import degrees, metres
from kobra_domain.geo import metres as ground_metres

_reach = st.floats(-12_000, 12_000)


@given(_reach, _reach)
def test_there_and_back(x: float, y: float) -> None:
    back = metres(*degrees(x, y))
    assert abs(back[0] - x) < 1e-6
    assert abs(back[1] - y) < 1e-6


@given(_reach, _reach, _reach, _reach)
def test_distances_are_those_of_the_earth(x0: float, y0: float, x1: float, y1: float) -> None:
    flat = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    real = ground_metres(*degrees(x0, y0), *degrees(x1, y1))
    assert abs(flat - real) <= 0.0006 * flat + 0.01
